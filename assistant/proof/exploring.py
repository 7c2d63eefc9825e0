"""Every way through the machine at once: states with the same past in all that still counts are one.

A variable is open until a guard looks at it; then each of its values is tried. It is forgotten after the last
look. So the work follows how far apart a script's conditions look back, not the number of its questions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, Generic, TypeVar

from assistant.proof.explored import Explored, Tally
from assistant.proof.ground import Ground
from assistant.proof.liveness import Liveness
from assistant.proof.sight import Looking, Open, Sight
from assistant.proof.uses import Variable
from assistant.proof.watch import Chosen, Forking, Move, Watch
from assistant.script.references import ENDS

V = TypeVar("V")
R = TypeVar("R")
WIDEST: Final = 5_000
"""Most states told apart in one place, and most cases of one condition."""
MOST: Final = 600_000
"""Most states told apart in all."""
EFFORT: Final = 6_000_000
"""Most variables looked through in all."""


class EntangledError(Exception):
    """More has to be kept apart than the limit allows."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class Exploration(Generic[V]):
    """One walk along every way."""

    def __init__(
        self,
        ground: Ground,
        tally: Tally[V],
        sites: Iterable[str] | None = None,
        watch: Watch | None = None,
        probe: Callable[[Forking, str, dict[Variable, Any]], None] | None = None,
    ) -> None:
        """An exploration.

        Args:
            ground: the script.
            tally: what to sum up.
            sites: the states whose guards are asked; None for all. The others are passed by.
            watch: what to look out for.
            probe: called for each case in which guards are asked.
        """
        self.ground = ground
        self._tally = tally
        self._watch = watch or Watch()
        self._sites = frozenset(ground.graph.order) if sites is None else frozenset(sites)
        self._probe = probe
        self.focus = ground.focus(sites, self._watch.conditions)
        """What is told apart."""
        self._at = self._watched()
        domains = self.focus.domains
        given = {
            variable: tuple(dict.fromkeys(domains.rank(variable, value) for value in values))
            for variable, values in self._watch.given.items()
        }
        self._live = Liveness(ground.graph, domains, self._looked_at(), given)
        self.sight = Sight(self.focus.uses, ground.today)
        self._any = False
        self._effort = 0
        self._looking = Looking(self.sight)

    def _watched(self) -> frozenset[str]:
        """The steps after which what is watched may have changed; the first one, where none does."""
        if not self._watch.conditions:
            return frozenset()
        first = next(iter(self.ground.plan.steps))
        hangs = [step for c in self._watch.conditions for step in self.ground.answers(c)]
        return frozenset([first, *hangs])

    def _looked_at(self) -> dict[str, frozenset[Variable]]:
        found = {}
        uses = self.focus.uses
        watched = frozenset(v for condition in self._watch.conditions for v in uses.reads(condition))
        watched |= frozenset(self._watch.given)
        for state in self.ground.graph.order:
            reads = self.ground.reads(uses, state) if state in self._sites else frozenset()
            if state in self._at:
                reads |= watched
            if reads:
                found[state] = reads
        return found

    def run(self) -> Explored[V]:
        """Walk.

        Raises:
            EntangledError: there is more to keep apart than the limit allows.
        """
        found: Explored[V] = Explored()
        graph = self.ground.graph
        mark = self._watch.enter(0, "", graph.initial)
        begun = {
            (codes, mark): self._tally.extend(self._tally.start, "", chosen, graph.initial)
            for codes, chosen in self._live.beginnings()
        }
        waiting: dict[str, dict[tuple[Any, int], V]] = {graph.initial: begun}
        for state in graph.order:
            here = waiting.pop(state, None)
            if here is None:
                continue
            found.states += len(here)
            found.widest = max(found.widest, len(here))
            if len(here) > WIDEST or found.states > MOST:
                raise EntangledError(state)
            if state in ENDS:
                self._end(found, state, here)
            else:
                self._leave(found, waiting, state, here)
        return found

    def search(self, found_all: Callable[[tuple[str, int]], bool]) -> bool:
        """Go down one way after another until enough ends were seen; whether they were.

        Args:
            found_all: told each end with its mark; whether that is enough.

        Raises:
            EntangledError: there is more to keep apart than the limit allows.
        """
        graph = self.ground.graph
        self._any = True
        begun = self._watch.enter(0, "", graph.initial)
        seen: set[tuple[str, Any, int]] = set()
        ways: list[Iterator[tuple[str, Any, int]]] = [
            iter([(graph.initial, codes, begun) for codes, _chosen in self._live.beginnings()])
        ]
        while ways:
            here = next(ways[-1], None)
            if here is None:
                ways.pop()
            elif here not in seen:
                seen.add(here)
                if len(seen) > MOST:
                    raise EntangledError(here[0])
                if here[0] in ENDS:
                    if found_all((here[0], here[2])):
                        return True
                else:
                    ways.append(self._onward(*here))
        return False

    def _onward(self, state: str, codes: Any, mark: int) -> Iterator[tuple[str, Any, int]]:
        case = self._live.seen(state, codes)
        for target, chosen, new in self._moves(state, self._live.asked(state), case, mark):
            if target is not None:
                yield target, self._live.carried(state, target, codes, chosen), new

    def _end(self, found: Explored[V], state: str, here: Mapping[tuple[Any, int], V]) -> None:
        for (_codes, mark), value in here.items():
            key = (state, mark)
            found.ends[key] = self._tally.join(found.ends[key], value) if key in found.ends else value

    def _leave(
        self,
        found: Explored[V],
        waiting: dict[str, dict[tuple[Any, int], V]],
        state: str,
        here: Mapping[tuple[Any, int], V],
    ) -> None:
        asked = self._live.asked(state)
        memo: dict[tuple[Any, int], list[Move]] = {}
        tally = self._tally
        for (codes, mark), value in here.items():
            case = (self._live.seen(state, codes), mark)
            moves = memo.get(case)
            if moves is None:
                moves = memo[case] = list(self._moves(state, asked, *case))
            for target, chosen, new in moves:
                if target is None:  # a dead end
                    self._end(found, state, {(codes, new): tally.extend(value, state, chosen, state)})
                    continue
                found.edges.add((state, target))
                key = (self._live.carried(state, target, codes, chosen), new)
                there = waiting.setdefault(target, {})
                further = tally.extend(value, state, chosen, target)
                there[key] = tally.join(there[key], further) if key in there else further

    def _moves(
        self, state: str, asked: tuple[Variable, ...], codes: tuple[int, ...], mark: int
    ) -> Iterator[Move]:
        """Where the guards lead in one case, for each value of what they find open."""
        known = self._live.known(asked, codes)
        targets: Iterable[tuple[str | None, Chosen]]
        if state in self._sites:
            if self._probe is not None and asked:
                self._probe(self.cases, state, known)
            targets = self.cases(state, known, lambda _sight: self._target(state))
        else:
            targets = [(str(self.ground.graph.edges[state][-1].dest), ())]
        for target, chosen in targets:
            marks: Iterable[tuple[int, Chosen]] = [(mark, ())]
            if state in self._at:
                now = known | {v: self.focus.domains.of(v)[rank] for v, rank in chosen}
                if self._watch.probe is not None:
                    self._watch.probe(self.cases, state, now)
                marks = self.cases(state, now, lambda sight: self._watch.look(mark, sight))
            for seen, more in marks:
                new = seen if target is None else self._watch.enter(seen, state, target)
                yield target, chosen + more, new

    def _target(self, state: str) -> str | None:
        for edge in self.ground.graph.edges.get(state, ()):
            if edge.allows(self._looking):
                return str(edge.dest)
        return None

    def cases(
        self, state: str, known: Mapping[Variable, Any], decide: Callable[[Sight], R]
    ) -> Iterator[tuple[R, Chosen]]:
        """What is decided, for each value of what is still open."""
        readable = self._live.readable(state)
        waiting: list[Chosen] = [()]
        count = 0
        while waiting:
            chosen = waiting.pop()
            self._effort += 1 + len(readable)
            if self._effort > EFFORT:
                raise EntangledError(state)
            values = {**known, **{v: self.focus.domains.of(v)[rank] for v, rank in chosen}}
            self.sight.look(values, readable)
            try:
                decided = decide(self.sight)
            except Open as open_:
                ranks = range(len(self.focus.domains.of(open_.variable)))
                # The last one is tried first: no before yes, where any way will do; the likely one otherwise.
                waiting += [
                    (*chosen, (open_.variable, rank)) for rank in (ranks if self._any else reversed(ranks))
                ]
                continue
            count += 1
            if count + len(waiting) > WIDEST:
                raise EntangledError(state)
            yield decided, chosen

"""Which variables have to be remembered in each state: from where they are decided to the last look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any, Final

from assistant.proof.domains import Domains
from assistant.proof.graph import Graph
from assistant.proof.sight import ABSENT
from assistant.proof.uses import Origin, Variable

OPEN_CODE: Final = 0
ABSENT_CODE: Final = 1
FIRST: Final = 2
"""The code of the first value of a domain."""

Codes = tuple[int, ...]


class Liveness:
    """How a state remembers variables: a code for each that a later guard looks at."""

    def __init__(
        self,
        graph: Graph,
        domains: Domains,
        looked_at: Mapping[str, frozenset[Variable]],
        given: Mapping[Variable, tuple[int, ...]],
    ) -> None:
        self._graph = graph
        self._domains = domains
        self._given = given
        place = graph.place
        self._asked = {state: tuple(sorted(reads, key=_order)) for state, reads in looked_at.items()}
        self._live: list[list[Variable]] = [[] for _state in graph.order]
        for variable, (start, last) in self._spans(place, looked_at).items():
            for index in range(start + 1, last + 1):
                self._live[index].append(variable)
        self._plans: dict[tuple[str, str], tuple[bool, list[tuple[int, int]]]] = {}

    def _spans(
        self, place: Mapping[str, int], looked_at: Mapping[str, frozenset[Variable]]
    ) -> dict[Variable, tuple[int, int]]:
        first: dict[Variable, int] = {}
        last: dict[Variable, int] = {}
        for state in self._graph.order:
            for variable in looked_at.get(state, ()):
                first.setdefault(variable, place[state])
                last[variable] = place[state]
        found = {}
        for variable in sorted(last, key=_order):
            if variable in self._given:
                start = -1
            elif variable.origin == "answer":
                start = place.get(variable.name, last[variable])
            else:
                start = first[variable]
            found[variable] = (start, last[variable])
        return found

    def beginnings(self) -> Iterator[tuple[Codes, tuple[tuple[Variable, int], ...]]]:
        """The codes of the first state, with the variables that are known from the beginning."""
        live = self._live[0]
        for ranks in product(*(self._given.get(variable, (None,)) for variable in live)):
            chosen = tuple((v, rank) for v, rank in zip(live, ranks, strict=True) if rank is not None)
            yield tuple(OPEN_CODE if rank is None else FIRST + rank for rank in ranks), chosen

    def asked(self, state: str) -> tuple[Variable, ...]:
        """What the guards of a state may look at."""
        return self._asked.get(state, ())

    def readable(self, state: str) -> dict[tuple[Origin, str], list[Variable]]:
        """The same by origin and name."""
        found: dict[tuple[Origin, str], list[Variable]] = {}
        for variable in self.asked(state):
            found.setdefault((variable.origin, variable.name), []).append(variable)
        return found

    def seen(self, state: str, codes: Codes) -> Codes:
        """The codes of what the guards of a state may look at."""
        asked = self._asked.get(state)
        if asked is None:
            return ()
        live = self._live[self._graph.place[state]]
        if (state, "") not in self._plans:
            rank = {variable: index for index, variable in enumerate(live)}
            plan = [(rank.get(v, -1), self._unheard(v, state)) for v in asked]
            self._plans[state, ""] = (False, plan)
        return tuple(codes[index] if index >= 0 else code for index, code in self._plans[state, ""][1])

    def known(self, asked: Iterable[Variable], codes: Codes) -> dict[Variable, Any]:
        """Variables with their values, without those that are open."""
        domains = self._domains
        return {
            variable: ABSENT if code == ABSENT_CODE else domains.of(variable)[code - FIRST]
            for variable, code in zip(asked, codes, strict=True)
            if code != OPEN_CODE
        }

    def carried(
        self, source: str, target: str, codes: Codes, chosen: Iterable[tuple[Variable, int]]
    ) -> Codes:
        """The codes of the state that an edge leads to."""
        same, plan = self._plan(source, target)
        if same and not chosen:
            return codes
        new = [codes[index] if index >= 0 else code for index, code in plan]
        if chosen:
            live = self._live[self._graph.place[target]]
            ranks = dict(chosen)
            for index, variable in enumerate(live):
                if variable in ranks:
                    new[index] = FIRST + ranks[variable]
        return tuple(new)

    def _plan(self, source: str, target: str) -> tuple[bool, list[tuple[int, int]]]:
        if (source, target) not in self._plans:
            place = self._graph.place
            before, after = self._live[place[source]], self._live[place[target]]
            rank = {variable: index for index, variable in enumerate(before)}
            plan = [(rank.get(v, -1), self._unheard(v, source)) for v in after]
            self._plans[source, target] = (before == after, plan)
        return self._plans[source, target]

    def _unheard(self, variable: Variable, state: str) -> int:
        """The code of a variable that nothing has decided on before a state."""
        off = variable.origin == "answer" and variable.name != state
        return ABSENT_CODE if off else OPEN_CODE


def _order(variable: Variable) -> tuple[str, str, str]:
    return variable.origin, variable.name, variable.option or ""

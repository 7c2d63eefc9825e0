"""A script made ready to be walked: its machine, its variables, the values they can have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from assistant.interview.flow import Flow
from assistant.proof.domains import Domains
from assistant.proof.graph import Graph
from assistant.proof.uses import Uses, Variable
from assistant.script.answers import Day
from assistant.script.conditions import Condition
from assistant.script.references import JUNCTION
from assistant.script.steps import Ask, Rate, Script, Step

DAY: Final = date(2016, 6, 1)
"""The day proofs are reckoned from, so that each says the same on every day."""


class Ground:
    """What every promise of one script is held against."""

    def __init__(self, script: Script, flow: Flow | None = None) -> None:
        self.script = script
        self.flow = Flow(script) if flow is None else flow
        self.plan = self.flow.plan
        self.graph = Graph(self.flow)
        looking = [*self._guards(), *(alert.when for alert in script.alerts)]
        self.whole = Uses(self.plan, looking)
        """What all conditions of the script look at."""
        promised = () if script.promises is None else (one.when for one in script.promises.only)
        self._promised = Uses(self.plan, [*looking, *promised])
        """The same, and what is promised: what nothing but a promise looks at has no effect."""
        self.today = _day(self._promised)

    def step(self, state: str) -> Step | None:
        """The step that a state is; None for a junction or an end."""
        return self.plan.steps.get(state)

    def condition(self, state: str) -> Condition | None:
        """The condition that a junction decides on."""
        if not state.startswith(JUNCTION):
            return None
        step = self.plan.steps.get(state.removeprefix(JUNCTION))
        return None if step is None else step.when

    def _guards(self) -> Iterator[Condition]:
        return (step.when for step in self.plan.steps.values() if step.when is not None)

    def reads(self, uses: Uses, state: str) -> frozenset[Variable]:
        """The variables that the guards out of a state look at."""
        condition = self.condition(state)
        if condition is not None:
            return uses.reads(condition)
        return frozenset([Variable("answer", state)]) if state in self.stops else frozenset()

    def focus(self, sites: Iterable[str] | None = None, more: Iterable[Condition] = ()) -> Focus:
        """What the guards of these states, or of all, and more conditions tell apart."""
        if sites is None:
            guards = list(self._guards())
        else:
            guards = [c for c in map(self.condition, sites) if c is not None]
        uses = Uses(self.plan, [*guards, *more])
        return Focus(uses, Domains(uses, self.today))

    @cached_property
    def stops(self) -> frozenset[str]:
        """The steps at which the script may end early."""
        steps = self.plan.steps.values()
        return frozenset(step.id for step in steps if isinstance(step, Ask) and step.stop is not None)

    @cached_property
    def questions(self) -> frozenset[str]:
        """The steps that ask something."""
        return frozenset(step.id for step in self.plan.steps.values() if isinstance(step, Ask | Rate))

    def cone(self, states: Iterable[str] = (), conditions: Iterable[Condition] = ()) -> frozenset[str]:
        """The states whose guards can decide on the way to these steps, or on what these conditions see.

        All others may be passed by without a look: what they decide changes nothing here.
        """
        found: set[str] = set()
        seen: set[str] = set()
        wanted = [*states, *self.stops, *(step for c in conditions for step in self.answers(c))]
        while wanted:
            name = wanted.pop()
            if name in seen:
                continue
            seen.add(name)
            found |= {name} & self.stops
            condition = self.condition(JUNCTION + name)
            if condition is not None:
                found.add(JUNCTION + name)
                wanted += self.answers(condition)
        return frozenset(found)

    def answers(self, condition: Condition) -> list[str]:
        """The steps whose answers a condition hangs on."""
        return [variable.name for variable in self._promised.reads(condition) if variable.origin == "answer"]


@dataclass(frozen=True, slots=True)
class Focus:
    """What some conditions tell apart."""

    uses: Uses
    domains: Domains


def _day(uses: Uses) -> date:
    """The day of proofs, or one late enough for past days that conditions name."""
    latest = DAY
    for (origin, name), tests in uses.tests.items():
        kind = uses.kind(origin, name)
        if isinstance(kind, Day) and kind.bounds == "past":
            for _test, operand in tests:
                try:
                    latest = max(latest, date.fromisoformat(str(operand)) + timedelta(2))
                except ValueError:
                    continue
    return latest

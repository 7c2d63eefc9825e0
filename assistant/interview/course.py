"""One way through a script: what a walk has seen so far, and what conditions can see of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from datetime import date
from typing import Any, Final

from assistant.avk.computed import COMPUTED, Inputs, compute
from assistant.avk.interactions import Interaction, Level, find_interactions
from assistant.avk.reading import Reading, Target
from assistant.interview.background import Background
from assistant.interview.plan import Plan
from assistant.script.knowledge import interactions, thresholds
from assistant.script.options import Option
from assistant.script.steps import Ask


class Course:
    """The model that the machine moves: a state, and the answers that count on the way to it.

    An answer counts when its step lies on the way. It is a `View` for conditions.
    """

    def __init__(
        self, plan: Plan, background: Background, answers: Mapping[str, Any], opened: Set[str]
    ) -> None:
        self.state = ""
        """The machine's state: a step, a junction or an end."""
        self.path: list[str] = []
        """Steps reached, in order; the last may be unanswered."""
        self.counting: dict[str, Any] = {}
        """Step id to value, for the answers that count."""
        self.opened = opened
        self._answers = answers
        self._background = background
        self._plan = plan
        self._computed: dict[str, Any] | None = None

    def enter(self, step: str) -> bool:
        """Reach a step; whether it is answered, so that the walk goes on."""
        self.path.append(step)
        if step not in self._answers:
            return False
        self.counting[step] = self._answers[step]
        if step in self._plan.inputs:
            self._computed = None
        return True

    def answer(self, step: str) -> Any:
        """The answer that counts in this interview."""
        return self.counting.get(step)

    def previous(self, step: str) -> Any:
        """The answer of the patient's earlier interviews."""
        return self._background.previous.get(step)

    def fact(self, name: str) -> Any:
        """A fact of the patient: learnt in this interview, or known before."""
        for step in self._plan.facts.get(name, ()):
            if step in self.counting:
                return self.counting[step]
        return self._background.facts.get(name)

    def facts_learnt(self) -> dict[str, Any]:
        """Fact id to value, for the answers that count."""
        return {
            name: self.counting[step]
            for name, steps in self._plan.facts.items()
            for step in steps
            if step in self.counting
        }

    def computed(self, name: str) -> Any:
        """A computed value; None while unknown."""
        return self.values.get(name)

    @property
    def values(self) -> dict[str, Any]:
        """Every computed value known by now."""
        if self._computed is None:
            self._computed = compute(self.inputs(), thresholds())
        return self._computed

    def inputs(self) -> Inputs:
        """What the computed values are computed from."""
        given: dict[str, Any] = {name: read(self) for name, read in _INPUTS.items()}
        return Inputs(today=self._background.today, **given)

    def needed(self, name: str) -> dict[str, Any]:
        """The fields of `Inputs` that a computed value hangs on here, beside the day."""
        given: dict[str, Any] = {}
        for field in COMPUTED[name].inputs:
            if given.get("danger") or (field == "target" and given["readings"] is None):
                continue  # signs of danger decide alone, and a range says nothing without a reading
            given[field] = _INPUTS[field](self)
        return given

    def _readings(self) -> tuple[Reading, ...] | None:
        rows = self._fed("inr.readings")
        if rows is None:
            return None
        return tuple(Reading(date.fromisoformat(row["date"]), row["value"]) for row in rows)

    def _bleeding(self) -> bool | None:
        bleeding = self._fed("inr.bleeding")
        return None if bleeding is None else bool(bleeding == "yes")

    def _dangers(self) -> bool | None:
        fed = self._plan.feeds.get("inr.danger", ())
        dangers = [self._danger(step) for step in fed if step.id in self.counting]
        return any(dangers) if dangers else None

    def _medicine_levels(self) -> tuple[Level, ...] | None:
        found = self.interactions
        return None if found is None else tuple(interaction.level for interaction in found)

    def _observance(self) -> dict[str, Any]:
        return {step: self.counting[step] for step in self._plan.favourable if step in self.counting}

    @property
    def target(self) -> Target | None:
        """The range given in this interview, or known before."""
        low, high = self._number("inr.low", "inr_low"), self._number("inr.high", "inr_high")
        return None if low is None or high is None else Target(low, high)

    @property
    def interactions(self) -> tuple[Interaction, ...] | None:
        """The interactions of the medicines named so far; None while none has been asked for."""
        named = [
            self.counting[step.id]
            for step in self._plan.feeds.get("medicines", ())
            if step.id in self.counting
        ]
        return find_interactions("; ".join(filter(None, named)), interactions()) if named else None

    def _fed(self, feed: str) -> Any:
        for step in self._plan.feeds.get(feed, ()):
            if step.id in self.counting:
                return self.counting[step.id]
        return None

    def _number(self, feed: str, fact: str) -> float | None:
        value = self._fed(feed)
        return self._background.facts.get(fact) if value is None else value

    def _danger(self, step: Ask) -> bool:
        value = self.counting[step.id]
        chosen = value if isinstance(value, list) else [value]
        return "yes" in chosen or any(_dangerous(option, chosen) for option in step.options)


def _dangerous(option: Option, chosen: list[str]) -> bool:
    return option.danger and option.id in chosen


_INPUTS: Final[Mapping[str, Callable[[Course], Any]]] = {
    "readings": Course._readings,
    "target": lambda course: course.target,
    "bleeding": Course._bleeding,
    "danger": Course._dangers,
    "medicine_levels": Course._medicine_levels,
    "observance": Course._observance,
    "favourable": lambda course: course._plan.favourable,
}
"""Field of `Inputs` to how it is read off the answers that count."""

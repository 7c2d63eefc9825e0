"""A script compiled to the machine that an interview runs on.

States are the steps, the junctions before conditional steps, and the ends. One trigger moves on. A junction
enters its step or skips it, so that edges stay linear in the number of steps. Nothing jumps back.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any, Final, cast

from transitions import Event, EventData, Machine, Transition

from assistant.interview.background import Background
from assistant.interview.course import Course
from assistant.interview.plan import Plan
from assistant.script.conditions import Condition
from assistant.script.references import ENDS, JUNCTION
from assistant.script.steps import Ask, Script, Step, Stop

ADVANCE: Final = "advance"


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a set of answers leads."""

    path: tuple[str, ...]
    """Steps reached, in order; the last is unanswered unless an end was reached."""
    end: str | None
    """`completed` or `refused`, where an end was reached."""
    course: Course
    """The answers that count on the way, and what is computed from them."""
    states: tuple[str, ...] = ()
    """States of the machine gone through, in order: steps, junctions, an end."""

    @property
    def frontier(self) -> str | None:
        """The first step without an answer."""
        return None if self.end else self.path[-1]


class Edge(Transition):
    """A transition that calls nothing but its guards."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._guards: list[Any] = [condition.func for condition in self.conditions]

    def allows(self, event_data: Any) -> bool:
        """Whether the guards let through what `event_data.model` has seen."""
        return all(guard(event_data) for guard in self._guards)

    def execute(self, event_data: EventData) -> bool:
        """Move on, if the guards allow it."""
        if not self.allows(event_data):
            return False
        cast(Course, event_data.model).state = cast(str, self.dest)
        return True


class Advance(Event):
    """The trigger, for a machine without callbacks: a dossier of ten years pulls it 6,000 times."""

    def trigger(self, model: Any, *_args: Any, **_kwargs: Any) -> bool:
        """Take the first edge from where the model is whose guards allow it."""
        edges = self.transitions.get(model.state)
        if edges is None:
            return self._is_valid_source(self.machine.get_model_state(model))  # raises: nothing leads on
        data = EventData(None, self, self.machine, model, (), {})
        return any(edge.execute(data) for edge in edges)


class _Machine(Machine):
    event_cls = Advance
    transition_cls = Edge


class Flow:
    """The machine of one script, shared by all its sessions."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.plan = Plan(script)
        steps = list(self.plan.steps.values())
        entries = [*map(_entry, steps), "completed"]
        self.machine: Machine = _Machine(
            model=None,
            states=[*self.plan.steps, *(e for e in entries if e.startswith(JUNCTION)), *ENDS],
            initial=entries[0],
            auto_transitions=False,
            send_event=True,
            queued=False,
        )
        self.initial = entries[0]
        """The state in which every walk begins."""
        for step, following in zip(steps, entries[1:], strict=True):
            self._connect(step, following)
        self._advance = self.machine.events[ADVANCE]

    def _connect(self, step: Step, following: str) -> None:
        if step.when is not None:
            junction = _entry(step)
            self._edge(junction, step.id, conditions=_applies(step.id, step.when))
            self._edge(junction, following)
        if isinstance(step, Ask) and step.stop is not None:
            self._edge(step.id, step.stop.as_, conditions=_stops(step.id, step.stop))
        self._edge(step.id, following)

    def _edge(self, source: str, target: str, conditions: Any = None) -> None:
        self.machine.add_transition(ADVANCE, source, target, conditions=conditions)

    @property
    def edges(self) -> dict[str, list[Edge]]:
        """State to the edges that lead on from it, in the order in which they are tried."""
        return cast("dict[str, list[Edge]]", self._advance.transitions)

    def walk(
        self, background: Background, answers: Mapping[str, Any], opened: Set[str] = frozenset()
    ) -> Walk:
        """Move on from the beginning for as long as there are answers.

        Args:
            background: what was known when the interview began.
            answers: step id to value; those off the way do not count.
            opened: steps that apply whatever their condition says.
        """
        course = Course(self.plan, background, answers, opened)
        self.machine.set_state(self.initial, course)
        states = [course.state]
        while course.state not in ENDS:
            if course.state in self.plan.steps and not course.enter(course.state):
                break
            if not self._advance.trigger(course):
                break  # a dead end, which no machine of a script has
            states.append(course.state)
        end = course.state if course.state in ENDS else None
        return Walk(tuple(course.path), end, course, tuple(states))


def _entry(step: Step) -> str:
    return step.id if step.when is None else JUNCTION + step.id


def _applies(step: str, condition: Condition) -> Any:
    def applies(event: EventData) -> bool:
        course = cast(Course, event.model)
        return step in course.opened or condition.holds(course)

    return applies


def _stops(step: str, stop: Stop) -> Any:
    def stops(event: EventData) -> bool:
        course = cast(Course, event.model)
        return bool(course.answer(step) == stop.when)

    return stops


_flows: dict[str, Flow] = {}


def flow_of(script: Script) -> Flow:
    """The machine of a script, compiled once for each text."""
    if not script.digest:
        return Flow(script)
    if script.ref not in _flows:
        _flows[script.ref] = Flow(script)
    return _flows[script.ref]

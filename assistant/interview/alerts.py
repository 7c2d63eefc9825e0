"""Alerts raised by the answers that count, and whether each was answered for.

An acknowledgement answers for the values it was given on: if one of them changes while the alert still
holds, the alert is open again. A value that came only later does not open it again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from assistant.interview.course import Course
from assistant.interview.transcript import Acknowledgement
from assistant.script.conditions import Condition, comparisons
from assistant.script.steps import Alert, Script

LEVELS = ("note", "advise", "call", "emergency")


@dataclass(frozen=True, slots=True)
class Raised:
    """An alert whose condition holds."""

    alert: Alert
    on: dict[str, Any]
    """The values it was raised on."""
    acknowledged: Acknowledgement | None
    """What was done about it, given on these very values."""

    @property
    def open(self) -> bool:
        """Whether it still waits for what was done."""
        return self.acknowledged is None


def raised(script: Script, course: Course, acknowledgements: Iterable[Acknowledgement]) -> list[Raised]:
    """Every alert that holds, the gravest first."""
    given = list(acknowledgements)
    found = []
    for alert in script.alerts:
        if alert.when.holds(course):
            on = _values(alert.when, course)
            found.append(Raised(alert, on, _answering(alert.id, on, given)))
    return sorted(found, key=lambda item: -LEVELS.index(item.alert.level))


def _answering(alert: str, on: dict[str, Any], given: list[Acknowledgement]) -> Acknowledgement | None:
    return next(
        (
            ack
            for ack in reversed(given)
            if ack.alert == alert and all(on.get(k) == v for k, v in ack.on.items())
        ),
        None,
    )


def _values(condition: Condition, course: Course) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for comparison in comparisons(condition):
        if comparison.source == "answer":
            values[comparison.name] = course.answer(comparison.name)
        elif comparison.source == "computed":
            values[comparison.name] = course.computed(comparison.name)
            if comparison.name.startswith("inr."):
                values["inr.value"] = course.computed("inr.value")
        elif comparison.source == "fact":
            values.setdefault(comparison.name, course.fact(comparison.name))
    return {name: value for name, value in values.items() if value is not None}

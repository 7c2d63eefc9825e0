"""Alerts raised by the answers that count, and whether each was answered for.

An acknowledgement answers for the values it was given on: if one of them changes while the alert still
holds, the alert is open again. A value that came only later does not open it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from assistant.avk.inr import unconfirmed
from assistant.interview.course import Course
from assistant.interview.transcript import Acknowledgement
from assistant.language import labelled
from assistant.script.conditions import Condition, comparisons
from assistant.script.knowledge import thresholds
from assistant.script.steps import Alert, Script

ABNORMAL: Final = "inr.abnormal"
LEVELS: Final = ("note", "advise", "call", "emergency")


@dataclass(frozen=True, slots=True)
class Raised:
    """An alert whose condition holds."""

    alert: Alert
    on: dict[str, Any]
    """The values it was raised on."""
    acknowledged: Acknowledgement | None
    """What was done about it, given on these very values."""
    notes: tuple[str, ...] = ()
    """For the pharmacist's eyes only: what raised it, and which of its levels no source confirms."""

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
            notes = [*_notes(alert.when, course), *([f"[?] {alert.uncertain}"] if alert.uncertain else [])]
            found.append(Raised(alert, on, _answering(alert.id, on, given), tuple(notes)))
    return sorted(found, key=lambda item: -LEVELS.index(item.alert.level))


def _answering(alert: str, on: dict[str, Any], given: list[Acknowledgement]) -> Acknowledgement | None:
    return next(
        (
            ack
            for ack in reversed(given)
            if ack.alert == alert
            and all(on.get(name) == value for name, value in ack.on.items())
            # A value that came later opens it again only where it is out of the ordinary.
            and on.get(ABNORMAL) in (None, ack.on.get(ABNORMAL))
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
                values[ABNORMAL] = _abnormal(course)
            if comparison.name == "medicines.level":
                values["medicines"] = [interaction.id for interaction in course.interactions or ()]
        elif comparison.source == "fact":
            values.setdefault(comparison.name, course.fact(comparison.name))
    return {name: value for name, value in values.items() if value is not None}


def _abnormal(course: Course) -> bool | None:
    out = course.computed("inr.class") in ("below", "above")
    return True if out or course.computed("inr.high_bleeding_risk") is True else None


def _notes(condition: Condition, course: Course) -> Iterator[str]:
    for comparison in comparisons(condition):
        test, operand = comparison.test
        if comparison.name == "medicines.level" and test == "=":
            for interaction in course.interactions or ():
                if interaction.level == operand == course.computed("medicines.level"):
                    yield labelled(interaction.title, interaction.note)
        if comparison.name == "inr.action" and course.computed("inr.action") == "call":
            inputs = course.inputs()
            yield from map(str, unconfirmed(course.computed("inr.value"), inputs.target, thresholds()))

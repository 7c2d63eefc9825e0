"""What a good interview with a case does: each thing with what it weighs and where it belongs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from assistant.language import _
from assistant.rehearsal.case import Trap, Weight
from assistant.rehearsal.conduct import OrderRule, conduct
from assistant.rehearsal.truths import Truths
from assistant.script.steps import Rate, Tell

Part = Literal["said", "asked", "recorded", "written", "explained", "seen", "acted", "noticed", "kept"]
Kind = Literal["order", "trap", "alert", "step"]

ALERTS: Final = "alerts"
ORDER: Final = "order"
"""Groups beside the sections of the script."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One thing expected, in the current language."""

    id: str
    kind: Kind
    group: str
    """Id of a section of the script, `alerts` or `order`."""
    title: str
    weight: Weight
    about: tuple[str, str]
    """What shows it: `step`, `alert`, `fact`, `explained`, `ended` or `rule`, and its id."""
    parts: tuple[Part, ...]
    """What is done for it; each is worth its weight in points."""
    tied: tuple[str, ...]
    """The mandates, or the alert, it is tied to."""
    consequence: str
    """What may follow if it is missed; empty for ordinary steps."""
    source: str

    @property
    def each(self) -> int:
        """Points of one part."""
        return conduct().points[self.weight]


def expected(truths: Truths) -> list[Expected]:
    """Everything expected: the order, the traps of the case, its alerts, and each step."""
    return [*_order(truths), *_traps(truths), *_alerts(truths), *_steps(truths)]


def groups(truths: Truths) -> dict[str, str]:
    """Id and title of each group, in order."""
    sections = {section.id: str(section.title) for section in truths.script.sections}
    return {**sections, ALERTS: _("Alerts"), ORDER: _("Order")}


def _order(truths: Truths) -> Iterator[Expected]:
    rules: dict[OrderRule, bool] = {
        "consent_first": "consent" in truths.path,
        "urgent_first": truths.emergency is not None and truths.emergency in truths.path,
    }
    for name, applies in rules.items():
        if applies:
            rule = conduct().order[name]
            yield Expected(
                name,
                "order",
                ORDER,
                str(rule.title),
                rule.weight,
                ("rule", name),
                ("kept",),
                ("informed_consent",) if name == "consent_first" else ("emergency_signs",),
                str(rule.consequence),
                conduct().cited(rule.source),
            )


def _traps(truths: Truths) -> Iterator[Expected]:
    for trap in truths.case.traps:
        yield Expected(
            trap.id,
            "trap",
            _group_of(truths, trap),
            str(trap.title),
            trap.weight,
            trap.noticed.about,
            ("noticed",),
            tuple(filter(None, (trap.mandate, trap.alert))),
            str(trap.consequence),
            conduct().cited(trap.source),
        )


def _group_of(truths: Truths, trap: Trap) -> str:
    kind, name = trap.noticed.about
    if kind == "fact" and name in truths.hidden:
        name = truths.hidden[name].step
    section = next((section.id for section, step in truths.script.steps() if step.id == name), None)
    return section or (ALERTS if kind == "alert" else ORDER)


def _alerts(truths: Truths) -> Iterator[Expected]:
    for one in truths.alerts:
        alert = one.alert
        yield Expected(
            alert.id,
            "alert",
            ALERTS,
            str(alert.say),
            conduct().alerts[alert.level],
            ("alert", alert.id),
            ("seen", "acted"),
            (alert.id,),
            str(conduct().consequence_of(alert.id)),
            conduct().cited(alert.source or ""),
        )


def _steps(truths: Truths) -> Iterator[Expected]:
    sections = {step.id: section.id for section, step in truths.script.steps()}
    for name in truths.path:
        step = truths.steps[name]
        parts: tuple[Part, ...] = ("asked", "recorded")
        if isinstance(step, Tell):
            parts = ("said",)
        elif isinstance(step, Rate) and truths.value(name) != "acquired":
            parts = ("asked", "recorded", "explained")
        elif name in conduct().open:
            parts = ("asked", "written")
        elif conduct().due_unasked(name, truths.value(name)):
            parts = ("recorded",)
        yield Expected(
            name,
            "step",
            sections[name],
            str(step.title),
            conduct().weight_of(step),
            ("step", name),
            parts,
            step.mandates,
            "",
            conduct().cited(step.source or ""),
        )

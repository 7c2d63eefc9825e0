"""Which acts of the year count, and why the others do not (DOMAIN.md §5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from assistant.dossier.act import Act, ActKind

if TYPE_CHECKING:
    from assistant.year.rules import ActRule, RuleSet
    from assistant.year.situation import Situation

WhyNot = Literal[
    "unsigned", "returned", "future", "before_adhesion", "adhesion_year", "not_eligible", "same_day"
]


@dataclass(frozen=True, slots=True)
class Uncounted:
    """An act of the year that does not count."""

    act: Act
    reason: WhyNot
    """The first that holds, in the order of `WhyNot`."""


@dataclass(frozen=True, slots=True)
class Counting:
    """The acts of the year, told apart; each in the order of their days."""

    counted: tuple[Act, ...]
    uncounted: tuple[Uncounted, ...]

    def days(self, kind: ActKind) -> list[date]:
        """The days of the acts of this kind that count, the earliest first."""
        return [act.day for act in self.counted if act.kind == kind]

    def reaches(self, needs: Mapping[ActKind, int]) -> date | None:
        """The day on which the needs were met; None when they are not."""
        reached: list[date] = []
        for kind, count in needs.items():
            days = self.days(kind)
            if len(days) < count:
                return None
            reached.append(days[count - 1])
        return max(reached)


def count(acts: Iterable[Act], case: Situation, rules: RuleSet) -> Counting:
    """The acts dated in the year, told apart. Acts of other years belong to other reports."""
    counted: list[Act] = []
    uncounted: list[Uncounted] = []
    taken: set[tuple[ActKind, date]] = set()
    for act in sorted((act for act in acts if act.day.year == case.year), key=lambda act: act.day):
        rule = rules.acts[act.kind]
        if reason := _why_not(act, case, rule):
            uncounted.append(Uncounted(act, reason))
        elif rule.once_a_day and (act.kind, act.day) in taken:
            uncounted.append(Uncounted(act, "same_day"))
        else:
            counted.append(act)
            taken.add((act.kind, act.day))
    return Counting(tuple(counted), tuple(uncounted))


def _why_not(act: Act, case: Situation, rule: ActRule) -> WhyNot | None:
    if not act.signed:
        return "unsigned"
    if act.returned:
        return "returned"
    if act.day > case.as_of:
        return "future"
    if case.joined is None or act.day < case.joined:
        return "before_adhesion"
    if rule.adhesion == "earlier_year" and case.first_year:
        return "adhesion_year"
    return None if case.eligible_on(act.day) else "not_eligible"

"""Which acts of the year count, and why the others do not (docs/sources.md §5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from assistant.dossier.act import Act, ActKind

if TYPE_CHECKING:
    from assistant.year.rules import Route, RuleSet
    from assistant.year.situation import Situation

WhyNot = Literal[
    "unsigned",
    "returned",
    "future",
    "before_adhesion",
    "other_kind",
    "adhesion_year",
    "adhesion_late",
    "not_asked",
    "not_eligible",
    "same_day",
    "beyond_plan",
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
    """Of the kinds that the rule set knows."""
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
    """The acts dated in the window, told apart. Acts of other years belong to other reports.

    What was done before the adhesion, in its calendar year, is among them: the report says why it is lost.
    """
    counted: list[Act] = []
    uncounted: list[Uncounted] = []
    taken: set[tuple[ActKind, date]] = set()
    planned = _planned(rules.routes(first=case.first_year))
    done: Counter[ActKind] = Counter()
    first = date(case.window.first.year, 1, 1) if case.first_year else case.window.first
    dated = (
        act
        for act in acts
        if first <= act.day <= case.window.last
        and (act.day >= case.window.first or not case.under_adhesion(act.day))
    )
    for act in sorted(dated, key=lambda act: act.day):
        kind = kind_under(act, rules)
        if reason := _why_not(act, case, kind, rules, planned):
            uncounted.append(Uncounted(act, reason))
        elif rules.acts[kind].once_a_day and (kind, act.day) in taken:
            uncounted.append(Uncounted(act, "same_day"))
        elif rules.at_most_planned and done[kind] >= planned[kind]:
            uncounted.append(Uncounted(act, "beyond_plan"))
        else:
            counted.append(act if act.kind == kind else replace(act, kind=kind))
            taken.add((kind, act.day))
            done[kind] += 1
    return Counting(tuple(counted), tuple(uncounted))


def kind_under(act: Act, rules: RuleSet) -> ActKind:
    """What the act is for a rule set: its kind, or what it counts as where the set does not know that."""
    return act.kind if act.kind in rules.acts or act.counts is None else act.counts


def _planned(routes: Iterable[Route]) -> Counter[ActKind]:
    """The most that any way to the year needs of each kind."""
    most: Counter[ActKind] = Counter()
    for route in routes:
        most |= Counter(route.needs)
    return most


def _why_not(
    act: Act, case: Situation, kind: ActKind, rules: RuleSet, planned: Counter[ActKind]
) -> WhyNot | None:
    if not act.signed:
        return "unsigned"
    if act.returned:
        return "returned"
    if act.day > case.as_of:
        return "future"
    if not case.under_adhesion(act.day):
        return "before_adhesion"
    if kind not in rules.acts:
        return "other_kind"
    if rules.acts[kind].adhesion == "earlier_year" and case.first_year:
        return "adhesion_year"
    if rules.acts[kind].adhesion == "earlier_year" and case.declared_late(act.day.year):
        return "adhesion_late"
    if not planned[kind]:
        return "not_asked"
    return None if case.eligible_on(act.day) else "not_eligible"

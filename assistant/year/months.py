"""The year of a pharmacy month by month: what is secured, still possible, lost."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from assistant.year.status import YearStatus, year_status

if TYPE_CHECKING:
    from assistant.dossier.summary import Summary
    from assistant.year.forecast import Forecast
    from assistant.year.report import YearReport
    from assistant.year.rules import RuleSet

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Month:
    """Where the pharmacy stands at the end of a month, in euros."""

    day: date
    """Its last day."""
    secured_eur: int
    to_confirm_eur: int
    """Expected by exception."""
    possible_eur: int
    """Still to be gained over those."""
    lost_eur: int
    """What the eligible patients' years would have given at best, and cannot any more."""
    foreseen: bool
    """Whether it is yet to come: then what is to be expected by then counts as done."""

    def to_json(self) -> dict[str, object]:
        """The month as a JSON object."""
        return {
            "month": self.day.strftime("%Y-%m"),
            "secured_eur": self.secured_eur,
            "to_confirm_eur": self.to_confirm_eur,
            "possible_eur": self.possible_eur,
            "lost_eur": self.lost_eur,
            "foreseen": self.foreseen,
        }


def lost_eur(status: YearStatus, one: Summary, rules: RuleSet) -> int:
    """What this year would have given at best and cannot any more; nothing for who is not eligible."""
    if status.status == "not_eligible" or status.window is None:
        return 0
    signed = one.adhesion.signed_on if one.adhesion else None
    routes = rules.routes(first=signed is None or signed >= status.window.first)
    return max(0, max(route.amount_eur for route in routes) - status.best_eur)


def by_month(
    summaries: Sequence[Summary],
    report: YearReport,
    sets: Mapping[str, RuleSet],
    forecasts: Mapping[str, Forecast],
    tell: Callable[[int, int], None] | None = None,
) -> tuple[Month, ...]:
    """The twelve months of the report's year, the dossiers being those of today.

    A month that is over is seen from its last day; the year's last one, once the year is over, as the report
    sees it. A month that is not over is seen as forecast. Where a window of twelve months begins in the year,
    each month shows the windows that run on its last day.

    Args:
        summaries: the dossiers.
        report: their year.
        sets: the rule sets by id.
        forecasts: what is to be expected of each, by ref.
        tell: is told how many patients of how many are done.
    """
    ends = [date(report.year, n, monthrange(report.year, n)[1]) for n in range(1, MONTHS + 1)]
    totals = [(0, 0, 0, 0)] * MONTHS
    for done, (one, now) in enumerate(zip(summaries, report.patients, strict=True), 1):
        rules, coming = sets[now.rules], forecasts[one.patient.ref]
        statuses = _seen(one, now, rules, coming, report, ends)
        for place, (end, status) in enumerate(zip(ends, statuses, strict=True)):
            confirm = status.amount_eur if status.status == "to_confirm" else 0
            possible, lost = status.possible_eur, lost_eur(status, one, rules)
            if report.as_of < end and status.window is not None and status.window.last <= end:
                # Once the last day is over: what could still have been done on it was not.
                possible, lost = 0, lost + possible
            secured, confirmed, open_, gone = totals[place]
            totals[place] = (
                secured + status.secured_eur,
                confirmed + confirm,
                open_ + possible,
                gone + lost,
            )
        if tell:
            tell(done, len(summaries))
    return tuple(Month(end, *total, end > report.as_of) for end, total in zip(ends, totals, strict=True))


def _seen(
    one: Summary,
    now: YearStatus,
    rules: RuleSet,
    coming: Forecast,
    report: YearReport,
    ends: Sequence[date],
) -> Iterator[YearStatus]:
    for end in ends:
        if end == ends[-1] < report.as_of:
            yield now
        else:
            acts = one.acts if end <= report.as_of else (*one.acts, *coming.acts)
            yield year_status(one.patient, one.treatment, one.adhesion, acts, rules, report.year, end)

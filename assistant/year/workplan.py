"""What to do in the coming weeks, by the money and the time at risk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from assistant.year.rhythm import due
from assistant.year.ways import Missing

if TYPE_CHECKING:
    from assistant.dossier.summary import Summary
    from assistant.year.forecast import Forecast
    from assistant.year.report import YearReport

Doing = Literal["resume", "adhesion", "appointment", "act"]
"""Finish an interview begun; have the form signed; hold what is agreed on; agree on a day and hold an act."""


@dataclass(frozen=True, slots=True)
class Task:
    """One patient to see to."""

    ref: str
    doing: Doing
    missing: Missing
    """What the best way to the year's amount still takes."""
    due: date
    """The day agreed on, or on which the rhythm wants the next act: that of the report where it is late."""
    last_date: date
    """The last day on which the best way can be started."""
    at_risk_eur: int
    """What is not to be expected although it can be reached."""
    possible_eur: int
    """What is still to be secured, at risk or not."""
    days_left: int
    """Days from the report to the last date."""

    @property
    def at_risk_a_day(self) -> float:
        """Euros at risk for each day that is left."""
        return a_day(self.at_risk_eur, self.days_left)

    def to_json(self) -> dict[str, object]:
        """The task as a JSON object: ISO days, euros."""
        return {
            "ref": self.ref,
            "do": self.doing,
            "missing": self.missing.to_json(),
            "due": self.due.isoformat(),
            "last_date": self.last_date.isoformat(),
            "days_left": self.days_left,
            "at_risk_eur": self.at_risk_eur,
            "possible_eur": self.possible_eur,
            "at_risk_eur_a_day": round(self.at_risk_a_day, 4),
        }


def a_day(euros: int, days_left: int) -> float:
    """Euros for each day that is left, today among them: money and time in one figure."""
    return euros / (days_left + 1)


def work_plan(
    summaries: Iterable[Summary], report: YearReport, forecasts: Mapping[str, Forecast], weeks: int
) -> tuple[Task, ...]:
    """What falls into the coming weeks: what is agreed on or due by the rhythm, and each last date.

    First what loses most by waiting, the euros at risk for each day left; of equal ones the first last date,
    the larger amount still possible, the first day due; then as the dossiers were given.

    Args:
        summaries: the dossiers.
        report: their year.
        forecasts: what is to be expected of each, by ref.
        weeks: how far to look ahead.
    """
    statuses = {status.ref: status for status in report.patients}
    until = report.as_of + min(timedelta(weeks=weeks), date.max - report.as_of)
    found = []
    for one in summaries:
        ref = one.patient.ref
        coming, status = forecasts[ref], statuses[ref]
        if not status.options:
            continue
        best = status.options[0]
        day = due(one.acts, one.adhesion, coming.rhythm, report.as_of)
        doing: Doing = "act"
        if one.unfinished:
            doing, day = "resume", report.as_of
        elif best.missing.adhesion:
            doing, day = "adhesion", report.as_of
        elif coming.appointment:
            doing, day = "appointment", coming.appointment
        day = day if doing == "appointment" else min(day, best.last_date)
        if min(day, best.last_date) <= until:
            found.append(
                Task(
                    ref,
                    doing,
                    best.missing,
                    day,
                    best.last_date,
                    coming.at_risk_eur,
                    status.possible_eur,
                    (best.last_date - report.as_of).days,
                )
            )
    return tuple(
        sorted(found, key=lambda one: (-one.at_risk_a_day, one.last_date, -one.possible_eur, one.due))
    )

"""The year of a patient: the calendar's, or twelve months from the adhesion (docs/sources.md §5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from assistant.year.calendar import months_after

if TYPE_CHECKING:
    from assistant.year.rules import Basis

TWELVE: Final = 12
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """The days whose acts are counted together."""

    first: date
    last: date


def nearest(year: int, as_of: date) -> date:
    """The day of the report, or the day of the calendar year nearest to it."""
    return max(date(year, 1, 1), min(as_of, date(year, 12, 31)))


def window(basis: Basis, joined: date | None, year: int, as_of: date) -> Window:
    """The window that a report on a calendar year is about.

    On the calendar's basis it is that year. Otherwise it is the window of twelve months that runs on
    `nearest`: while the year lasts, the one that runs on the day of the report; afterwards the one that began
    in the year. Without adhesion it is the calendar year again: the days on which the form can be signed.

    Args:
        basis: of the rule set.
        joined: day of the adhesion that holds, not later than the day of the report nor the year's end.
        year: the calendar year asked for (1 to 9999).
        as_of: the day of the report.
    """
    if basis == "calendar_year" or joined is None:
        return Window(date(year, 1, 1), date(year, 12, 31))
    day, passed = nearest(year, as_of), year - joined.year
    if passed and months_after(joined, TWELVE * passed) > day:
        passed -= 1
    return Window(months_after(joined, TWELVE * passed), months_after(joined, TWELVE * (passed + 1)) - _DAY)

"""Months counted on the calendar."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date
from typing import Final

SHARED: Final = 28
"""The days that every month has."""


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the month's last day where it has no such day.

    31 August and six months give the last day of February; somebody born on 29 February is 18 on
    28 February. The French rule for delays counted in months or years (code de procédure civile, art. 641).
    Beyond the calendar's ends the answer is its first or its last day.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > MAXYEAR:
        return date.max
    if year < MINYEAR:
        return date.min
    shared = day.day <= SHARED  # most days: the length of the month need not be found
    return date(year, month + 1, day.day if shared else min(day.day, monthrange(year, month + 1)[1]))

"""Days counted by walking over them, for the naive reading."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

ONE = timedelta(days=1)


def later(day: date, months: int) -> date:
    """The day on which so many months have passed, found by walking there."""
    walked, seen = day, 0
    while seen < months:
        before, walked = walked, walked + ONE
        passed_over = walked.day == 1 and before.day < day.day
        if passed_over:
            seen += 1
            if seen == months:
                return before
        elif walked.day == day.day:
            seen += 1
    return walked


def age(born: date, day: date) -> int:
    years = 0
    while (years + 1) * 365 < (day - born).days + 30 and birthday(born, years + 1) <= day:
        years += 1
    return years


def birthday(born: date, years: int) -> date:
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 2, 28)


@cache
def days_of(year: int) -> tuple[date, ...]:
    days = [date(year, 1, 1)]
    while days[-1].year == year:
        days.append(days[-1] + ONE)
    return tuple(days[:-1])


@cache
def days_from(signed: date, nearest: date) -> tuple[date, ...]:
    """The twelve months from the adhesion or one of its anniversaries in which the nearest day lies."""
    months, first = 12, signed
    while later(signed, months) <= nearest:
        first = later(signed, months)
        months += 12
    days = [first]
    while days[-1] + ONE < later(signed, months):
        days.append(days[-1] + ONE)
    return tuple(days)

"""The two times of the demonstration: the past that is played, and a present that begins on a fixed day.

Fixed, because the rules of the year that are shipped end on a given day: counted from today, no patient would
have met anything, and no picture could be taken twice the same.
"""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta, timezone
from typing import Final

ZONE: Final = timezone(timedelta(hours=1))
"""French winter time, all year round: no list of time zones is needed to read it."""
PRESENT: Final = datetime(2017, 12, 11, 9, 30, tzinfo=ZONE)
"""When the demonstration begins: a Monday, with twenty days left to the year."""
DAY: Final[date] = PRESENT.date()
PACE: Final = 15.0
"""Seconds from one event of an interview that is played to the next."""


class PastClock:
    """A clock of an interview long ago: it goes on whenever it is asked how long it went."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._seconds = 0.0

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._seconds)

    def elapsed(self) -> float:
        self._seconds += PACE
        return self._seconds


class PresentClock:
    """A clock that goes as fast as any other, from the beginning of the demonstration."""

    def __init__(self) -> None:
        self._origin = time.monotonic()

    def now(self) -> datetime:
        return PRESENT + timedelta(seconds=time.monotonic() - self._origin)

    def elapsed(self) -> float:
        return time.monotonic()

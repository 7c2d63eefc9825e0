"""Where the time comes from: injected, so that tests and replays choose it."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """A source of time."""

    def now(self) -> datetime:
        """The wall clock: an aware datetime in the local zone."""

    def elapsed(self) -> float:
        """Seconds on a clock that never goes back; only differences mean anything."""


class SystemClock:
    """The machine's own clocks."""

    def now(self) -> datetime:
        return datetime.now().astimezone()

    def elapsed(self) -> float:
        return time.monotonic()


class Stopwatch:
    """Stamps events: one reading of the wall clock, then elapsed time only.

    A wall clock that is set back during an interview cannot put its events out of order.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._start = clock.now()
        self._origin = clock.elapsed()

    def now(self) -> datetime:
        """The instant reached, to the millisecond."""
        seconds = self._clock.elapsed() - self._origin
        instant = self._start + timedelta(seconds=seconds)
        return instant.replace(microsecond=instant.microsecond // 1000 * 1000)


def today(clock: Clock) -> date:
    """The local day."""
    return clock.now().date()

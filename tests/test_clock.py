"""Where the time comes from."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from assistant.clock import Stopwatch, SystemClock, today

PARIS = timezone(timedelta(hours=2))


class SetBack:
    """A wall clock that somebody sets back an hour, while time goes on."""

    def __init__(self) -> None:
        self.wall = datetime(2016, 7, 1, 0, 30, 0, 123_987, tzinfo=PARIS)
        self.seconds = 100.0

    def now(self) -> datetime:
        return self.wall

    def elapsed(self) -> float:
        return self.seconds


def test_a_stopwatch_reads_the_wall_clock_once() -> None:
    clock = SetBack()
    watch = Stopwatch(clock)
    first = watch.now()
    clock.wall -= timedelta(hours=1)
    clock.seconds += 1.5
    assert watch.now() - first == timedelta(seconds=1.5)


def test_stamps_are_to_the_millisecond() -> None:
    assert Stopwatch(SetBack()).now().microsecond == 123_000


def test_the_day_is_the_local_one() -> None:
    assert today(SetBack()) == date(2016, 7, 1)  # still 30 June in Greenwich


def test_the_machine_clock_is_aware_and_never_goes_back() -> None:
    clock = SystemClock()
    assert clock.now().tzinfo is not None
    assert clock.elapsed() <= clock.elapsed()

"""What the order of the audit trail says of dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from assistant.review.backdating import Backdated, backdated
from assistant.review.queue import Filter, queue
from assistant.store.audit import Entered
from assistant.store.store import Store
from tests.review.holding import NINE, Pace, hold


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def signed(name: str, minutes: float) -> Entered:
    return Entered("signed", at(minutes), "Anne", {"transcript": name, "dossier": "d"})


def found(lines: Iterable[Entered], now: datetime | None = None, **ends: float) -> dict[str, Backdated]:
    """What is back-dated; each transcript began ten minutes before its end."""
    return backdated(lines, {name: (at(end - 10), at(end)) for name, end in ends.items()}, now)


def test_in_order_nothing_is_said() -> None:
    assert found([signed("a", 0), signed("b", 30)], a=0, b=30) == {}


def test_a_line_dated_before_the_one_above_it() -> None:
    assert found([signed("a", 60), signed("b", 0)], a=60, b=0) == {"b": Backdated(at(0), at(60))}


def test_an_end_dated_before_the_line_above_it() -> None:
    assert found([signed("a", 60), signed("b", 61)], a=60, b=0) == {"b": Backdated(at(0), at(60))}


def test_a_minute_is_nothing() -> None:
    assert found([signed("a", 1), signed("b", 0)], a=1, b=0) == {}
    assert found([signed("a", 1.1), signed("b", 0)], a=1.1, b=0) != {}


def test_all_of_several_are_found_and_what_follows_is_not() -> None:
    lines = [signed("a", 600), signed("b", 0), signed("c", 30), signed("d", 660)]
    assert set(found(lines, a=600, b=0, c=30, d=660)) == {"b", "c"}


def test_interviews_at_once_are_no_fault() -> None:
    assert found([signed("b", 9), signed("a", 10)], a=10, b=9) == {}


def test_any_line_of_the_trail_counts() -> None:
    lines = [Entered("backed_up", at(60), "Anne", {}), signed("a", 0)]
    assert set(found(lines, a=0)) == {"a"}


def test_an_amendment_says_nothing_of_the_date() -> None:
    lines = [signed("a", 0), signed("b", 600), signed("a", 700)]
    assert found(lines, a=0, b=600) == {}


def test_a_clock_that_was_ahead_proves_nothing() -> None:
    lines = [signed("a", 1_000_000), signed("b", 30)]
    assert set(found(lines, a=1_000_000, b=30)) == {"b"}
    assert found(lines, now=at(60), a=1_000_000, b=30) == {}


def test_before_the_store_was_made_nothing_can_have_begun() -> None:
    lines = [Entered("created", at(0), "Anne", {}), signed("a", 5)]
    assert found(lines, a=5) == {"a": Backdated(at(-5), at(0))}
    assert found(lines[1:], a=5) == {}


def test_a_store_tells_an_interview_held_under_a_clock_set_back(store: Store, clock: Pace) -> None:
    first = hold(store)
    clock.set(NINE + timedelta(days=3))
    second = hold(store)
    clock.set(NINE + timedelta(days=1))
    back = hold(store)
    clock.set(NINE + timedelta(days=4))
    last = hold(store)
    told = {one.line.id: one.needs for one in queue(store, store.audit, Filter(everything=True), 0)}
    assert {name for name, needs in told.items() if "backdated" in needs} == {back}
    assert set(told) == {first, second, back, last}

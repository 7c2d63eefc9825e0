"""The INR curve: what is drawn, before it is drawn."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import language
from assistant.avk.reading import Reading, Target
from assistant.dossier.curve import curve_of, curve_words

START = date(2016, 3, 1)
USUAL = Target(2, 3)


def readings(*pairs: tuple[int, float]) -> list[Reading]:
    """Readings by days after the start."""
    return [Reading(START + timedelta(days), value) for days, value in pairs]


def test_points_are_by_day_and_say_where_they_stand() -> None:
    curve = curve_of(readings((40, 3.1), (0, 1.9), (20, 3)), USUAL)
    assert [(p.value, p.place) for p in curve.points] == [(1.9, "below"), (3, "in_range"), (3.1, "above")]
    assert curve.last == curve.points[-1]


def test_of_two_on_one_day_the_last_given_holds() -> None:
    assert [p.value for p in curve_of(readings((0, 2), (0, 2.8)), USUAL).points] == [2.8]


def test_without_a_range_no_point_is_judged() -> None:
    curve = curve_of(readings((0, 9)), None)
    assert [p.place for p in curve.points] == [None]
    assert curve.bounds == (8, 10)


def test_no_line_leads_over_a_gap() -> None:
    curve = curve_of(readings((0, 2), (56, 2), (113, 2), (120, 2)), USUAL)
    assert [len(run) for run in curve.runs] == [2, 2]
    assert len(curve_of(readings((0, 2), (56, 2)), USUAL, max_gap_days=42).runs) == 2


def test_the_band_is_always_in_sight() -> None:
    assert curve_of(readings((0, 15)), USUAL).bounds == (1, 16)
    assert curve_of(readings((0, 1.2)), Target(3, 4.5)).bounds == (0, 5)


def test_interviews_are_drawn_each_day_once() -> None:
    day = START + timedelta(300)
    curve = curve_of(readings((0, 2)), USUAL, [day, START, day])
    assert curve.interviews == (START, day)
    assert curve.days[0] < START
    assert curve.days[1] > day


def test_nothing_known_is_a_curve_too() -> None:
    curve = curve_of([], None)
    assert (curve.points, curve.last, curve.runs) == ((), None, ())
    assert curve.ticks(4)
    assert curve_words(curve) == []


def test_a_single_day_is_its_own_label() -> None:
    assert curve_of(readings((0, 2)), USUAL).ticks(4) == (START,)


def test_long_periods_are_labelled_on_rounded_dates() -> None:
    assert curve_of(readings((0, 2), (150, 2)), USUAL).ticks(4) == (
        date(2016, 3, 1),
        date(2016, 5, 1),
        date(2016, 7, 1),
    )
    years = curve_of(readings((0, 2), (3650, 2)), USUAL).ticks(6)
    assert {(day.month, day.day) for day in years} == {(1, 1)}


@given(st.lists(st.integers(0, 40_000), min_size=1, max_size=20), st.integers(1, 12))
def test_never_more_labels_than_asked_for(days: list[int], most: int) -> None:
    curve = curve_of(readings(*((day, 2.5) for day in days)), USUAL)
    ticks = curve.ticks(most)
    assert 1 <= len(ticks) <= most
    assert all(curve.days[0] <= tick <= curve.days[1] for tick in ticks)


@given(st.floats(0.5, 20), st.integers(2, 20))
def test_levels_are_whole_and_within_the_bounds(value: float, most: int) -> None:
    curve = curve_of(readings((0, value)), USUAL)
    levels = curve.levels(most)
    assert 1 <= len(levels) <= most
    assert all(curve.bounds[0] <= level <= curve.bounds[1] for level in levels)


def test_the_end_of_the_calendar_is_no_fault() -> None:
    curve = curve_of([Reading(date.min, 2), Reading(date.max, 2)], USUAL)
    assert curve.days == (date.min, date.max)
    assert 1 <= len(curve.ticks(5)) <= 5


def test_a_part_of_the_curve_keeps_what_its_points_say() -> None:
    curve = curve_of(readings((0, 1.5), (30, 2.5), (200, 2.6)), USUAL, [START])
    part = curve.since(START + timedelta(20))
    assert [p.value for p in part.points] == [2.5, 2.6]
    assert [len(run) for run in part.runs] == [1, 1]
    assert part.interviews == ()
    assert part.days[0] > START
    assert curve.since(date(2030, 1, 1)) is curve


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [
        ("fr", ["01/04/2016\u00a0: entretien", "31/03/2016\u00a0: 3,5 · au-dessus de la cible"]),
        ("en", ["01/04/2016: interview", "31/03/2016: 3.5 · above the range"]),
    ],
)
def test_the_curve_in_words_begins_with_the_latest(spoken: language.Language, expected: list[str]) -> None:
    before = language.current()
    language.use(spoken)
    try:
        said = curve_words(curve_of(readings((0, 2), (30, 3.5)), USUAL, [date(2016, 4, 1)]))
    finally:
        language.use(before)
    assert said[:2] == expected

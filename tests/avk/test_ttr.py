"""Time in range: known cases, laws, and a second implementation that samples finely."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.avk.reading import Reading, Target
from assistant.avk.thresholds import Thresholds
from assistant.avk.ttr import MAX_GAP_DAYS, judge, time_in_range

USUAL = Target(2.0, 3.0)
START = date(2016, 1, 4)

inrs = st.integers(5, 80).map(lambda tenths: tenths / 10)
courses = st.lists(st.tuples(st.integers(1, 90), inrs), min_size=1, max_size=12)
targets = st.sampled_from([USUAL, Target(2.5, 3.5), Target(3.0, 4.5)])


def course(*points: tuple[int, float]) -> list[Reading]:
    return [Reading(START + timedelta(days=day), value) for day, value in points]


def walked(steps: list[tuple[int, float]]) -> list[Reading]:
    day = 0
    points = []
    for gap, value in steps:
        day += gap
        points.append((day, value))
    return course(*points)


@pytest.mark.parametrize(
    ("points", "ttr", "days", "within"),
    [
        ([(0, 2.5), (28, 2.5)], 1.0, 28, 28.0),
        ([(0, 2.0), (28, 2.0)], 1.0, 28, 28.0),
        ([(0, 3.0), (28, 3.0)], 1.0, 28, 28.0),
        ([(0, 3.1), (28, 3.1)], 0.0, 28, 0.0),
        ([(0, 2.5), (10, 3.5)], 0.5, 10, 5.0),
        ([(0, 3.5), (10, 2.5)], 0.5, 10, 5.0),
        ([(0, 1.5), (10, 3.5)], 0.5, 10, 5.0),
        ([(0, 1.0), (10, 2.0)], 0.0, 10, 0.0),
        ([(0, 2.0), (10, 3.0)], 1.0, 10, 10.0),
        ([(0, 2.1), (10, 2.1), (13, 2.1), (23, 5.1)], 16 / 23, 23, 16.0),
        ([(0, 2.3), (10, 3.3)], 0.7, 10, 7.0),
    ],
)
def test_known_courses(points: list[tuple[int, float]], ttr: float, days: int, within: float) -> None:
    result = time_in_range(course(*points), USUAL)
    assert (result.ttr, result.days, result.days_in_range) == (ttr, days, within)


def test_a_share_of_70_percent_is_good_to_the_letter(thresholds: Thresholds) -> None:
    ttr = time_in_range(course((0, 2.3), (10, 3.3)), USUAL).ttr
    assert ttr is not None
    assert judge(ttr, thresholds) == "good"


@pytest.mark.parametrize("points", [[], [(0, 2.5)], [(0, 2.5), (57, 2.5)]])
def test_no_share_without_an_interval(points: list[tuple[int, float]]) -> None:
    result = time_in_range(course(*points), USUAL)
    assert (result.ttr, result.days, result.days_in_range) == (None, 0, 0.0)


def test_a_long_gap_is_left_out_and_named() -> None:
    result = time_in_range(course((0, 2.5), (56, 2.5), (113, 5.0), (123, 5.0)), USUAL)
    day = [START + timedelta(days=n) for n in (0, 56, 113, 123)]
    assert result.gaps == ((day[1], day[2]),)
    assert (result.days, result.days_in_range) == (66, 56.0)
    assert result.period == (day[0], day[3])
    assert result.to_json()["gaps"] == [{"from": "2016-02-29", "to": "2016-04-26"}]


@pytest.mark.parametrize(("gap", "left_out"), [(42, 0), (43, 1)])
def test_the_longest_gap_is_a_setting(gap: int, left_out: int) -> None:
    assert len(time_in_range(course((0, 2.5), (gap, 2.5)), USUAL, max_gap_days=42).gaps) == left_out


def test_the_setting_shipped_is_the_default(thresholds: Thresholds) -> None:
    assert thresholds.ttr_max_gap_days == MAX_GAP_DAYS == 56


def test_order_does_not_matter_and_the_last_given_of_a_day_holds() -> None:
    expected = time_in_range(course((0, 2.5), (10, 3.5)), USUAL)
    assert time_in_range(course((10, 9.9), (10, 3.5), (0, 2.5)), USUAL) == expected


def test_nothing_to_print_without_readings() -> None:
    assert time_in_range([], USUAL).to_json() == {
        "ttr": None,
        "days": 0,
        "days_in_range": 0.0,
        "gaps": [],
        "period": None,
    }


@given(steps=courses, target=targets)
def test_a_share_lies_between_none_and_all(steps: list[tuple[int, float]], target: Target) -> None:
    result = time_in_range(walked(steps), target)
    assert 0 <= result.days_in_range <= result.days
    assert (result.ttr is None) == (result.days == 0)
    assert result.ttr is None or 0 <= result.ttr <= 1


@given(first=inrs, step=st.integers(-7, 7), halves=st.integers(1, 28), target=targets)
def test_splitting_at_an_interpolated_point_changes_nothing(
    first: float, step: int, halves: int, target: Target
) -> None:
    middle, last = round(first + step / 10, 1), round(first + 2 * step / 10, 1)
    whole = time_in_range(course((0, first), (2 * halves, last)), target)
    split = time_in_range(course((0, first), (halves, middle), (2 * halves, last)), target)
    assert (whole.ttr, whole.days, whole.days_in_range) == (split.ttr, split.days, split.days_in_range)


@given(steps=courses, target=targets)
def test_fine_sampling_agrees(steps: list[tuple[int, float]], target: Target) -> None:
    readings = walked(steps)
    samples = 200
    inside = total = 0.0
    for before, after in pairwise(readings):
        length = (after.day - before.day).days
        if length > MAX_GAP_DAYS:
            continue
        total += length
        hits = 0
        for sample in range(samples):
            share = Fraction(2 * sample + 1, 2 * samples)
            start, end = Fraction(str(before.value)), Fraction(str(after.value))
            inr = start + (end - start) * share
            hits += Fraction(str(target.low)) <= inr <= Fraction(str(target.high))
        inside += length * hits / samples
    result = time_in_range(readings, target)
    assert result.days == total
    # Each interval may be off by one sample at each of the two bounds it crosses.
    assert result.days_in_range == pytest.approx(inside, abs=0.01 + 2 * total / samples)


@pytest.mark.parametrize(
    ("ttr", "expected"),
    [(0.0, "act"), (0.6499, "act"), (0.65, "between"), (0.6999, "between"), (0.7, "good"), (1.0, "good")],
)
def test_levels(ttr: float, expected: str, thresholds: Thresholds) -> None:
    assert judge(ttr, thresholds) == expected

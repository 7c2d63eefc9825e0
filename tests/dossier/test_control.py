"""The last INR and the time in range, in sentences."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from assistant.avk.reading import Reading, Target
from assistant.dossier.control import last_inr_words, time_in_range_words

START = date(2016, 3, 1)
USUAL = Target(2, 3)
INVERTED = Target(3, 2)


def readings(*pairs: tuple[int, float]) -> list[Reading]:
    return [Reading(START + timedelta(days), value) for days, value in pairs]


@pytest.mark.parametrize(
    ("value", "target", "days", "said"),
    [
        (2.4, USUAL, 31, ["INR of 01/03/2016: 2.4, in range"]),
        (1.9, USUAL, 0, ["INR of 01/03/2016: 1.9, below the range"]),
        (2.4, None, 0, ["INR of 01/03/2016: 2.4, range not known"]),
        (2.4, INVERTED, 0, ["INR of 01/03/2016: 2.4, range not known"]),
        (5.4, USUAL, 0, ["High bleeding risk (above 5)", "INR of 01/03/2016: 5.4, above the range"]),
        (
            2.4,
            USUAL,
            32,
            ["INR of 01/03/2016: 2.4, in range", "INR control overdue: the last is 32 days old"],
        ),
    ],
)
def test_the_last_inr(value: float, target: Target | None, days: int, said: list[str]) -> None:
    assert last_inr_words(readings((0, value)), target, START + timedelta(days)) == said


def test_no_inr() -> None:
    assert last_inr_words([], USUAL, START) == ["No INR is known: ask for the booklet."]


@pytest.mark.parametrize(
    ("values", "level"),
    [
        ((2.5, 2.5), "100 % (good, 70 % or more)"),
        ((2.3, 3.3), "70 % (good, 70 % or more)"),
        ((2.0, 3.5), "66.7 % (to watch, from 65 to 70 %)"),
        ((2.0, 4.0), "50 % (to act on, under 65 %)"),
    ],
)
def test_the_time_in_range_has_its_level_and_its_period(values: tuple[float, float], level: str) -> None:
    assert time_in_range_words(readings((0, values[0]), (30, values[1])), USUAL) == [
        f"Time in range: {level}",
        "from 01/03/2016 to 31/03/2016, 30 days counted",
    ]


def test_gaps_are_named() -> None:
    said = time_in_range_words(readings((0, 2.5), (30, 2.5), (90, 2.5)), USUAL)
    assert said[1] == "from 01/03/2016 to 30/05/2016, 30 days counted"
    assert said[2] == "Left out, too long without INR: 31/03/2016 to 30/05/2016"
    assert len(time_in_range_words(readings((0, 2.5), (30, 2.5), (90, 2.5)), USUAL, 60)) == 2


@pytest.mark.parametrize(
    ("values", "target", "why"),
    [
        (((0, 2.5),), USUAL, "no two INRs near enough"),
        ((), USUAL, "no two INRs near enough"),
        (((0, 2.5), (10, 2.5)), None, "the range is not known"),
        (((0, 2.5), (10, 2.5)), INVERTED, "the range is not known"),
    ],
)
def test_without_a_time_in_range_the_reason_is_said(
    values: tuple[tuple[int, float], ...], target: Target | None, why: str
) -> None:
    assert why in time_in_range_words(readings(*values), target)[0]

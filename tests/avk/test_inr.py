"""INR class, level, bleeding risk, overdue control: both sides of each threshold of docs/sources.md §3."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.avk.inr import (
    action,
    assess,
    check_target,
    check_value,
    high_bleeding_risk,
    inr_class,
    overdue,
)
from assistant.avk.reading import Target
from assistant.avk.thresholds import Thresholds
from assistant.errors import InputError

USUAL = Target(2.0, 3.0)
VALVE = Target(2.5, 3.5)
HIGH = Target(3.0, 4.5)
TODAY = date(2016, 6, 1)
LEVELS = ("note", "advise", "call", "emergency")


@pytest.mark.parametrize(
    ("value", "target", "expected"),
    [
        (1.99, USUAL, "below"),
        (2.0, USUAL, "in_range"),
        (3.0, USUAL, "in_range"),
        (3.01, USUAL, "above"),
        (2.49, VALVE, "below"),
        (2.5, VALVE, "in_range"),
        (3.5, VALVE, "in_range"),
        (3.51, VALVE, "above"),
        (2.99, HIGH, "below"),
        (4.5, HIGH, "in_range"),
        (4.51, HIGH, "above"),
    ],
)
def test_class_has_inclusive_bounds(value: float, target: Target, expected: str) -> None:
    assert inr_class(value, target) == expected


@pytest.mark.parametrize(
    ("value", "target", "expected"),
    [
        (2.0, USUAL, "note"),
        (2.5, USUAL, "note"),
        (3.0, USUAL, "note"),
        (3.01, USUAL, "advise"),
        (3.99, USUAL, "advise"),
        (4.0, USUAL, "call"),
        (12.0, USUAL, "call"),
        (1.99, USUAL, "advise"),
        (1.5, USUAL, "advise"),
        (1.49, USUAL, "call"),
        (2.5, VALVE, "note"),
        (2.49, VALVE, "advise"),
        (2.0, VALVE, "advise"),
        (1.99, VALVE, "call"),
        (3.51, VALVE, "advise"),
        (3.99, VALVE, "advise"),
        (4.0, VALVE, "call"),
        (3.0, HIGH, "note"),
        (4.0, HIGH, "note"),
        (4.5, HIGH, "note"),
        (4.51, HIGH, "call"),
        (2.99, HIGH, "advise"),
        (2.5, HIGH, "advise"),
        (2.49, HIGH, "call"),
        (2.1, Target(2.6, 3.6), "advise"),
        (2.3, Target(2.8, 3.8), "advise"),
        (2.29, Target(2.8, 3.8), "call"),
        (1.8, Target(2.4, 3.4), "advise"),
    ],
)
def test_action_of_a_value(value: float, target: Target, expected: str, thresholds: Thresholds) -> None:
    level = action(value, target, bleeding=False, danger=False, overdue=False, thresholds=thresholds)
    assert level == expected


@pytest.mark.parametrize("target", [USUAL, VALVE, HIGH])
@pytest.mark.parametrize(("value", "expected"), [(2.5, "call"), (5.99, "call"), (6.0, "emergency")])
def test_bleeding_is_called_about_and_from_6_an_emergency(
    value: float, expected: str, target: Target, thresholds: Thresholds
) -> None:
    level = action(value, target, bleeding=True, danger=False, overdue=False, thresholds=thresholds)
    assert level == expected


@pytest.mark.parametrize("value", [None, 1.2, 2.5, 12.0])
@pytest.mark.parametrize("target", [None, USUAL])
def test_danger_is_an_emergency_whatever_the_inr(
    value: float | None, target: Target | None, thresholds: Thresholds
) -> None:
    level = action(value, target, bleeding=False, danger=True, overdue=False, thresholds=thresholds)
    assert level == "emergency"


@pytest.mark.parametrize(
    ("value", "late", "expected"),
    [(2.5, True, "advise"), (3.5, True, "advise"), (4.0, True, "call"), (None, True, "advise")],
)
def test_overdue_is_at_least_advised(
    value: float | None, late: bool, expected: str, thresholds: Thresholds
) -> None:
    level = action(value, USUAL, bleeding=False, danger=False, overdue=late, thresholds=thresholds)
    assert level == expected


@pytest.mark.parametrize(
    ("value", "bleeding", "expected"),
    [
        (None, False, None),
        (None, True, "call"),
        (2.5, False, None),
        (1.49, False, "call"),
        (5.0, False, None),
        (5.01, False, "call"),
        (6.0, True, "emergency"),
    ],
)
def test_without_a_range_only_what_holds_for_every_range(
    value: float | None, bleeding: bool, expected: str | None, thresholds: Thresholds
) -> None:
    level = action(value, None, bleeding=bleeding, danger=False, overdue=False, thresholds=thresholds)
    assert level == expected


@given(
    value=st.decimals("0.5", "20", places=2).map(float),
    target=st.sampled_from([USUAL, VALVE, HIGH]),
    flags=st.tuples(st.booleans(), st.booleans(), st.booleans()),
)
def test_one_more_reason_never_lowers_the_level(
    value: float, target: Target, flags: tuple[bool, bool, bool], thresholds: Thresholds
) -> None:
    bleeding, danger, late = flags
    bare = action(value, target, bleeding=False, danger=False, overdue=False, thresholds=thresholds)
    full = action(value, target, bleeding=bleeding, danger=danger, overdue=late, thresholds=thresholds)
    assert bare is not None
    assert full is not None
    assert LEVELS.index(full) >= LEVELS.index(bare)
    assert (bare == "note") == (inr_class(value, target) == "in_range")


@pytest.mark.parametrize(("value", "expected"), [(4.99, False), (5.0, False), (5.01, True), (20.0, True)])
def test_high_bleeding_risk_is_above_5(value: float, expected: bool, thresholds: Thresholds) -> None:
    assert high_bleeding_risk(value, thresholds) is expected


@pytest.mark.parametrize(
    ("days", "expected"), [(0, False), (30, False), (31, False), (32, True), (400, True)]
)
def test_overdue_after_31_days(days: int, expected: bool, thresholds: Thresholds) -> None:
    assert overdue(TODAY - timedelta(days=days), TODAY, thresholds) is expected


def test_no_inr_at_all_is_overdue(thresholds: Thresholds) -> None:
    assert overdue(None, TODAY, thresholds) is True


@pytest.mark.parametrize("value", [0.5, 2.5, 20.0])
def test_plausible_values_are_taken(value: float, thresholds: Thresholds) -> None:
    check_value(value, False, thresholds)


@pytest.mark.parametrize("value", [0.49, 20.01, 25.0])
def test_implausible_values_are_taken_once_confirmed(value: float, thresholds: Thresholds) -> None:
    with pytest.raises(InputError, match=r"outside 0\.5 to 20"):
        check_value(value, False, thresholds)
    check_value(value, True, thresholds)


@pytest.mark.parametrize("value", [0.0, -2.5, float("nan"), float("inf")])
@pytest.mark.parametrize("confirmed", [True, False])
def test_what_is_no_inr_is_never_taken(value: float, confirmed: bool, thresholds: Thresholds) -> None:
    with pytest.raises(InputError, match="above zero"):
        check_value(value, confirmed, thresholds)


@pytest.mark.parametrize(
    "target",
    [
        Target(3.0, 2.0),
        Target(2.0, 2.0),
        Target(0.0, 3.0),
        Target(-1.0, 3.0),
        Target(float("nan"), 3.0),
        Target(2.0, float("inf")),
    ],
)
def test_an_impossible_range_is_refused(target: Target) -> None:
    with pytest.raises(InputError, match="not possible"):
        check_target(target)


def test_assessment_prints_its_keys(thresholds: Thresholds) -> None:
    result = assess(5.5, USUAL, today=TODAY, last=date(2016, 4, 30), thresholds=thresholds)
    assert result.to_json() == {
        "value": 5.5,
        "class": "above",
        "action": "call",
        "high_bleeding_risk": True,
        "overdue": True,
        "reference": {
            "heading": "What the doctor will weigh",
            "inr": "INR from 4 to under 6",
            "text": "Skip one dose, no vitamin K.",
            "then": "INR the next day, a search for the cause, then watch as at the start of the treatment.",
            "source": "HAS/GEHT, April 2008 (has-sante.fr c_682188)",
        },
    }


def test_a_value_without_a_date_is_todays(thresholds: Thresholds) -> None:
    result = assess(2.5, USUAL, today=TODAY, thresholds=thresholds)
    assert (result.inr_class, result.action, result.overdue) == ("in_range", "note", False)


def test_a_value_dated_after_today_is_refused(thresholds: Thresholds) -> None:
    with pytest.raises(InputError, match="02/06/2016"):
        assess(2.5, USUAL, today=TODAY, last=TODAY + timedelta(days=1), thresholds=thresholds)


@pytest.mark.parametrize("reason", ["bleeding", "danger"])
def test_the_reference_is_about_overdose_without_bleeding(reason: str, thresholds: Thresholds) -> None:
    result = assess(
        7.0,
        USUAL,
        today=TODAY,
        thresholds=thresholds,
        bleeding=reason == "bleeding",
        danger=reason == "danger",
    )
    assert result.action == "emergency"
    assert result.reference is None


def test_assess_refuses_what_its_checks_refuse(thresholds: Thresholds) -> None:
    with pytest.raises(InputError):
        assess(25.0, USUAL, today=TODAY, thresholds=thresholds)
    with pytest.raises(InputError):
        assess(2.5, Target(3.0, 2.0), today=TODAY, thresholds=thresholds)
    assert assess(25.0, USUAL, today=TODAY, thresholds=thresholds, confirmed=True).action == "call"

"""Computed values: each declared value has an input that gives it, unknown values are absent."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.avk.computed import COMPUTED, Inputs, Value, compute
from assistant.avk.reading import Reading, Target
from assistant.avk.thresholds import Thresholds

TODAY = date(2016, 6, 1)
USUAL = Target(2.0, 3.0)
ITEMS = dict.fromkeys(("a", "b", "c", "d", "e", "f"), "yes")

every_value = [(name, value) for name, computed in COMPUTED.items() for value in computed.values]


def ago(days: int, value: float) -> Reading:
    return Reading(TODAY - timedelta(days=days), value)


@pytest.mark.parametrize(("name", "value"), every_value)
def test_every_value_has_a_witness(name: str, value: Value, thresholds: Thresholds) -> None:
    result = compute(Inputs(**COMPUTED[name].witness[value]), thresholds)
    assert result[name] == value
    assert type(result[name]) is type(value)


def test_no_witness_is_left_over() -> None:
    assert [set(c.values) ^ set(c.witness) for c in COMPUTED.values()] == [set()] * len(COMPUTED)


def test_names() -> None:
    assert {name: computed.values for name, computed in COMPUTED.items()} == {
        "inr.class": ("below", "in_range", "above"),
        "inr.action": ("note", "advise", "call", "emergency"),
        "inr.high_bleeding_risk": (True, False),
        "inr.overdue": (True, False),
        "inr.ttr_level": ("good", "between", "act"),
        "inr.target": ("known", "missing", "inverted"),
        "medicines.level": ("contraindicated", "advised_against", "closer_inr", "to_weigh", "none"),
        "observance.score": (0, 1, 2, 3, 4, 5, 6),
        "observance.class": ("good", "weak", "non_observance"),
    }


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {}),
        ({"target": USUAL, "bleeding": False, "danger": False}, {}),
        ({"bleeding": True}, {"inr.action": "call"}),
        ({"danger": True}, {"inr.action": "emergency"}),
        ({"readings": ()}, {"inr.overdue": True, "inr.action": "advise"}),
        ({"readings": (), "bleeding": True}, {"inr.overdue": True, "inr.action": "call"}),
        (
            {"readings": (ago(3, 2.5),)},
            {"inr.value": 2.5, "inr.high_bleeding_risk": False, "inr.overdue": False},
        ),
        (
            {"readings": (ago(3, 2.5),), "target": USUAL},
            {
                "inr.value": 2.5,
                "inr.high_bleeding_risk": False,
                "inr.overdue": False,
                "inr.class": "in_range",
                "inr.action": "note",
            },
        ),
        (
            {"readings": (ago(3, 6.0), ago(13, 2.5)), "target": USUAL, "bleeding": True},
            {
                "inr.value": 6.0,
                "inr.high_bleeding_risk": True,
                "inr.overdue": False,
                "inr.class": "above",
                "inr.action": "emergency",
                "inr.ttr": 1 / 7,
                "inr.ttr_level": "act",
            },
        ),
        (
            {"readings": (ago(32, 2.5),), "target": Target(3.0, 2.0)},
            {
                "inr.value": 2.5,
                "inr.high_bleeding_risk": False,
                "inr.overdue": True,
                "inr.action": "advise",
            },
        ),
        ({"favourable": ITEMS, "observance": {"a": "yes"}}, {}),
        (
            {"favourable": ITEMS, "observance": {**ITEMS, "f": "no"}},
            {"observance.score": 5, "observance.class": "weak"},
        ),
    ],
)
def test_only_what_is_known(
    fields: dict[str, Any], expected: dict[str, object], thresholds: Thresholds
) -> None:
    found = compute(Inputs(today=TODAY, **fields), thresholds)
    assert {name: value for name, value in found.items() if name != "inr.target"} == expected
    target = fields.get("target")
    known = "missing" if target is None else "known" if target.low < target.high else "inverted"
    assert found.get("inr.target") == (known if "readings" in fields else None)


def test_the_most_serious_interaction_counts(thresholds: Thresholds) -> None:
    named = Inputs(today=TODAY, medicine_levels=("to_weigh", "contraindicated", "closer_inr"))
    assert compute(named, thresholds) == {"medicines.level": "contraindicated"}
    assert compute(Inputs(today=TODAY, medicine_levels=()), thresholds) == {"medicines.level": "none"}


def test_the_last_reading_is_that_of_the_latest_day_and_the_last_given(thresholds: Thresholds) -> None:
    readings = (ago(3, 9.0), ago(3, 2.2), ago(40, 5.5))
    assert compute(Inputs(today=TODAY, readings=readings), thresholds)["inr.value"] == 2.2


@given(
    readings=st.none()
    | st.lists(
        st.builds(ago, st.integers(0, 120), st.integers(5, 200).map(lambda tenths: tenths / 10)), max_size=6
    ).map(tuple),
    target=st.none() | st.sampled_from([USUAL, Target(2.5, 3.5), Target(3.0, 4.5)]),
    bleeding=st.none() | st.booleans(),
    danger=st.none() | st.booleans(),
    observance=st.dictionaries(st.sampled_from(sorted(ITEMS)), st.sampled_from(["yes", "no"])),
)
def test_nothing_but_declared_values_comes_out(
    readings: tuple[Reading, ...] | None,
    target: Target | None,
    bleeding: bool | None,
    danger: bool | None,
    observance: dict[str, str],
    thresholds: Thresholds,
) -> None:
    result = compute(
        Inputs(TODAY, readings, target, bleeding, danger, observance=observance, favourable=ITEMS), thresholds
    )
    for name, value in result.items():
        if name in COMPUTED:
            assert value in COMPUTED[name].values
        else:
            assert name in ("inr.value", "inr.ttr")
    assert (danger is True) <= (result.get("inr.action") == "emergency")

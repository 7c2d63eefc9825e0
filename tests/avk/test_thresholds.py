"""A knowledge file that contradicts itself is refused."""

from __future__ import annotations

import copy
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from assistant.avk.thresholds import Thresholds


def test_levels_are_exact_decimals(thresholds: Thresholds) -> None:
    assert thresholds.call_gap_below == Decimal("0.5")
    assert thresholds.reference.rows[0].under == 4


def test_the_levels_of_ours_say_so_in_both_languages(thresholds: Thresholds) -> None:
    assert {level.name for level in thresholds.to_confirm} == {
        "call_under",
        "call_gap_below",
        "call_gap_range_low_from",
    }
    for level in thresholds.to_confirm:
        assert "pharmacien" in level.note.fr
        assert "pharmacist" in level.note.en


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"plausible_low": 30}, "plausible_low"),
        ({"ttr_act_under": 0.8}, "ttr_act_under"),
        ({"observance_good_from": 3}, "observance_weak_from"),
        ({"to_confirm": [{"name": "nothing", "note": {"fr": "a", "en": "b"}}]}, "no such threshold"),
        ({"surprise": 1}, "surprise"),
        ({"call_under": -1}, "call_under"),
    ],
)
def test_contradictions_are_refused(change: dict[str, Any], message: str, inr_data: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match=message):
        Thresholds.model_validate({**inr_data, **change})


@pytest.mark.parametrize("bounds", [(4, 6, 10, 20), (6, 4, 10, None), (4, None, 10, None), (4, 4, 10, None)])
def test_rows_of_the_table_rise_to_an_open_end(
    bounds: tuple[int | None, ...], inr_data: dict[str, Any]
) -> None:
    data = copy.deepcopy(inr_data)
    for row, bound in zip(data["reference"]["rows"], bounds, strict=True):
        row["under"] = bound
    with pytest.raises(ValidationError, match="must rise"):
        Thresholds.model_validate(data)

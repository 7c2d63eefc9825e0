"""A form as it is typed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.dossier.intake import usual_target
from assistant.dossier.typedform import ESSENTIAL, checked
from assistant.script.chosen import Choice
from assistant.script.knowledge import facts, thresholds

TODAY = date(2020, 6, 1)
KNOWN: dict[str, Any] = {
    "family_name": "Durand",
    "given_name": "Anne",
    "birth_date": "1943-05-01",
    "treatment_start": "2019-01-01",
    "doctor": "Dr Roux",
}
WHO = {"family_name": "Durand", "given_name": "Anne", "birth_date": "01/05/1943"}


def test_only_what_was_changed_is_recorded() -> None:
    found = checked(KNOWN, {"doctor": "", "phone": "01", "regime": " "}, TODAY)
    assert found.values == {"doctor": None, "phone": "01"}
    assert "doctor" not in found.after
    assert found.after["treatment_start"] == "2019-01-01"
    assert not {**found.faults, **found.missing, **found.doubts}


def test_a_change_is_held_against_what_is_known() -> None:
    assert list(checked(KNOWN, {"treatment_end": "01/01/2018"}, TODAY).faults) == ["treatment_end"]
    odd = {**KNOWN, "treatment_end": "2018-01-01"}
    assert not checked(odd, {"phone": "01"}, TODAY).faults


def test_what_is_needed_is_missing_and_not_wrong() -> None:
    found = checked({}, {"family_name": "Durand"}, TODAY)
    assert list(found.missing) == ["given_name", "birth_date"]
    assert not found.faults
    assert list(checked(KNOWN, {"given_name": ""}, TODAY).missing) == ["given_name"]


def test_doubts_do_not_stop_anything() -> None:
    typed = {
        **WHO,
        "medicine": "fluindione",
        "treatment_start": "01/12/2018",
        "inr_low": "1,2",
        "inr_high": "3",
    }
    found = checked({}, typed, TODAY)
    assert not found.faults
    assert set(found.doubts) == {"treatment_start", "inr_low"}
    assert found.values["medicine"] == "previscan"


@pytest.mark.parametrize("indication", ["af", "dvt", "pe"])
def test_the_usual_range_is_suggested_for_three_reasons(indication: str) -> None:
    assert usual_target({"indication": indication}) == (2, 3)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"indication": "bioprosthesis"},
        {"indication": "mechanical_valve"},
        {"indication": "other"},
        {"indication": "af", "inr_low": 2.5},
        {"indication": "af", "inr_high": 3.5},
    ],
)
def test_otherwise_no_range_is_suggested(values: dict[str, Any]) -> None:
    assert usual_target(values) is None


def test_the_reasons_are_those_of_the_facts_and_come_before_the_range() -> None:
    asked = facts()["indication"].answer
    assert isinstance(asked, Choice)
    known = {option.id for option in asked.choices_offered()}
    assert set(thresholds().usual_target.indications) <= known
    order = list(facts())
    assert order.index("indication") < order.index("inr_low") < order.index("inr_high")
    assert {"indication", "inr_low", "inr_high", "prescriber", "prescriber_rpps", "dose"} <= set(ESSENTIAL)
    assert set(ESSENTIAL) <= set(facts())

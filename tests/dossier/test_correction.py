"""Correcting one fact."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from assistant.dossier.correction import Correction, history_words, read_correction
from assistant.dossier.dossier import Known
from assistant.script.knowledge import facts

TODAY = date(2020, 6, 1)
KNOWN: dict[str, Any] = {
    "family_name": "Durand",
    "given_name": "Anne",
    "birth_date": "1943-05-01",
    "medicine": "coumadine",
    "strength_mg": 5.0,
    "treatment_start": "2019-01-01",
    "inr_low": 2.0,
    "inr_high": 3.0,
    "doctor": "Dr Roux",
    "inr_readings": [{"date": "2020-05-01", "value": 2.4}],
}


def typed(name: str, text: str) -> Correction:
    return read_correction(facts()[name], text, KNOWN, TODAY)


def test_another_value_is_recorded() -> None:
    assert typed("doctor", "Dr Rousseau") == Correction({"doctor": "Dr Rousseau"})
    assert typed("medicine", "Sintrom 4 mg") == Correction({"medicine": "sintrom", "strength_mg": 4.0})


def test_the_same_value_is_not() -> None:
    assert typed("doctor", " Dr Roux ") == Correction()
    assert typed("inr_low", "2,0") == Correction()
    assert typed("phone", " ") == Correction()


def test_an_empty_text_takes_the_fact_away() -> None:
    assert typed("doctor", "") == Correction({"doctor": None})


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("family_name", "", "is needed"),
        ("birth_date", "31/02/1943", "does not exist"),
        ("nir", "12", "15 characters with its key"),
        ("prescriber_rpps", "10001234567", "group by group"),
        ("treatment_start", "01/01/1940", "before the birth"),
        ("birth_date", "01/01/2020", "before the birth"),
        ("inr_low", "3,5", "must be above"),
        ("inr_readings", "", "Type a day and its INR"),
        ("inr_readings", "2,4", "not a date and a value"),
        ("inr_readings", "01/07/2020 2,4", "in the future"),
    ],
)
def test_what_cannot_be_taken_is_said(name: str, text: str, why: str) -> None:
    correction = typed(name, text)
    assert why in correction.fault
    assert not correction.values


def test_no_offer_to_type_a_wrong_number_once_more() -> None:
    assert "once more" not in typed("prescriber_rpps", "10001234567").fault


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("medicine", "Préviscan", "01/12/2018"),
        ("inr_low", "1,2", "“1,2” is unusual here."),
        ("inr_readings", "30/05/2020 25", "is unusual here"),
    ],
)
def test_what_deserves_a_second_look_can_be_taken(name: str, text: str, why: str) -> None:
    correction = typed(name, text)
    assert why in correction.doubt
    assert not correction.fault
    assert name in correction.values


def test_what_was_wrong_before_does_not_hold_up_something_else() -> None:
    odd = {**KNOWN, "treatment_start": "1940-01-01", "medicine": "previscan"}
    assert read_correction(facts()["doctor"], "Dr Petit", odd, TODAY) == Correction({"doctor": "Dr Petit"})


def test_a_reading_adds_to_those_there_are() -> None:
    assert typed("inr_readings", "30/05/2020 2,8") == Correction(
        {"inr_readings": [{"date": "2020-05-30", "value": 2.8}]}
    )


def test_the_history_says_when_what_who_and_where() -> None:
    start = datetime(2016, 1, 4, 10, 5, tzinfo=timezone(timedelta(hours=1)))
    history = [
        Known("f", start, "Anne Martin", "dossier"),
        Known("m", start + timedelta(1), "Paul Petit", "t1"),
        Known(None, start + timedelta(2), "Anne Martin", "dossier"),
    ]
    assert history_words(facts()["sex"], history) == [
        "06/01/2016 10:05 · emptied · Anne Martin · dossier",
        "05/01/2016 10:05 · Man · Paul Petit · interview",
        "04/01/2016 10:05 · Woman · Anne Martin · dossier",
    ]

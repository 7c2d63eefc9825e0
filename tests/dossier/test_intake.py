"""Facts as they are typed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.dossier.intake import missing_facts, read_facts, warnings
from assistant.dossier.shown import shown_facts, typed_facts
from assistant.script.knowledge import facts

TODAY = date(2016, 6, 1)
GOOD = {
    "family_name": "Durand",
    "given_name": "Anne",
    "birth_date": "01/05/1943",
    "sex": "Femme",
    "medicine": "Coumadine 5 mg",
    "treatment_start": "2015-01-01",
    "inr_low": "2",
    "inr_high": "3",
}


def test_a_form_is_read() -> None:
    values, wrong = read_facts({**GOOD, "nir": " "}, TODAY)
    assert wrong == {}
    assert values == {
        "family_name": "Durand",
        "given_name": "Anne",
        "birth_date": "1943-05-01",
        "sex": "f",
        "medicine": "coumadine",
        "strength_mg": 5.0,
        "treatment_start": "2015-01-01",
        "inr_low": 2.0,
        "inr_high": 3.0,
    }
    assert missing_facts(values, wrong) == {}


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("birth_date", "31/02/1943", "does not exist"),
        ("birth_date", "2017-01-01", "in the future"),
        ("nir", "12", "15 characters with its key"),
        ("medicine", "Xarelto", "not an AVK"),
        ("shoe_size", "42", "is not a field"),
        ("inr_high", "1,5", "must be above"),
        ("treatment_start", "1940-01-01", "before the birth"),
        ("death_date", "1940-01-01", "before the birth"),
        ("treatment_end", "2014-01-01", "before it begins"),
        ("sex", "x", "Choose one of"),
    ],
)
def test_every_field_that_is_wrong_is_named(name: str, typed: str, words: str) -> None:
    values, wrong = read_facts({**GOOD, name: typed}, TODAY)
    assert words in wrong[name]
    assert list(wrong) == [name]
    assert values["family_name"] == "Durand"


def test_what_a_dossier_cannot_do_without() -> None:
    values, wrong = read_facts({"family_name": "Durand", "birth_date": "x"}, TODAY)
    assert set(missing_facts(values, wrong)) == {"given_name"}
    assert set(wrong) == {"birth_date"}


def test_equal_bounds_are_no_range() -> None:
    _values, wrong = read_facts({**GOOD, "inr_low": "3"}, TODAY)
    assert set(wrong) == {"inr_high"}


def test_what_is_shown_in_a_form_is_read_again() -> None:
    values, _wrong = read_facts(GOOD, TODAY)
    again, wrong = read_facts(typed_facts(values), TODAY)
    assert wrong == {}
    assert again == values
    assert [name for name, _label, _text in shown_facts(values)] == [n for n in facts() if n in values]


FIELDS = st.dictionaries(
    st.sampled_from([*facts(), "other", "[/"]),
    st.text(max_size=30) | st.sampled_from(["2016-05-01", "2", "oui", "f", "Sintrom 4 mg"]),
)


@settings(max_examples=150, deadline=None)
@given(FIELDS)
def test_any_form_is_read_or_refused_field_by_field(typed: dict[str, Any]) -> None:
    values, wrong = read_facts(typed, TODAY)
    assert set(wrong) <= set(typed)
    assert set(values) - {"strength_mg"} <= set(typed)
    assert all(message.isprintable() and message for message in wrong.values())


@pytest.mark.parametrize(
    ("values", "doubtful"),
    [
        ({"medicine": "previscan", "treatment_start": "2018-11-30"}, []),
        ({"medicine": "previscan", "treatment_start": "2018-12-01"}, ["treatment_start"]),
        ({"medicine": "coumadine", "treatment_start": "2020-01-01"}, []),
        ({"medicine": "previscan"}, []),
        ({"nir": "243057505601273", "birth_date": "1943-05-20", "sex": "f"}, []),
        ({"nir": "243057505601273", "birth_date": "1943-06-20", "sex": "f"}, ["nir"]),
        ({"nir": "243057505601273", "birth_date": "2009-06-20", "insured": "dependant"}, []),
        ({"nir": "243057505601273", "sex": "m"}, ["nir"]),
        ({"birth_date": "1943-06-20", "sex": "f"}, []),
    ],
)
def test_what_deserves_a_second_look(values: dict[str, Any], doubtful: list[str]) -> None:
    assert list(warnings(values)) == doubtful


def test_a_doubt_names_what_to_compare() -> None:
    values = {"nir": "243057505601273", "birth_date": "1943-06-20", "sex": "f"}
    assert "the month of birth is 05 and not 06" in warnings(values)["nir"]
    values = {"medicine": "previscan", "treatment_start": "2019-01-01"}
    assert "01/12/2018" in warnings(values)["treatment_start"]

"""Medicines as typed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from assistant.avk.medicines import Medicines, find_medicine, start_warning
from assistant.errors import InputError


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Coumadine 5 mg", ("coumadine", 5)),
        ("coumadine", ("coumadine", None)),
        ("warfarine 2mg", ("coumadine", 2)),
        ("warfarin 2.0 mg", ("coumadine", 2)),
        ("Coumadine® 5,0mg, comprimé sécable", ("coumadine", 5)),
        ("COUMADINE (WARFARINE) 5MG CPR", ("coumadine", 5)),
        ("PREVISCAN", ("previscan", None)),
        ("Préviscan 20 mg", ("previscan", 20)),
        ("pre\u0301viscan", ("previscan", None)),
        ("PREVISCAN 20MG CP QUADRISECABLE", ("previscan", 20)),
        ("fluindione", ("previscan", None)),
        ("Sintrom 4", ("sintrom", 4)),
        ("sintrom", ("sintrom", None)),
        ("acénocoumarol 4 mg", ("sintrom", 4)),
        ("acénocoumarol 1 mg", ("minisintrom", 1)),
        ("acenocoumarol 1mg", ("minisintrom", 1)),
        ("Sintrom (acénocoumarol)", ("sintrom", None)),
        ("  Mini-Sintrom  ", ("minisintrom", None)),
        ("minisintrom 1 mg", ("minisintrom", 1)),
    ],
)
def test_brand_or_substance_with_or_without_strength(
    typed: str, expected: tuple[str, float | None], medicines: Medicines
) -> None:
    assert find_medicine(typed, medicines) == expected


@pytest.mark.parametrize("id_", ["coumadine", "previscan", "sintrom", "minisintrom"])
def test_every_id_is_read_back(id_: str, medicines: Medicines) -> None:
    assert find_medicine(id_, medicines) == (id_, None)
    assert find_medicine(str(medicines[id_].brand), medicines) == (id_, None)


@pytest.mark.parametrize(
    "typed",
    ["", "  ", "Eliquis", "coumadin e", "5 mg", "coumadine 5 mg 2 mg", "[/red]", "x" * 10_000, "é\u202e"],
)
def test_an_unknown_medicine_is_refused_with_what_is_allowed(typed: str, medicines: Medicines) -> None:
    with pytest.raises(InputError) as refused:
        find_medicine(typed, medicines)
    for brand in ("Coumadine", "Préviscan", "Sintrom", "Minisintrom"):
        assert brand in refused.value.message
    assert len(refused.value.message) < 400


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        ("Coumadine 3 mg", "Coumadine (warfarin) 2 mg, 5 mg"),
        ("Préviscan 5 mg", "Préviscan (fluindione) 20 mg"),
        ("Sintrom 1 mg", "Sintrom (acenocoumarol) 4 mg"),
        ("acénocoumarol 2 mg", "Minisintrom (acenocoumarol) 1 mg"),
    ],
)
def test_a_strength_that_the_medicine_lacks_is_refused(typed: str, listed: str, medicines: Medicines) -> None:
    with pytest.raises(InputError, match="no such strength") as refused:
        find_medicine(typed, medicines)
    assert listed in refused.value.message


def test_a_substance_of_two_medicines_needs_its_strength(medicines: Medicines) -> None:
    with pytest.raises(InputError, match="add the strength") as refused:
        find_medicine("acénocoumarol", medicines)
    assert refused.value.details == {"allowed": ["sintrom", "minisintrom"]}


@pytest.mark.parametrize(
    ("id_", "substance", "strengths"),
    [
        ("coumadine", "warfarine", (2, 5)),
        ("previscan", "fluindione", (20,)),
        ("sintrom", "acénocoumarol", (4,)),
        ("minisintrom", "acénocoumarol", (1,)),
    ],
)
def test_facts(
    id_: str,
    substance: str,
    strengths: tuple[float, ...],
    medicines: Medicines,
) -> None:
    medicine = medicines[id_]
    assert medicine.substance.fr == substance
    assert medicine.strengths_mg == strengths


@pytest.mark.parametrize(
    ("id_", "start", "expected"),
    [
        ("previscan", date(2018, 11, 30), False),
        ("previscan", date(2018, 12, 1), True),
        ("previscan", date(2020, 1, 1), True),
        ("previscan", None, False),
        ("coumadine", date(2020, 1, 1), False),
    ],
)
def test_previscan_takes_no_new_patient_since_december_2018(
    id_: str, start: date | None, expected: bool, medicines: Medicines
) -> None:
    assert start_warning(medicines[id_], start) is expected


def test_an_unknown_id_is_a_key_error(medicines: Medicines) -> None:
    with pytest.raises(KeyError):
        medicines["eliquis"]


@pytest.mark.parametrize(
    "change",
    [
        {"strengths_mg": []},
        {"strengths_mg": [0]},
        {"id": "eliquis"},
        {"colour": "pink"},
    ],
)
def test_a_wrong_file_is_refused(change: dict[str, Any], medicines: Medicines) -> None:
    row = {**medicines["coumadine"].model_dump(), **change}
    with pytest.raises(ValidationError):
        Medicines.model_validate({"medicines": [row]})


def test_an_id_stands_once(medicines: Medicines) -> None:
    row = medicines["coumadine"].model_dump()
    with pytest.raises(ValidationError, match="twice"):
        Medicines.model_validate({"medicines": [row, row]})

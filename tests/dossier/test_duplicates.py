"""Which dossiers may be about the same person."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.dossier.duplicates import duplicates
from assistant.dossier.patient import Patient, Treatment
from assistant.dossier.summary import Summary

NIR = "243027501234542"
NEW = {"family_name": "Durand", "given_name": "Léa", "birth_date": "1943-02-01", "nir": NIR}


def known(
    family: str = "Durand",
    given: str = "Léa",
    born: str = "1943-02-01",
    nir: str | None = None,
    ref: str = "P1",
) -> Summary:
    patient = Patient(
        ref=ref,
        family_name=family,
        given_name=given,
        birth_date=date.fromisoformat(born),
        nir=nir,
        regime=None,
        death_date=None,
    )
    return Summary(patient, Treatment(None, None, None, None, None), None, (), None, ())


@pytest.mark.parametrize(
    ("summary", "why"),
    [
        (known(nir=NIR), "nir"),
        (known("Petit", "Jean", "1950-05-03", NIR), "nir"),
        (known(), "same"),
        (known("DURAND", "lea"), "same"),
        (known("Léa", "Durand"), "same"),
        (known("durand ", "LÉA"), "same"),
        (known("Durant"), "name"),
        (known(given="Lea Marie"), "name"),
        (known(born="1943-01-02"), "date"),
        (known(born="1943-02-11"), "date"),
        (known(born="1934-02-01"), "date"),
        (known(born="1950-05-03"), None),
        (known("Dupont"), None),
        (known("Durant", born="1950-05-03"), None),
        (known("Petit", "Jean"), None),
    ],
)
def test_who_is_alike(summary: Summary, why: str | None) -> None:
    assert [one.why for one in duplicates(NEW, [summary])] == ([] if why is None else [why])


def test_the_likeliest_comes_first_and_says_why() -> None:
    found = duplicates(NEW, [known("Durant", ref="P3"), known(ref="P2"), known("X", "Y", nir=NIR, ref="P1")])
    assert [one.patient.ref for one in found] == ["P1", "P2", "P3"]
    assert found[1].sentence == "DURAND Léa, born on 01/02/1943 (P2): same name, same date of birth"


@pytest.mark.parametrize("facts", [{}, {"family_name": "Durand"}, {"birth_date": "1943-02-01"}])
def test_half_a_form_is_like_nobody(facts: dict[str, Any]) -> None:
    assert duplicates(facts, [known()]) == []


def test_the_nir_of_the_insured_person_is_no_sign_for_a_dependant() -> None:
    child = {
        **NEW,
        "given_name": "Tom",
        "family_name": "Roux",
        "birth_date": "2001-01-01",
        "insured": "dependant",
    }
    assert duplicates(child, [known(nir=NIR)]) == []

"""Interactions named in free text (docs/sources.md §3)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from pydantic import ValidationError

from assistant.avk.interactions import LEVELS, Interactions, find_interactions
from assistant.avk.names import fold

ASPIRINS = ["aspirin_anti_inflammatory", "aspirin_pain_ulcer", "aspirin_pain", "aspirin_low_dose"]


def ids(text: str, interactions: Interactions) -> list[str]:
    return [interaction.id for interaction in find_interactions(text, interactions)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("rien", []),
        ("un peu de Doliprane", ["paracetamol"]),
        ("DAKTARIN gel buccal", ["miconazole"]),
        ("Millepertuis le soir", ["st_johns_wort"]),
        ("St John\u2019s wort", ["st_johns_wort"]),
        ("ibuprofene, Kétoprofène", ["nsaids"]),
        ("anti-inflammatoires", ["nsaids"]),
        ("des statines et des fibrates", ["statins", "fibrates"]),
        ("Bactrim puis 5-FU", ["cotrimoxazole", "fluorouracil"]),
        ("noscapine", ["noscapine"]),
        ("AMIODARONE", ["amiodarone"]),
        ("Ixprim", ["paracetamol", "tramadol"]),
        ("tramadol; miconazole", ["miconazole", "tramadol"]),
        ("aspirine", ASPIRINS),
        ("ASPIRIN", ASPIRINS),
        ("aspirine 1 g", ["aspirin_anti_inflammatory"]),
        ("Aspirine 1000mg", ["aspirin_anti_inflammatory"]),
        ("aspirine 500 mg", ["aspirin_pain_ulcer", "aspirin_pain"]),
        ("aspirine 75mg", ["aspirin_low_dose"]),
        ("aspirine à faible dose", ["aspirin_low_dose"]),
        ("Kardégic 75", ["aspirin_low_dose"]),
        ("fluoxétine et venlafaxine", ["ssris", "snris"]),
    ],
)
def test_names_in_free_text(text: str, expected: list[str], interactions: Interactions) -> None:
    assert ids(text, interactions) == expected


@pytest.mark.parametrize("text", ["aspirinette", "polymacrolidex", "mobical", "xadvil", "[/", "\u202e", "5"])
def test_only_whole_words(text: str, interactions: Interactions) -> None:
    assert ids(text, interactions) == []


@pytest.mark.parametrize(
    ("id_", "level"),
    [
        ("miconazole", "contraindicated"),
        ("st_johns_wort", "contraindicated"),
        ("aspirin_anti_inflammatory", "contraindicated"),
        ("aspirin_pain_ulcer", "contraindicated"),
        ("nsaids", "advised_against"),
        ("aspirin_pain", "advised_against"),
        ("cotrimoxazole", "advised_against"),
        ("fluorouracil", "advised_against"),
        ("noscapine", "advised_against"),
        ("amiodarone", "closer_inr"),
        ("allopurinol", "closer_inr"),
        ("antibiotics", "closer_inr"),
        ("macrolides", "closer_inr"),
        ("fluoroquinolones", "closer_inr"),
        ("tetracyclines", "closer_inr"),
        ("cephalosporins", "closer_inr"),
        ("azole_antifungals", "closer_inr"),
        ("statins", "closer_inr"),
        ("fibrates", "closer_inr"),
        ("glucocorticoids", "closer_inr"),
        ("enzyme_inducers", "closer_inr"),
        ("colchicine", "closer_inr"),
        ("tamoxifen", "closer_inr"),
        ("paracetamol", "closer_inr"),
        ("aspirin_low_dose", "to_weigh"),
        ("ssris", "to_weigh"),
        ("snris", "to_weigh"),
        ("tramadol", "to_weigh"),
    ],
)
def test_levels(id_: str, level: str, interactions: Interactions) -> None:
    assert {i.id: i.level for i in interactions.interactions}[id_] == level


def test_every_name_finds_its_interaction(interactions: Interactions) -> None:
    for interaction in interactions.interactions:
        for name in interaction.names:
            assert interaction in find_interactions(f"le matin : {name.upper()}, un", interactions), name


def test_the_most_serious_stand_first(interactions: Interactions) -> None:
    everything = " ".join(name for i in interactions.interactions for name in i.names)
    found = find_interactions(everything, interactions)
    assert len(found) == len(interactions.interactions)
    ranks = [LEVELS.index(interaction.level) for interaction in found]
    assert ranks == sorted(ranks)


def test_no_word_on_the_dose_of_the_avk(interactions: Interactions) -> None:
    advice = re.compile(
        r"\b(augmenter|diminuer|réduire|adapter|doubler|increase|reduce|adjust|halve)\b", re.I
    )
    for interaction in interactions.interactions:
        assert not advice.search(f"{interaction.note.fr} {interaction.note.en}"), interaction.id


def test_a_long_text_is_searched(interactions: Interactions) -> None:
    assert ids("x " * 10_000 + "Advil", interactions) == ["nsaids"]


@pytest.mark.parametrize(
    "change", [{"id": "No"}, {"level": "forbidden"}, {"names": []}, {"names": ["ab"]}, {"dose": 1}]
)
def test_a_wrong_file_is_refused(change: dict[str, Any], interactions: Interactions) -> None:
    row = {**interactions.interactions[0].model_dump(), **change}
    with pytest.raises(ValidationError):
        Interactions.model_validate({"source": "x", "interactions": [row]})


def test_an_id_stands_once(interactions: Interactions) -> None:
    row = interactions.interactions[0].model_dump()
    with pytest.raises(ValidationError, match="twice"):
        Interactions.model_validate({"source": "x", "interactions": [row, row]})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Préviscan® 20mg", "previscan 20 mg"),
        ("cœur", "coeur"),
        ("2,5 mg", "2.5 mg"),
        ("1, 2", "1 2"),
        ("\u202e\x1b[31m", "31 m"),
    ],
)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected

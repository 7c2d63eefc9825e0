"""The shape of rule sets and the shipped ones."""

from __future__ import annotations

import copy
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from assistant.year.rules import LegalTexts, RuleSet
from tests.year.conftest import RULES


def _document() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((RULES / "avenant-8.yaml").read_text("utf-8"))
    return loaded


def test_the_shipped_set_says_what_the_domain_says(rules: RuleSet) -> None:
    assert (rules.id, rules.since, rules.until) == ("avenant-8", date(2016, 6, 28), date(2018, 1, 1))
    assert [(route.amount_eur, route.needs) for route in rules.first_year] == [(40, {"interview": 2})]
    assert [(route.amount_eur, route.needs) for route in rules.later_years] == [
        (40, {"interview": 2}),
        (30, {"interview": 1, "observance": 2}),
    ]
    assert [(one.cause, one.since, one.needs, one.amount_eur) for one in rules.exceptions] == [
        ("death", None, {"interview": 1}, 40),
        ("late_adhesion", "07-01", {"interview": 1}, 40),
    ]
    assert (rules.eligible.min_age, rules.eligible.min_months) == (18, 6)
    assert rules.uncertain


FIGURES = {
    "avenant-1": ("calendar_year", "year", (40,), (40,), []),
    "avenant-11": ("calendar_year", "year", (50,), (30,), []),
    "avenant-21": ("twelve_months", "sequence", (50,), (30,), ["TAC", "AKI", "AKS"]),
    "convention-2022": ("twelve_months", "sequence", (50,), (30,), ["TAC", "ASI", "ASS", "TPH"]),
    "avenant-1-2024": ("twelve_months", "step", (50,), (30,), ["TAC", "ASI", "ASS"]),
}


@pytest.mark.parametrize("name", FIGURES)
def test_the_other_sets_say_what_the_domain_says(
    name: str, sets: dict[str, RuleSet], texts: LegalTexts
) -> None:
    one = sets[name]
    assert (
        one.basis,
        one.payment,
        tuple(route.amount_eur for route in one.first_year),
        tuple(route.amount_eur for route in one.later_years),
        [code.code for code in one.codes],
    ) == FIGURES[name]
    if name == "avenant-1":
        assert one.first_year == one.later_years
    else:
        assert one.first_year[0].needs == {"evaluation": 1, "thematic": 2}
        assert one.later_years[0].needs == {"thematic": 2}
    assert (one.verified, one.at_most_planned) == ("secondary", name == "avenant-1-2024")
    assert one.uncertain
    assert one.declarable
    assert "docs/sources.md" in one.source


def test_the_steps_of_2024(sets: dict[str, RuleSet]) -> None:
    one = sets["avenant-1-2024"]
    assert [step.amount_eur for step in one.first_year[0].steps] == [15, 15, 20]
    assert [step.amount_eur for step in one.later_years[0].steps] == [10, 20]


def test_each_set_ends_where_the_next_text_starts(sets: dict[str, RuleSet], texts: LegalTexts) -> None:
    assert {text.id for text in texts.texts} == set(sets)
    for own, after in pairwise(texts.texts):
        one = sets[own.id]
        assert (one.id, one.since, one.title, one.until) == (own.id, own.since, own.title, after.since)
    last = texts.texts[-1]
    assert (sets[last.id].since, sets[last.id].until) == (last.since, None)


def test_the_texts_are_the_six_of_the_domain(texts: LegalTexts) -> None:
    assert [(text.id, text.since.isoformat()) for text in texts.texts] == [
        ("avenant-1", "2013-06-28"),
        ("avenant-8", "2016-06-28"),
        ("avenant-11", "2018-01-01"),
        ("avenant-21", "2020-09-30"),
        ("convention-2022", "2022-10-01"),
        ("avenant-1-2024", "2025-01-08"),
    ]


def test_a_set_ends_where_the_next_text_starts(rules: RuleSet, texts: LegalTexts) -> None:
    ids = [text.id for text in texts.texts]
    own, after = texts.texts[ids.index(rules.id)], texts.texts[ids.index(rules.id) + 1]
    assert (own.since, own.title) == (rules.since, rules.title)
    assert rules.until == after.since


def _unknown_key(document: dict[str, Any]) -> None:
    document["bonus"] = 5


def _bare_year(document: dict[str, Any]) -> None:
    document["from"] = 2016


def _no_such_day(document: dict[str, Any]) -> None:
    document["from"] = "2016-02-30"


def _ends_first(document: dict[str, Any]) -> None:
    document["until"] = "2016-06-28"


def _english_missing(document: dict[str, Any]) -> None:
    del document["title"]["en"]


def _unknown_act(document: dict[str, Any]) -> None:
    document["first_year"][0]["needs"] = {"visit": 2}


def _act_without_rule(document: dict[str, Any]) -> None:
    del document["acts"]["observance"]


def _nothing_needed(document: dict[str, Any]) -> None:
    document["first_year"][0]["needs"] = {}


def _zero_needed(document: dict[str, Any]) -> None:
    document["first_year"][0]["needs"] = {"interview": 0}


def _amount_as_text(document: dict[str, Any]) -> None:
    document["first_year"][0]["amount_eur"] = "40"


def _dated_death(document: dict[str, Any]) -> None:
    document["exceptions"][0]["from"] = "07-01"


def _undated_late_adhesion(document: dict[str, Any]) -> None:
    del document["exceptions"][1]["from"]


def _leap_day(document: dict[str, Any]) -> None:
    document["exceptions"][1]["from"] = "02-29"


def _other_basis(document: dict[str, Any]) -> None:
    document["basis"] = "twelve_months"


@pytest.mark.parametrize(
    "spoil",
    [
        _unknown_key,
        _bare_year,
        _no_such_day,
        _ends_first,
        _english_missing,
        _unknown_act,
        _act_without_rule,
        _nothing_needed,
        _zero_needed,
        _amount_as_text,
        _dated_death,
        _undated_late_adhesion,
        _leap_day,
        _other_basis,
    ],
)
def test_a_wrong_set_is_refused(spoil: Callable[[dict[str, Any]], None]) -> None:
    document = copy.deepcopy(_document())
    RuleSet.model_validate(document)
    spoil(document)
    with pytest.raises(ValidationError) as refused:
        RuleSet.model_validate(document)
    assert refused.value.error_count() >= 1


def test_texts_out_of_order_are_refused() -> None:
    document = yaml.safe_load((RULES / "texts.yaml").read_text("utf-8"))
    document["texts"].reverse()
    with pytest.raises(ValidationError, match="order of their dates"):
        LegalTexts.model_validate(document)


def test_a_set_does_not_change_after_loading(rules: RuleSet) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        rules.id = "other"  # type: ignore[misc]


def test_who_holds_a_report_does_not_load_pydantic() -> None:
    code = "import sys, assistant.year.report; print('pydantic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"

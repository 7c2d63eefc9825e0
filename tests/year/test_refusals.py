"""What would get a file refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, get_args

import pytest

from assistant.dossier.act import Act
from assistant.dossier.patient import Adhesion, Papers, Patient, Treatment
from assistant.year.refusals import Objection, ObjectionCode, objection_words, objections
from assistant.year.rules import RuleSet
from assistant.year.status import year_status

AS_OF = date(2016, 10, 1)
RIGHT = Patient("P", "Martin", "Jeanne", date(1943, 5, 12), nir="243057511600157", regime="Général")
TREATED = Treatment(start=date(2015, 1, 5), expected_months=12)
PAPERS = Papers(prescriber="Dr Petit", prescriber_rpps="10001234565")
SIGNED = Adhesion(date(2016, 2, 1))
ACTS = (Act("interview", date(2016, 2, 1), "t"), Act("interview", date(2016, 6, 1), "t"))


def found(rules: RuleSet, **changed: Any) -> list[tuple[str, tuple[date, ...]]]:
    """The codes and days for a file that is right but for what is changed."""
    patient, treatment = changed.get("patient", RIGHT), changed.get("treatment", TREATED)
    adhesion, papers = changed.get("adhesion", SIGNED), changed.get("papers", PAPERS)
    acts = changed.get("acts", ACTS)
    status = year_status(patient, treatment, adhesion, acts, rules, 2016, AS_OF)
    given = objections(
        patient,
        treatment,
        adhesion,
        papers,
        status,
        rules,
        AS_OF,
        changed.get("declared"),
        changed.get("late", ()),
    )
    return [(one.code, one.days) for one in given]


def key(thirteen: str) -> str:
    return f"{thirteen}{97 - int(thirteen) % 97:02d}"


def test_a_file_that_is_right_has_none(rules: RuleSet) -> None:
    right = replace(RIGHT, nir=key("2430575116001"))
    declared = {("adhesion", SIGNED.signed_on), *((act.kind, act.day) for act in ACTS)}
    assert found(rules, patient=right) == []
    assert found(rules, patient=right, declared=declared) == []


DAYS = (date(2015, 3, 2), date(2015, 4, 2))
CHANGES: list[tuple[str, dict[str, Any], tuple[date, ...]]] = [
    ("nir_missing", {"patient": replace(RIGHT, nir=None)}, ()),
    ("nir_wrong", {"patient": replace(RIGHT, nir="243057511600100")}, ()),
    ("regime_missing", {"patient": replace(RIGHT, nir=key("2430575116001"), regime=None)}, ()),
    ("regime_missing", {"patient": replace(RIGHT, nir=key("2430575116001"), regime="")}, ()),
    ("insured_missing", {"papers": replace(PAPERS, dependant=True)}, ()),
    ("prescriber_missing", {"papers": Papers()}, ()),
    ("rpps_missing", {"papers": Papers(prescriber="Dr Petit")}, ()),
    ("dispensing_short", {"papers": replace(PAPERS, dispensed=DAYS)}, DAYS),
    ("adhesion_unsigned", {"adhesion": None}, ()),
    ("adhesion_unsigned", {"adhesion": Adhesion(date(2016, 10, 2))}, ()),
    (
        "adhesion_undeclared",
        {"declared": {("interview", date(2016, 2, 1)), ("interview", date(2016, 6, 1))}},
        (date(2016, 2, 1),),
    ),
    (
        "act_undeclared",
        {"declared": {("adhesion", date(2016, 2, 1)), ("interview", date(2016, 2, 1))}},
        (date(2016, 6, 1),),
    ),
    ("adhesion_late", {"late": [date(2016, 6, 1)]}, (date(2016, 6, 1),)),
]


@pytest.mark.parametrize(("code", "changed", "days"), CHANGES)
def test_each_fault_alone(code: str, changed: dict[str, Any], days: tuple[date, ...], rules: RuleSet) -> None:
    given = {"patient": replace(RIGHT, nir=key("2430575116001"))} | changed
    assert found(rules, **given) == [(code, days)]


def test_every_code_is_reached() -> None:
    assert {code for code, _, _ in CHANGES} == set(get_args(ObjectionCode))


@pytest.mark.parametrize(
    ("dispensed", "said"),
    [
        ((), False),
        ((date(2015, 3, 2),), False),  # one alone says nothing
        ((date(2015, 3, 2), date(2015, 9, 1)), True),  # five months and thirty days
        ((date(2015, 3, 2), date(2015, 9, 2)), False),
        ((date(2016, 8, 1), date(2016, 9, 1)), False),  # six months have not passed yet
        ((date(2016, 4, 2), date(2016, 9, 1)), False),
        ((date(2016, 4, 1), date(2016, 9, 1)), True),
        ((date(2015, 3, 2), date(2015, 4, 2), date(2017, 1, 2)), True),  # what is dated later is not known
    ],
)
def test_six_months_on_the_days_of_dispensing(
    dispensed: tuple[date, ...], said: bool, rules: RuleSet
) -> None:
    right = replace(RIGHT, nir=key("2430575116001"))
    codes = [code for code, _ in found(rules, patient=right, papers=replace(PAPERS, dispensed=dispensed))]
    assert codes == (["dispensing_short"] if said else [])


def test_who_is_not_eligible_is_told_that_alone(rules: RuleSet) -> None:
    assert found(rules, patient=replace(RIGHT, nir=None), treatment=Treatment()) == []


@pytest.mark.parametrize("code", get_args(ObjectionCode))
def test_every_objection_has_a_sentence(code: ObjectionCode) -> None:
    said = objection_words(Objection(code, (date(2016, 2, 29), date(2016, 3, 1))))
    assert said.startswith("Would ")
    assert said.endswith(".")
    assert "€" not in said
    assert "{" not in said

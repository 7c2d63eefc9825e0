"""Whose dossier is to be mended, by when, and what is at stake."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, get_args

import pytest

from assistant.dossier.declaration import Declaration
from assistant.dossier.patient import Papers, Treatment
from assistant.dossier.summary import Summary
from assistant.language import use
from assistant.year.mending import _OTHERS, Mendable, mend_words, mended_words, to_mend
from assistant.year.rules import RuleSet
from tests.year.foreseeing import dossier, seen
from tests.year.test_refusals import PAPERS, RIGHT, key

AS_OF = date(2016, 10, 3)
NIR = key("2430575116001")
DONE = ("interview", date(2016, 3, 1))


def right(ref: str, *acts: Any, signed: date | None = date(2015, 3, 1), **changed: Any) -> Summary:
    """A patient whose file is right but for what is changed."""
    one = dossier(ref, *acts, signed=signed)
    person = {"nir": NIR, "regime": "Général"} | {
        name: changed[name] for name in ("nir", "regime", "death_date", "moved_on") if name in changed
    }
    return replace(
        one,
        patient=replace(one.patient, **person),
        papers=changed.get("papers", PAPERS),
        treatment=changed.get("treatment", one.treatment),
        declared=changed.get("declared", ()),
    )


def found(rules: RuleSet, *people: Summary, as_of: date = AS_OF, year: int = 2016) -> list[tuple[Any, ...]]:
    mends = to_mend(seen(people, rules, as_of, year))
    return [(one.ref, one.what, one.at_stake_eur, one.last_date) for one in mends]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"nir": None}, "nir_missing"),
        ({"nir": RIGHT.nir[:-2] + "00" if RIGHT.nir else ""}, "nir_wrong"),
        ({"regime": None}, "regime_missing"),
        ({"papers": replace(PAPERS, dependant=True)}, "insured_missing"),
        ({"papers": Papers()}, "prescriber_missing"),
        ({"papers": Papers(prescriber="Dr Petit")}, "rpps_missing"),
        (
            {"papers": replace(PAPERS, dispensed=(date(2015, 3, 2), date(2015, 4, 2)))},
            "dispensing_short",
        ),
    ],
)
def test_a_file_that_would_be_refused_is_to_be_mended(
    rules: RuleSet, changed: dict[str, Any], code: str
) -> None:
    assert found(rules, right("P", DONE)) == []
    assert found(rules, right("P", DONE, **changed)) == [("P", (code,), 40, date(2016, 12, 31))]
    assert found(rules, right("P", **changed)) == [("P", (code,), 40, date(2016, 12, 31))], "nothing done yet"
    assert found(rules, right("P", signed=None, **changed))[0][1] == (code,), "nor signed"


def test_facts_that_lack_are_to_be_recorded_while_the_year_can_be_met(rules: RuleSet) -> None:
    unknown, unproven = Treatment(), Treatment(start=date(2016, 9, 1))
    assert found(rules, right("P", treatment=unknown)) == [
        ("P", ("treatment_unknown",), 40, date(2016, 12, 30))
    ]
    assert found(rules, right("P", DONE, treatment=unknown)) == [
        ("P", ("treatment_unknown",), 40, date(2016, 12, 31))
    ]
    both = right("P", treatment=unproven, nir=None)
    assert found(rules, both) == [("P", ("treatment_unproven", "nir_missing"), 40, date(2016, 12, 30))]
    ended = Treatment(end=date(2016, 12, 10))
    assert found(rules, right("P", treatment=ended)) == [("P", ("treatment_unknown",), 40, date(2016, 12, 9))]


def test_nothing_is_to_be_mended_for_what_is_lost_or_entered(rules: RuleSet) -> None:
    second = ("interview", date(2016, 6, 1))
    met = right("MET", DONE, second, nir=None)
    assert found(rules, met) == [("MET", ("nir_missing",), 40, date(2016, 12, 31))]
    acts = [("adhesion", date(2015, 3, 1)), *((kind, day) for kind, day in (DONE, second))]
    entered = tuple(Declaration(what, day, None, day, "Anne") for what, day in acts)  # type: ignore[arg-type]
    assert found(rules, replace(met, declared=entered)) == []
    assert found(rules, met, as_of=date(2017, 1, 5)) == [], "over: the sheet says what stops the entry"
    dead = right("DEAD", nir=None, death_date=date(2016, 2, 1))
    gone = right("GONE", treatment=Treatment(), moved_on=date(2016, 2, 1))
    assert found(rules, dead, gone) == []
    dead_after = right("AFTER", DONE, second, nir=None, death_date=date(2016, 9, 1))
    assert [one[0] for one in found(rules, dead_after)] == ["AFTER"], "what was done is owed all the same"


def test_what_loses_most_by_waiting_comes_first(rules: RuleSet) -> None:
    people = [
        right("B", nir=None),
        right("A", treatment=Treatment()),
        right("OK"),
    ]
    assert [one[0] for one in found(rules, *people)] == ["A", "B"]
    (first, _second) = to_mend(seen(people, rules, AS_OF))
    assert first.to_json() == {
        "ref": "A",
        "what": [
            {
                "code": "treatment_unknown",
                "words": "start and expected duration of the treatment missing",
            }
        ],
        "last_date": "2016-12-30",
        "days_left": 88,
        "at_stake_eur": 40,
        "at_stake_eur_a_day": 0.4494,
    }


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_has_its_words(rules: RuleSet, language: Any) -> None:
    use(language)
    codes = {code for part in get_args(Mendable) for code in (get_args(part) or (part,))} - set(_OTHERS)
    said = [mended_words(code) for code in codes]
    assert len(set(said)) == len(codes) == 9
    (mend,) = to_mend(seen([right("P", nir=None, regime=None)], rules, AS_OF))
    assert mend_words(mend) == ", ".join(mended_words(code) for code in mend.what)

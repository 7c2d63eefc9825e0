"""What stands declared, played from the events of a dossier."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from assistant.dossier.declaration import Declaration, declarations, matching
from assistant.dossier.dossier import Dossier
from assistant.dossier.exported import exported
from assistant.dossier.fact import FactEvent, FactKind
from assistant.dossier.summary import Summary, summary

AT = datetime(2017, 3, 6, 9, 0, tzinfo=UTC)
SIGNED = ("fact", "adhesion_date", "2016-02-10")
ACTS = [("act", "interview", "2016-03-01"), ("act", "observance", "2017-02-01")]
TICK = ("declared", "interview", {"day": "2016-03-01", "transcript": None, "on": "2016-04-01"})
BACK = ("undeclared", "interview", {"day": "2016-03-01"})
INTERVIEW = Declaration("interview", date(2016, 3, 1), None, date(2016, 4, 1), "Anne")


def dossier(*items: Any) -> Dossier:
    named = [("fact", "ref", "P1"), ("fact", "birth_date", "1943-05-01"), SIGNED, *ACTS, *items]
    return Dossier([event(seq, *item) for seq, item in enumerate(named, 1)], [])


def event(seq: int, kind: FactKind, name: str, value: Any) -> FactEvent:
    return FactEvent(seq, kind, name, value, AT, "Anne")


def test_nothing_is_declared_until_somebody_says_so() -> None:
    assert declarations(dossier()) == ()


def test_a_tick_stands_until_it_is_taken_back_and_may_come_again() -> None:
    assert declarations(dossier(TICK)) == (INTERVIEW,)
    assert declarations(dossier(TICK, BACK)) == ()
    assert declarations(dossier(TICK, BACK, TICK)) == (INTERVIEW,)
    assert declarations(dossier(BACK)) == ()


def test_history_keeps_both_and_exports_say_it() -> None:
    found = exported(dossier(TICK, BACK))
    assert found["declared"] == []
    assert [one["kind"] for one in found["declaring"]] == ["declared", "undeclared"]


def test_an_adhesion_declared_by_a_fact_is_that_of_the_day_or_before() -> None:
    on_the_day = ("fact", "adhesion_declared", "2016-02-10")
    assert declarations(dossier(on_the_day)) == (
        Declaration("adhesion", date(2016, 2, 10), None, date(2016, 2, 10), "Anne"),
    )
    assert declarations(dossier(("fact", "adhesion_declared", "2016-02-09"))) == ()
    assert declarations(dossier(on_the_day, ("fact", "adhesion_declared", None))) == ()
    signed_again = ("fact", "adhesion_date", "2017-02-01")
    assert declarations(dossier(on_the_day, signed_again)) == ()


def test_acts_declared_until_a_day_are_those_of_that_day_too() -> None:
    found = declarations(dossier(("fact", "acts_declared_until", "2016-03-01")))
    assert found == (replace(INTERVIEW, on=None, sweeping=True),)
    every = declarations(dossier(("fact", "acts_declared_until", "2017-02-01")))
    assert [one.what for one in every] == ["interview", "observance"]
    assert declarations(dossier(("fact", "acts_declared_until", "2016-02-29"))) == ()


def test_what_was_taken_back_after_a_fact_stays_so_until_the_fact_is_recorded_again() -> None:
    until = ("fact", "acts_declared_until", "2016-12-31")
    assert declarations(dossier(until, BACK)) == ()
    assert len(declarations(dossier(BACK, until))) == 1
    assert declarations(dossier(TICK, until)) == (INTERVIEW,)  # what somebody ticked says more


def test_a_thing_of_a_later_version_is_passed_over() -> None:
    later = ("declared", "vaccination", {"day": "2016-03-01", "transcript": None, "on": "2016-03-01"})
    assert declarations(dossier(later)) == ()


def test_an_interview_is_the_same_under_another_name() -> None:
    held = replace(INTERVIEW, transcript="t1")
    assert matching([held], "evaluation", date(2016, 3, 1), "t1") is held
    assert matching([held], "evaluation", date(2016, 3, 1), None) is None
    assert matching([held], "interview", date(2016, 3, 1), None) is held


def test_an_index_keeps_it() -> None:
    found = summary(dossier(TICK, ("fact", "adhesion_declared", "2016-02-11")))
    assert len(found.declared) == 2
    assert Summary.from_row(found.to_row()) == found

"""A patient's facts, readings and acts, played from events."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone
from typing import Any, Literal

import pytest

from assistant.avk.reading import Reading, Target
from assistant.dossier.act import Act
from assistant.dossier.dossier import Dossier, Interview
from assistant.dossier.fact import FactEvent
from assistant.dossier.patient import Adhesion
from assistant.dossier.summary import Summary, summary
from assistant.interview.background import Background
from assistant.interview.session import Session
from assistant.interview.standing import Standing
from assistant.interview.transcript import Transcript
from tests.interview.asking import CALM, CAMILLE, Memory, up_to
from tests.script.small import changed, script_of

START = datetime(2016, 1, 4, 10, 0, tzinfo=timezone(timedelta(hours=1)))
OBSERVANCE = script_of(changed(("id: small", "id: follow_up"), ("kind: interview", "kind: observance")))


class On:
    """A clock that stands on one day."""

    def __init__(self, days: int) -> None:
        self._at = START + timedelta(days=days)
        self._seconds = 0.0

    def now(self) -> datetime:
        return self._at

    def elapsed(self) -> float:
        self._seconds += 1
        return self._seconds


def fact(name: str, value: Any, days: int = 0, kind: Literal["fact", "act"] = "fact") -> FactEvent:
    return FactEvent(1, kind, name, value, START + timedelta(days=days), "Camille")


IDENTITY = (fact("ref", "P1"), fact("family_name", "Durand"), fact("given_name", "Anne"),
            fact("birth_date", "1943-05-01"))  # fmt: skip


def interview(
    days: int,
    background: Background | None = None,
    script: Any = None,
    until: str | None = None,
    finish: bool = True,
    **answers: str,
) -> Interview:
    """An interview held on one day."""
    memory = Memory()
    clock = On(days)
    script = script or script_of()
    session = Session(f"t{days}", script, memory, CAMILLE, clock)
    session.begin(background or Background("P1", clock.now().date()))
    up_to(session, until, **{"rows": "2016-01-02 2,5", **answers})
    if until is None and finish:
        for item in session.open_alerts:
            session.acknowledge(item.alert.id, "x")
        session.finish()
    return Interview(session.name, Standing(script, Transcript(memory.events())))


def dossier(*parts: FactEvent | Interview) -> Dossier:
    facts = [part for part in parts if isinstance(part, FactEvent)]
    return Dossier([*IDENTITY, *facts], [part for part in parts if isinstance(part, Interview)])


def test_who_it_is_about() -> None:
    one = dossier(fact("nir", "1"), fact("death_date", "2016-02-01"))
    assert one.ref == "P1"
    assert one.patient.name == "DURAND Anne"
    assert one.patient.birth_date == date(1943, 5, 1)
    assert one.patient.death_date == date(2016, 2, 1)
    assert "ref" not in one.facts


def test_the_latest_value_holds_and_the_earlier_ones_stay() -> None:
    one = dossier(fact("medicine", "previscan"), fact("medicine", "coumadine", 5))
    assert one.treatment.medicine == "coumadine"
    assert [known.value for known in one.history("medicine")] == ["previscan", "coumadine"]
    assert one.history("medicine")[0].origin == "dossier"
    assert one.history("nothing") == []


def test_a_withdrawn_fact_is_absent() -> None:
    one = dossier(fact("adhesion_date", "2016-01-02"), fact("adhesion_date", None, 1))
    assert one.adhesion is None
    assert "adhesion_date" not in one.facts
    assert len(one.history("adhesion_date")) == 2


def test_the_treatment() -> None:
    one = dossier(
        fact("medicine", "coumadine"),
        fact("treatment_start", "2015-01-01"),
        fact("expected_months", 12.0),
        fact("inr_low", 2.0),
        fact("inr_high", 3.0),
        fact("adhesion_date", "2015-06-01"),
    )
    assert one.treatment.start == date(2015, 1, 1)
    assert one.treatment.end is None
    assert one.treatment.expected_months == 12
    assert one.treatment.target == Target(2.0, 3.0)
    assert one.adhesion == Adhesion(date(2015, 6, 1))
    assert dossier(fact("inr_low", 2.0)).treatment.target is None


def test_facts_are_learnt_in_interviews_by_date() -> None:
    held = interview(10, low="2,5")
    assert dossier(fact("inr_low", 2.0), held).facts["inr_low"] == 2.5
    assert dossier(held, fact("inr_low", 3.0, 20)).facts["inr_low"] == 3.0
    known = dossier(held).history("inr_low")[0]
    assert (known.value, known.origin, known.by) == (2.5, "t10", CAMILLE.name)


def test_an_unfinished_interview_teaches_facts_too_but_is_no_act() -> None:
    one = dossier(interview(10, until="rows", low="2,5"))
    assert one.facts["inr_low"] == 2.5
    assert one.acts == ()


@pytest.mark.parametrize(("answers", "learnt"), [({"consent": "non"}, False), ({"go_on": "non"}, True)])
def test_a_refusal_adds_nothing_and_a_withdrawal_keeps_what_was_said(
    answers: dict[str, str], learnt: bool
) -> None:
    one = dossier(interview(10, None, None, None, True, **answers))
    assert ("inr_low" in one.facts) is learnt
    assert bool(one.readings) is learnt
    assert one.acts == ()
    assert one.background(script_of(), date(2016, 6, 1)).previous == {}
    assert len(one.interviews) == 1


def test_a_refusal_adds_nothing_even_after_questions_were_answered() -> None:
    early = changed(("      - id: consent\n", "      - id: first\n        title: {fr: a, en: b}\n"
                     "        say: {fr: a, en: b}\n        answer: {kind: number}\n        fact: inr_low\n"
                     "      - id: consent\n"))  # fmt: skip
    script = script_of(early.replace("        fact: inr_low\n        feeds", "        feeds"))
    memory = Memory()
    session = Session("t1", script, memory, CAMILLE, On(1))
    session.begin(Background("P1", date(2016, 1, 5)))
    for typed in ("", "2", "non"):
        session.answer(typed)
    session.finish()
    assert session.walk.course.facts_learnt() == {"inr_low": 2}
    one = dossier(Interview("t1", Standing(script, Transcript(memory.events()))))
    assert one.facts == dossier().facts


def test_readings_add_up_by_day_and_the_latest_word_holds() -> None:
    one = dossier(
        fact("inr_readings", [{"date": "2015-12-01", "value": 2.1}, {"date": "2015-11-01", "value": 2.0}]),
        interview(10, rows="2015-12-01 2,2; 2016-01-10 2,9"),
        interview(20, rows=""),
    )
    assert one.readings == (
        Reading(date(2015, 11, 1), 2.0),
        Reading(date(2015, 12, 1), 2.2),
        Reading(date(2016, 1, 10), 2.9),
    )


def test_readings_withdrawn_are_gone() -> None:
    rows = [{"date": "2015-12-01", "value": 2.1}]
    assert dossier(fact("inr_readings", rows), fact("inr_readings", None, 1)).readings == ()
    again = dossier(fact("inr_readings", rows), fact("inr_readings", None, 1), fact("inr_readings", rows, 2))
    assert len(again.readings) == 1


def test_acts_are_what_was_completed_and_what_was_taken_from_a_file() -> None:
    one = dossier(
        fact("observance", "2015-03-01", kind="act"),
        interview(30, script=OBSERVANCE),
        interview(10),
        interview(20, until="low"),
        interview(25, finish=False),
    )
    assert one.acts == (
        Act("observance", date(2015, 3, 1), "import"),
        Act("interview", date(2016, 1, 14), "t10"),
        Act("observance", date(2016, 2, 3), "t30"),
    )


def test_an_act_is_of_the_local_day() -> None:
    late = Interview("t", interview(10).standing)
    event = late.standing.transcript.events[-1]
    assert event.kind == "completed"
    assert late.completed_on == event.at.date() == date(2016, 1, 14)


def test_an_interview_knows_what_earlier_ones_found() -> None:
    first = interview(10, missed="acquis")
    background = dossier(first).background(script_of(), date(2016, 3, 1))
    assert background.patient == "P1"
    assert background.today == date(2016, 3, 1)
    assert background.facts["inr_low"] == 2.0
    assert background.previous["missed"] == "acquired"
    assert background.previous["hello"] == ""
    assert dossier(first).background(OBSERVANCE, date(2016, 3, 1)).previous == {}


ONCE = script_of(
    changed(
        (
            "        title: {fr: Oubli, en: Missed dose}\n",
            "        title: {fr: Oubli, en: Missed dose}\n        when: {previous: missed, '!=': acquired}\n",
        )
    )
)


def test_a_notion_acquired_once_and_skipped_since_is_still_known() -> None:
    held: list[Interview] = []
    for days in (10, 40, 70):
        background = dossier(*held).background(ONCE, date(2016, 3, 1))
        held.append(interview(days, background, ONCE))
    paths = [one.standing.walk.path for one in held]
    assert ["missed" in path for path in paths] == [True, False, False]
    assert dossier(*held).background(ONCE, date(2016, 6, 1)).previous["missed"] == "acquired"


def test_a_notion_asked_again_is_known_by_its_latest_rating() -> None:
    first = interview(10, script=ONCE, missed="na", missed_words="")
    second = interview(40, dossier(first).background(ONCE, date(2016, 3, 1)), ONCE, missed="acquis")
    assert "missed" in second.standing.walk.path
    # The order in which they stand on disk is by chance.
    assert dossier(second, first).background(ONCE, date(2016, 6, 1)).previous["missed"] == "acquired"


def test_an_interview_that_was_not_completed_is_no_earlier_one() -> None:
    one = dossier(interview(10), interview(40, until="go_on", missed="na", missed_words=""))
    assert one.background(script_of(), date(2016, 6, 1)).previous["missed"] == "acquired"


def test_a_background_comes_back_from_json() -> None:
    background = dossier(interview(10)).background(script_of(), date(2016, 3, 1))
    assert Background.from_json(background.to_json()) == background


def test_a_fact_event_comes_back_from_json() -> None:
    event = fact("inr_low", 2.5)
    assert FactEvent.from_json(event.to_json()) == event
    assert CALM["low"] == "2"


@pytest.mark.parametrize(
    ("starts", "earlier"),
    [
        (["2015-01-05"], None),
        (["2015-01-05", "2016-07-02"], date(2015, 1, 5)),
        (["2016-07-02", "2015-01-05"], None),
    ],
)
def test_a_start_that_moved_with_the_avk_is_kept_in_view(starts: list[str], earlier: date | None) -> None:
    begun = [fact("treatment_start", day, days) for days, day in enumerate(starts)]
    switched = [fact("medicine", "previscan"), fact("medicine", "coumadine", 5)]
    assert dossier(*begun, *switched).treatment.start_before == earlier
    assert dossier(*begun, switched[0]).treatment.start_before is None, "the same AVK: a start put right"
    made = summary(dossier(*begun, *switched))
    assert Summary.from_row(made.to_row()) == made


def test_a_form_signed_after_a_withdrawal_is_another_adhesion_and_a_correction_is_none() -> None:
    events = [
        fact("adhesion_date", "2015-03-01"),
        fact("adhesion_date", "2015-03-02", 1),
        fact("withdrawal_date", "2016-04-01", 2),
    ]
    withdrawn = dossier(*events).adhesion
    assert withdrawn == Adhesion(date(2015, 3, 2), date(2016, 4, 1))
    again = dossier(*events, fact("adhesion_date", "2016-06-01", 3))
    assert again.adhesion == Adhesion(date(2016, 6, 1), earlier=withdrawn)
    corrected = dossier(
        *events, fact("adhesion_date", "2016-06-01", 3), fact("adhesion_date", "2016-06-03", 4)
    )
    assert corrected.adhesion == Adhesion(date(2016, 6, 3), earlier=withdrawn)
    assert dossier(*events[:2]).adhesion == Adhesion(date(2015, 3, 2))
    typed_late = dossier(fact("withdrawal_date", "2016-04-01"), fact("adhesion_date", "2016-06-01", 1))
    assert typed_late.adhesion == Adhesion(date(2016, 6, 1))
    row = summary(again).to_row()
    assert Summary.from_row(json.loads(json.dumps(row))).adhesion == again.adhesion

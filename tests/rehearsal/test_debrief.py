"""Scores come in the order they should, every point is explained, the same transcript scores the same."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assistant.interview.standing import StateError
from assistant.rehearsal.calling import called
from assistant.rehearsal.practised import Mode
from assistant.rehearsal.proof import debriefed
from assistant.rehearsal.scored import Debrief
from assistant.rehearsal.students import perfect
from tests.rehearsal.practising import CASES, STUDENTS, act, average, reach, reckless, rehearse

SEEDS = range(20)
SAMPLE = (13,)
"""Seeds of each run; all of them with `--long`."""


def score(name: str, student: str, seed: int, mode: Mode = "practice") -> Debrief:
    session = rehearse(name, seed=seed, mode=mode)
    STUDENTS[student](session)
    return debriefed(session)


@pytest.mark.parametrize("name", CASES)
def test_students_score_in_the_order_of_what_they_do(name: str, long: bool) -> None:
    for seed in SEEDS if long else SAMPLE:
        found = {student: score(name, student, seed) for student in STUDENTS}
        points = {student: one.points for student, one in found.items()}
        assert found["perfect"].points == found["perfect"].of
        assert points["perfect"] > points["average"] > points["reckless"] > points["empty"] == 0, points


def item(found: Debrief, name: str, kind: str = "step") -> dict[str, Any]:
    """One thing expected, as JSON."""
    rows = [row for section in found.to_json()["sections"] for row in section["items"]]
    return next(row for row in rows if row["id"] == name and row["kind"] == kind)


def test_every_point_is_explained_and_adds_up() -> None:
    session = rehearse("garden")
    average(session)
    document = json.loads(json.dumps(debriefed(session).to_json()))
    total = 0
    for section in document["sections"]:
        rows = section["items"]
        assert section["points"] == sum(row["points"] for row in rows)
        assert section["of"] == sum(row["of"] for row in rows)
        for row in rows:
            assert row["points"] == sum(part["points"] for part in row["parts"])
            for part in row["parts"]:
                assert part["why"].strip()
                assert part["points"] in (0, part["of"])
                assert bool(part["points"]) is part["done"]
        total += section["points"]
    assert document["score"]["points"] == total
    assert "Kindness" in document["not_scored"]


def test_the_same_transcript_always_scores_the_same() -> None:
    session = rehearse("five_prescribers")
    average(session)
    assert debriefed(session).to_json() == debriefed(session).to_json()


def test_red_flags_come_first_with_their_consequence_and_where_they_could_have_been_asked() -> None:
    session = reach(rehearse("garden"), "takes_without_prescription")
    reckless(session)
    found = debriefed(session)
    assert found.red_flags
    for one in found.red_flags:
        assert one.item.consequence
        assert one.item.source
    flag = next(one for one in found.red_flags if one.item.kind == "trap")
    assert flag.could is not None
    assert flag.could_be
    assert session.transcript.events[flag.could - 1].step is not None
    assert found.to_json()["red_flags"][0] == found.red_flags[0].item.id


def test_an_answer_that_is_rightly_empty_still_has_to_be_asked_for() -> None:
    session = reach(rehearse("mechanical_valve"), "expected_months")
    assert session.truths.value("expected_months") is None
    parts = item(debriefed(session), "expected_months")["parts"]
    assert [part["part"] for part in parts] == ["asked", "recorded"]


def test_sources_are_named_as_people_know_them() -> None:
    cited = {one.item.source for name in CASES for one in debriefed(rehearse(name)).items if one.item.source}
    assert not any("DOMAIN" in source or "§" in source or "S1" in source for source in cited)


def test_recording_without_having_heard_it_counts_for_nothing() -> None:
    session = reach(rehearse("garden"), "bleeding")
    session.answer("no")  # true, but guessed
    row = item(debriefed(session), "bleeding")
    assert row["points"] == 0
    assert "without having heard" in str(row["parts"])


def test_a_question_that_no_longer_arises_is_not_asked() -> None:
    session = reach(rehearse("garden"), "pregnancy")
    session.answer("not_concerned")
    assert item(debriefed(session), "pregnancy")["state"] == "done"


def test_a_notion_is_asked_rated_and_explained() -> None:
    session = reach(rehearse("garden"), "pain_relief")
    states = [item(debriefed(session), "pain_relief")["state"]]
    session.ask()
    session.press("specify")
    states.append(item(debriefed(session), "pain_relief")["state"])
    session.answer(session.truths.typed("pain_relief"))
    states.append(item(debriefed(session), "pain_relief")["state"])
    session.press("explain")
    states.append(item(debriefed(session), "pain_relief")["state"])
    assert states == ["missed", "asked", "answered", "explained"]


def test_an_alert_ticked_away_was_seen_and_not_acted_on() -> None:
    for words, acted in (("ok", False), ("Médecin appelé à 10 h, il rappelle", True)):
        session = reach(rehearse("garden"), "self_medication")
        session.ask()
        session.press("specify")
        session.answer(session.truths.typed("self_medication"))
        session.acknowledge("advised_against_medicine", words)
        parts = item(debriefed(session), "advised_against_medicine", "alert")["parts"]
        assert [part["done"] for part in parts] == [True, acted]


def test_a_health_question_before_consent_breaks_the_order() -> None:
    kept = reach(rehearse("garden"), "consent")
    kept.ask()
    kept.answer("yes")
    broken = reach(rehearse("garden"), "consent")
    broken.say("Êtes-vous tombée, ou saignez-vous en ce moment ?")
    broken.ask()
    broken.answer("yes")
    assert item(debriefed(kept), "consent_first", "order")["points"] == 3
    assert broken.heard.first.get("bleeding") is not None
    row = item(debriefed(broken), "consent_first", "order")
    assert row["points"] == 0
    bleeding = broken.heard.first["bleeding"]
    assert whys(row) == [f"“{broken.located('bleeding')[1].title}” was asked before, at line {bleeding}."]
    assert row["could"] == {"line": broken.heard.first["consent"], "at": "The patient’s consent"}


def whys(row: dict[str, Any]) -> list[str]:
    """Why each part of a thing expected has its points."""
    return [part["why"] for part in row["parts"]]


def test_an_agreement_that_was_never_asked_for_or_recorded_is_told_apart() -> None:
    guessed = reach(rehearse("garden"), "consent")
    guessed.answer("yes")
    assert whys(item(debriefed(guessed), "consent_first", "order")) == [
        "The patient’s agreement was not asked for."
    ]
    asked = reach(rehearse("garden"), "consent")
    asked.ask()
    assert whys(item(debriefed(asked), "consent_first", "order")) == [
        "The patient’s agreement was asked for and not recorded."
    ]


def test_a_missed_alert_says_where_it_would_have_come() -> None:
    session = reach(rehearse("garden"), "inr_readings")
    session.ask()
    session.answer("")
    row = item(debriefed(session), "inr_advise", "alert")
    assert row["points"] == 0
    assert row["could"] == {
        "line": session.heard.first["inr_readings"],
        "at": str(session.located("inr_readings")[1].title),
    }


def test_after_an_emergency_nothing_more_is_asked() -> None:
    session = rehearse("two_errands")
    perfect(session)
    assert session.transcript.status == "paused"
    found = debriefed(session)
    assert found.finished
    assert found.percent == 100
    session.resume()
    assert session.position is not None
    session.ask()
    row = item(debriefed(session), "urgent_first", "order")
    assert row["points"] == 0
    assert row["could"]
    assert any(one.item.id == "urgent_first" for one in debriefed(session).red_flags)


def test_help_called_before_the_script_asks_is_the_best_that_can_be_done() -> None:
    session = reach(rehearse("two_errands"), "consent")
    session.ask()
    session.press("specify")
    session.answer("yes")
    session.say("Avez-vous des selles noires ?")
    session.note("15 appelé, je reste avec lui")
    session.pause()
    found = debriefed(session)
    assert found.finished
    assert not [one.item.id for one in found.red_flags if one.item.kind in ("alert", "order")]
    assert found.percent > 50
    assert {row.step for row in found.compared} == {"consent"}  # the rest was rightly not asked
    session.resume()
    session.ask()
    row = item(debriefed(session), "urgent_first", "order")
    asked = session.transcript.events[-1]
    assert whys(row)[0].endswith(f"came after it, at line {asked.seq}.")
    flags = [one.item for one in debriefed(session).red_flags]
    assert [one.id for one in flags if one.kind == "order"] == ["urgent_first"]


@pytest.mark.parametrize(
    ("done", "counts"),
    [
        ("15", True),
        ("15 appelé à 10 h", True),
        ("SAMU en route", True),
        ("À rappeler dans 15 jours, pas d’urgence", False),
        ("rien fait", False),
        ("ok", False),
    ],
)
def test_what_was_done_about_an_emergency_has_to_say_that_help_was_called(done: str, counts: bool) -> None:
    assert called("emergency", done) is counts


@pytest.mark.parametrize(
    ("done", "counts"),
    [
        ("Médecin prévenu", True),
        ("rien fait, médecin pas prévenu", False),
        ("INR", False),
        ("INR avancé à lundi", True),
    ],
)
def test_what_was_done_about_advice_has_to_say_what(done: str, counts: bool) -> None:
    assert called("advise", done) is counts


def test_a_record_that_says_the_opposite_is_not_right() -> None:
    truths = rehearse("garden").truths
    assert truths.recorded("self_medication", "Ibuprofène 400, deux par jour")
    assert not truths.recorded("self_medication", "Pas d’ibuprofène ni d’advil")


def test_consent_confirmed_later_was_still_asked_first() -> None:
    session = reach(rehearse("shopping_bag"), "consent")
    session.ask()
    session.answer("yes")
    reach(session, "bleeding")
    session.ask()
    session.correct("consent", "yes")
    assert item(debriefed(session), "consent_first", "order")["points"] == 3


def test_an_exam_under_way_is_not_debriefed() -> None:
    session = reach(rehearse("garden", mode="exam"), "bleeding")
    session.pause()
    with pytest.raises(StateError, match="not over"):
        debriefed(session)


def test_going_on_after_a_refusal_or_a_wish_to_stop_is_a_red_flag() -> None:
    session = reach(rehearse("three_hours"), "inr_meaning")
    session.ask()
    session.answer("acquired")
    reach(session, "inr_again")
    session.pause()
    flags = [one.item for one in debriefed(session).red_flags]
    assert any(one.about == ("ended", "withdrawn") for one in flags)
    followed = reach(rehearse("three_hours"), "inr_meaning")
    followed.ask()
    act(followed, thorough=True)
    followed.stop()
    assert all(one.item.about[0] != "ended" for one in debriefed(followed).red_flags)


def test_the_time_by_section_adds_up_to_what_it_took() -> None:
    session = rehearse("coat_on")
    perfect(session)
    found = debriefed(session)
    events = session.transcript.events
    spent = sum(section.seconds for section in found.sections)
    assert 0 < spent <= (events[-1].at - events[0].at).total_seconds()


def test_the_time_that_alerts_took_is_theirs() -> None:
    session = rehearse("garden")
    perfect(session)
    taken = {section.id: section.seconds for section in debriefed(session).sections}
    assert taken["alerts"] > 0


def test_a_wrong_record_names_what_is_true() -> None:
    session = reach(rehearse("garden"), "bleeding")
    session.ask()
    session.answer("yes")
    row = next(one for one in debriefed(session).to_json()["recorded"] if one["step"] == "bleeding")
    assert row == {"step": "bleeding", "title": row["title"], "recorded": "Yes", "true": "No", "right": False}

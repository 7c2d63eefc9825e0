"""A transcript being filled in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from assistant.errors import InputError, StoreError
from assistant.interview.event import Event
from assistant.interview.session import Session
from assistant.interview.standing import Standing, StateError
from assistant.interview.transcript import Transcript
from assistant.script.answers import ImplausibleError
from tests.interview.asking import CAMILLE, Memory, Watch, begun, give, replayed, state, taken_up, up_to
from tests.script.small import SMALL, script_of


def test_the_questions_come_in_order_and_the_last_answer_leads_to_the_end() -> None:
    session = begun()
    assert session.position == "hello"
    up_to(session, None)
    assert (session.question, session.transcript.over) == (None, False)
    assert session.walk.path == (
        "hello",
        "consent",
        "low",
        "high",
        "rows",
        "bleeding",
        "missed",
        "go_on",
        "next_date",
        "medicine_choice",
    )
    assert session.finish().kind == "completed"
    assert session.transcript.status == "completed"
    assert session.question is None


def test_an_event_says_what_when_by_whom_and_under_which_script() -> None:
    memory = Memory()
    session = begun(memory=memory)
    event = session.answer("")
    assert (event.seq, event.kind, event.step, event.value) == (2, "answered", "hello", "")
    assert event.by == CAMILLE.name
    assert event.script == script_of().ref
    assert event.at.tzinfo is not None
    assert memory.events() == session.transcript.events
    with pytest.raises(AttributeError):
        event.value = "other"  # type: ignore[misc]


def test_a_wall_clock_set_back_puts_nothing_out_of_order() -> None:
    clock = Watch()
    session = Session("t1", script_of(), Memory(), CAMILLE, clock)
    session.begin(begun().background)
    session.answer("")
    clock.wall -= timedelta(hours=3)
    session.answer("oui")
    stamps = [event.at for event in session.transcript.events]
    assert stamps == sorted(stamps)
    assert len(set(stamps)) == len(stamps)


def test_what_is_refused_leaves_the_session_as_it_was() -> None:
    session = begun()
    give(session, "hello")
    before = state(session)
    with pytest.raises(InputError, match="Choose one of"):
        session.answer("perhaps")
    assert state(session) == before


def test_an_unlikely_value_given_twice_is_taken() -> None:
    session = begun()
    give(session, "hello", "consent")
    for typed in ("5", "6", "5"):
        with pytest.raises(ImplausibleError):
            session.answer(typed)
    assert session.answer("5 ").value == 5


def test_what_was_unlikely_of_one_answer_says_nothing_of_another() -> None:
    session = begun()
    give(session, "hello", "consent")
    with pytest.raises(ImplausibleError):
        session.answer("5")
    session.answer("2")
    with pytest.raises(ImplausibleError):
        session.correct("low", "5")
    assert session.correct("low", "5").value == 5
    session.correct("low", "2")
    with pytest.raises(ImplausibleError):
        session.correct("low", "5")


def test_a_recorder_that_fails_leaves_everything_as_it_was_and_may_be_tried_again() -> None:
    memory = Memory()
    session = begun(memory=memory)
    give(session, "hello", "consent")
    with pytest.raises(ImplausibleError):
        session.answer("5")
    before, kept = state(session), list(memory.kept)
    memory.full = True
    acts: tuple[Callable[[], object], ...] = (
        lambda: session.answer("5"),
        lambda: session.correct("consent", "no"),
        session.back,
        lambda: session.note("x"),
        session.pause,
        session.stop,
    )
    for act in acts:
        with pytest.raises(StoreError):
            act()
        assert state(session) == before
        assert memory.kept == kept
    memory.full = False
    assert session.answer("5").seq == len(kept) + 1  # confirmed before the disk refused: not asked once more
    assert session.position == "high"


def test_back_goes_from_question_to_question_and_forward_again() -> None:
    session = begun()
    give(session, "hello", "consent", "low")
    session.back()
    assert session.position == "low"
    assert session.question is not None
    assert session.question.suggested == "2"
    session.back()
    assert session.position == "consent"
    session.answer("oui")
    assert session.position == "high"
    session.back()
    session.back()
    session.back()
    with pytest.raises(StateError, match="first question"):
        session.back()


def test_a_question_gone_back_to_waits_while_another_is_corrected() -> None:
    session = begun()
    up_to(session, "missed")
    session.back()
    session.correct("low", "2,5")
    assert session.position == "bleeding"
    session.answer("non")
    assert session.position == "missed"


def test_back_from_the_end_reaches_the_last_question() -> None:
    session = begun()
    up_to(session, None)
    session.back()
    assert session.position == "medicine_choice"


def test_back_passes_over_what_does_not_apply() -> None:
    session = begun()
    up_to(session, "missed")
    session.back()
    assert session.position == "bleeding"


def test_a_correction_keeps_the_earlier_answer() -> None:
    session = begun()
    up_to(session, "missed")
    session.correct("low", "2,5")
    assert session.position == "missed"
    assert session.walk.course.counting["low"] == 2.5
    assert [given.value for given in session.transcript.history["low"]] == [2, 2.5]
    with pytest.raises(StateError, match="no answer to correct"):
        session.correct("next_date", "2016-12-01")
    with pytest.raises(StateError, match="no step"):
        session.correct("nowhere", "x")


def test_a_branch_no_longer_taken_leaves_the_results_and_comes_back() -> None:
    session = begun()
    up_to(session, "where", bleeding="oui")
    session.answer("peau")
    assert session.walk.course.counting["where"] == ["skin"]
    session.correct("bleeding", "non")
    assert "where" not in session.walk.course.counting
    assert "where" not in session.walk.path
    assert session.transcript.answers["where"].value == ["skin"]
    assert session.walk.course.inputs().danger is None
    session.correct("bleeding", "oui")
    assert session.walk.course.counting["where"] == ["skin"]
    assert session.position == "missed"


def test_going_back_to_a_step_whose_branch_is_left_asks_the_first_open_question() -> None:
    session = begun()
    up_to(session, "missed", bleeding="oui", where="peau")
    session.back()
    assert session.position == "where"
    session.correct("bleeding", "non")
    assert session.position == "missed"


def test_a_skipped_step_can_be_opened_and_a_later_one_not() -> None:
    session = begun()
    up_to(session, "missed")
    assert [question.step for question in session.skipped] == ["where"]
    session.open("where")
    assert session.position == "where"
    session.answer("peau")
    assert session.position == "missed"
    assert session.walk.course.counting["where"] == ["skin"]
    for name in ("next_date", "missed_words"):
        with pytest.raises(StateError, match="comes later"):
            session.open(name)
    session.open("low")
    assert session.position == "low"


def test_nothing_is_opened_after_a_refusal() -> None:
    session = begun()
    up_to(session, None, consent="non")
    assert session.skipped == []
    with pytest.raises(StateError, match="comes later"):
        session.open("where")


def test_a_note_stands_beside_its_step() -> None:
    session = begun()
    session.note("  avec\x1b sa fille ")
    session.note("plus tard", "low")
    assert [(note.step, note.text) for note in session.transcript.notes] == [
        ("hello", "avec sa fille"),
        ("low", "plus tard"),
    ]
    for empty in ("  ", "\u202e"):
        with pytest.raises(InputError, match="empty"):
            session.note(empty)
    with pytest.raises(StateError, match="no step"):
        session.note("x", "nowhere")
    assert session.position == "hello"


def test_a_paused_interview_takes_nothing_until_it_is_resumed() -> None:
    memory = Memory()
    session = begun(memory=memory)
    give(session, "hello", "consent")
    session.pause()
    assert session.transcript.status == "paused"
    acts: tuple[Callable[[], object], ...] = (
        lambda: session.answer("2"),
        lambda: session.note("x"),
        session.stop,
        session.pause,
    )
    for act in acts:
        with pytest.raises(StateError, match="paused"):
            act()
    again = taken_up(memory)
    again.resume()
    assert again.transcript.status == "in_progress"
    give(again, "low")
    assert state(replayed(memory)) == state(again)


def test_an_interview_killed_in_the_middle_goes_on_where_it_was() -> None:
    memory = Memory()
    session = begun(memory=memory)
    up_to(session, "rows")
    again = taken_up(memory)
    again.resume()
    assert again.position == "rows"
    assert again.transcript.events[-1].seq == len(session.transcript.events) + 1


@pytest.mark.parametrize(
    ("until", "answers", "status"),
    [
        ("hello", {}, "refused"),
        ("consent", {}, "refused"),
        ("low", {}, "withdrawn"),
        ("go_on", {}, "withdrawn"),
        (None, {}, "withdrawn"),
        (None, {"consent": "non"}, "refused"),
        (None, {"go_on": "non"}, "withdrawn"),
    ],
)
def test_a_stop_is_a_refusal_before_consent_and_a_withdrawal_after(
    until: str | None, answers: dict[str, str], status: str
) -> None:
    session = begun()
    up_to(session, until, **answers)
    assert session.stop().value == status
    assert session.transcript.status == "stopped"
    assert session.transcript.stopped_as == status
    assert session.position is None
    assert session.open_alerts == []
    for act in (session.stop, session.finish, session.back, session.resume, lambda: session.answer("x")):
        with pytest.raises(StateError):
            act()


@pytest.mark.parametrize(("step", "status"), [("consent", "refused"), ("go_on", "withdrawn")])
def test_an_answer_by_which_the_script_stops(step: str, status: str) -> None:
    session = begun()
    up_to(session, None, **{step: "non"})
    assert session.walk.end == status
    event = session.finish()
    assert (event.kind, event.value) == ("stopped", status)
    assert session.transcript.stopped_as == status


def test_a_refusal_can_be_taken_back_until_it_is_recorded() -> None:
    session = begun()
    up_to(session, None, consent="non")
    session.correct("consent", "oui")
    assert session.position == "low"


def test_an_interview_with_a_question_open_is_not_complete() -> None:
    session = begun()
    with pytest.raises(StateError, match="still open"):
        session.finish()
    up_to(session, None)
    with pytest.raises(StateError, match="Every question is answered"):
        session.answer("x")


def test_points_heard_are_kept_and_unknown_ones_refused() -> None:
    session = begun()
    up_to(session, "missed")
    with pytest.raises(InputError, match="Known: late, never_two"):
        session.answer("acquis", ["early"])
    event = session.answer("p", ["late"])
    assert (event.value, event.heard) == ("partial", ("late",))
    assert Event.from_json(event.to_json()) == event
    with pytest.raises(InputError, match="not a point"):
        session.correct("low", "2", ["late"])


def test_what_is_known_is_offered_and_taken_with_one_key() -> None:
    session = begun(
        facts={"inr_low": 2.5, "inr_high": 3.5, "inr_readings": [{"date": "2016-05-01", "value": 2.4}]}
    )
    up_to(session, "low")
    question = session.question
    assert question is not None
    assert question.suggested == "2.5"
    session.answer(question.suggested)
    session.answer("3.5")
    question = session.question
    assert question is not None
    assert question.suggested == "01/05/2016 2.4"
    assert session.answer(question.suggested).value == [{"date": "2016-05-01", "value": 2.4}]


@pytest.mark.parametrize("known", ["abc", 99, None, [], {"a": 1}, True, "2016-05-01"])
def test_a_fact_of_another_kind_is_not_offered(known: Any) -> None:
    session = begun(facts={"inr_low": known, "inr_readings": known})
    up_to(session, "low")
    assert session.question is not None
    assert session.question.suggested in ("", "1")
    session.answer("2")
    session.answer("3")
    assert session.question is not None
    assert session.question.suggested == ""


def test_a_transcript_without_its_first_event_is_said_to_be_one() -> None:
    with pytest.raises(StateError, match="has not begun"):
        _ = Standing(script_of(), Transcript()).walk


def test_progress_by_sections() -> None:
    session = begun()
    assert [(s.section, s.reached, s.current, s.done) for s in session.stages] == [
        ("welcome", True, True, False),
        ("inr", False, False, False),
        ("plan", False, False, False),
    ]
    assert session.minutes_left == 9
    up_to(session, "missed")
    assert [(s.section, s.reached, s.current, s.done) for s in session.stages] == [
        ("welcome", True, False, True),
        ("inr", True, False, True),
        ("plan", True, True, False),
    ]
    assert session.minutes_left == 2
    left = [session.minutes_left]
    up_to(session, None)
    left.append(session.minutes_left)
    assert left == [2, 0]
    assert all(stage.done for stage in session.stages)


def test_a_patient_seen_before_is_asked_otherwise() -> None:
    first, again = begun(), begun(previous={"missed": "acquired"})
    up_to(first, None)
    up_to(again, None)
    assert "known" not in first.walk.path
    assert "known" in again.walk.path


def test_a_refusal_adds_nothing_of_what_was_known() -> None:
    known = {"sex": "f", "inr_low": 2}
    memory = Memory()
    session = begun(memory=memory, facts=known, previous={"missed": "partial"})
    session.answer("")
    session.answer("non")
    session.finish()
    assert [event["kind"] for event in memory.kept] == ["started", "answered", "answered", "stopped"]
    assert memory.kept[0]["value"] == {"patient": "P1", "today": "2016-06-01", "facts": {}, "previous": {}}
    agreed = begun(memory=Memory(), facts=known)
    agreed.answer("")
    agreed.answer("oui")
    briefed = agreed.transcript.events[-1]
    assert (briefed.kind, briefed.value["facts"]) == ("briefed", known)


def test_an_agreement_known_from_before_is_never_offered() -> None:
    asks = "answer: {kind: yes_no}\n        stop"
    script = script_of(SMALL.replace(asks, asks.replace("\n", "\n        fact: contact_agreed\n", 1), 1))
    session = begun(script, facts={"contact_agreed": "yes", "inr_low": 2})
    give(session, "hello")
    assert session.question is not None
    assert (session.question.step, session.question.suggested) == ("consent", "")
    give(session, "consent")
    assert session.question.suggested == "2", "while what is no agreement is"
    session.back()
    assert (session.question.step, session.question.suggested) == ("consent", ""), "gone back to"
    with pytest.raises(InputError):
        session.answer("")
    session.answer("oui")
    session.open("consent")
    assert (session.question.step, session.question.suggested) == ("consent", ""), "opened to be corrected"


def test_a_consent_that_teaches_no_fact_is_not_offered_when_one_goes_back_to_it() -> None:
    session = begun(script_of(SMALL))
    give(session, "hello", "consent")
    session.back()
    assert session.question is not None
    assert (session.question.step, session.question.suggested) == ("consent", "")


PURPOSE = """\
      - id: purpose
        title: {fr: But, en: Purpose}
        when: {previous: consent, "!=": "yes"}
        tell: {fr: Voici pourquoi., en: This is why.}
      - id: consent
"""


def test_a_refusal_in_a_later_interview_replays_as_it_happened() -> None:
    """What was known is not kept before consent, so nothing before consent may look at it."""
    script = script_of(SMALL.replace("      - id: consent\n", PURPOSE, 1))
    memory = Memory()
    session = begun(script, memory, previous={"consent": "yes"})
    for typed in ("", "", "non"):
        session.answer(typed)
    session.finish()
    assert session.walk.path == ("hello", "purpose", "consent")
    assert state(Standing(script, Transcript(memory.events()))) == state(session)

"""Holding a rehearsal: own words, modes, the exam's time, what is recorded."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

import assistant
from assistant.errors import InputError
from assistant.interview.conversation import conversation
from assistant.interview.event import Event
from assistant.interview.sitting import Sitting
from assistant.interview.standing import StateError
from assistant.interview.transcript import Transcript
from assistant.people import Person
from assistant.rehearsal.dialogue import RehearsalDialogue
from assistant.rehearsal.hints import hint, understood
from assistant.rehearsal.practised import MODES, RULES, Mode, Rules
from assistant.rehearsal.rehearsing import LONGEST, OUT_OF_TIME, Rehearsal
from tests.rehearsal.practising import CountingClock, reach, rehearse, spoken


def test_what_is_said_is_an_event_before_the_reply_is_seen() -> None:
    kept: list[Event] = []
    session = rehearse("garden", record=kept.append)
    event = session.say("Bonjour madame Garnier")
    assert kept[-1] == event
    assert event.value["words"] == "Bonjour madame Garnier"
    assert event.value["reply"]
    assert Event.from_json(event.to_json()) == event


def test_a_reply_that_could_not_be_kept_was_not_heard() -> None:
    def fail(event: Event) -> None:
        if event.kind == "spoke":
            raise InputError("full")

    session = rehearse("garden", record=fail)
    with pytest.raises(InputError):
        session.ask()
    assert not session.heard.asked
    assert [event.kind for event in session.transcript.events] == ["started"]


def test_own_words_are_taken_for_a_step_and_it_is_said_for_which() -> None:
    session = reach(rehearse("garden"), "missed_dose")
    event = session.say("Et si jamais vous oubliez de prendre votre comprimé, vous faites quoi ?")
    assert event.step == "missed_dose"
    assert event.value["intent"] == "ask"
    assert "Missed dose" in understood(session, event)


@pytest.mark.parametrize("words", ["zxcv qwrt", "?!", "🙂🙂🙂", "Quel temps fait-il à Lisbonne ?"])
def test_what_is_not_understood_is_said_to_be(words: str) -> None:
    session = reach(rehearse("garden"), "missed_dose")
    event = session.say(words)
    assert event.value["intent"] == "unknown"
    assert event.value["told"] == []
    assert "Not understood" in understood(session, event)


def test_what_is_named_and_answered_is_not_said_to_be_lost() -> None:
    session = reach(rehearse("two_errands"), "prescription_up_to_date")
    event = session.say("Avec un INR à 4,5 : est-ce que vous avez des selles noires, du sang quelque part ?")
    assert event.value["intent"] == "unknown"
    assert event.value["told"]
    assert "something named in it is answered" in understood(session, event)


def test_nothing_and_too_much_are_refused_in_words() -> None:
    session = rehearse("garden")
    for words in ("", "   ", "\x1b[2J"[:1], "a" * (LONGEST + 1)):
        with pytest.raises(InputError):
            session.say(words)
    assert len(session.transcript.events) == 1


def test_what_is_told_is_said_to_the_patient_once() -> None:
    session = rehearse("garden")
    session.answer("")
    assert [event.kind for event in session.transcript.events] == ["started", "spoke", "answered"]
    session.back()
    session.answer("")
    assert len(spoken(session)) == 1


def test_an_exam_takes_nothing_back_and_ends_in_time() -> None:
    clock = CountingClock()
    session = reach(rehearse("garden", mode="exam", clock=clock), "consent")
    assert not session.can_go_back
    assert session.answered == []
    for take_back in (session.back, lambda: session.correct("purpose", ""), lambda: session.open("purpose")):
        with pytest.raises(StateError, match="exam"):
            take_back()
    left = session.seconds_left
    assert left is not None
    assert 0 < left < session.case.minutes * 60
    clock.pace = session.case.minutes * 60
    with pytest.raises(StateError, match="time"):
        session.answer("yes")
    assert session.transcript.stopped_as == OUT_OF_TIME
    assert session.transcript.over
    assert not session.expire()  # once


def test_practice_has_no_limit_and_can_go_back() -> None:
    session = reach(rehearse("garden", clock=CountingClock(10_000)), "consent")
    assert session.seconds_left is None
    assert session.can_go_back
    assert session.back().kind == "went_back"


@pytest.mark.parametrize(("mode", "told"), [("guided", True), ("practice", False), ("exam", False)])
def test_only_the_guided_mode_helps(mode: Mode, told: bool) -> None:
    session = reach(rehearse("garden", mode=mode), "takes_without_prescription")
    vague = session.ask()
    wrong = session.answer("no")
    unasked = session.answer("no")
    for event in (vague, unasked):
        assert bool(hint(session, event)) is told
    assert wrong.value == "no"


def test_a_hint_says_that_the_record_is_not_what_was_said() -> None:
    session = reach(rehearse("garden", mode="guided"), "bleeding")
    session.ask()
    event = session.answer("yes")
    assert "not what the patient said" in hint(session, event)


def test_a_dialogue_brings_the_reply_before_the_next_question() -> None:
    dialogue = RehearsalDialogue(Sitting([lambda: rehearse("coat_on", mode="guided")]))
    assert [type(message).__name__ for message in dialogue.open()] == ["Asked"]
    said = [type(message).__name__ for message in dialogue.take({"answer": ""})]
    assert said == ["Saved", "Replied", "Asked"]
    asked = dialogue.take({"do": "ask"})
    assert [type(message).__name__ for message in asked] == ["Saved", "Replied", "Asked"]
    own = dialogue.take({"say": "Est-ce que vous êtes d’accord ?"})
    assert [type(message).__name__ for message in own][:2] == ["Saved", "Replied"]
    assert type(dialogue.take({"say": 3, "x": 1})[0]).__name__ == "Refused"


def test_a_question_that_hangs_on_another_is_about_the_one_asked_now() -> None:
    session = reach(rehearse("garden"), "self_medication")
    for words in ("Lesquels ?", "Depuis quand ?", "Combien ?"):
        session.ask()
        event = session.say(words)
        assert (event.step, event.value["intent"]) == ("self_medication", "specify")


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("missed_dose", "En cas d’oubli, prenez deux comprimés le lendemain pour rattraper."),
        ("pain_relief", "Prenez de l’aspirine ou de l’ibuprofène, il n’y a pas de risque."),
        ("missed_dose", "Continuez."),
        ("pain_relief", "Aspirine"),
    ],
)
def test_the_opposite_of_a_teaching_and_a_single_word_explain_nothing(step: str, words: str) -> None:
    session = reach(rehearse("garden"), step)
    session.ask()
    session.answer("not_acquired")
    event = session.say(words)
    assert event.value["intent"] != "explain"
    assert step not in session.heard.explained
    right = {
        "pain_relief": "Ni aspirine ni ibuprofène, plutôt du paracétamol",
        "missed_dose": "Jamais deux doses pour rattraper, sautez la prise et notez-le",
    }
    session.say(right[step])
    assert step in session.heard.explained


def test_where_there_is_nothing_to_explain_it_is_said() -> None:
    session = reach(rehearse("garden"), "bleeding")
    session.ask()
    before = len(session.transcript.events)
    with pytest.raises(StateError, match="nothing to explain"):
        session.press("explain")
    assert len(session.transcript.events) == before
    event = session.say("Je vais vous expliquer.")
    assert "nothing to explain" in understood(session, event)
    assert event.value["reply"] in ("D’accord.", "Entendu.", "Très bien.", "Bon, c’est noté.")


def test_a_patient_who_wants_to_know_why_first_is_told() -> None:
    session = reach(rehearse("new_dvt"), "consent")
    session.ask()
    session.press("explain")
    assert "consent" in session.heard.told


def test_a_clock_that_is_set_back_gives_no_time_back() -> None:
    clock = CountingClock(60)
    session = reach(rehearse("garden", mode="exam", clock=clock), "consent")
    left = session.seconds_left
    assert left is not None
    clock.pace = 0
    clock.seconds -= 3600
    later = session.seconds_left
    assert later is not None
    assert later <= left + 60  # what went by since the last event, at most


def test_the_words_are_in_the_conversation() -> None:
    session = rehearse("coat_on")
    session.ask()
    line = conversation(session)[-1]
    assert line.kind == "spoke"
    assert line.said == spoken(session)[0]["words"]
    assert line.text == spoken(session)[0]["reply"]


def test_a_rehearsal_taken_up_again_knows_what_was_heard() -> None:
    session = reach(rehearse("garden"), "bleeding")
    session.ask()
    copy = Rehearsal(
        "test",
        session.script,
        lambda _event: None,
        Person("Zoé", "student"),
        CountingClock(),
        session.transcript.events,
        case=session.case,
    )
    assert copy.heard.asked == session.heard.asked
    assert copy.heard.told == session.heard.told
    assert copy.position == "bleeding"


def test_a_rehearsal_is_marked_from_its_first_event() -> None:
    session = rehearse("garden", seed=41, mode="guided")
    first = session.transcript.events[0]
    assert Transcript([first]).rehearsal == {
        "case": session.case.ref,
        "seed": 41,
        "mode": "guided",
        "language": "fr",
    }
    bare = replace(first, value={k: v for k, v in first.value.items() if k != "rehearsal"})
    assert Transcript([bare]).rehearsal is None


def test_every_mode_has_rules_and_only_an_exam_is_strict() -> None:
    assert set(RULES) == set(MODES)
    strict = Rules(hints=False, revised=False, timed=True, told_midway=False)
    assert [mode for mode, rules in RULES.items() if rules == strict] == ["exam"]
    assert [mode for mode, rules in RULES.items() if rules.hints] == ["guided"]


def test_nobody_asks_which_mode_it_is() -> None:
    asking = re.compile(r"\bmode\s*(?:[!=]=|in)\s*[\"(]")
    root = Path(assistant.__file__).parent
    found = [
        str(path.relative_to(root)) for path in root.rglob("*.py") if asking.search(path.read_text("utf-8"))
    ]
    assert found == []

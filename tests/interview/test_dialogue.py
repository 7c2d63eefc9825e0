"""An interview in turns, as another program holds it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import InputError, StoreError
from assistant.interview.dialogue import (
    Alerted,
    Asked,
    Dialogue,
    Ended,
    Found,
    Message,
    Refused,
    Saved,
    typed,
)
from assistant.interview.session import Session
from assistant.interview.sitting import Sitting
from tests.interview.asking import CALM, Memory, begun, taken_up
from tests.script.small import changed, script_of

SECOND = script_of(changed(("id: small", "id: second")))


def dialogue(memory: Memory | None = None, second: bool = False) -> Dialogue:
    starts = [lambda: begun(memory=memory)]
    if second:
        starts.append(lambda: begun(SECOND))
    return Dialogue(Sitting(starts))


def told(messages: list[Message]) -> list[str]:
    """Messages in short."""
    return [next(_short([message])) for message in messages]


def _short(messages: list[Message]) -> Iterator[str]:
    for message in messages:
        if isinstance(message, Asked):
            yield f"? {message.question.step}"
        elif isinstance(message, Saved):
            yield f"saved {message.step}"
        elif isinstance(message, Refused):
            yield f"refused {message.step}"
        elif isinstance(message, Alerted):
            yield f"alert {message.raised.alert.id}"
        elif isinstance(message, Found):
            yield "found " + " ".join(place.step for place in message.places)
        elif isinstance(message, Ended):
            yield f"end {message.status}"


def answer(talk: Dialogue, text: Any) -> list[str]:
    return told(talk.take({"answer": text}))


def asked_up_to(talk: Dialogue, stop: str, **others: Any) -> None:
    """Answer, also for alerts, until this step is asked."""
    question = talk.pending[0]
    for _time in range(50):
        if isinstance(question, Alerted):
            question = talk.take({"acknowledge": question.raised.alert.id, "done": "x"})[-1]
        assert isinstance(question, Asked)
        if question.question.step == stop:
            return
        said = talk.take({"answer": {**CALM, **others}[question.question.step]})
        question = said[-1]
    raise AssertionError(stop)


def test_one_question_one_reply_until_the_end() -> None:
    talk = dialogue()
    said = told(talk.open())
    assert said == ["? hello"]
    for _time in range(40):
        if talk.over:
            break
        step = said[-1].removeprefix("? ")
        said = answer(talk, CALM[step])
        assert said[0] == f"saved {step}"
        assert len(said) == 2
    assert said == ["saved medicine_choice", "end completed"]
    assert talk.close() == []
    assert talk.pending == []


def test_what_is_saved_is_numbered_and_named() -> None:
    memory = Memory()
    talk = dialogue(memory)
    talk.open()
    saved = talk.take({"answer": ""})[0]
    assert saved == Saved("t1", 2, "hello")
    assert len(memory.kept) == 2


def test_after_a_refusal_the_same_question_is_asked_again() -> None:
    talk = dialogue()
    talk.open()
    answer(talk, "")
    for nonsense in ("perhaps", 3.7, None, [], [["yes"]], {"a": 1}, [{"date": 1}], "x" * 10_000):
        assert answer(talk, nonsense) == ["refused consent", "? consent"]
    assert answer(talk, True) == ["saved consent", "? low"]


def test_an_unlikely_value_given_twice_is_taken() -> None:
    talk = dialogue()
    talk.open()
    asked_up_to(talk, "low")
    assert answer(talk, 5) == ["refused low", "? low"]
    assert answer(talk, 5) == ["saved low", "alert low_bound"]


@pytest.mark.parametrize(
    "command",
    [
        {},
        {"answer": "x", "note": "y"},
        {"do": "dance"},
        {"do": ["back"]},
        {"do": {}},
        {"answer": "", "extra": 1},
        {"acknowledge": "call"},
        {"acknowledge": ["call"], "done": "x"},
        {"acknowledge": {"a": 1}, "done": "x"},
        {"correct": "low", "answer": "2"},
        {"correct": "nowhere", "answer": "2"},
        {"correct": ["low"], "answer": "2"},
        {"open": "next_date"},
        {"open": 3},
        {"note": ""},
        {"note": {"a": "b"}},
        {"answer": "", "heard": "late"},
        {"answer": "", "heard": [1]},
        {"answer": "", "heard": ["late"]},
        {"do": "back"},
    ],
)
def test_a_command_that_cannot_be_done_is_refused_and_the_question_asked_again(
    command: dict[str, Any],
) -> None:
    memory = Memory()
    talk = dialogue(memory)
    talk.open()
    assert told(talk.take(command)) == ["refused hello", "? hello"]
    assert len(memory.kept) == 1


def test_an_answer_nested_without_end_is_refused() -> None:
    deep: Any = []
    for _time in range(900):
        deep = [deep]
    talk = dialogue()
    talk.open()
    assert answer(talk, deep) == ["refused hello", "? hello"]
    with pytest.raises(InputError):
        typed(deep)


def test_after_alerts_nothing_else_until_all_are_acknowledged() -> None:
    talk = dialogue()
    talk.open()
    asked_up_to(talk, "where", bleeding="oui")
    assert answer(talk, ["gums", "stools"]) == ["saved where", "alert emergency", "alert gums"]
    assert told(talk.pending) == ["alert emergency", "alert gums"]
    # Both have been sent, so both replies are on their way: what is left is not sent a second time.
    assert told(talk.take({"acknowledge": "emergency", "done": "15"})) == ["saved None"]
    assert told(talk.pending) == ["alert gums"]
    assert told(talk.take({"acknowledge": "gums", "done": "noté"})) == ["saved None", "? missed"]


def test_alerts_may_be_acknowledged_in_any_order() -> None:
    talk = dialogue()
    talk.open()
    asked_up_to(talk, "where", bleeding="oui")
    answer(talk, ["gums", "stools"])
    assert told(talk.take({"acknowledge": "gums", "done": "noté"})) == ["saved None"]
    assert told(talk.take({"acknowledge": "emergency", "done": "15"})) == ["saved None", "? missed"]


@pytest.mark.parametrize(
    "command", [{"acknowledge": "emergency", "done": " "}, {"answer": "acquis"}, {"do": "dance"}]
)
def test_an_alert_whose_reply_is_refused_is_sent_again_alone(command: dict[str, Any]) -> None:
    talk = dialogue()
    talk.open()
    asked_up_to(talk, "where", bleeding="oui")
    answer(talk, ["gums", "stools"])
    assert told(talk.take(command)) == ["refused missed", "alert emergency"]
    assert told(talk.take({"acknowledge": "gums", "done": "x"})) == ["saved None"]
    assert told(talk.take({"acknowledge": "emergency", "done": "x"})) == ["saved None", "? missed"]


def test_a_program_that_answers_each_message_once_reaches_the_end() -> None:
    talk = dialogue(second=True)
    waiting = list(talk.open())
    ends: list[Ended] = []
    answers = {**CALM, "bleeding": "oui", "where": "gums; stools", "rows": "2016-05-20 7", "missed_words": ""}
    sent = 0
    while waiting:
        message = waiting.pop(0)
        if isinstance(message, Asked):
            waiting += talk.take({"answer": answers[message.question.step]})
            sent += 1
        elif isinstance(message, Alerted):
            waiting += talk.take({"acknowledge": message.raised.alert.id, "done": "appelé"})
            sent += 1
        elif isinstance(message, Ended):
            ends.append(message)
        else:
            assert isinstance(message, Saved), message
        assert sent < 100
    assert ends == [Ended("completed", ("t1", "t1"))]


def test_a_correction_may_close_an_alert() -> None:
    talk = dialogue()
    talk.open()
    asked_up_to(talk, "rows")
    assert answer(talk, "2016-05-20 4,5") == ["saved rows", "alert call"]
    assert told(talk.take({"correct": "rows", "answer": "2016-05-20 2,5"})) == ["saved rows", "? bleeding"]


def test_notes_and_back_and_open_are_turns_too() -> None:
    talk = dialogue()
    talk.open()
    assert told(talk.take({"note": "avec sa fille"})) == ["saved hello", "? hello"]
    asked_up_to(talk, "missed")
    assert told(talk.take({"do": "back"})) == ["saved bleeding", "? bleeding"]
    assert told(talk.take({"open": "where"})) == ["saved where", "? where"]
    assert answer(talk, [{"date": "2016-05-20", "value": 2.5}]) == ["refused where", "? where"]
    assert answer(talk, ["skin"]) == ["saved where", "? missed"]
    said = talk.take({"answer": "partial", "heard": ["late"]})
    assert told(said) == ["saved missed", "? missed_words"]


def test_finding_records_nothing_and_the_question_is_asked_again() -> None:
    talk = dialogue()
    talk.open()
    asked_up_to(talk, "rows")
    before = talk.pending
    assert told(talk.take({"find": "bound lower"})) == ["found low", "? rows"]
    assert told(talk.take({"find": "giraffe"})) == ["found ", "? rows"]
    assert talk.pending == before
    assert answer(talk, "2016-05-20 4,5") == ["saved rows", "alert call"]
    assert told(talk.take({"find": "lower"})) == ["found low", "alert call"]  # it waits for its reply
    assert told(talk.take({"open": "low"})) == ["saved low", "alert call"]


@pytest.mark.parametrize(
    ("steps", "status", "as_"),
    [(["", "non"], "stopped", "refused"), (None, "stopped", "withdrawn")],
)
def test_after_a_stop_nothing_follows(steps: list[str] | None, status: str, as_: str) -> None:
    memory = Memory()
    talk = dialogue(memory, second=True)
    talk.open()
    if steps is None:
        asked_up_to(talk, "low")
        said = told(talk.take({"do": "stop"}))
    else:
        said = [words for step in steps for words in answer(talk, step)]
    assert said[-1] == f"end {status}"
    assert talk.over
    assert memory.kept[-1]["value"] == as_


def test_both_scripts_have_one_end() -> None:
    talk = dialogue(second=True)
    said = talk.open()
    everything = list(said)
    while not talk.over:
        question = said[-1]
        assert isinstance(question, Asked)
        said = talk.take({"answer": CALM[question.question.step]})
        everything += said
    assert [m for m in everything if isinstance(m, Ended)] == [Ended("completed", ("t1", "t1"))]


def test_the_end_of_the_input_pauses_and_alerts_come_first_afterwards() -> None:
    memory = Memory()
    talk = dialogue(memory)
    talk.open()
    asked_up_to(talk, "rows")
    answer(talk, "2016-05-20 4,5")
    assert told(talk.close()) == ["end paused"]
    assert memory.kept[-1]["kind"] == "paused"

    def again() -> Session:
        session = taken_up(memory)
        session.resume()
        return session

    resumed = Dialogue(Sitting([again]))
    assert told(resumed.open()) == ["alert call"]
    assert told(resumed.take({"acknowledge": "call", "done": "x"})) == ["saved None", "? bleeding"]


def test_a_disk_that_refuses_is_said_and_the_same_is_asked() -> None:
    memory = Memory()
    talk = dialogue(memory)
    talk.open()
    memory.full = True
    assert answer(talk, "") == ["refused hello", "? hello"]
    memory.full = False
    assert answer(talk, "") == ["saved hello", "? consent"]


def test_a_disk_that_refuses_at_the_very_end() -> None:
    memory = Memory()
    talk = dialogue(memory)
    talk.open()
    asked_up_to(talk, "medicine_choice")
    real = memory.__class__.__call__

    def only_answers(event: Any) -> None:
        if event.kind == "completed":
            raise StoreError("The disk is full.")
        real(memory, event)

    talk._session._record = only_answers
    assert answer(talk, "1") == ["saved medicine_choice", "refused None", "end in_progress"]
    resumed = taken_up(memory)
    resumed.resume()
    assert told(Dialogue(Sitting([lambda: resumed])).open()) == ["end completed"]


def test_a_second_script_that_cannot_begin_still_ends() -> None:
    def held() -> Session:
        raise StoreError("held")

    talk = Dialogue(Sitting([begun, held]))
    talk.open()
    asked_up_to(talk, "medicine_choice")
    assert answer(talk, "1") == ["saved medicine_choice", "refused None", "end completed"]


def test_a_pause_that_cannot_be_kept_still_ends() -> None:
    memory = Memory()
    talk = dialogue(memory)
    talk.open()
    memory.full = True
    assert told(talk.close()) == ["refused hello", "end in_progress"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("oui", "oui"),
        (True, "yes"),
        (False, "no"),
        (None, ""),
        (2, "2"),
        (2.5, "2.5"),
        ([], ""),
        (["a", "b"], "a; b"),
        ([True, 3], "yes; 3"),
        ([{"date": "2016-05-01", "value": 2.4}], "2016-05-01 2.4"),
    ],
)
def test_a_json_value_as_it_would_be_typed(value: Any, text: str) -> None:
    assert typed(value) == text


COMMANDS = st.dictionaries(
    st.sampled_from(["answer", "note", "do", "correct", "acknowledge", "done", "open", "find", "heard", "x"]),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
        | st.sampled_from(["back", "low", "call", "oui", "gums", "2", "2016-05-20 4,5"]),
        lambda inner: st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["date", "value"]), inner),
        max_leaves=4,
    ),
    max_size=3,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(COMMANDS | st.sampled_from([{"answer": text} for text in ("", "oui", "2", "3")]), max_size=8))
def test_any_command_gets_a_reply_of_one_kind(commands: list[dict[str, Any]]) -> None:
    talk = dialogue()
    talk.open()
    for command in commands:
        said = talk.take(command)
        assert isinstance(said[0], Saved | Refused | Found)
        waiting = isinstance(said[-1], Saved | Found) and talk.pending
        assert isinstance(said[-1], Asked | Alerted | Ended) or waiting
        if talk.over:
            break

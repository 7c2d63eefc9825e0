"""Any sequence of what a person may do equals a fresh replay of its events."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from assistant.errors import AssistantError, StoreError
from assistant.interview.event import Event
from tests.interview.asking import CALM, Memory, begun, replayed, state, taken_up

STEPS = [*CALM, "where", "missed_words"]
TYPED = {
    "low": ["2", "2,5", "5", "99", "x"],
    "high": ["3", "3.5", "1"],
    "rows": ["", "2016-05-20 2,5", "2016-05-20 4,5; 2016-04-20 2", "2016-05-20 7", "2016-05-20 33", "x"],
    "where": ["gums", "stools", "gums; skin", "", "rien"],
    "missed": ["acquis", "p", "na", ""],
    "missed_words": ["", "je saute", "[/red"],
    "next_date": ["2016-12-01", "2016-01-01"],
    "medicine_choice": ["1", "gouttes", "3"],
}
AGREE = ["oui"] * 6 + ["non", "peut-être"]


def typed_at(step: str) -> list[str]:
    return TYPED.get(step, [""] * 3 + ["x"] if step in ("hello", "known") else AGREE)


class Interviewing(RuleBasedStateMachine):
    """A pharmacist who does anything at any time."""

    @initialize(known=st.booleans(), before=st.sampled_from([{}, {"missed": "acquired"}]))
    def begin(self, known: bool, before: dict[str, Any]) -> None:
        self.memory = Memory()
        facts = {"inr_low": 2.0, "inr_high": 3.0} if known else {}
        self.session = begun(memory=self.memory, facts=facts, previous=before)

    def attempt(self, name: str, *arguments: Any) -> None:
        before, kept = state(self.session), len(self.memory.kept)
        try:
            event = getattr(self.session, name)(*arguments)
        except AssistantError as error:
            assert state(self.session) == before
            assert len(self.memory.kept) == kept
            assert bool(error.message)  # noqa: PT017 - a refusal is one of the outcomes
        else:
            assert isinstance(event, Event)
            assert event.seq == kept + 1
            # Once consent is given, what was known is recorded with it.
            following = [item["kind"] for item in self.memory.kept[event.seq :]]
            assert following in ([], ["briefed"])

    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        self.attempt("answer", data.draw(st.sampled_from(typed_at(self.session.position or "hello"))))

    @rule(data=st.data())
    def answer_calmly(self, data: st.DataObject) -> None:
        for _time in range(data.draw(st.integers(1, 6))):
            if self.session.position is not None:
                self.attempt("answer", CALM.get(self.session.position, ""))

    @rule(step=st.sampled_from(STEPS), data=st.data())
    def correct(self, step: str, data: st.DataObject) -> None:
        self.attempt("correct", step, data.draw(st.sampled_from(typed_at(step))))

    @rule()
    def back(self) -> None:
        self.attempt("back")

    @rule(step=st.sampled_from([*STEPS, "nowhere"]))
    def open(self, step: str) -> None:
        self.attempt("open", step)

    @rule(text=st.sampled_from(["avec sa fille", " ", "[red"]))
    def note(self, text: str) -> None:
        self.attempt("note", text)

    @rule(
        alert=st.sampled_from(["call", "emergency", "gums", "low_bound"]),
        done=st.sampled_from(["appelé", ""]),
    )
    def acknowledge(self, alert: str, done: str) -> None:
        self.attempt("acknowledge", alert, done)

    @precondition(lambda self: self.session.open_alerts)
    @rule()
    def acknowledge_all(self) -> None:
        for item in self.session.open_alerts:
            self.attempt("acknowledge", item.alert.id, "appelé")

    @rule()
    def pause_and_go_on(self) -> None:
        self.attempt("pause")
        self.attempt("resume")

    @precondition(lambda self: len(self.memory.kept) > 25)
    @rule()
    def stop(self) -> None:
        self.attempt("stop")

    @rule()
    def finish(self) -> None:
        self.attempt("finish")

    @rule()
    def reload(self) -> None:
        before = state(self.session)
        self.session = taken_up(self.memory)
        assert state(self.session) == before

    @rule()
    def full_disk(self) -> None:
        self.memory.full = True
        before = state(self.session)
        try:
            self.session.note("x")
        except StoreError:
            assert state(self.session) == before
        except AssistantError:
            assert self.session.transcript.over
        else:
            raise AssertionError("kept on a full disk")
        finally:
            self.memory.full = False

    @invariant()
    def is_its_replay(self) -> None:
        if hasattr(self, "session"):
            assert state(replayed(self.memory)) == state(self.session)

    @invariant()
    def events_are_numbered_and_come_back_from_json(self) -> None:
        if hasattr(self, "session"):
            events = self.session.transcript.events
            assert [event.seq for event in events] == list(range(1, len(events) + 1))
            assert [Event.from_json(json.loads(json.dumps(event.to_json()))) for event in events] == events

    @invariant()
    def what_counts_lies_on_the_way(self) -> None:
        if hasattr(self, "session"):
            walk = self.session.walk
            assert set(walk.course.counting) <= set(walk.path)
            assert set(walk.path) - set(walk.course.counting) <= {walk.frontier}
            answers = self.session.transcript.answers
            assert all(answers[name].value == value for name, value in walk.course.counting.items())
            assert self.session.position is None or self.session.position in walk.path


TestInterviewing = Interviewing.TestCase
TestInterviewing.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)

"""The store against a plain dictionary: whatever is done, and however it ends, both hold the same."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from assistant.errors import AssistantError
from assistant.interview.session import Session
from assistant.store.store import Store
from assistant.store.verifying import verify
from tests.interview.asking import Watch, up_to
from tests.opening import opened
from tests.script.small import script_of

FACTS = {"family_name": "Durand", "given_name": "Anne", "birth_date": "1943-05-01"}
TEXT = st.text("abcéœÀ€≥ß中0[]{}/'\"\\%", min_size=1, max_size=20)


class Keeping(RuleBasedStateMachine):
    """Somebody works, leaves, crashes and comes back."""

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp(prefix="store-"))
        self.store: Store = opened(self.place / "store", Watch())
        self.facts: dict[str, dict[str, Any]] = {}
        self.events: dict[str, list[Any]] = {}
        self.drafts: dict[str, dict[str, str]] = {}
        self.over: set[str] = set()
        self.of: dict[str, str] = {}
        self.session: Session | None = None

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.place)

    def _known(self) -> None:
        """What the session did is what is to be kept."""
        assert self.session is not None
        self.events[self.session.name] = [event.to_json() for event in self.session.transcript.events]

    @rule(phone=TEXT)
    def add_a_patient(self, phone: str) -> None:
        ref = self.store.add_patient({**FACTS, "phone": phone})
        self.facts[ref] = {**FACTS, "phone": phone}

    @precondition(lambda self: self.facts)
    @rule(data=st.data(), phone=TEXT)
    def record_a_fact(self, data: st.DataObject, phone: str) -> None:
        ref = data.draw(st.sampled_from(sorted(self.facts)))
        self.store.record(ref, {"phone": phone})
        self.facts[ref]["phone"] = phone

    @precondition(lambda self: self.facts and self.session is None)
    @rule(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        ref = data.draw(st.sampled_from(sorted(self.facts)))
        self.session = self.store.begin(ref, script_of())
        self.of[self.session.name] = ref
        self._known()

    @precondition(lambda self: self.session is not None and self.session.position is not None)
    @rule()
    def answer(self) -> None:
        assert self.session is not None
        path = [step.id for _section, step in self.session.script.steps()]
        at = path.index(str(self.session.position))
        up_to(self.session, path[at + 1] if at + 1 < len(path) else None)
        self._known()

    @precondition(lambda self: self.session is not None)
    @rule(text=TEXT)
    def note(self, text: str) -> None:
        assert self.session is not None
        self.session.note(text)
        self._known()

    @precondition(lambda self: self.session is not None)
    @rule(text=TEXT)
    def keep_a_draft(self, text: str) -> None:
        assert self.session is not None
        assert self.store.draft(self.session.name).keep("low", text)
        self.drafts[self.session.name] = {"low": text}

    @precondition(lambda self: self.session is not None and self.session.can_go_back)
    @rule()
    def go_back(self) -> None:
        assert self.session is not None
        self.session.back()
        self._known()

    @precondition(lambda self: self.session is not None)
    @rule(how=st.sampled_from(["pause", "stop", "finish"]))
    def leave(self, how: str) -> None:
        assert self.session is not None
        try:
            getattr(self.session, how)()
        except AssistantError:  # a question or an alert is open
            assert how == "finish"
            return
        self._known()
        name = self.session.name
        if self.session.transcript.over:
            self.over.add(name)
        self.store.release(name)
        self.session = None

    @precondition(lambda self: self.session is None and self.events.keys() - self.over)
    @rule(data=st.data())
    def resume(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.events.keys() - self.over)))
        self.session = self.store.resume(name)
        assert [event.to_json() for event in self.session.transcript.events[: len(self.events[name])]] == (
            self.events[name]
        )
        self._known()

    @precondition(lambda self: self.session is None and self.over)
    @rule(data=st.data(), reason=TEXT)
    def amend(self, data: st.DataObject, reason: str) -> None:
        name = data.draw(st.sampled_from(sorted(self.over)))
        amending = self.store.amending(name)
        amending.amend("low", data.draw(st.sampled_from(["2", "2,5", "3"])), reason)
        self.events[name] = [event.to_json() for event in amending.transcript.events]
        self.store.release(name)

    @rule(how=st.sampled_from(["close", "crash"]))
    def come_back(self, how: str) -> None:
        if how == "close":
            self.store.close()
        else:  # the process dies: its locks are free, nothing of it is said
            for database in self.store._open.values():
                assert database.lock is not None
                assert database.lock._held is not None
                database.lock._held.release()
        self.session = None
        self.store = opened(self.place / "store", Watch())

    @rule(how=st.sampled_from(["gone", "spoilt"]))
    def lose_the_index(self, how: str) -> None:
        index = self.place / "store" / "index"
        if how == "gone":
            index.unlink(missing_ok=True)
        else:
            index.write_bytes(b"spoilt")

    @invariant()
    def both_hold_the_same(self) -> None:
        held = {summary.patient.ref: summary for summary in self.store.summaries()}
        assert held.keys() == self.facts.keys()
        assert self.store.damaged() == []
        for ref, facts in self.facts.items():
            dossier = self.store.dossier(ref)
            assert {name: dossier.facts[name] for name in facts} == facts
            mine = {name for name, owner in self.of.items() if owner == ref}
            assert {interview.id for interview in dossier.interviews} == mine
            for interview in dossier.interviews:
                events = [event.to_json() for event in interview.standing.transcript.events]
                assert events == self.events[interview.id]
                assert interview.standing.transcript.over is (interview.id in self.over)
                assert self.store.draft(interview.id).read_all() == self.drafts.get(interview.id, {})
        assert verify(self.store, self.store.audit).faults == []


def test_the_store_holds_what_a_dictionary_would(long: bool) -> None:
    count, steps = (100, 30) if long else (12, 20)
    run_state_machine_as_test(
        Keeping,
        settings=settings(
            max_examples=count,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )

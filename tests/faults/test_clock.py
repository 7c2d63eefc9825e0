"""A wall clock set back an hour: the order of events stands, and nothing else rests on the hour."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from assistant.store.entry import Entry
from assistant.store.verifying import verify
from tests.interview.asking import Watch, up_to
from tests.opening import PASSPHRASE, opened
from tests.script.small import script_of

FACTS = {"family_name": "Durand", "given_name": "Anne", "birth_date": "1943-05-01"}
HOUR = timedelta(hours=1)


def test_in_the_middle_of_an_interview(tmp_path: Path) -> None:
    clock = Watch()
    with opened(tmp_path / "store", clock) as store:
        store.add_patient(FACTS, "P1")
        session = store.begin("P1", script_of())
        up_to(session, "low")
        clock.wall -= HOUR
        up_to(session, None)
        session.finish()
        instants = [event.at for event in session.transcript.events]
        assert instants == sorted(instants)
        assert verify(store, store.audit).faults == []
        (act,) = store.dossier("P1").acts
        assert act.day == instants[-1].date()


def test_between_two_sessions(tmp_path: Path) -> None:
    first, later = Watch(), Watch()
    later.wall = first.wall - HOUR
    with opened(tmp_path / "store", first) as store:
        store.add_patient(FACTS, "P1")
        store.record("P1", {"phone": "0102030405"})
        session = store.begin("P1", script_of())
        up_to(session, "low")
        name, asked = session.name, session.position
        assert store.draft(name).keep("low", "2,")
        kept = list(session.transcript.events)
    with Entry(tmp_path / "store", later).unlock("Anne Martin", PASSPHRASE) as store:
        assert store.draft(name).read() == ("low", "2,")
        taken_up = store.resume(name)
        assert taken_up.transcript.events[: len(kept)] == kept
        assert taken_up.position == asked
        up_to(taken_up, None)
        taken_up.finish()
        assert [event.seq for event in taken_up.transcript.events] == list(
            range(1, len(taken_up.transcript.events) + 1)
        )
        assert taken_up.transcript.events[-1].at < kept[0].at  # the hour is the clock's, and said to be
        assert verify(store, store.audit).faults == []
        assert store.summary("P1").transcripts[0].status == "completed"
        assert store.dossier("P1").facts["phone"] == "0102030405"

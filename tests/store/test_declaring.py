"""Ticking on disk: idempotent, in one commit, for who may write, kept by backups and found by the index."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.errors import HeldError, InputError, NotFoundError, RightsError
from assistant.store import declaring
from assistant.store.backup import back_up
from assistant.store.declaring import Declarable, declare, take_back
from assistant.store.entry import Entry
from assistant.store.layout import FACTS, JOURNAL
from assistant.store.lock import Lock
from assistant.store.store import Store
from assistant.store.verifying import verify
from tests.interview.asking import Watch
from tests.opening import PASSPHRASE, opened

IDENTITY = {"family_name": "Durand", "given_name": "Anne", "birth_date": "1943-05-01"}
DAY, ON = date(2016, 1, 10), date(2016, 2, 1)
ACT, ADHESION = Declarable("interview", DAY), Declarable("adhesion", date(2016, 1, 5))


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("ASSISTANT_CONFIG", str(tmp_path / "configuration"))
    with opened(tmp_path / "store", Watch()) as one:
        one.add_patient(IDENTITY | {"adhesion_date": "2016-01-05"}, "P1", [("interview", "2016-01-10")])
        yield one


def kinds(store: Store) -> list[str]:
    return [str(event.kind) for event in store.dossier("P1").events][-3:]


def test_ticking_twice_is_ticking_once(store: Store) -> None:
    assert [one.what for one in declare(store, "P1", [ADHESION, ACT, ACT], ON)] == ["adhesion", "interview"]
    assert declare(store, "P1", [ACT], date(2016, 2, 2)) == []
    assert [(one.what, one.on, one.by) for one in store.summary("P1").declared] == [
        ("adhesion", ON, "Anne Martin"),
        ("interview", ON, "Anne Martin"),
    ]
    assert kinds(store) == ["act", "declared", "declared"]


def test_the_day_of_entering_can_be_put_right_in_one_commit(store: Store) -> None:
    declare(store, "P1", [ACT], ON)
    journal = store.folder_of("P1") / (FACTS + JOURNAL)
    before = journal.read_bytes()
    assert [one.on for one in declare(store, "P1", [ACT], DAY, anew=True)] == [DAY]
    assert journal.read_bytes().startswith(before)
    assert kinds(store) == ["declared", "undeclared", "declared"]
    assert declare(store, "P1", [ACT], DAY, anew=True) == []


def test_what_is_taken_back_stays_in_the_history(store: Store) -> None:
    declare(store, "P1", [ACT], ON)
    assert [one.what for one in take_back(store, "P1", [ACT])] == ["interview"]
    assert take_back(store, "P1", [ACT]) == []
    assert store.summary("P1").declared == ()
    assert kinds(store) == ["act", "declared", "undeclared"]


def test_what_a_fact_declares_can_be_taken_back(store: Store) -> None:
    store.record("P1", {"acts_declared_until": "2016-01-31"})
    assert len(store.summary("P1").declared) == 1
    take_back(store, "P1", [ACT])
    assert store.summary("P1").declared == ()


def test_another_reader_and_a_list_see_it_at_once(store: Store) -> None:
    with opened(store.folder, Watch()) as other:
        assert other.summaries()[0].declared == ()
        declare(store, "P1", [ACT], ON)
        assert len(other.summaries()[0].declared) == 1


def test_who_only_reads_or_practises_ticks_nothing(store: Store) -> None:
    with opened(store.folder, Watch(), "Paul Petit", "supervisor") as supervised:
        with pytest.raises(RightsError):
            declare(supervised, "P1", [ACT], ON)
        with pytest.raises(RightsError):
            take_back(supervised, "P1", [ACT])
    with opened(store.folder, Watch(), "Zoé Roux", "student") as student, pytest.raises(InputError):
        declare(student, "P1", [ACT], ON)
    with pytest.raises(NotFoundError):
        declare(store, "NOBODY", [ACT], ON)
    assert kinds(store)[-1] == "act"


def test_where_another_process_writes_it_says_so_and_writes_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(declaring, "_PATIENCE", 0.0)
    path = store.folder_of("P1") / (FACTS + JOURNAL)
    lock = Lock(path, "Bruno Petit", store.clock, store.access.seal)
    lock.acquire()
    with lock, pytest.raises(HeldError):
        declare(store, "P1", [ACT], ON)
    assert store.summary("P1").declared == ()


def test_a_change_to_it_shows_and_a_backup_keeps_it(store: Store, tmp_path: Path) -> None:
    declare(store, "P1", [ACT], ON)
    assert verify(store, store.audit).faults == []
    entry = Entry(store.folder, Watch())
    back_up(entry, entry.keys("Anne Martin", PASSPHRASE), tmp_path / "copy")
    path = store.folder_of("P1") / (FACTS + JOURNAL)
    data = bytearray(path.read_bytes())
    data[-3] ^= 1
    path.write_bytes(bytes(data))
    assert [fault.kind for fault in verify(store, store.audit).faults] == ["damaged"]

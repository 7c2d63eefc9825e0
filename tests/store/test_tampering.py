"""What somebody with a copy, a text editor or bad luck does to a store, and what is then said of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import StoreError
from assistant.store.audit import Audit
from assistant.store.doctor import examine
from assistant.store.entry import Entry
from assistant.store.vault.changes import recovered, with_passphrase, without
from assistant.store.vault.register import Register
from tests.interview.asking import Watch, up_to
from tests.opening import PASSPHRASE, opened
from tests.script.small import script_of
from tests.store.test_verifying import FACTS, cut, held, kinds, of_people, store_of, verified

BOB = "Bruno Petit"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASSISTANT_CONFIG", str(tmp_path / "configuration"))
    folder = tmp_path / "store"
    opened(folder, Watch(), "Camille Martin").close()
    opened(folder, Watch(), BOB).close()
    return folder


def edit(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the vault as somebody with a text editor would."""
    first, text = (folder / "vault").read_bytes().split(b"\n", 1)
    document = json.loads(text)
    change(document)
    (folder / "vault").write_bytes(first + b"\n" + json.dumps(document).encode())


def remove_bob(folder: Path) -> None:
    entry = Entry(folder, Watch())
    keys = entry.keys("Camille Martin", PASSPHRASE)
    now = entry.clock.now()
    entry.change(keys, lambda v, mine: without(v, mine, BOB, now, new_keys=False), "person_removed", BOB)


@pytest.mark.parametrize("how", ["flipped", "cut in a record"])
def test_the_doctor_removes_no_patient_whose_facts_do_not_open(folder: Path, how: str) -> None:
    with store_of(folder) as store:
        store.add_patient(FACTS, "P1")
        path = store.folder_of("P1") / "facts.journal"
    data = path.read_bytes()
    path.write_bytes(data[:-40] if how != "flipped" else data[:-9] + bytes([data[-9] ^ 1]) + data[-8:])
    left = path.read_bytes()
    for _time in range(3):
        with store_of(folder) as store:
            assert any(not finding.did for finding in examine(store)[1])
    assert path.read_bytes() == left


def test_what_is_set_aside_is_never_written_over(folder: Path) -> None:
    path = held(folder, "P1").with_name("facts.journal")
    for end in (b"one" * 9, b"two" * 9):
        with path.open("ab") as journal:
            journal.write(end)
        with store_of(folder) as store:
            store.record("P1", {"phone": "01"})
            assert len(store.notices) == 1
        cut(path, store_of(folder).access)
    assert {torn.read_bytes() for torn in path.parent.glob("*.torn")} == {b"one" * 9, b"two" * 9}
    assert len(verified(folder).aside) == 2


def test_nobody_goes_on_from_an_older_list_of_people(folder: Path) -> None:
    kept = (folder / "vault").read_bytes()
    remove_bob(folder)
    (folder / "vault").write_bytes(kept)
    entry = Entry(folder, Watch())
    bob = entry.keys(BOB, PASSPHRASE)
    with pytest.raises(StoreError, match="older vault"):
        entry.change(bob, lambda v, mine: with_passphrase(v, mine, "une autre"), "x", BOB)
    assert (folder / "vault").read_bytes() == kept
    assert len(of_people(folder)) == 1


def test_who_holds_the_recovery_key_decides_from_which_list_to_go_on(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    entry = Entry(folder, Watch())
    store, recovery = entry.create("camille", "Camille Martin", PASSPHRASE)
    store.close()
    kept = (folder / "vault").read_bytes()
    opened(folder, Watch(), BOB).close()
    (folder / "vault").write_bytes(kept)
    spare = entry.recovery_keys(recovery)
    now = entry.clock.now()
    entry.change(
        spare, lambda v, mine: recovered(v, mine, "camille", PASSPHRASE, now), "recovered", "camille"
    )
    assert of_people(folder) == []


def test_a_change_of_people_cut_short_accuses_nobody(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Entry, "put", stop)
        with pytest.raises(KeyboardInterrupt):
            remove_bob(folder)
    assert of_people(folder) == []
    add = Audit.add

    def busy(audit: Audit, kind: str, **about: Any) -> None:
        if kind == "person_removed":
            raise StoreError("busy")
        add(audit, kind, **about)

    with monkeypatch.context() as patch:
        patch.setattr(Audit, "add", busy)
        remove_bob(folder)
    assert of_people(folder) == []
    assert Entry(folder, Watch()).vault().member(BOB) is None


def test_facts_or_a_whole_trail_taken_away_show(folder: Path) -> None:
    path = held(folder, "P1")
    facts = path.with_name("facts.journal")
    kept = facts.read_bytes()
    facts.unlink()
    assert kinds(folder) == [("missing", None)]
    facts.write_bytes(kept[:120])
    assert [kind for kind, _record in kinds(folder)] == ["damaged"]
    facts.write_bytes(kept)
    (folder / "audit.journal").unlink()
    with store_of(folder) as store:
        examine(store)  # makes no new trail
        assert not (folder / "audit.journal").exists()
        store.audit.add("exported")
    assert [kind for kind, _record in kinds(folder)] == ["audit"]


def test_a_window_left_open_over_a_new_passphrase_signs_all_the_same(folder: Path) -> None:
    def finished(ref: str, meanwhile: Callable[[], None]) -> None:
        with store_of(folder, BOB) as store:
            store.add_patient(FACTS, ref)
            session = store.begin(ref, script_of())
            up_to(session, None)
            meanwhile()
            session.finish()

    entry = Entry(folder, Watch())

    def recover() -> None:
        keys = entry.keys("Camille Martin", PASSPHRASE)
        now = entry.clock.now()
        entry.change(keys, lambda v, mine: recovered(v, mine, BOB, PASSPHRASE, now), "recovered", BOB)

    finished("P1", recover)
    assert kinds(folder) == []
    finished("P2", lambda: remove_bob(folder))
    ((kind, _record),) = kinds(folder)
    assert kind == "forged"
    assert "access had ended" in verified(folder).faults[0].message


def test_an_entry_taken_out_of_the_vault_shows(folder: Path) -> None:
    edit(folder, lambda document: document["people"].pop(1))
    (said,) = of_people(folder)
    assert BOB in said


def test_a_list_of_people_that_a_student_wrote_shows(folder: Path) -> None:
    student = "Zoé Klein"
    opened(folder, Watch(), student, "student").close()
    keys = Entry(folder, Watch()).keys(student, PASSPHRASE)
    forged = Register(keys.register.rows[:-1]).sealed(keys.rings["rehearsal"]).hex()
    edit(folder, lambda document: document["registers"].update(rehearsal=forged))
    (said,) = of_people(folder)
    assert "students" in said


@pytest.mark.parametrize("realm", ["store", "rehearsal"])
def test_damage_to_the_list_of_people_is_no_wrong_passphrase(folder: Path, realm: str) -> None:
    def flip(document: dict[str, Any]) -> None:
        sealed = document["registers"][realm]
        document["registers"][realm] = sealed[:-1] + ("0" if sealed[-1] != "0" else "1")

    edit(folder, flip)
    with pytest.raises(StoreError, match="backup"):
        Entry(folder, Watch()).keys("Camille Martin", PASSPHRASE)


def test_a_withdrawal_whose_head_was_not_kept_is_told_and_mended(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_given: object, **_about: object) -> None:
        raise StoreError("busy")

    with store_of(folder) as store:
        store.add_patient(FACTS, "P1")
        with monkeypatch.context() as patch:
            patch.setattr(Audit, "add", busy)
            store.record("P1", {"withdrawal_date": "2016-06-01"})
        assert kinds(folder) == [("apart", 2)]
        assert all(finding.did for finding in examine(store)[1])
    assert kinds(folder) == []
    facts = next(folder.glob("dossiers/*/facts.journal"))
    cut(facts, store_of(folder).access)
    assert kinds(folder) == [("cut", 2)]


def test_a_key_fork_is_not_begun(folder: Path) -> None:
    shutil.copy(folder / "vault", folder.parent / "kept")
    entry = Entry(folder, Watch())
    keys = entry.keys("Camille Martin", PASSPHRASE)
    now = entry.clock.now()
    entry.change(keys, lambda v, mine: without(v, mine, BOB, now, new_keys=True), "person_removed", BOB)
    with store_of(folder) as store:
        store.add_patient(FACTS, "P9")
        store.record("P9", {"withdrawal_date": "2016-06-01"})
    shutil.copy(folder.parent / "kept", folder / "vault")
    old = entry.keys("Camille Martin", PASSPHRASE)
    with pytest.raises(StoreError):
        entry.change(old, lambda v, mine: without(v, mine, BOB, now, new_keys=True), "person_removed", BOB)
    assert (folder / "vault").read_bytes() == (folder.parent / "kept").read_bytes()

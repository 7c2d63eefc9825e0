"""`assistant backup` and `assistant restore`: everything comes back, or nothing is taken."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.clock import SystemClock
from assistant.store import frame, system
from tests.cli.calling import Call, Called
from tests.opening import PASSPHRASE, opened

Talk = Callable[..., Called]


@pytest.fixture
def full(call: Call, talk: Talk, ref: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with interviews over and under way, a draft, a second patient and rehearsals."""
    talk(ref, "--script", "observance")
    name = talk(ref, "--script", "avk", last="medicine").messages[0]["transcript"]
    with opened(tmp_path / "store", SystemClock()) as store:
        store.draft(name).keep("medicine", "half typed")
    call("patients", "add", "--family-name", "Bé", "--given-name", "É", "--birth-date", "1950-02-01")
    with opened(tmp_path / "store", SystemClock(), "Zoé", "student") as rehearsal:
        rehearsal.add_patient({"family_name": "Jeu", "given_name": "R", "birth_date": "1943-05-01"}, "R1")
    return tmp_path / "store"


def everything(folder: Path) -> dict[str, Any]:
    """Every event, fact, draft and script of a store, and its chain."""
    found: dict[str, Any] = {}
    for name, role in (("Anne Martin", "pharmacist"), ("Zoé", "student")):
        with opened(folder, SystemClock(), name, role) as store:  # type: ignore[arg-type]
            for summary in store.summaries():
                dossier = store.dossier(summary.patient.ref)
                found[f"{name} {summary.patient.ref}"] = [event.to_json() for event in dossier.events]
                for interview in dossier.interviews:
                    events = interview.standing.transcript.events
                    found[interview.id] = [event.to_json() for event in events]
                    found["draft " + interview.id] = store.draft(interview.id).read_all()
                    found["script " + interview.id] = interview.standing.script.text
    return found


def test_everything_comes_back(call: Call, full: Path, tmp_path: Path) -> None:
    file, other = tmp_path / "copy.backup", tmp_path / "other"
    made = call("backup", str(file), "--json").result
    assert (made["dossiers"], made["transcripts"], made["bytes"]) == (2, 2, file.stat().st_size)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = everything(full)
    assert made["events"] == sum(len(v) for k, v in before.items() if len(k) == 16)
    back = call("restore", str(file), "--store", str(other), "--json").result
    assert back == {name: made[name] for name in ("dossiers", "transcripts", "events")}
    assert everything(other) == before
    assert call("transcripts", "verify", "--store", str(other), "--json").result["ok"] is True
    assert {path.name for path in other.iterdir()} & {"restoring"} == set()
    with opened(other, SystemClock()) as store:
        store.add_patient({"family_name": "A", "given_name": "B", "birth_date": "1943-05-01"}, "new")
    assert "backed_up" in [line.kind for line in opened(full, SystemClock()).audit.lines()]


def test_a_copy_is_made_while_an_interview_is_under_way(
    call: Call, full: Path, tmp_path: Path, ref: str
) -> None:
    with opened(full, SystemClock()) as store:
        store.resume(store.summary(ref).unfinished[0].id)
        assert call("backup", str(tmp_path / "copy")).code == 0
    path = next(full.glob("dossiers/*/*.journal"))
    with path.open("ab") as journal:
        journal.write(frame.frame(b"x" * 80)[:40])  # a record that is being written
    assert call("backup", str(tmp_path / "second")).code == 0
    assert call("restore", str(tmp_path / "second"), "--store", str(tmp_path / "other")).code == 0


def test_a_last_record_that_does_not_open_is_no_record_being_written(
    call: Call, full: Path, tmp_path: Path
) -> None:
    path = next(full.glob("dossiers/*/facts.journal"))
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    refused = call("backup", str(tmp_path / "copy"), "--json")
    assert (refused.code, refused.error["kind"]) == (1, "store")
    assert "facts.journal" in refused.error["message"]
    assert not (tmp_path / "copy").exists()


def test_a_script_that_is_missing_is_told(call: Call, full: Path, tmp_path: Path) -> None:
    script = next(full.glob("scripts/*.script"))
    script.unlink()
    made = call("backup", str(tmp_path / "copy"), "--json")
    assert made.code == 0
    assert script.stem in "".join(made.result["missing_scripts"])
    assert "missing" in made.err


def test_the_recovery_key_opens_an_archive(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = call("init", "--store", str(tmp_path / "new"), "--json").result["recovery_key"]
    assert call("backup", str(tmp_path / "copy"), "--store", str(tmp_path / "new")).code == 0
    monkeypatch.setenv("ASSISTANT_PASSPHRASE", "forgotten")
    words = ("restore", str(tmp_path / "copy"), "--store", str(tmp_path / "other"))
    assert call(*words, "--json").error["kind"] == "locked"
    monkeypatch.setenv("ASSISTANT_RECOVERY_KEY", "no")
    assert call(*words, "--recovery", "--json").error["kind"] == "locked"
    monkeypatch.setenv("ASSISTANT_RECOVERY_KEY", key)
    assert call(*words, "--recovery").code == 0
    monkeypatch.setenv("ASSISTANT_PASSPHRASE", PASSPHRASE)
    assert call("patients", "list", "--store", str(tmp_path / "other")).code == 0


def test_nothing_is_overwritten(call: Call, full: Path, tmp_path: Path) -> None:
    file = tmp_path / "copy"
    file.write_text("mine")
    assert call("backup", str(file), "--json").error["kind"] == "input"
    assert file.read_text() == "mine"
    call("backup", str(tmp_path / "second"))
    refused = call("restore", str(tmp_path / "second"), "--json")
    assert (refused.code, refused.error["kind"]) == (1, "input")
    other = tmp_path / "other"
    other.mkdir()
    (other / "mine").write_text("mine")
    assert call("restore", str(tmp_path / "second"), "--store", str(other), "--json").error["kind"] == "input"
    assert [path.name for path in other.iterdir()] == ["mine"]


def test_a_cut_or_changed_archive_is_refused_and_nothing_written(
    call: Call, full: Path, tmp_path: Path
) -> None:
    file, other = tmp_path / "copy", tmp_path / "other"
    call("backup", str(file))
    data = file.read_bytes()
    step = len(data) // 60
    bad = [data[:cut] for cut in range(0, len(data), step)]
    for at in range(0, len(data), step):
        changed = bytearray(data)
        changed[at] ^= 1
        bad.append(bytes(changed))
    bad += [data.replace(b"backup 1", b"backup 2", 1), b"", b"x" * 1000, data[:-1]]
    for one in bad:
        file.write_bytes(one)
        refused = call("restore", str(file), "--store", str(other), "--json")
        assert (refused.code, refused.error["kind"] in ("store", "locked", "input", "not_found")) == (1, True)
        assert not other.exists()


@pytest.mark.parametrize("operation", ["open_new", "write", "sync", "rename", "sync_folder"])
@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_a_disk_that_refuses_leaves_nothing(
    call: Call, full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, operation: str, fault: int
) -> None:
    def refuses(*_given: object) -> int:
        raise OSError(fault, os.strerror(fault))

    file, other = tmp_path / "folder" / "copy", tmp_path / "other"
    file.parent.mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(system, operation, refuses)
        refused = call("backup", str(file), "--json")
        assert (refused.code, refused.error["kind"]) == (1, "store")
    assert [path.name for path in file.parent.iterdir()] in (
        [],
        ["copy"] if operation == "sync_folder" else [],
    )
    shutil.rmtree(file.parent)
    file.parent.mkdir()
    assert call("backup", str(file)).code == 0
    with monkeypatch.context() as patch:
        patch.setattr(system, operation, refuses)
        refused = call("restore", str(file), "--store", str(other), "--json")
        assert (refused.code, refused.error["kind"]) == (1, "store")
    assert call("patients", "list", "--store", str(other), "--json").error["kind"] == "not_found"
    assert call("restore", str(file), "--store", str(other)).code == 0


def test_a_restore_killed_midway_leaves_no_store_and_may_be_done_again(
    call: Call, full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, other = tmp_path / "copy", tmp_path / "other"
    call("backup", str(file))
    replace, left = system.replace, 0

    def stops(*given: Any, **options: Any) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise KeyboardInterrupt
        replace(*given, **options)

    for count in range(1, 30):
        left = count
        with monkeypatch.context() as patch:
            patch.setattr(system, "replace", stops)
            done = call("restore", str(file), "--store", str(other)).code == 0
        if done:
            break
        assert not (other / "vault").exists()
    assert 5 < count < 29
    assert everything(other) == everything(full)


def test_a_student_keeps_no_copy(
    call: Call, full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_USER", "Zoé")
    assert call("backup", str(tmp_path / "copy"), "--json").error["kind"] == "rights"

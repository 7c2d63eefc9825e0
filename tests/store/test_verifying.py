"""Every alteration that can be found is found and named; what cannot be is said, and is truly not found."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.people import Role
from assistant.script.steps import Script
from assistant.store import frame, system
from assistant.store.appending import JournalWriter
from assistant.store.audit import Audit
from assistant.store.entry import Entry
from assistant.store.journal import Journal
from assistant.store.signing import signature
from assistant.store.store import Store
from assistant.store.vault.access import Access
from assistant.store.vault.changes import without
from assistant.store.verifying import Verified, cannot_prove, verify, verify_people
from tests.interview.asking import Watch, up_to
from tests.opening import PASSPHRASE, opened
from tests.script.small import script_of

FACTS = {"family_name": "Durand", "given_name": "Anne", "birth_date": "1943-05-01"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASSISTANT_CONFIG", str(tmp_path / "configuration"))
    return tmp_path / "store"


def store_of(folder: Path, name: str = "Camille Martin", role: Role = "pharmacist") -> Store:
    return opened(folder, Watch(), name, role)


def held(folder: Path, ref: str, script: Script | None = None, by: str = "Camille Martin") -> Path:
    """A signed interview of a new patient; its journal."""
    with store_of(folder, by) as store:
        store.add_patient(FACTS, ref)
        session = store.begin(ref, script or script_of())
        up_to(session, None)
        session.finish()
        name = session.name
    return next((folder / "dossiers").glob(f"*/{name}.journal"))


def verified(folder: Path, transcript: str | None = None) -> Verified:
    with store_of(folder) as store:
        return verify(store, store.audit, transcript)


def of_people(folder: Path) -> list[str]:
    """What is said of the list of people."""
    entry = Entry(folder, Watch())
    keys = entry.keys("Camille Martin", PASSPHRASE)
    return [fault.message for fault in verify_people(entry.vault(), keys, entry.store(keys).audit)]


def cut(path: Path, access: Access, count: int = 1) -> None:
    """Take whole records off the end of a journal."""
    header, raw, _payloads = records(path, access)
    path.write_bytes(header + b"".join(raw[:-count]))


def kinds(folder: Path) -> list[tuple[str, int | None]]:
    return [(fault.kind, fault.record) for fault in verified(folder).faults]


def records(path: Path, access: Access) -> tuple[bytes, list[bytes], list[bytes]]:
    """A journal's header, its framed records and its payloads."""
    data = path.read_bytes()
    header = frame.read_header(data, access.seal, system.place_of(path), path.name)
    found = frame.play(data[header.length :], header.length, header.link, access.seal, 0)
    raw, at = [], header.length
    while at < len(data):
        end = at + 8 + int.from_bytes(data[at : at + 4], "big")
        raw.append(data[at:end])
        at = end
    return data[: header.length], raw, found.payloads


def test_nothing_altered_is_no_fault(folder: Path) -> None:
    held(folder, "P1")
    held(folder, "P2")
    found = verified(folder)
    assert (found.checked, found.signed, found.faults) == (2, 2, [])


TAMPERED: dict[str, Callable[[list[bytes]], list[bytes]]] = {
    "removed": lambda raw: [*raw[:2], *raw[3:]],
    "changed": lambda raw: [*raw[:2], raw[2][:-1] + bytes([raw[2][-1] ^ 1]), *raw[3:]],
    "swapped": lambda raw: [*raw[:2], raw[3], raw[2], *raw[4:]],
    "duplicated": lambda raw: [*raw[:3], raw[2], *raw[3:]],
    "first removed": lambda raw: raw[1:],
}


@pytest.mark.parametrize("how", TAMPERED)
def test_a_record_tampered_with_is_named(folder: Path, how: str) -> None:
    path = held(folder, "P1")
    header, raw, _payloads = records(path, store_of(folder).access)
    path.write_bytes(header + b"".join(TAMPERED[how](raw)))
    ((kind, record),) = kinds(folder)
    assert kind == "damaged"
    assert record == {"first removed": 1, "duplicated": 4}.get(how, 3)


@pytest.mark.parametrize("cut", [1, 2, 5])
def test_a_signed_interview_cut_at_a_record_shows(folder: Path, cut: int) -> None:
    path = held(folder, "P1")
    header, raw, _payloads = records(path, store_of(folder).access)
    path.write_bytes(header + b"".join(raw[:-cut]))
    assert kinds(folder) == [("cut", len(raw) - cut + 1)]


def test_a_signed_interview_cut_inside_a_record_shows(folder: Path) -> None:
    path = held(folder, "P1")
    _header, raw, _payloads = records(path, store_of(folder).access)
    path.write_bytes(path.read_bytes()[:-7])
    assert kinds(folder) == [("cut", len(raw))]


def test_a_trail_removed_or_cut_shows(folder: Path) -> None:
    path = held(folder, "P1")
    count = len(records(path, store_of(folder).access)[1])
    trail = folder / "audit.journal"
    kept = trail.read_bytes()
    cut(trail, store_of(folder).access)
    assert kinds(folder) == [("apart", count)]
    trail.unlink()
    assert kinds(folder) == [("audit", None)]
    trail.write_bytes(kept)
    assert kinds(folder) == []


def test_a_withdrawal_of_consent_cut_off_shows(folder: Path) -> None:
    facts = held(folder, "P1").with_name("facts.journal")
    with store_of(folder) as store:
        store.record("P1", {"withdrawal_date": "2016-06-01"})
    assert kinds(folder) == []
    cut(facts, store_of(folder).access)
    assert kinds(folder) == [("cut", 2)]
    facts.unlink()
    assert ("missing", None) in kinds(folder)


def test_an_erased_dossier_put_back_shows(folder: Path) -> None:
    from assistant.store.erasing import erase

    path = held(folder, "P1")
    shutil.copytree(path.parent, folder.parent / "kept")
    with store_of(folder) as store:
        erase(store, "P1")
    assert kinds(folder) == []
    shutil.copytree(folder.parent / "kept", path.parent)
    assert [fault.kind for fault in verified(folder).faults] == ["erased"]


def test_an_older_vault_put_back_shows(folder: Path) -> None:
    held(folder, "P1")
    store_of(folder, "Denis Roy").close()
    kept = (folder / "vault").read_bytes()
    entry = Entry(folder, Watch())
    keys = entry.keys("Camille Martin", PASSPHRASE)
    now = entry.clock.now()
    entry.change(
        keys, lambda v, known: without(v, known, "Denis Roy", now, new_keys=False), "person_removed", "x"
    )
    assert of_people(folder) == []
    (folder / "vault").write_bytes(kept)
    (said,) = of_people(folder)
    assert "older vault" in said


def test_a_journal_that_is_another_one_shows(folder: Path) -> None:
    path = held(folder, "P1")
    access = store_of(folder).access
    audit = store_of(folder).audit
    line = audit.lines()[-1]
    audit.add("signed", **{**line.about, "head": "0" * 64})
    assert kinds(folder) == [("replaced", len(records(path, access)[1]))]


def test_a_clock_set_back_accuses_nobody(folder: Path) -> None:
    store_of(folder).close()
    held(folder, "P1", by="Denis Roy")
    entry = Entry(folder, Watch())
    keys = entry.keys("Camille Martin", PASSPHRASE)
    before = entry.clock.now() - timedelta(hours=1)
    user = entry.vault().named("Denis Roy").user
    entry.change(
        keys, lambda v, known: without(v, known, user, before, new_keys=False), "person_removed", user
    )
    assert kinds(folder) == []


def test_an_interview_moved_or_renamed_shows(folder: Path) -> None:
    first, second = held(folder, "P1"), held(folder, "P2")
    shutil.copy(first, second.with_name(first.name))
    assert [fault.transcript for fault in verified(folder).faults] == [first.stem]
    second.with_name(first.name).unlink()
    first.rename(first.with_name("0" * 16 + ".journal"))
    assert {fault.kind for fault in verified(folder).faults} == {"damaged", "missing"}


def test_what_was_removed_or_put_back_shows(folder: Path) -> None:
    path = held(folder, "P1")
    shutil.copytree(path.parent, folder.parent / "earlier")
    with store_of(folder) as store:
        store.amending(path.stem).amend("low", "2", "misread")
    shutil.rmtree(path.parent)
    assert kinds(folder) == [("missing", None)]
    shutil.copytree(folder.parent / "earlier", path.parent)
    ((kind, _record),) = kinds(folder)
    assert kind == "cut"


def test_another_interview_in_its_place_shows(folder: Path) -> None:
    path = held(folder, "P1")
    access = store_of(folder).access
    _header, _raw, payloads = records(path, access)
    path.unlink()
    with_care = JournalWriter.create(path, access.seal)
    for payload in payloads:
        with_care.append(payload)
    with_care.close()
    assert {kind for kind, _record in kinds(folder)} <= {"forged", "replaced"}
    assert kinds(folder)


def test_the_trail_cut_in_the_middle_or_unreadable_shows(folder: Path) -> None:
    held(folder, "P1")
    held(folder, "P2")
    access = store_of(folder).access
    path = Audit(folder, access, Watch()).path
    header, raw, _payloads = records(path, access)
    path.write_bytes(header + b"".join([raw[0], *raw[2:]]))
    assert [kind for kind, _record in kinds(folder)] == ["audit"]
    assert verified(folder).faults[0].record == 2


def test_a_last_record_changed_shows_though_it_may_be_a_power_cut(folder: Path) -> None:
    with store_of(folder) as store:
        store.add_patient(FACTS, "P1")
        session = store.begin("P1", script_of())
        up_to(session, "low")
        path = next((folder / "dossiers").glob(f"*/{session.name}.journal"))
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(bytes(data))
    assert [kind for kind, _record in kinds(folder)] == ["damaged"]
    facts = path.with_name("facts.journal")
    data = bytearray(facts.read_bytes())
    data[-1] ^= 1
    facts.write_bytes(bytes(data))
    assert [kind for kind, _record in kinds(folder)] == ["damaged", "damaged"]


def test_an_addition_without_a_signature_shows(folder: Path) -> None:
    path = held(folder, "P1")
    access = store_of(folder).access
    journal = JournalWriter(path, access.seal)
    last = json.loads(journal.read().payloads[-1])["events"][-1]
    event = {**last, "seq": last["seq"] + 1, "kind": "answered", "step": "low", "value": 3.0}
    journal.append(json.dumps({"events": [event]}).encode())
    journal.close()
    ((kind, record),) = kinds(folder)
    assert (kind, record) == ("unsigned", journal.count)


@pytest.mark.parametrize("by", ["Bruno Petit", "Camille Martin"])
def test_a_supervisors_own_program_cannot_sign_as_a_pharmacist(folder: Path, by: str) -> None:
    path = held(folder, "P1")
    supervisor = store_of(folder, "Bruno Petit", "supervisor").access
    journal = JournalWriter(path, supervisor.seal)
    last = json.loads(journal.read().payloads[-1])["events"][-1]
    event = {**last, "seq": last["seq"] + 1, "kind": "amended", "step": "low", "value": 3.0, "by": by}
    signed = signature(supervisor, journal.head, [event])
    journal.append(json.dumps({"events": [event], "signatures": [signed]}).encode())
    journal.close()
    assert kinds(folder) == [("forged", journal.count)]


def test_amendments_and_withdrawn_signatures_are_signed_too(folder: Path) -> None:
    path = held(folder, "P1")
    with store_of(folder) as store:
        amending = store.amending(path.stem)
        amending.amend("low", "2", "misread")
        amending.unsign("wrong patient")
        amending.sign()
    found = verified(folder, path.stem)
    assert (found.checked, found.signed, found.faults) == (1, 1, [])
    access = store_of(folder).access
    lines = [line for line in store_of(folder).audit.lines() if line.kind == "signed"]
    assert len(lines) == 4
    assert lines[-1].about["head"] == Journal(path, access.seal).read().links[-1].hex()


def test_one_who_left_still_verifies(folder: Path) -> None:
    store_of(folder).close()
    held(folder, "P1", by="Denis Roy")
    entry = Entry(folder, Watch())
    keys = entry.keys("Camille Martin", PASSPHRASE)
    now = entry.clock.now() + timedelta(days=1)
    entry.change(
        keys, lambda v, keys: without(v, keys, "Denis Roy", now, new_keys=True), "person_removed", "x"
    )
    held(folder, "P2")
    found = verified(folder)
    assert (found.signed, found.faults) == (2, [])


def test_what_is_said_not_to_be_provable_is_not_found(folder: Path) -> None:
    assert len(cannot_prove()) == 10
    path = held(folder, "P1")
    access = store_of(folder).access
    shutil.copytree(folder, folder.parent / "earlier")
    with store_of(folder) as store:
        store.record("P1", {"phone": "0102030405"})
    cut(path.with_name("facts.journal"), access)
    assert kinds(folder) == []
    with store_of(folder) as store:
        store.amending(path.stem).amend("low", "2", "misread")
    cut(path, access)
    cut(folder / "audit.journal", access)  # both
    assert kinds(folder) == []
    with store_of(folder) as store:
        session = store.begin("P1", script_of())
        up_to(session, "low")
        path = next((folder / "dossiers").glob(f"*/{session.name}.journal"))
    cut(path, access)  # not over, cut at a record
    assert kinds(folder) == []
    held(folder, "P2")
    shutil.rmtree(folder)
    shutil.copytree(folder.parent / "earlier", folder)  # the whole store of an earlier day
    assert kinds(folder) == []


def test_a_signed_record_holds_its_event_and_signature_together(folder: Path) -> None:
    path = held(folder, "P1")
    _header, _raw, payloads = records(path, store_of(folder).access)
    last = json.loads(payloads[-1])
    assert [event["kind"] for event in last["events"]] == ["completed"]
    assert len(last["signatures"]) == 1

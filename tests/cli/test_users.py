"""`assistant init` and `assistant users`: who may open the store, and with what."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from assistant.clock import SystemClock
from assistant.errors import StoreError
from assistant.store import frame, system
from assistant.store.audit import Audit
from assistant.store.entry import Entry
from assistant.store.journal import Journal
from assistant.store.seal import link
from assistant.store.vault import cipher
from assistant.store.vault.ring import Ring
from tests.cli.calling import Call
from tests.opening import PASSPHRASE, opened

NEW = "six mots que personne ne devine ici"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def new(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_NEW_PASSPHRASE", NEW)


def as_user(patch: pytest.MonkeyPatch, name: str, passphrase: str = NEW) -> None:
    patch.setenv("ASSISTANT_USER", name)
    patch.setenv("ASSISTANT_PASSPHRASE", passphrase)


def test_init_makes_a_store_without_asking(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = ("--store", str(tmp_path / "new"))
    monkeypatch.setenv("ASSISTANT_USER", "amartin")
    made = call("init", "--name", "Anne Martin", *where, "--json").result
    key = made.pop("recovery_key")
    assert made == {
        "store": str(tmp_path / "new"),
        "user": "amartin",
        "name": "Anne Martin",
        "role": "pharmacist",
    }
    assert len(key) == 47
    assert call("patients", "list", *where, "--json").result == []
    monkeypatch.setenv("ASSISTANT_USER", "anne MARTIN")
    assert call("patients", "list", *where, "--json").result == []
    again = call("init", *where, "--json")
    assert (again.code, again.error["kind"]) == (1, "input")
    for path in (tmp_path / "new").rglob("*"):
        assert key.encode() not in (path.read_bytes() if path.is_file() else b"")


def test_init_prints_the_recovery_key_once_in_words(call: Call, tmp_path: Path) -> None:
    said = call("init", "--store", str(tmp_path / "new"))
    assert said.code == 0
    assert said.out.count("-") >= 7
    assert "paper" in said.out
    assert "nobody can read the dossiers, nor can we" in said.out
    assert said.err == ""


@pytest.mark.parametrize(("passphrase", "code"), [("", 1), ("   ", 1), ("short", 0)])
def test_a_poor_passphrase(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, passphrase: str, code: int
) -> None:
    file = tmp_path / "passphrase"
    file.write_text(passphrase + "\n", "utf-8")
    said = call("--passphrase-file", str(file), "init", "--store", str(tmp_path / "new"))
    assert said.code == code
    assert ("short" in said.err) is (code == 0)
    assert (tmp_path / "new").exists() is (code == 0)


def test_dossiers_without_a_vault_are_not_taken_over(call: Call, store: Path, ref: str) -> None:
    (store / "vault").unlink()
    refused = call("init", "--json")
    assert (refused.code, refused.error["kind"]) == (1, "input")
    assert "vault" in refused.error["message"]
    assert call("patients", "list", "--json").error["kind"] == "not_found"


def test_only_their_owner_reads_the_files(call: Call, store: Path, ref: str, talk: object) -> None:
    assert callable(talk)
    talk(ref, last="medicine")
    modes = {stat.S_IMODE(path.stat().st_mode) for path in store.rglob("*") if path.is_file()}
    folders = {stat.S_IMODE(path.stat().st_mode) for path in [store, *store.rglob("*")] if path.is_dir()}
    assert modes == {0o600}
    assert folders == {0o700}


def test_without_a_passphrase_or_with_another_nothing_opens(
    call: Call, ref: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ASSISTANT_PASSPHRASE")
    none = call("patients", "list", "--json")
    assert (none.code, none.error["kind"]) == (1, "locked")
    assert "--passphrase-file" in none.error["message"]
    monkeypatch.setenv("ASSISTANT_PASSPHRASE", "wrong")
    for _try in range(5):
        wrong = call("patients", "list", "--json")
        assert (wrong.code, wrong.error["kind"]) == (1, "locked")
        assert "wait" not in wrong.error["details"]
    slowed = call("patients", "list", "--json")
    assert slowed.error["details"]["wait"] >= 1
    monkeypatch.setenv("ASSISTANT_PASSPHRASE", PASSPHRASE)
    assert call("patients", "list", "--json").error["details"]["wait"] >= 1


def test_a_passphrase_file_stands_before_or_after(
    call: Call, ref: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ASSISTANT_PASSPHRASE")
    file = tmp_path / "passphrase"
    file.write_bytes(b"\xef\xbb\xbf" + PASSPHRASE.encode() + b"\r\nsecond line")
    assert call("--passphrase-file", str(file), "patients", "list").code == 0
    assert call("patients", "list", "--passphrase-file", str(file)).code == 0
    missing = call("patients", "list", "--passphrase-file", str(tmp_path / "none"), "--json")
    assert (missing.code, missing.error["kind"]) == (1, "input")


def test_nobody_of_this_name(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    as_user(monkeypatch, "Nobody")
    assert call("patients", "list", "--json").error["kind"] == "not_found"


def test_people_come_and_go(call: Call, store: Path, monkeypatch: pytest.MonkeyPatch, new: None) -> None:
    added = call("users", "add", "Bruno Petit", "--user", "bruno", "--role", "supervisor", "--json").result
    assert added == {"user": "bruno", "name": "Bruno Petit", "role": "supervisor"}
    people = call("users", "list", "--json").result
    assert [(one["name"], one["role"], one["known"]) for one in people] == [
        ("Anne Martin", "pharmacist", True),
        ("Bruno Petit", "supervisor", True),
    ]
    assert len({one["fingerprint"] for one in people}) == 2
    assert call("users", "add", "BRUNO", "--role", "student", "--json").error["kind"] == "input"
    as_user(monkeypatch, "bruno")
    assert call("users", "add", "Zoé", "--role", "student", "--json").error["kind"] == "rights"
    assert call("users", "remove", "Anne Martin", "--json").error["kind"] == "rights"
    as_user(monkeypatch, "Anne Martin", PASSPHRASE)
    assert call("users", "remove", "Anne Martin", "--json").error["kind"] == "input"
    assert call("users", "remove", "Nobody", "--json").error["kind"] == "not_found"
    gone = call("users", "remove", "Bruno Petit", "--json").result
    assert gone == {"removed": "bruno", "new_key": True}
    as_user(monkeypatch, "bruno")
    assert call("patients", "list", "--json").error["kind"] == "not_found"
    access = opened(store, SystemClock()).access
    kinds = [line.kind for line in Audit(store, access, SystemClock()).lines()]
    assert kinds == [
        "created",
        "changing_people",
        "person_added",
        "changing_people",
        "person_removed",
    ]


def test_a_new_passphrase_rewrites_nothing_but_the_vault(
    call: Call, store: Path, ref: str, monkeypatch: pytest.MonkeyPatch, new: None
) -> None:
    before = {path: path.read_bytes() for path in store.rglob("*") if path.is_file()}
    assert call("users", "passphrase", "--json").result["name"] == "Anne Martin"
    after = {path: path.read_bytes() for path in store.rglob("*") if path.is_file()}
    changed = {path.name for path in after if after[path] != before.get(path)}
    assert changed - {"vault.lock"} == {"vault", "audit.journal"}
    assert call("patients", "list", "--json").error["kind"] == "locked"
    as_user(monkeypatch, "Anne Martin")
    assert [row["ref"] for row in call("patients", "list", "--json").result] == [ref]


def test_a_supervisor_reads_and_never_writes(
    call: Call, ref: str, monkeypatch: pytest.MonkeyPatch, new: None, talk: object
) -> None:
    assert callable(talk)
    name = talk(ref, last="medicine").messages[0]["transcript"]
    call("users", "add", "Bruno Petit", "--role", "supervisor")
    as_user(monkeypatch, "Bruno Petit")
    assert call("patients", "show", ref, "--json").result["ref"] == ref
    assert call("transcripts", "show", name, "--json").result["id"] == name
    add = ("patients", "add", "--family-name", "A", "--given-name", "B", "--birth-date", "1943-02-01")
    for words in (add, ("interview", ref, "--jsonl"), ("interview", ref, "--jsonl", "--resume")):
        refused = call(*words, "--json")
        assert (refused.code, refused.error["kind"]) == (1, "rights")
    assert len(call("transcripts", "list", "--json").result) == 1


def test_a_student_has_rehearsals_alone_whatever_program_they_use(
    call: Call, store: Path, ref: str, monkeypatch: pytest.MonkeyPatch, new: None
) -> None:
    call("users", "add", "Zoé", "--role", "student")
    as_user(monkeypatch, "Zoé")
    assert call("patients", "list", "--json").result == []
    assert call("patients", "show", ref, "--json").error["kind"] == "not_found"
    keys = Entry(store, SystemClock()).keys("Zoé", NEW)
    assert set(keys.rings) == {"rehearsal"}
    journals = list((store / "dossiers").rglob("*.journal"))
    assert journals
    for path in journals:
        with pytest.raises(StoreError, match="protected in another way"):
            Journal(path, keys.rings["rehearsal"]).read()
        assert raw_records_open(path, keys.rings["rehearsal"]) == 0
    call("patients", "add", "--family-name", "Jeu", "--given-name", "R", "--birth-date", "1943-02-01")
    assert len(call("patients", "list", "--json").result) == 1
    as_user(monkeypatch, "Anne Martin", PASSPHRASE)
    assert [row["ref"] for row in call("patients", "list", "--json").result] == [ref]


def raw_records_open(path: Path, ring: Ring) -> int:
    """How many records a ring opens once the name in the header is left out of account."""
    data = path.read_bytes()
    header = frame.read_header(data, opened(path.parents[2], SystemClock()).access.seal, "", path.name)
    start = link(system.place_of(path).encode(), data[: header.length])
    return len(frame.play(data[header.length :], header.length, start, ring, 0).payloads[:1])


def test_the_recovery_key_replaces_a_forgotten_passphrase(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, new: None
) -> None:
    where = ("--store", str(tmp_path / "new"))
    key = call("init", *where, "--json").result["recovery_key"]
    before = call("users", "list", *where, "--json").result[0]["fingerprint"]
    monkeypatch.delenv("ASSISTANT_PASSPHRASE")
    file = tmp_path / "key"
    file.write_text("WRONG-WRONG", "utf-8")
    words = ("users", "passphrase", "Anne Martin", "--recovery-file", str(file), *where)
    refused = call(*words, "--json")
    assert (refused.code, refused.error["kind"]) == (1, "locked")
    assert "nobody can read" in refused.error["message"]
    file.write_text(key.lower().replace("-", " ").replace("0", "o").replace("1", "l"), "utf-8")
    assert call(*words, "--json").result["user"] == "Anne Martin"
    as_user(monkeypatch, "Anne Martin")
    after = call("users", "list", *where, "--json").result
    assert [one["known"] for one in after] == [True]
    assert after[0]["fingerprint"] != before


def test_a_short_passphrase_is_named_and_taken(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_NEW_PASSPHRASE", "bref")
    said = call("users", "add", "Zoé", "--role", "student")
    assert said.code == 0
    assert "short" in said.err


def test_the_cost_is_stored_with_each_person(store: Path) -> None:
    (member,) = Entry(store, SystemClock()).vault().members
    assert member.cost == cipher.COST

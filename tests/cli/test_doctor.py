"""`assistant doctor`: what is wrong is mended or named, in words."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.clock import SystemClock
from assistant.errors import StoreError
from assistant.store.audit import Audit
from tests.cli.calling import Call, Called
from tests.opening import opened

Talk = Callable[..., Called]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def path(talk: Talk, ref: str, store: Path) -> Path:
    """The journal of a completed questionnaire."""
    name = talk(ref, "--script", "observance").messages[-1]["transcripts"][0]
    return next(store.glob(f"dossiers/*/{name}.journal"))


def test_a_sound_store_is_well(call: Call, path: Path) -> None:
    call("patients", "list")
    found = call("doctor", "--json")
    assert (found.code, found.result) == (0, {"ok": True, "checked": 1, "found": []})
    assert "All is well." in call("doctor").out


def test_what_can_be_mended_is(call: Call, talk: Talk, ref: str, path: Path, store: Path) -> None:
    name = talk(ref, "--script", "avk", last="medicine").messages[0]["transcript"]
    torn = path.with_name(name + ".journal")
    with torn.open("ab") as journal:
        journal.write(b"\0\0\1\0torn")
    for left in (path.with_suffix(".holder"), store / "index.new"):
        left.write_bytes(b"left")
        left.chmod(0o600)
    path.with_suffix(".draft").write_bytes(b"left")
    (store / "dossiers" / ("0" * 32)).mkdir(mode=0o700)
    path.chmod(0o644)
    (store / "index").unlink()
    next((store / "scripts").glob("*.script")).write_bytes(b"spoilt")
    found = call("doctor", "--json")
    assert found.code == 0, found.out
    wheres = [one["where"].rpartition("/")[2] for one in found.result["found"]]
    assert {torn.name, path.name, "index", "0" * 32, path.with_suffix(".holder").name} <= set(wheres)
    assert all(one["did"] for one in found.result["found"])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not (store / "dossiers" / ("0" * 32)).exists()
    again = call("doctor", "--json")
    (left,) = again.result["found"]  # what was cut off stays until somebody removes it
    assert left["where"].endswith(".torn")
    assert again.code == 0
    assert call("transcripts", "verify", "--json").result["ok"] is True


def test_a_head_that_was_not_kept_apart_is(
    call: Call, talk: Talk, ref: str, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object, **_about: object) -> None:
        raise StoreError("full")

    with monkeypatch.context() as patch:
        patch.setattr(Audit, "add", full)
        assert talk(ref, "--script", "observance").messages[-1]["status"] == "completed"
    call("patients", "list")
    found = call("doctor", "--json").result
    assert [one["what"] for one in found["found"]] == ["Its head was not kept apart in the audit trail."]
    assert [line.kind for line in opened(store, SystemClock()).audit.lines()] == ["created", "signed"]
    assert call("doctor", "--json").result["found"] == []


def test_what_cannot_be_mended_is_named_with_exit_code_2(call: Call, path: Path, store: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 1
    path.write_bytes(bytes(data))
    before = path.read_bytes()
    found = call("doctor", "--json")
    assert (found.code, found.result["ok"]) == (2, False)
    assert path.name in found.result["found"][0]["where"]
    assert path.read_bytes() == before
    assert "backup" in call("doctor").out


def test_an_entry_made_outside_the_program_is_named(call: Call, store: Path) -> None:
    lines = (store / "vault").read_bytes().split(b"\n", 1)
    document = json.loads(lines[1])
    document["people"].append({**document["people"][0], "user": "eve", "name": "Eve"})
    (store / "vault").write_bytes(lines[0] + b"\n" + json.dumps(document).encode())
    found = call("doctor", "--json")
    assert found.code == 2
    assert "Eve" in found.result["found"][0]["what"]
    assert [one["known"] for one in call("users", "list", "--json").result] == [True, False]


def test_a_supervisor_mends_nothing(
    call: Call, path: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(store, SystemClock(), "Sup Visor", "supervisor").close()
    with path.open("ab") as journal:
        journal.write(b"\0\0\1\0torn")
    before = path.read_bytes()
    monkeypatch.setenv("ASSISTANT_USER", "Sup Visor")
    found = call("doctor", "--json")
    assert (found.code, [one["did"] for one in found.result["found"]]) == (2, [""])
    assert path.read_bytes() == before

"""The vault on disk: whatever is done to the file, nobody gets in who may not, and all is said in words."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import AssistantError, LockedError, NotFoundError, StoreError
from assistant.store.entry import Entry
from assistant.store.store import Store
from assistant.store.vault.attempts import FREE
from assistant.store.vault.changes import recovered, with_member, with_passphrase, without
from assistant.store.vault.member import locked, new_recovery_key, read_recovery_key
from assistant.store.vault.register import Register
from assistant.store.vault.vault import Keys, Vault
from tests.interview.asking import Watch, up_to
from tests.opening import PASSPHRASE, opened
from tests.script.small import script_of

FACTS = {"family_name": "Durand", "given_name": "Anne", "birth_date": "1943-05-01"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASSISTANT_CONFIG", str(tmp_path / "configuration"))
    folder = tmp_path / "store"
    opened(folder, Watch(), "Anne Martin").close()
    opened(folder, Watch(), "Bruno Petit").close()
    opened(folder, Watch(), "Zoé Klein", "student").close()
    return folder


def entry(folder: Path) -> Entry:
    return Entry(folder, Watch())


def keys(folder: Path, name: str = "Anne Martin", passphrase: str = PASSPHRASE) -> Keys:
    return entry(folder).keys(name, passphrase)


def edit(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the vault as somebody with a text editor would."""
    first, text = (folder / "vault").read_bytes().split(b"\n", 1)
    document = json.loads(text)
    change(document)
    (folder / "vault").write_bytes(first + b"\n" + json.dumps(document).encode())


def promote(document: dict[str, Any]) -> None:
    document["people"][2]["role"] = "pharmacist"


def rename(document: dict[str, Any]) -> None:
    document["people"][2]["name"] = "Anne Martin bis"


def borrow_rings(document: dict[str, Any]) -> None:
    document["people"][2]["rings"] = document["people"][0]["rings"]


def borrow_secret(document: dict[str, Any]) -> None:
    document["people"][2]["secret"] = document["people"][0]["secret"]


def swap_address(document: dict[str, Any]) -> None:
    document["people"][2]["address"] = document["people"][0]["address"]


def raise_cost(document: dict[str, Any]) -> None:
    document["people"][2]["argon2id"]["memory_kib"] = 1 << 40


def cut_register(document: dict[str, Any]) -> None:
    document["registers"]["rehearsal"] = document["registers"]["rehearsal"][:-8]


def swap_registers(document: dict[str, Any]) -> None:
    document["registers"]["rehearsal"] = document["registers"]["store"]


@pytest.mark.parametrize(
    "change",
    [
        promote,
        rename,
        borrow_rings,
        borrow_secret,
        swap_address,
        raise_cost,
        cut_register,
        swap_registers,
    ],
)
def test_an_edited_entry_opens_nothing(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    edit(folder, change)
    member = entry(folder).vault().members[2]
    with pytest.raises((LockedError, StoreError)):
        keys(folder, member.user)


def test_every_byte_of_a_vault_may_be_changed(folder: Path) -> None:
    data = (folder / "vault").read_bytes()
    secret = keys(folder).secret
    for at in range(0, len(data), 7):
        changed = bytearray(data)
        changed[at] ^= 1
        (folder / "vault").write_bytes(bytes(changed))
        (folder / "attempts").unlink(missing_ok=True)
        with suppress(AssistantError):  # refused in words
            assert keys(folder).secret == secret
    for cut in range(0, len(data), 97):
        (folder / "vault").write_bytes(data[:cut])
        with pytest.raises(AssistantError):
            keys(folder)


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"entretien-avk vault 1\n[]\n", b"entretien-avk vault 1\n{}", b"\0" * 99]
)
def test_another_file_is_no_vault(folder: Path, data: bytes) -> None:
    (folder / "vault").write_bytes(data)
    with pytest.raises(StoreError, match="damaged"):
        entry(folder).vault()


def test_a_newer_vault_is_refused_in_words(folder: Path) -> None:
    (folder / "vault").write_bytes(b"entretien-avk vault 2\n{}")
    with pytest.raises(StoreError, match="newer version"):
        entry(folder).vault()


def test_a_student_has_no_key_of_a_dossier(folder: Path) -> None:
    student = keys(folder, "Zoé Klein")
    assert set(student.rings) == set(student.registers) == {"rehearsal"}
    with opened(folder, Watch(), "Zoé Klein") as store:
        assert store.folder == folder / "rehearsal"
        assert store.access.rehearsal


def test_secrets_are_not_shown(folder: Path) -> None:
    some = keys(folder)
    with opened(folder, Watch()) as store:
        shown = f"{some!r} {some.rings!r} {store.access!r}"
    assert some.secret.hex() not in shown
    assert repr(some.secret) not in shown
    assert all(key.hex() not in shown for ring in some.rings.values() for key in ring.keys.values())


def test_who_left_opens_what_was_written_before_and_nothing_after(folder: Path, tmp_path: Path) -> None:
    def held(store: Store, ref: str) -> Path:
        store.add_patient(FACTS, ref)
        session = store.begin(ref, script_of())
        up_to(session, "low")
        store.release(session.name)
        return next(store.folder.glob(f"dossiers/*/{session.name}.journal"))

    with opened(folder, Watch()) as store:
        before = held(store, "P1")
    shutil.copy(folder / "vault", tmp_path / "kept")
    mine = keys(folder)
    later = Watch().now() + timedelta(days=1)
    entry(folder).change(
        mine,
        lambda vault, mine: without(vault, mine, "Bruno Petit", later, new_keys=True),
        "person_removed",
        "x",
    )
    with pytest.raises(NotFoundError):
        keys(folder, "Bruno Petit")
    with opened(folder, Watch()) as store:
        store.resume(before.stem).answer("2")
        held(store, "P2")
        assert len(store.summaries()) == 2
    data = before.read_bytes()
    (folder / "vault").write_bytes((tmp_path / "kept").read_bytes())
    with entry(folder).unlock("Bruno Petit", PASSPHRASE) as store:
        with pytest.raises(StoreError, match="newer key"):
            store.interview(before.stem)
        with pytest.raises(StoreError, match="newer key"):
            store.resume(before.stem)
        assert [one.patient.ref for one in store.summaries()] == ["P1"]  # whose facts are older
        assert len(store.damaged()) == 2
    assert before.read_bytes() == data


def test_everybody_left_and_the_recovery_key_have_the_new_keys(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    store, recovery = entry(folder).create("anne", "Anne Martin", PASSPHRASE)
    store.close()
    for name in ("Bruno Petit", "Denis Roy"):
        opened_by(folder, name)
    mine = keys(folder, "anne")
    now = Watch().now()
    entry(folder).change(
        mine, lambda vault, mine: without(vault, mine, "Denis Roy", now, new_keys=True), "x", "y"
    )
    assert [len(ring.keys) for ring in keys(folder, "Bruno Petit").rings.values()] == [2, 2]
    spare = entry(folder).recovery_keys(recovery.lower().replace("-", ""))
    assert [len(ring.keys) for ring in spare.rings.values()] == [2, 2]
    entry(folder).change(
        spare, lambda vault, spare: recovered(vault, spare, "Bruno Petit", "autre", now), "x", "y"
    )
    with pytest.raises(LockedError):
        keys(folder, "Bruno Petit")
    assert keys(folder, "Bruno Petit", "autre").identity.verify != keys(folder, "anne").identity.verify
    with pytest.raises(LockedError, match="nobody can read"):
        entry(folder).recovery_keys(new_recovery_key())


def opened_by(folder: Path, name: str) -> None:
    mine = keys(folder, "anne")
    now = Watch().now()
    entry(folder).change(
        mine,
        lambda vault, mine: with_member(vault, mine, name, name, "pharmacist", PASSPHRASE, now),
        "x",
        name,
    )


def test_new_keys_are_not_meant_for_a_stranger(folder: Path) -> None:
    def plant(document: dict[str, Any]) -> None:
        planted = copy.deepcopy(document["people"][0])
        document["people"].append({**planted, "user": "eve", "name": "Eve"})

    edit(folder, plant)
    mine = keys(folder)
    now = Watch().now()
    with pytest.raises(StoreError, match="Eve"):
        entry(folder).change(
            mine, lambda vault, mine: without(vault, mine, "Bruno Petit", now, new_keys=True), "x", "y"
        )
    assert keys(folder, "Bruno Petit").user == "Bruno Petit"


def test_a_student_who_forges_what_they_can_seal_is_a_stranger(folder: Path) -> None:
    student = keys(folder, "Zoé Klein")
    store = entry(folder).vault().store
    made = locked(store, student.user, "Zoé Klein", "pharmacist", PASSPHRASE, student.secret, student.rings)
    rows = [
        replace(row, role="pharmacist") if row.user == student.user else row
        for row in student.registers["rehearsal"].rows
    ]

    def forge(document: dict[str, Any]) -> None:
        document["people"][2] = made.to_json()
        document["registers"]["rehearsal"] = Register(rows).sealed(student.rings["rehearsal"]).hex()

    edit(folder, forge)
    mine = keys(folder)
    with pytest.raises(StoreError, match="Zoé Klein"):
        entry(folder).change(
            mine,
            lambda vault, mine: without(vault, mine, "Bruno Petit", Watch().now(), new_keys=True),
            "x",
            "y",
        )
    assert "store" not in keys(folder, "Zoé Klein").rings
    known = mine.access("rehearsal").register.named(student.user)  # nor is what they forged believed there
    assert known is not None
    assert known.role == "student"


def test_tries_at_once_are_counted_one_by_one(folder: Path) -> None:
    def try_() -> str:
        try:
            keys(folder, passphrase="une autre")
        except LockedError as error:
            return "wait" if "wait" in error.details else "wrong"
        return "open"

    with ThreadPoolExecutor(12) as pool:
        said = list(pool.map(lambda _number: try_(), range(12)))
    assert said.count("wrong") == FREE
    assert said.count("wait") == 12 - FREE


def test_two_who_change_the_people_at_once_undo_nothing(folder: Path) -> None:
    opened(folder, Watch(), "Denis Roy").close()
    mine, theirs = keys(folder), keys(folder, "Bruno Petit")
    now = Watch().now()

    def let_in(vault: Vault, known: Keys) -> Vault:
        return with_member(vault, known, "cleo", "Cléo", "pharmacist", PASSPHRASE, now)

    entry(folder).change(
        theirs, lambda vault, known: without(vault, known, "Denis Roy", now, new_keys=True), "x", "y"
    )
    entry(folder).change(mine, let_in, "x", "y")
    with opened(folder, Watch(), "Bruno Petit") as store:
        store.add_patient(FACTS, "P1")
    with opened(folder, Watch(), "Cléo") as store:
        assert [one.patient.ref for one in store.summaries()] == ["P1"]
    assert [row.name for row in keys(folder).register.rows if row.until] == ["Denis Roy"]


def test_who_was_removed_meanwhile_changes_nothing(folder: Path) -> None:
    mine, theirs = keys(folder), keys(folder, "Bruno Petit")
    now = Watch().now()
    entry(folder).change(
        mine, lambda vault, known: without(vault, known, "Bruno Petit", now, new_keys=False), "x", "y"
    )
    kept = (folder / "vault").read_bytes()
    with pytest.raises(NotFoundError, match="Bruno Petit"):
        entry(folder).change(
            theirs, lambda vault, known: with_passphrase(vault, known, "une autre"), "x", "y"
        )
    assert (folder / "vault").read_bytes() == kept


def test_a_new_passphrase_keeps_the_person(folder: Path) -> None:
    mine = keys(folder)
    entry(folder).change(mine, lambda vault, mine: with_passphrase(vault, mine, "ÉTÉ nouveau"), "x", "y")
    # Typed on another system, the same letters come in another form.
    assert keys(folder, passphrase="E\u0301TE\u0301 nouveau").secret == mine.secret
    with pytest.raises(LockedError):
        keys(folder)


def test_a_recovery_key_is_read_as_people_write_it() -> None:
    key = new_recovery_key()
    assert len(key.replace("-", "")) == 40
    assert read_recovery_key(" " + key.lower().replace("-", " ").replace("0", "o").replace("1", "I")) == key

"""Files cut at every byte, single bits flipped: opened up to the damage or refused in words, never a lie."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import AssistantError
from assistant.store.doctor import examine
from assistant.store.entry import Entry
from assistant.store.journal import Journal
from assistant.store.store import Store
from assistant.store.verifying import verify
from tests.faults.conftest import Figure
from tests.interview.asking import Watch, up_to
from tests.opening import PASSPHRASE, opened
from tests.script.small import SMALL, script_of

FACTS = {"family_name": "Durand", "given_name": "Anne", "birth_date": "1943-05-01"}
PART = 25
"""A sample tries so many cuts and flips of each file."""
HELD = "lock", "holder"


@dataclass(frozen=True)
class Whole:
    """A store with nothing wrong, and what is in it."""

    store: Store
    signed: str
    begun: str
    files: dict[str, Path]
    """What each file is, to the file."""

    def seen(self) -> dict[str, Any]:
        """All that a person can come to see, part by part; a sentence where it is refused."""
        return {
            "facts": self._told(lambda: [event.to_json() for event in self.store.dossier("P1").events]),
            "signed": self._told(lambda: self._events(self.signed)),
            "begun": self._told(lambda: self._events(self.begun)),
            "list": self._told(lambda: [summary.to_json() for summary in self.store.summaries()]),
            "damaged": self._told(self.store.damaged),
            "draft": self._told(lambda: self.store.draft(self.begun).read_all()),
            "audit": self._told(lambda: [(one.kind, one.at, one.about) for one in self.store.audit.lines()]),
        }

    def _events(self, name: str) -> list[Any]:
        return [event.to_json() for event in self.store.interview(name)[1].standing.transcript.events]

    def _told(self, look: Callable[[], Any]) -> Any:
        self.store.forget()
        self.store.__dict__.pop("versions", None)  # it remembers the scripts it has read
        try:
            return look()
        except AssistantError as error:
            return said(error)


def said(error: AssistantError) -> str:
    """The sentence of a refusal."""
    assert error.message.isprintable()
    assert error.message.endswith(".")
    return error.message


def kept(well: bool, error: AssistantError) -> None:
    """That a refusal is one of those expected."""
    assert well or error.kind in ("locked", "not_found"), error.message


@pytest.fixture
def whole(tmp_path: Path) -> Iterator[Whole]:
    own = tmp_path / "configuration" / "scripts" / "interviews" / "small.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(SMALL, encoding="utf-8")
    folder = tmp_path / "store"
    with opened(folder, Watch()) as store:
        store.add_patient(FACTS, "P1")
        store.record("P1", {"inr_low": 2.0})
        session = store.begin("P1", script_of())
        up_to(session, None)
        session.finish()
        store.release(session.name)
        amending = store.amending(session.name)
        amending.amend("low", "2,1", "mal entendu")
        store.release(session.name)
        begun = store.begin("P1", script_of())
        up_to(begun, "high")
        store.draft(begun.name).keep("high", "3,")
        store.release(begun.name)
        store.summaries()
        dossier = store.folder_of("P1")
        files = {
            "signed": dossier / f"{session.name}.journal",
            "begun": dossier / f"{begun.name}.journal",
            "draft": dossier / f"{begun.name}.draft",
            "facts": dossier / "facts.journal",
            "audit": folder / "audit.journal",
            "index": folder / "index",
            "script": next((folder / "scripts").iterdir()),
            "vault": folder / "vault",
        }
        yield Whole(store, session.name, begun.name, files)


def changes(data: bytes, long: bool, chance: random.Random) -> list[bytes]:
    """The file cut at every byte, and with one bit of each byte flipped; or a sample of these."""
    places = range(len(data))
    cuts = places if long else sorted(chance.sample(places, PART))
    flips = places if long else sorted(chance.sample(places, PART))
    return [
        *(data[:at] for at in cuts),
        *(data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :] for at in flips),
    ]


def is_part(found: Any, truth: Any) -> bool:
    """Whether something is what it was, or is refused, or ends early."""
    if isinstance(found, list) and isinstance(truth, list):
        return found == truth[: len(found)]
    return isinstance(found, str) or found in (truth, {})


@pytest.mark.parametrize("name", ["signed", "begun", "facts", "audit", "draft", "script", "index"])
def test_what_is_damaged_is_told_or_left_out(
    whole: Whole, long: bool, figure: Figure, chance: random.Random, name: str
) -> None:
    truth, path = whole.seen(), whole.files[name]
    data = path.read_bytes()
    assert verify(whole.store, whole.store.audit).faults == []
    tried = changes(data, long, chance)
    for number, changed in enumerate(tried):
        path.write_bytes(changed)
        found = whole.seen()
        # The list is made from the files: what is left of them is in it, or a sentence says why not.
        listed, damaged = found.pop("list"), found.pop("damaged")
        assert len(listed) <= 1
        assert listed or damaged, number  # nobody vanishes without a word
        assert not (listed and damaged) or name in ("signed", "begun", "script")
        for part, value in found.items():
            assert is_part(value, truth[part]), (number, part, value)
        others = {"facts", "signed", "begun", "draft", "audit"} - {name}
        if name in ("index", "draft"):
            assert listed == truth["list"]
            assert {part: found[part] for part in others} == {part: truth[part] for part in others}
        faults = verify(whole.store, whole.store.audit).faults
        flipped = name not in ("index", "draft") and len(changed) == len(data)
        if name in ("signed", "script") or flipped:
            assert faults, number
        if name in ("index", "draft"):
            assert faults == []
    path.write_bytes(data)
    assert whole.seen() == truth
    figure(f"cuts and flipped bits of {name}", len(tried))


@pytest.mark.parametrize("name", ["begun", "facts", "audit"])
def test_who_writes_goes_on_behind_what_is_left(
    whole: Whole, tmp_path: Path, long: bool, figure: Figure, chance: random.Random, name: str
) -> None:
    truth, path = whole.seen(), whole.files[name]
    data = path.read_bytes()
    written = 0
    tried = changes(data, long, chance)
    for changed in tried:
        path.write_bytes(changed)
        before = whole.seen()[name]
        try:
            if name == "begun":
                with opened(whole.store.folder, Watch()) as store:
                    session = store.resume(whole.begun)
                    session.note("après")
            elif name == "facts":
                whole.store.record("P1", {"inr_high": 3.0})
            else:
                whole.store.audit.add("exported")
        except AssistantError as error:
            # Nothing that may still be of use is thrown away where it cannot be gone on with.
            kept(path.read_bytes() == changed, error)
        else:
            written += 1
            after = whole.seen()[name]
            assert after[: len(before)] == before == truth[name][: len(before)]
            assert len(after) > len(before)
        finally:
            for kind in HELD:
                with suppress(FileNotFoundError):
                    path.with_suffix("." + kind).unlink()
            path.write_bytes(data)
    assert 0 < written < len(tried)
    figure(f"cuts and flipped bits of {name}, then written to", len(tried))


def ends_at_a_record(whole: Whole, path: Path) -> bool:
    """Whether a journal that is not signed ends where a record does."""
    journal = Journal(path, whole.store.access.seal)
    journal.read()
    return path != whole.files["signed"] and path.stat().st_size == journal.length


@pytest.mark.parametrize("name", ["begun", "facts", "signed"])
def test_the_doctor_removes_nothing_that_was_acknowledged(
    whole: Whole, long: bool, figure: Figure, chance: random.Random, name: str
) -> None:
    path = whole.files[name]
    data = path.read_bytes()
    kept_files = {file: file.read_bytes() for key, file in whole.files.items() if key not in ("draft", name)}
    tried = [None, *changes(data, long, chance)]
    for changed in tried:
        if changed is None:
            path.unlink()
        else:
            path.write_bytes(changed)
        _checked, findings = examine(whole.store)
        # Of an interview that is not over nothing else knows, nor that a record was the last one.
        assert findings or (name, changed) == ("begun", None) or ends_at_a_record(whole, path)
        examine(whole.store)  # whatever the first one did
        for file, held in kept_files.items():
            if file.name not in ("index", "audit.journal"):
                assert file.read_bytes() == held
        if changed is not None and len(changed) == len(data):  # a flipped bit: all of the file is still there
            left = path.read_bytes()
            aside = b"".join(torn.read_bytes() for torn in path.parent.glob(f"{path.stem}.*.torn"))
            assert left + aside == changed
        for torn in path.parent.glob("*.torn"):
            torn.unlink()
        for file, held in kept_files.items():
            file.write_bytes(held)
        path.write_bytes(data)
    figure(f"cuts and flipped bits of {name}, then shown to the doctor", len(tried))


def test_a_damaged_vault_lets_nobody_in_as_somebody_else(
    whole: Whole, tmp_path: Path, long: bool, figure: Figure, chance: random.Random
) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    data = whole.files["vault"].read_bytes()
    opens = 0
    tried = changes(data, long, chance)
    for changed in tried:
        (folder / "vault").write_bytes(changed)
        (folder / "attempts").unlink(missing_ok=True)
        entry = Entry(folder, Watch())
        try:
            keys = entry.keys("Anne Martin", PASSPHRASE)
        except AssistantError as error:
            kept("vault" in said(error), error)
        else:
            opens += 1
            assert (keys.person.name, keys.person.role) == ("Anne Martin", "pharmacist")
            assert keys.access("store").seal.name == whole.store.access.seal.name
    figure("cuts and flipped bits of the vault", len(tried))
    assert opens < len(tried) // 2  # those of the recovery key's entry are not seen here


def test_files_that_are_swapped_are_not_taken_for_each_other(whole: Whole) -> None:
    truth = whole.seen()
    with opened(whole.store.folder, Watch()) as store:
        store.add_patient({**FACTS, "given_name": "Paul"}, "P2")
        other = store.begin("P2", script_of())
        up_to(other, "rows")
        store.release(other.name)
        theirs = store.folder_of("P2") / f"{other.name}.journal"
    for name in ("signed", "begun", "facts", "draft"):
        path = whole.files[name]
        data = path.read_bytes()
        shutil.copy(theirs, path)
        assert is_part(whole.seen()[name], truth[name])
        assert whole.seen()[name] != truth[name]
        path.write_bytes(data)
    whole.store.forget()
    assert whole.seen()["signed"] == truth["signed"]

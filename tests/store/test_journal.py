"""The journal as a file: appended, read while it grows, torn, removed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.errors import StoreError
from assistant.store import frame
from assistant.store.appending import JournalWriter
from assistant.store.journal import Journal, Reading
from assistant.store.seal import PLAIN, Opened

if TYPE_CHECKING:
    from tests.store.conftest import Disk


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.journal"


def make(path: Path, *payloads: bytes) -> int:
    """A journal with these records; its length in bytes."""
    writer = JournalWriter.create(path, PLAIN)
    for payload in payloads:
        writer.append(payload)
    writer.close()
    return writer.length


def test_what_is_appended_is_read_again(path: Path) -> None:
    writer = JournalWriter.create(path, PLAIN)
    assert writer.read() == Reading([], restarted=True)
    writer.append(b"one")
    writer.append("deux é".encode())
    assert writer.read() == Reading([], restarted=False)
    reader = Journal(path, PLAIN)
    assert reader.read() == Reading([b"one", "deux é".encode()], restarted=True)
    assert (reader.length, reader.head, reader.count) == (writer.length, writer.head, 2)
    assert (reader.length, reader.format) == (path.stat().st_size, frame.FORMAT)
    writer.close()
    again = JournalWriter(path, PLAIN)
    assert again.read().payloads == [b"one", "deux é".encode()]
    again.append(b"three")
    assert reader.read() == Reading([b"three"], restarted=False)
    assert reader.read() == Reading([], restarted=False)
    again.close()
    again.close()


def test_an_append_waits_for_the_disk(path: Path, disk: Disk) -> None:
    writer = JournalWriter.create(path, PLAIN)
    created = [call for call in disk.calls if call in ("write", "sync", "rename", "sync_folder")]
    assert created[:4] == ["write", "sync", "rename", "sync_folder"]
    disk.heal()
    writer.append(b"one")
    assert disk.calls == ["size", "write", "sync"]
    writer.close()
    disk.heal()
    JournalWriter(path, PLAIN).close()  # whoever made it may have died before its name was on the disk
    assert "sync_folder" in disk.calls


def test_nothing_is_overwritten_by_making_a_journal(path: Path) -> None:
    make(path, b"one")
    with pytest.raises(StoreError, match="there already"):
        JournalWriter.create(path, PLAIN)
    assert Journal(path, PLAIN).read().payloads == [b"one"]


def test_torn_at_every_byte(path: Path) -> None:
    first = make(path, b"one")
    path.unlink()
    make(path, b"one", b"two")
    data = path.read_bytes()
    first = len(data) - (first - frame.read_header(data, PLAIN, "", "").length)
    for cut in range(first, len(data)):
        path.write_bytes(data[:cut])
        reader = Journal(path, PLAIN)
        assert reader.read().payloads == [b"one"]
        assert reader.length == first
        assert path.read_bytes() == data[:cut], "a reader never repairs"

        writer = JournalWriter(path, PLAIN)
        assert writer.read().payloads == [b"one"]
        assert writer.dropped_bytes == cut - first
        assert path.read_bytes() == data[:first]
        writer.append(b"new")
        writer.close()
        assert Journal(path, PLAIN).read().payloads == [b"one", b"new"]


@pytest.mark.parametrize("kind", [Journal, JournalWriter])
def test_damage_before_the_end_is_refused_and_left_alone(path: Path, kind: type[Journal]) -> None:
    make(path, b"one", b"two", b"three")
    data = bytearray(path.read_bytes())
    data[data.index(b"two")] ^= 1
    path.write_bytes(data)
    with pytest.raises(StoreError, match="record 2 is not what was written") as refused:
        kind(path, PLAIN).read()
    assert refused.value.details["record"] == 2
    assert path.read_bytes() == data


def test_a_reader_between_two_records_sees_whole_ones_only(path: Path) -> None:
    make(path, b"one", b"two", b"three")
    data = path.read_bytes()
    path.write_bytes(data[:100])
    reader = Journal(path, PLAIN)
    seen: list[bytes] = []
    for end in range(100, len(data) + 1):
        path.write_bytes(data[:end])
        reading = reader.read()
        seen = reading.payloads if reading.restarted else seen + reading.payloads
        assert seen == [b"one", b"two", b"three"][: len(seen)]
    assert seen == [b"one", b"two", b"three"]


def test_a_reader_gives_up_a_record_that_was_taken_back(path: Path) -> None:
    before = make(path, b"one")
    kept = path.read_bytes()
    writer = JournalWriter(path, PLAIN)
    writer.append(b"lost")  # as a reader may see it before the disk refuses
    reader = Journal(path, PLAIN)
    assert reader.read().payloads == [b"one", b"lost"]
    writer.close()

    path.write_bytes(kept)
    assert reader.read() == Reading([b"one"], restarted=True)
    assert reader.length == before
    writer = JournalWriter(path, PLAIN)
    writer.append(b"new.")
    reader = Journal(path, PLAIN)
    assert reader.read().payloads == [b"one", b"new."]
    writer.close()

    path.write_bytes(kept)
    writer = JournalWriter(path, PLAIN)
    writer.append(b"went")  # of the same length as what the reader saw there
    writer.append(b"on")
    assert reader.read() == Reading([b"one", b"went", b"on"], restarted=True)
    writer.close()


def test_a_file_that_is_not_there_or_not_a_journal(path: Path) -> None:
    for kind in (Journal, JournalWriter):
        with pytest.raises(StoreError, match="does not exist"):
            kind(path, PLAIN).read()
    path.write_bytes(b"")
    for kind in (Journal, JournalWriter):
        with pytest.raises(StoreError, match="not a journal"):
            kind(path, PLAIN).read()
    assert path.read_bytes() == b""


def test_a_journal_removed_or_replaced_while_open_takes_nothing_more(path: Path) -> None:
    writer = JournalWriter.create(path, PLAIN)
    path.unlink()
    make(path, b"another")
    data = path.read_bytes()
    with pytest.raises(StoreError, match="removed or replaced"):
        writer.append(b"one")
    writer.close()
    assert path.read_bytes() == data


@pytest.mark.parametrize("change", [-1, 1])
def test_a_journal_changed_by_another_program_takes_nothing_more(path: Path, change: int) -> None:
    writer = JournalWriter.create(path, PLAIN)
    writer.append(b"one")
    data = path.read_bytes()
    path.write_bytes(data[:-1] if change < 0 else data + b"!")
    with pytest.raises(StoreError, match="changed by another program"):
        writer.append(b"two")
    writer.close()


def test_a_closed_journal_says_so(path: Path) -> None:
    writer = JournalWriter.create(path, PLAIN)
    writer.close()
    with pytest.raises(StoreError, match="closed"):
        writer.append(b"one")


def test_too_large_a_record_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame, "LARGEST", 1000)
    writer = JournalWriter.create(path, PLAIN)
    with pytest.raises(StoreError, match="too large"):
        writer.append(b"x" * 1000)
    writer.append(b"x" * 900)
    writer.close()
    assert Journal(path, PLAIN).read().payloads == [b"x" * 900]


class Careless:
    """A seal that does not give back what it took."""

    name = "careless"

    def seal(self, previous: bytes, payload: bytes) -> bytes:
        return PLAIN.seal(previous, payload[:-1])

    def open(self, previous: bytes, sealed: bytes) -> Opened:
        return PLAIN.open(previous, sealed)


def test_what_would_not_open_again_is_not_written(path: Path) -> None:
    writer = JournalWriter.create(path, Careless())
    with pytest.raises(StoreError, match="could not be sealed"):
        writer.append(b"one")
    assert path.stat().st_size == writer.length
    writer.close()

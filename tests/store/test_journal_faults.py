"""A disk that is full, faulty, read-only or denied: what was acknowledged stays, the rest is tried again."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.errors import StoreError
from assistant.store import system
from assistant.store.appending import JournalWriter
from assistant.store.database import Database
from assistant.store.failure import refusal
from assistant.store.journal import Journal
from assistant.store.lock import Lock
from assistant.store.seal import PLAIN

if TYPE_CHECKING:
    from tests.store.conftest import Disk

CODES = [errno.ENOSPC, errno.EIO, errno.EACCES]
ANSWERS: list[dict[str, object]] = [
    {"seq": 1, "value": "yes"},
    {"seq": 2, "value": "é" * 50},
    {"seq": 3, "value": None},
]


def interview(path: Path, lock: Callable[[Path], Lock]) -> tuple[list[dict[str, object]], bool]:
    """Keep the answers, trying each step twice; those acknowledged, and whether all went through."""
    kept: list[dict[str, object]] = []
    database = None
    for _attempt in range(2):
        try:
            database = Database(path, PLAIN, lock(path))
            break
        except StoreError:
            continue
    if database is None:
        return kept, False
    for answer in ANSWERS:
        for _attempt in range(2):
            try:
                database.table("events").insert(answer)
            except StoreError:
                continue
            kept.append(answer)
            break
        else:
            break
    database.close()
    return kept, kept == ANSWERS


@pytest.mark.parametrize("code", CODES, ids=errno.errorcode.get)
def test_one_failure_anywhere_loses_nothing(
    tmp_path: Path, disk: Disk, locked: Callable[[Path], Lock], code: int
) -> None:
    for number in range(1, 1000):
        path = tmp_path / f"{number}.journal"
        disk.fail_at(number, code)
        kept, done = interview(path, locked)
        reached = len(disk.calls) >= number
        disk.heal()
        assert done
        assert Database(path, PLAIN).rows("events") == kept == ANSWERS
        if not reached:
            break
    assert 15 < number < 999, "every call of the door was reached"


@pytest.mark.parametrize("code", CODES, ids=errno.errorcode.get)
def test_a_disk_that_fails_from_any_moment_on_keeps_what_was_acknowledged(
    tmp_path: Path, disk: Disk, locked: Callable[[Path], Lock], code: int
) -> None:
    for number in range(1, 1000):
        path = tmp_path / f"{number}.journal"
        disk.fail_at(number, code, last=10**6)
        kept, done = interview(path, locked)
        disk.heal()
        if done:
            break
        if path.exists():
            lock = locked(path)
            with Database(path, PLAIN, lock) as database:
                found = database.rows("events")
                # What the disk would not take back may be there, though it was never acknowledged.
                assert found in (kept, ANSWERS[: len(kept) + 1])
                database.table("events").insert({"after": True})
            assert Database(path, PLAIN).rows("events") == [*found, {"after": True}]
        else:
            assert kept == []
    assert 10 < number < 999


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EDQUOT, "disk is full"),
        (errno.EACCES, "Permission denied"),
        (errno.EPERM, "Permission denied"),
        (errno.EROFS, "read-only"),
        (errno.EIO, "reports a fault"),
        (errno.ENOENT, "does not exist"),
        (errno.EMFILE, "cannot be used"),
    ],
)
def test_each_failure_has_its_sentence_and_may_be_tried_again(
    tmp_path: Path, disk: Disk, code: int, words: str
) -> None:
    path = tmp_path / "a.journal"
    writer = JournalWriter.create(path, PLAIN)
    writer.append(b"one")
    for call in ("write", "sync", "size"):
        disk.fail_on(call, error=OSError(code, os.strerror(code)))
        with pytest.raises(StoreError, match=words) as refused:
            writer.append(b"two")
        assert refused.value.details == {"path": str(path), "errno": code}
        assert (writer.count, path.stat().st_size) == (1, writer.length)
    disk.heal()
    writer.append(b"two")
    writer.close()
    assert Journal(path, PLAIN).read().payloads == [b"one", b"two"]


def test_a_disk_that_takes_a_byte_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = system.write
    monkeypatch.setattr(system, "write", lambda descriptor, data: real(descriptor, data[:1]))
    path = tmp_path / "a.journal"
    writer = JournalWriter.create(path, PLAIN)
    writer.append(b"one two three")
    writer.close()
    assert Journal(path, PLAIN).read().payloads == [b"one two three"]


def test_a_disk_that_takes_nothing_is_no_endless_loop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = JournalWriter.create(tmp_path / "a.journal", PLAIN)
    monkeypatch.setattr(system, "write", lambda _descriptor, _data: 0)
    with pytest.raises(StoreError, match="reports a fault"):
        writer.append(b"one")
    writer.close()


def test_what_cannot_be_taken_back_at_once_is_taken_back_later(tmp_path: Path, disk: Disk) -> None:
    path = tmp_path / "a.journal"
    writer = JournalWriter.create(path, PLAIN)
    writer.append(b"one")
    disk.fail_on("sync", "truncate", error=OSError(errno.EIO, "fault"))
    for _attempt in range(2):
        with pytest.raises(StoreError, match="reports a fault"):
            writer.append(b"a longer record, which is not acknowledged")
    assert path.stat().st_size > writer.length
    disk.heal()
    writer.append(b"two")
    writer.close()
    assert Journal(path, PLAIN).read().payloads == [b"one", b"two"]
    assert path.stat().st_size == writer.length


def test_an_interruption_leaves_no_part_of_a_record(tmp_path: Path, disk: Disk) -> None:
    path = tmp_path / "a.journal"
    writer = JournalWriter.create(path, PLAIN)
    for call in ("write", "sync"):
        disk.fail_on(call, error=KeyboardInterrupt())
        with pytest.raises(KeyboardInterrupt):
            writer.append(b"one")
        assert path.stat().st_size == writer.length
    disk.heal()
    writer.append(b"one")
    writer.close()
    assert Journal(path, PLAIN).read().payloads == [b"one"]


def test_a_half_made_journal_is_not_left_behind(tmp_path: Path, disk: Disk) -> None:
    path = tmp_path / "a.journal"
    for call in ("open_new", "write", "sync", "rename"):
        disk.fail_on(call, error=OSError(errno.ENOSPC, "full"))
        with pytest.raises(StoreError, match="disk is full"):
            JournalWriter.create(path, PLAIN)
        assert list(tmp_path.iterdir()) == []


def test_hostile_names_are_fit_to_be_shown() -> None:
    refused = refusal(OSError(errno.EACCES, "x"), Path("a\x1b[31m\n\udcff[red]"))
    assert refused.message.startswith("Permission denied for a [31m [red].")
    assert refused.message.isprintable()

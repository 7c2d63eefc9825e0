"""One writer for each journal."""

from __future__ import annotations

import errno
import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.errors import HeldError, StoreError
from assistant.store.lock import Lock, alone
from assistant.store.seal import PLAIN

if TYPE_CHECKING:
    from tests.store.conftest import Disk

Locked = Callable[[Path], Lock]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.journal"


def test_a_second_handle_of_the_same_process_is_refused(path: Path, locked: Locked) -> None:
    lock = locked(path)
    for second in (lambda: locked(path), lock.acquire):
        with pytest.raises(HeldError) as held:
            second()
        assert held.value.message.startswith(
            "Camille Martin has been writing here since 09:30 on 01/05/2016, on "
        )
        assert held.value.details["holder"] == "Camille Martin"
        assert held.value.details["since"] == "2016-05-01T09:30:00+02:00"
        assert held.value.details["pid"] == os.getpid()
    assert lock.held
    lock.release()
    lock.release()
    assert locked(path).held


def test_two_journals_have_two_locks(tmp_path: Path, locked: Locked) -> None:
    one, two = locked(tmp_path / "a.journal"), locked(tmp_path / "b.journal")
    assert one.held
    assert two.held
    assert two.holds(tmp_path / "b.journal")
    assert not two.holds(tmp_path / "a.journal")


def test_it_is_given_back_at_the_end_of_a_block(path: Path, locked: Locked) -> None:
    lock = locked(path)
    lock.release()
    seen = [lock.held]
    with lock:
        seen.append(lock.held)
    seen.append(lock.held)
    assert seen == [False, True, False]
    assert not path.with_suffix(".holder").exists()


@pytest.mark.parametrize("note", [b"", b"\xff\0", b"entretien-avk holder 1 plain\nhello", None])
def test_a_note_that_cannot_be_read_still_refuses_in_words(
    path: Path, locked: Locked, note: bytes | None
) -> None:
    locked(path)
    holder = path.with_suffix(".holder")
    if note is None:
        holder.unlink()
    else:
        holder.write_bytes(note)
    with pytest.raises(HeldError, match="Another window or workstation") as held:
        locked(path)
    assert held.value.details == {"holder": None, "since": None, "pid": None, "machine": None}


def test_who_holds_it_is_told_even_from_a_hostile_name(path: Path, locked: Locked) -> None:
    clock = locked(path)._clock
    locked_by = Lock(path.with_name("b.journal"), "\x1b[2J[red]\ud800" + "é" * 10_000, clock, PLAIN)
    locked_by.acquire()
    with pytest.raises(HeldError) as held:
        locked(path.with_name("b.journal"))
    locked_by.release()
    assert held.value.message.isprintable()
    assert len(held.value.message) < 300


def test_a_note_that_cannot_be_written_does_not_stop_the_work(path: Path, disk: Disk, locked: Locked) -> None:
    path.with_suffix(".holder").write_bytes(b"left by the one before")
    disk.fail_on("write", error=OSError(errno.ENOSPC, "full"))
    assert locked(path).held
    assert not path.with_suffix(".holder").exists()


def test_a_missing_folder_is_told_and_not_made(tmp_path: Path, locked: Locked) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        locked(tmp_path / "gone" / "a.journal")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(errno.EACCES, "denied"), "Permission denied"),
        (OSError(errno.EROFS, "read-only"), "read-only"),
    ],
)
def test_a_disk_that_gives_no_lock_is_told_in_words(
    path: Path, locked: Locked, monkeypatch: pytest.MonkeyPatch, error: BaseException, words: str
) -> None:
    import filelock

    def refuse(*_arguments: object, **_options: object) -> None:
        raise error

    monkeypatch.setattr(filelock.FileLock, "acquire", refuse)
    with pytest.raises(StoreError, match=words):
        locked(path)


def test_a_disk_without_locks_is_told_in_words_and_given_no_mere_file(
    path: Path, locked: Locked, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    def refuse(*_given: object) -> None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(StoreError, match="knows no locks"):
        locked(path)
    with alone(path, 0.0):  # goes on all the same
        pass


def test_nothing_is_logged(path: Path, locked: Locked, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    locked(path).release()
    assert caplog.records == []

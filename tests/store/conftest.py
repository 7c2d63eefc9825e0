"""What the tests of the store share."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from assistant import language
from assistant.store import system
from assistant.store.lock import Lock
from assistant.store.seal import PLAIN

ROOT = Path(__file__).parents[2]
DOOR = (
    "open_read",
    "open_write",
    "open_new",
    "read_from",
    "write",
    "size",
    "truncate",
    "sync",
    "sync_folder",
    "rename",
    "remove",
)


class FixedClock:
    """A clock that stands still."""

    def now(self) -> datetime:
        return datetime(2016, 5, 1, 9, 30, tzinfo=timezone(timedelta(hours=2)))

    def elapsed(self) -> float:
        return 0.0


class Disk:
    """Sees every call at the store's door, and makes the ones chosen fail."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, also: tuple[str, ...] = ()) -> None:
        self.calls: list[str] = []
        self.fails: Callable[[int, str], BaseException | None] = lambda _number, _name: None
        for name in (*DOOR, *also):
            monkeypatch.setattr(system, name, self._watched(name, getattr(system, name)))

    def fail_at(self, first: int, code: int, *, last: int | None = None) -> None:
        """Fail the calls from number `first` to `last` (itself by default), counted from now, from 1."""
        self.calls.clear()
        chosen = range(first, (first if last is None else last) + 1)
        self.fails = lambda number, _name: OSError(code, os.strerror(code)) if number in chosen else None

    def fail_on(self, *names: str, error: BaseException) -> None:
        """Fail every call of these names."""
        self.fails = lambda _number, name: error if name in names else None

    def heal(self) -> None:
        """Fail no more."""
        self.calls.clear()
        self.fails = lambda _number, _name: None

    def _watched(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*arguments: Any) -> Any:
            self.calls.append(name)
            error = self.fails(len(self.calls), name)
            if error is None:
                return call(*arguments)
            if name == "write":  # a disk that fills up takes a part first
                call(arguments[0], arguments[1][: len(arguments[1]) // 2])
            raise error

        return watched


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = language.current()
    language.use("en")
    yield
    language.use(before)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


@pytest.fixture
def locked() -> Iterator[Callable[[Path], Lock]]:
    """Makes a lock that is held on a journal."""
    locks: list[Lock] = []

    def hold(path: Path) -> Lock:
        lock = Lock(path, "Camille Martin", FixedClock(), PLAIN)
        lock.acquire()
        locks.append(lock)
        return lock

    yield hold
    for lock in locks:
        lock.release()


@pytest.fixture
def child() -> Iterator[Callable[[str, Path], subprocess.Popen[str]]]:
    """Starts another Python process on a text of code, with a path as its argument; talks by lines."""
    children: list[subprocess.Popen[str]] = []

    def start(code: str, path: Path) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", code, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        children.append(process)
        return process

    yield start
    for process in children:
        process.kill()
        process.communicate()

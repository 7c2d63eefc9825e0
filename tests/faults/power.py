"""A model of a disk whose power is cut: which states of the files it may leave (pure, but for `lay_out`).

What was synced is there. What was not may be there, missing, or a part of it. A name given to a file, or
taken from it, is sure only once its folder was synced; names come to the disk in any order.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

import pytest

from assistant.store import system

NAMES: Final = ("open_new", "open_write", "write", "truncate", "sync", "sync_folder", "rename", "remove")


@dataclass(frozen=True)
class Step:
    """One thing that happened: to a file's bytes, to a name, or an acknowledgement."""

    kind: Literal["make", "write", "truncate", "sync", "sync_folder", "rename", "remove", "ack"]
    file: int = 0
    path: str = ""
    other: str = ""
    at: int = 0
    data: bytes = b""


@dataclass
class Recorder:
    """Watches the store's door; `blind` names the calls that a mutant leaves out."""

    folder: Path
    blind: frozenset[str] = frozenset()
    steps: list[Step] = field(default_factory=list)
    first: int = 0
    """How many steps told what was there at the start."""
    _open: dict[int, int] = field(default_factory=dict)
    _files: dict[str, int] = field(default_factory=dict)
    _count: int = 0
    _flushed: int = 0
    """How often the system was told to put a file on the disk."""

    def start(self, patch: pytest.MonkeyPatch) -> None:
        """Begin with the files there are, all of them on the disk."""
        for path in sorted(self.folder.rglob("*")):
            if path.is_file():
                number = self._new(str(path))
                self._add(Step("make", number, str(path)))
                self._add(Step("write", number, data=path.read_bytes()))
                self._add(Step("sync", number))
        for path in [self.folder, *self.folder.rglob("*")]:
            if path.is_dir():
                self._add(Step("sync_folder", path=str(path)))
        self.first = len(self.steps)
        for name in NAMES:
            patch.setattr(system, name, self._watched(name, getattr(system, name)))
        patch.setattr(os, "fsync", self._flush(os.fsync))

    def ack(self) -> None:
        """What was given so far was acknowledged."""
        self._add(Step("ack"))

    def _watched(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def called(*given: Any) -> Any:
            if name in self.blind:
                return None
            place = os.lseek(given[0], 0, os.SEEK_CUR) if name == "write" else 0
            flushed = self._flushed
            result = call(*given)
            if name in ("sync", "sync_folder") and self._flushed == flushed:
                return result  # it says so, and asked nothing of the system
            getattr(self, f"_{name}")(result, place, *given)
            return result

        return called

    def _flush(self, call: Callable[[int], None]) -> Callable[[int], None]:
        def called(descriptor: int) -> None:
            call(descriptor)
            self._flushed += 1

        return called

    def _new(self, path: str) -> int:
        self._count += 1
        self._files[path] = self._count
        return self._count

    def _add(self, step: Step) -> None:
        self.steps.append(step)

    def _open_new(self, descriptor: int, _place: int, path: Path) -> None:
        number = self._new(str(path))
        self._open[descriptor] = number
        self._add(Step("make", number, str(path)))

    def _open_write(self, descriptor: int, _place: int, path: Path) -> None:
        self._open[descriptor] = self._files[str(path)]

    def _write(self, taken: int, place: int, descriptor: int, data: bytes) -> None:
        self._add(Step("write", self._open[descriptor], at=place, data=data[:taken]))

    def _truncate(self, _result: None, _place: int, descriptor: int, length: int) -> None:
        self._add(Step("truncate", self._open[descriptor], at=length))

    def _sync(self, _result: None, _place: int, descriptor: int) -> None:
        self._add(Step("sync", self._open[descriptor]))

    def _sync_folder(self, _result: None, _place: int, folder: Path) -> None:
        self._add(Step("sync_folder", path=str(folder)))

    def _rename(self, _result: None, _place: int, source: Path, target: Path) -> None:
        self._files[str(target)] = self._files.pop(str(source))
        self._add(Step("rename", self._files[str(target)], str(source), str(target)))

    def _remove(self, _result: None, _place: int, path: Path) -> None:
        self._files.pop(str(path), None)
        self._add(Step("remove", path=str(path)))


Contents = dict[int, bytes]
Names = dict[str, int]


def states(steps: list[Step], first: int) -> Iterator[tuple[int, dict[str, bytes]]]:
    """Every state that a cut may leave: how many acknowledgements came before, and the files."""
    seen: set[tuple[int, frozenset[tuple[str, bytes]]]] = set()
    for cut in range(first, len(steps) + 1):
        done = steps[:cut]
        acknowledged = sum(step.kind == "ack" for step in done)
        for names in _names(done):
            for contents in _contents(done, set(names.values())):
                files = {path: contents.get(number, b"") for path, number in names.items()}
                key = (acknowledged, frozenset(files.items()))
                if key not in seen:
                    seen.add(key)
                    yield acknowledged, files


def _names(done: list[Step]) -> Iterator[Names]:
    """The names there may be: each folder as of its last sync, or with some of what came after."""
    pending: list[Step] = []
    sure: Names = {}
    for step in done:
        if step.kind in ("make", "rename", "remove"):
            pending.append(step)
        elif step.kind == "sync_folder":
            for one in [one for one in pending if str(Path(one.path).parent) == step.path]:
                _name(sure, one)
                pending.remove(one)
    for kept in _choices(len(pending)):
        names = dict(sure)
        for chosen, one in zip(kept, pending, strict=True):
            if chosen:
                _name(names, one)
        yield names


def _name(names: Names, step: Step) -> None:
    if step.kind == "make":
        names[step.path] = step.file
    elif step.kind == "rename":
        names.pop(step.path, None)
        names[step.other] = step.file
    else:
        names.pop(step.path, None)


def _contents(done: list[Step], wanted: set[int]) -> Iterator[Contents]:
    """The bytes there may be: what was synced, with none, all, some or a part of what came after."""
    sure: Contents = {}
    pending: list[Step] = []
    for step in done:
        if step.kind in ("write", "truncate"):
            pending.append(step)
        elif step.kind == "sync":
            for one in [one for one in pending if one.file == step.file]:
                _change(sure, one)
                pending.remove(one)
    pending = [one for one in pending if one.file in wanted]
    for kept in _choices(len(pending)):
        for share in (1.0, 0.5, 0.02) if any(kept) else (1.0,):
            contents = dict(sure)
            last = max((n for n, chosen in enumerate(kept) if chosen), default=-1)
            for number, (chosen, one) in enumerate(zip(kept, pending, strict=True)):
                if chosen:
                    _change(contents, one, share if number == last else 1.0)
            yield contents


def _change(contents: Contents, step: Step, share: float = 1.0) -> None:
    data = contents.get(step.file, b"")
    if step.kind == "truncate":
        contents[step.file] = data[: step.at]
        return
    part = step.data[: max(1, int(len(step.data) * share))]
    contents[step.file] = data[: step.at].ljust(step.at, b"\0") + part + data[step.at + len(part) :]


def _choices(count: int) -> Iterator[tuple[bool, ...]]:
    """Which of `count` pending steps came to the disk: every choice of few; prefixes and single ones."""
    if count <= 4:
        yield from itertools.product((False, True), repeat=count)
        return
    for prefix in range(count + 1):
        yield tuple(number < prefix for number in range(count))
    for alone in range(count):
        yield tuple(number == alone for number in range(count))
        yield tuple(number != alone for number in range(count))


def lay_out(files: dict[str, bytes], was: Path, place: Path) -> None:
    """Put the files of a state into a fresh folder."""
    place.mkdir(mode=0o700)
    for path, data in files.items():
        target = place / Path(path).relative_to(was)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)

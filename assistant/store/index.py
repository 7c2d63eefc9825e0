"""A cache of summaries, one row for each dossier: lost, stale or damaged, it is made again."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from assistant.store import whole
from assistant.store.encoding import UnreadableError, compact, decode, encode
from assistant.store.failure import refusal
from assistant.store.seal import Seal

Row = Any
"""A JSON value; what it means is the caller's business."""
Signature = dict[str, list[int]]
"""Bytes of each journal of a folder and when it was last written (ns), by name."""

SUFFIXES: Final = (".journal", ".review")


class Index:
    """The rows of one store."""

    def __init__(self, path: Path, shape: str, seal: Seal) -> None:
        """An index kept at `path`.

        Args:
            path: the file.
            shape: names what the rows hold; rows of another shape, left by another version, are made again.
            seal: what seals the file.
        """
        self.path = path
        self._shape = shape
        self._seal = seal
        self._kept: dict[str, list[Any]] | None = None
        """Signature and row by folder name, as long as the file is the one they are in; None until then."""
        self._file: tuple[int, ...] | None = None
        self._unwritten = False

    def row(self, folder: Path, build: Callable[[Path], Row]) -> Row | None:
        """The row of one folder alone; None when the folder is gone.

        Raises:
            StoreError: the folder cannot be looked into.
        """
        kept = self._entries()
        try:
            signature = _signature(folder)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise refusal(error, folder) from error
        entry = kept.get(folder.name)
        if entry is None or entry[0] != signature:
            entry = kept[folder.name] = [signature, _made(build, folder)]
            self._unwritten = True
        return entry[1]

    def remembered(self, dossiers: Path) -> dict[str, Row]:
        """The rows as they were last written, unverified; none where there are more or fewer dossiers."""
        try:
            with os.scandir(dossiers) as folders:
                there = sum(folder.is_dir(follow_symlinks=False) for folder in folders)
        except OSError:
            return {}
        kept = self._entries()
        return {name: entry[1] for name, entry in kept.items()} if len(kept) == there else {}

    def rows(
        self,
        dossiers: Path,
        build: Callable[[Path], Row],
        progress: Callable[[int, int], None] | None = None,
    ) -> dict[str, Row]:
        """The row of each folder in `dossiers`, by folder name.

        Args:
            dossiers: the folder of all dossiers; without it there are no rows.
            build: makes the row of a folder, where none is kept that fits; what it raises is passed on.
            progress: told how many of how many rows to make are made, before the first and after each.

        Raises:
            StoreError: a folder cannot be looked into. A cache that cannot be written is no error.
        """
        signatures = scan(dossiers)
        kept = self._entries()
        rows: dict[str, Row] = {}
        stale: list[str] = []
        for name, signature in signatures.items():
            entry = kept.get(name)
            if entry is not None and entry[0] == signature:
                rows[name] = entry[1]
            else:
                stale.append(name)
        if not stale and len(kept) == len(rows) and not self._unwritten:
            return rows
        try:
            self._make(dossiers, stale, rows, build, progress)
        finally:  # what was made is kept even if the next one fails
            self._kept = {name: [signatures[name], row] for name, row in rows.items()}
            self._unwritten = False
            self._write(self._kept)
            self._file = _identity(self.path)
        return {name: rows[name] for name in signatures}

    def _make(
        self,
        dossiers: Path,
        stale: list[str],
        rows: dict[str, Row],
        build: Callable[[Path], Row],
        progress: Callable[[int, int], None] | None,
    ) -> None:
        if progress and stale:
            progress(0, len(stale))
        for done, name in enumerate(stale, 1):
            rows[name] = _made(build, dossiers / name)
            if progress:
                progress(done, len(stale))

    def _entries(self) -> dict[str, list[Any]]:
        file = _identity(self.path)
        if self._kept is None or file is None or file != self._file:
            self._kept, self._file, self._unwritten = self._read(), file, False
        return self._kept

    def _read(self) -> dict[str, list[Any]]:
        data = whole.get(self.path, "index", self._seal)
        try:
            found = decode(data) if data is not None else None
        except UnreadableError:
            return {}
        if not isinstance(found, dict) or found.get("shape") != self._shape:
            return {}
        entries = found.get("rows")
        if not isinstance(entries, dict):
            return {}
        return {name: entry for name, entry in entries.items() if isinstance(entry, list) and len(entry) == 2}

    def _write(self, entries: Mapping[str, list[Any]]) -> None:
        payload = compact({"shape": self._shape, "rows": entries})
        with suppress(OSError):
            whole.put(self.path, "index", payload, self._seal, synced=False)


def scan(dossiers: Path) -> dict[str, Signature]:
    """The signature of each folder in `dossiers`, by folder name.

    Raises:
        StoreError: a folder cannot be looked into.
    """
    found: dict[str, Signature] = {}
    try:
        with os.scandir(dossiers) as folders:
            for folder in folders:
                if folder.is_dir(follow_symlinks=False):
                    with suppress(FileNotFoundError):  # erased while we look
                        found[folder.name] = _signature(folder.path)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise refusal(error, dossiers) from error
    return found


def _identity(path: Path) -> tuple[int, ...] | None:
    """What tells a file from one that took its place; None while there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _made(build: Callable[[Path], Row], folder: Path) -> Row:
    """The row as it will be read from the cache, so that both are alike."""
    return decode(encode(build(folder)))


def _signature(folder: str | Path) -> Signature:
    with os.scandir(folder) as files:
        journals = (file for file in files if file.name.endswith(SUFFIXES))
        found = {file.name: file.stat(follow_symlinks=False) for file in journals}
    return {name: [status.st_size, status.st_mtime_ns] for name, status in found.items()}

"""An archive: the vault, then every file of the store in sealed, chained frames, then one that closes it.

entretien-avk backup 1 ID LENGTH\\n
the vault (LENGTH bytes)
frames: {"path": …}\\n bytes, at most `PART` at a time; the last one is {"files": …, "bytes": …}
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final, NoReturn

from assistant.errors import StoreError
from assistant.language import _
from assistant.notation import shorten
from assistant.store import frame, system
from assistant.store.encoding import UnreadableError, decode, encode
from assistant.store.entry import read_vault
from assistant.store.failure import refusal
from assistant.store.seal import BrokenSealError, Seal, link
from assistant.store.vault.vault import Vault

PART: Final = 1 << 22
"""Bytes of a file in one frame."""
_LEADING: Final = re.compile(rb"entretien-avk backup ([0-9]{1,9}) ([0-9a-f]{32}) ([0-9]{1,9})\n")
_LONGEST: Final = 128


@dataclass(frozen=True, slots=True)
class Filed:
    """One file of the store."""

    path: str
    """Below the store's folder, with `/`."""
    data: bytes


class ArchiveWriter:
    """Writes an archive into an empty file."""

    def __init__(self, descriptor: int, vault: bytes, seal: Seal) -> None:
        self._descriptor = descriptor
        self._seal = seal
        start = b"entretien-avk backup 1 %s %d\n" % (secrets.token_hex(16).encode(), len(vault))
        self._head = link(start, vault)
        self.length = 0
        """Bytes written."""
        self.files = 0
        self._put(start + vault)
        self._bytes = 0

    def add(self, filed: Filed) -> None:
        """Add one file."""
        for at in range(0, len(filed.data) or 1, PART):
            self._record({"path": filed.path, "part": at // PART}, filed.data[at : at + PART])
        self.files += 1
        self._bytes += len(filed.data)

    def close(self) -> None:
        """Say that this is all, and wait for the disk."""
        self._record({"files": self.files, "bytes": self._bytes}, b"")
        system.sync(self._descriptor)

    def _record(self, about: dict[str, object], data: bytes) -> None:
        payload = encode(about) + b"\n" + data
        self._put(frame.frame(self._seal.seal(self._head, payload)))
        self._head = link(self._head, payload)

    def _put(self, data: bytes) -> None:
        system.write_at(self._descriptor, self.length, data)
        self.length += len(data)


class Archive:
    """An archive to read."""

    def __init__(self, path: Path) -> None:
        """Look at the archive's beginning.

        Raises:
            StoreError: it cannot be read, is none, or is of a newer version.
        """
        self.path = path
        self._name = shorten(str(path), 200)
        try:
            descriptor = system.open_read(path)
            try:
                beginning = system.read_some(descriptor, _LONGEST)
                found = _LEADING.match(beginning)
                if found is None:
                    raise StoreError(
                        _("{path} is no backup of this program. Choose another file.").format(path=self._name)
                    )
                if int(found[1]) > 1:
                    raise StoreError(
                        _("{path} was made by a newer version of this program. Install it.").format(
                            path=self._name
                        )
                    )
                self._at = found.end() + int(found[3])
                data = beginning + system.read_some(descriptor, max(0, self._at - len(beginning)))
            finally:
                system.close(descriptor)
        except OSError as error:
            raise refusal(error, path) from error
        self.vault_bytes = data[found.end() : self._at]
        self.vault: Vault = read_vault(self.vault_bytes, self._name)
        self._start = link(found[0], self.vault_bytes)

    def files(self, seal: Seal) -> Iterator[Filed]:
        """Every file of the archive, in its order.

        Raises:
            StoreError: it was cut or changed, or holds what no store has.
        """
        path, parts, files, size = "", list[bytes](), 0, 0
        for about, data in self._records(seal):
            if "files" in about:
                if path:
                    yield Filed(path, b"".join(parts))
                if (about.get("files"), about.get("bytes")) != (files, size):
                    self._refuse()
                return
            if about.get("part") == 0:
                if path:
                    yield Filed(path, b"".join(parts))
                path, parts, files = _inside(str(about.get("path"))) or self._refuse(), [], files + 1
            parts.append(data)
            size += len(data)
        self._refuse()

    def _records(self, seal: Seal) -> Iterator[tuple[dict[str, object], bytes]]:
        head = self._start
        try:
            descriptor = system.open_read(self.path)
            try:
                system.read_some(descriptor, self._at)
                while start := system.read_some(descriptor, frame.HEAD):
                    length = frame.length_of(start)
                    sealed = system.read_some(descriptor, length or 0)
                    if length is None or len(sealed) != length:
                        self._refuse()
                    payload, head = seal.open(head, sealed)
                    about, _line, data = payload.partition(b"\n")
                    yield decode(about), data
            finally:
                system.close(descriptor)
        except OSError as error:
            raise refusal(error, self.path) from error
        except (BrokenSealError, UnreadableError):
            self._refuse()

    def _refuse(self) -> NoReturn:
        raise StoreError(
            _("{path} is not whole: it was cut or changed. Nothing was taken; use another backup.").format(
                path=self._name
            ),
            {"path": self._name},
        )


def _inside(path: str) -> str | None:
    """The path, where it stays below the store's folder."""
    parts = PurePosixPath(path).parts
    return path if parts and ".." not in parts and not path.startswith("/") and "\\" not in path else None

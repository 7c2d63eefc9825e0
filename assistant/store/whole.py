"""A small file that is replaced whole: sealed, and nothing at all when it is not what was written."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from assistant.store import system
from assistant.store.seal import BrokenSealError, Seal, link

FORMAT: Final = 1


def put(path: Path, kind: str, payload: bytes, seal: Seal, *, synced: bool = True) -> None:
    """Write the file at once.

    Args:
        path: the file.
        kind: what it is, in small letters; a file of another kind or name is not taken for it.
        payload: what it shall hold.
        seal: what seals it.
        synced: whether to wait for the disk.

    Raises:
        OSError: it could not be written; what was there before is still there.
    """
    line = _line(kind, seal)
    system.replace(path, line + seal.seal(_place(path, line), payload), synced=synced)


def get(path: Path, kind: str, seal: Seal) -> bytes | None:
    """What `put` wrote there, or None: missing, unreadable, damaged, of another kind or name."""
    line = _line(kind, seal)
    try:
        descriptor = system.open_read(path)
        try:
            data = system.read_from(descriptor, 0)
        finally:
            system.close(descriptor)
    except OSError:
        return None
    if not data.startswith(line):
        return None
    try:
        return seal.open(_place(path, line), data[len(line) :]).payload
    except BrokenSealError:
        return None


def _line(kind: str, seal: Seal) -> bytes:
    return f"entretien-avk {kind} {FORMAT} {seal.name}\n".encode()


def _place(path: Path, line: bytes) -> bytes:
    return link(line, system.place_of(path).encode("utf-8", "surrogatepass"))

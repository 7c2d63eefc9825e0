"""The one door to the disk: what differs between systems, and every call that can fail.

The rest of the room calls these functions through the module (`system.write(…)`), so that a test can make the
Nth call fail, or record what reached the disk and in what order.
"""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Final, TypeVar

Item = TypeVar("Item")

PRIVATE_FILE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700
CHUNK: Final = 1 << 20

WAITING: Final = 8
"""Files that wait for the disk at the same time."""

_BINARY: Final = getattr(os, "O_BINARY", 0)  # Windows would otherwise translate line ends
_RANDOM: Final = re.compile("[0-9a-f]{32}")
_NO_FOLDER_SYNC: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF})
_synced: Final = ContextVar("_synced", default=True)


def open_read(path: Path) -> int:
    """A descriptor to read from."""
    return os.open(path, os.O_RDONLY | _BINARY)


def open_write(path: Path) -> int:
    """A descriptor to read from and write to, of a file that exists."""
    return os.open(path, os.O_RDWR | _BINARY)


def open_new(path: Path) -> int:
    """A descriptor to write to, of an empty file that only its owner reads.

    What a killed program left under this name goes first: its rights, or where a link leads, would stay.
    """
    with suppress(FileNotFoundError):
        path.unlink()
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, PRIVATE_FILE)


def close(descriptor: int) -> None:
    """Give the descriptor back; what had to be kept was synced before."""
    with suppress(OSError):
        os.close(descriptor)


def read_from(descriptor: int, start: int) -> bytes:
    """All bytes from `start` to the end of the file."""
    os.lseek(descriptor, start, os.SEEK_SET)
    parts = []
    while part := os.read(descriptor, CHUNK):
        parts.append(part)
    return b"".join(parts)


def read_some(descriptor: int, count: int) -> bytes:
    """The next `count` bytes, fewer at the end of the file."""
    parts = []
    while count > 0 and (part := os.read(descriptor, min(count, CHUNK))):
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def write_at(descriptor: int, start: int, data: bytes) -> None:
    """Write all of `data` at `start`: a disk that fills up takes a part before it refuses the rest."""
    os.lseek(descriptor, start, os.SEEK_SET)
    written = write(descriptor, data)
    while written < len(data):
        count = write(descriptor, data[written:])
        if count == 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        written += count


def write(descriptor: int, data: bytes) -> int:
    """One write: how many bytes were taken, which may be fewer than given."""
    return os.write(descriptor, data)


def size(descriptor: int) -> int | None:
    """Bytes in the file, or None when it no longer has a name: it was removed or replaced."""
    status = os.fstat(descriptor)
    return status.st_size if status.st_nlink else None


def truncate(descriptor: int, length: int) -> None:
    """Cut the file to `length` bytes."""
    os.ftruncate(descriptor, length)


@contextmanager
def unsynced() -> Iterator[None]:
    """Wait for no disk in this thread: what is written meanwhile is not to outlive the program."""
    before = _synced.set(False)
    try:
        yield
    finally:
        _synced.reset(before)


def sync(descriptor: int) -> None:
    """Return once the file is on the disk itself."""
    if not _synced.get():
        return
    if sys.platform == "darwin":  # there, fsync leaves the data in the disk's own memory
        import fcntl

        with suppress(OSError):  # a network disk does not know this call
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Return once the names in `folder` are on the disk itself; nothing where a folder cannot be synced."""
    if os.name == "nt" or not _synced.get():  # Windows opens no folder for this and journals its names
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        close(descriptor)


def sync_together(descriptors: Sequence[int]) -> None:
    """Return once all these files are on the disk itself: they are waited for at once."""
    if _synced.get():
        _at_once(sync, descriptors)


def sync_folders(folders: Sequence[Path]) -> None:
    """The same for the names in folders."""
    if _synced.get():
        _at_once(sync_folder, folders)


def _at_once(work: Callable[[Item], None], items: Sequence[Item]) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(WAITING) as pool:
        for _done in pool.map(work, items):
            pass


def rename(source: Path, target: Path) -> None:
    """Give `source` the name `target`, in place of what had it."""
    source.replace(target)


def remove(path: Path) -> None:
    """Remove the file, if there is one, and what an interrupted `replace` may have left of it."""
    for name in (path, _beside(path)):
        with suppress(FileNotFoundError):
            name.unlink()


def make_folder(folder: Path) -> None:
    """Make the folder and those missing above it, readable by their owner only, and sync their names."""
    missing = [folder]
    while not missing[-1].parent.is_dir():
        missing.append(missing[-1].parent)
    for path in reversed(missing):
        path.mkdir(PRIVATE_FOLDER, exist_ok=True)
        sync_folder(path.parent)


def replace(path: Path, data: bytes, *, synced: bool = True) -> None:
    """Put a whole file in place at once: a reader finds the old one or the new one, never a part.

    Args:
        path: the file to make or to replace.
        data: all that it shall hold.
        synced: whether to wait for the disk; a cache need not.
    """
    with replacing(path, synced=synced) as write_next:
        write_next(data)


@contextmanager
def replacing(path: Path, *, synced: bool = True) -> Iterator[Callable[[bytes], None]]:
    """The same in parts: what is called with them writes beside, and the whole goes in place at the end.

    Whatever ends it early leaves the file as it was.
    """
    beside = _beside(path)
    place = 0

    def write_next(data: bytes) -> None:
        nonlocal place
        write_at(descriptor, place, data)
        place += len(data)

    try:
        descriptor = open_new(beside)
        try:
            yield write_next
            if synced:
                sync(descriptor)
        finally:
            close(descriptor)
        rename(beside, path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    if synced:
        sync_folder(path.parent)


def place_of(path: Path) -> str:
    """Where a file belongs: its name, after that of its folder where that is a random one.

    A store may be moved as a whole; a file may not be moved from one dossier to another.
    """
    folder = path.parent.name
    return f"{folder}/{path.name}" if _RANDOM.fullmatch(folder) else path.name


def _beside(path: Path) -> Path:
    return path.with_name(path.name + ".new")

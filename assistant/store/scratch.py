"""Folders that last as long as a program: private, and removed at the end or by the next one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from assistant.clock import SystemClock
from assistant.errors import HeldError, StoreError
from assistant.store.failure import refusal
from assistant.store.lock import Lock
from assistant.store.seal import PLAIN


@contextmanager
def scratch(prefix: str, lock: str, name: str) -> Iterator[Path]:
    """A folder that its owner alone reads, removed at the end.

    Those that killed programs left are removed too: nobody holds their lock.

    Args:
        prefix: begins the name of every such folder.
        lock: name of the file that is held as long as the folder lasts.
        name: who holds it.

    Raises:
        StoreError: nothing can be written where the system keeps temporary files.
    """
    try:
        folder = Path(tempfile.mkdtemp(prefix=prefix))
    except OSError as error:
        raise refusal(error, Path(error.filename or ".")) from error
    held = _lock(folder, lock, name)
    try:
        held.acquire()
        _sweep(folder, prefix, lock, name)
        yield folder
    finally:
        held.release()
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(own: Path, prefix: str, lock: str, name: str) -> None:
    """Remove the folders of programs that are no more."""
    for folder in own.parent.glob(prefix + "*"):
        with suppress(OSError, HeldError, StoreError):
            ours = not folder.is_symlink() and folder.stat().st_uid == own.stat().st_uid
            if folder != own and ours and (folder / lock).exists():
                with _lock(folder, lock, name):
                    pass
                shutil.rmtree(folder)


def _lock(folder: Path, lock: str, name: str) -> Lock:
    return Lock((folder / lock).with_suffix(""), name, SystemClock(), PLAIN)

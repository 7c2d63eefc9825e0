"""Where the demonstration is kept while it lasts, and who works with it: keys that are in memory alone."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assistant.clock import SystemClock
from assistant.demo.clock import PRESENT
from assistant.errors import HeldError, StoreError
from assistant.store.failure import refusal
from assistant.store.lock import Lock
from assistant.store.seal import PLAIN

if TYPE_CHECKING:
    from assistant.store.vault.access import Access

PREFIX: Final = "entretien-avk-demo-"
LOCK: Final = "demo.lock"
"""Held as long as the demonstration lasts."""
NAME: Final = "Camille Démo"
"""The pharmacist of the demonstration."""


@contextmanager
def place() -> Iterator[Path]:
    """A folder that its owner alone reads, removed at the end.

    Those that killed demonstrations left, sealed with keys that died with them, are removed too.

    Raises:
        StoreError: nothing can be written where the system keeps temporary files.
    """
    try:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    except OSError as error:
        raise refusal(error, Path(error.filename or ".")) from error
    lock = _lock(folder)
    try:
        lock.acquire()
        _sweep(folder)
        yield folder
    finally:
        lock.release()
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(own: Path) -> None:
    """Remove the folders of demonstrations that are no more: nobody holds their lock."""
    for folder in own.parent.glob(PREFIX + "*"):
        with suppress(OSError, HeldError, StoreError):
            ours = not folder.is_symlink() and folder.stat().st_uid == own.stat().st_uid
            if folder != own and ours and (folder / LOCK).exists():
                with _lock(folder):
                    pass
                shutil.rmtree(folder)


def _lock(folder: Path) -> Lock:
    return Lock((folder / LOCK).with_suffix(""), NAME, SystemClock(), PLAIN)


def access(*, rehearsal: bool = False) -> Access:
    """The keys of a demonstration: made for it, written nowhere.

    Args:
        rehearsal: whether they are those of what is practised on, which is kept apart here too.
    """
    from assistant.people import Person
    from assistant.store.vault.access import Access
    from assistant.store.vault.cipher import Identity, new_key
    from assistant.store.vault.register import Register, Registered
    from assistant.store.vault.ring import Ring

    identity = Identity(new_key())
    row = Registered("demo", NAME, "pharmacist", identity.verify, identity.address, PRESENT, NAME)
    return Access(Person(NAME), Ring.new(), identity, Register([row]), rehearsal)

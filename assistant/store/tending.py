"""What the doctor does to files: nothing that may have been acknowledged is removed."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from assistant.errors import HeldError, StoreError
from assistant.language import _
from assistant.store.appending import TORN
from assistant.store.database import Database
from assistant.store.journal import Journal
from assistant.store.layout import FACTS, JOURNAL
from assistant.store.lock import Lock
from assistant.store.store import Store


def half_made(store: Store, folder: Path) -> bool:
    """Whether no journal of the folder has, or may have had, a record: nothing in it was acknowledged."""
    for path in folder.glob("*" + JOURNAL):
        journal = Journal(path, store.access.seal)
        try:
            journal.read()
            if journal.count or path.stat().st_size > journal.length:
                return False
        except (StoreError, OSError):  # told with its journal
            return False
    return not any(folder.glob("*" + TORN))


def discarded(store: Store, folder: Path) -> str:
    """Remove a dossier that is still being made by nobody."""
    if not store.access.may_write:
        return ""
    lock = Lock(folder / (FACTS + JOURNAL), store.person.name, store.clock, store.access.seal)
    try:
        lock.acquire()
    except HeldError:
        return _("It is held now: whoever writes there goes on.")
    except StoreError:
        return ""
    with lock:
        if not half_made(store, folder):  # it was made in the meantime
            return _("It is whole now.")
        gone = [removed(store, path) for path in sorted(folder.iterdir()) if path != lock.file]
    with suppress(OSError):
        lock.file.unlink(missing_ok=True)
        folder.rmdir()
        return _("It was removed.") if all(gone) else ""
    return ""


def set_aside(store: Store, path: Path) -> str:
    """Take what does not open off the end of a journal, as whoever opens it to write does."""
    if not store.access.may_write:
        return ""
    lock = Lock(path, store.person.name, store.clock, store.access.seal)
    try:
        lock.acquire()
        with Database(path, store.access.seal, lock) as database:
            aside = database.aside
    except HeldError:
        return _("It is held now: whoever writes there does it.")
    name = "" if aside is None else aside.name
    kept = _("It is kept beside, in {aside}; if an answer is missing, restore a backup.")
    return kept.format(aside=name) if name else _("It is whole now.")


def held(store: Store, journal: Path) -> bool:
    lock = Lock(journal, store.person.name, store.clock, store.access.seal)
    try:
        lock.acquire()
    except HeldError:
        return True
    except StoreError:
        return False
    lock.release()
    return False


def removed(store: Store, path: Path) -> str:
    if not store.access.may_write:
        return ""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return ""
    return _("It was removed.")

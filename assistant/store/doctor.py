"""Checks every dossier, mends what can be mended, and says in words what was found and done."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from assistant.errors import AssistantError, HeldError, StoreError
from assistant.interview.event import SIGNED
from assistant.language import _
from assistant.script.library import find_script
from assistant.store import system
from assistant.store.checking import torn_or_changed
from assistant.store.database import Database
from assistant.store.dossiers import EVENTS, FACTS, JOURNAL
from assistant.store.failure import refusal
from assistant.store.journal import Journal
from assistant.store.lock import Lock
from assistant.store.store import Store
from assistant.store.trail import Trail
from assistant.store.verifying import gone_or_back

_LEFT: Final = (".new", ".holder")
"""Endings of what a stopped program may leave."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was not as it should be."""

    where: str
    what: str
    did: str
    """What was done about it; empty where nothing was."""


def examine(store: Store) -> tuple[int, list[Finding]]:
    """Look at every file of the store; how many dossiers there are, and what was found.

    Only who may write mends anything; for others, findings are told alone. What may have been acknowledged is
    never removed.
    """
    findings = [*_permissions(store), *_trail(store)]
    apart = _apart(store)
    folders = sorted(path for path in (store.folder / "dossiers").glob("*") if path.is_dir())
    for folder in folders:
        findings += _dossier(store, folder, apart)
    if apart is not None:
        seen = {(path.parent.name, path.stem) for folder in folders for path in folder.glob("*" + JOURNAL)}
        for fault in gone_or_back(apart, seen):
            where = "/".join(part for part in ("dossiers", fault.dossier, fault.transcript) if part)
            findings.append(Finding(where, fault.message, ""))
    try:
        index = store.folder / "index"
        if store.access.may_write and not index.exists() and folders:
            store.summaries()
            findings.append(Finding("index", _("The list of patients was missing."), _("It was made again.")))
    except StoreError as error:
        findings.append(Finding("index", error.message, ""))
    return len(folders), findings


def _permissions(store: Store) -> Iterator[Finding]:
    if os.name == "nt":  # there, the folder of the account protects them
        return
    for path in sorted([store.folder, *store.folder.rglob("*")]):
        wanted = system.PRIVATE_FOLDER if path.is_dir() else system.PRIVATE_FILE
        with suppress(FileNotFoundError):
            if stat.S_IMODE(path.stat().st_mode) != wanted:
                did = ""
                if store.access.may_write:
                    with suppress(OSError):
                        path.chmod(wanted)
                        did = _("Only its owner may read it now.")
                yield Finding(_name(store, path), _("Others could read or change it."), did)


def _trail(store: Store) -> Iterator[Finding]:
    audit = store.audit
    try:
        audit.lines()
    except StoreError as error:
        yield Finding("audit.journal", error.message, "")
        return
    if audit.broken and store.access.may_write:
        audit.add("mended")
        yield Finding("audit.journal", torn_or_changed(), _("It is kept beside, and the trail goes on."))


def _apart(store: Store) -> Trail | None:
    try:
        return Trail(store.audit.lines())
    except StoreError:  # told already
        return None


def _dossier(store: Store, folder: Path, apart: Trail | None) -> Iterator[Finding]:
    facts = folder / (FACTS + JOURNAL)
    if _half_made(store, folder):
        made = _("A dossier without anything in it: its making was cut short.")
        yield Finding(_name(store, folder), made, _discarded(store, folder))
        return
    if not facts.exists():
        gone = _("The facts of a patient are missing; the interviews beside them are left as they are.")
        yield Finding(_name(store, facts), gone, "")
    over: set[str] = set()
    for path in sorted(folder.glob("*" + JOURNAL)):
        yield from _journal(store, path, over, apart)
    for path in sorted(folder.iterdir()):
        stale = path.suffix in _LEFT or (path.suffix == ".draft" and path.stem in over)
        if stale and not _held(store, path.with_suffix("").with_suffix(JOURNAL)):
            yield Finding(_name(store, path), _("Left by a program that was stopped."), _removed(store, path))


def _half_made(store: Store, folder: Path) -> bool:
    """Whether no journal of the folder has, or may have had, a record: nothing in it was acknowledged."""
    for path in folder.glob("*" + JOURNAL):
        journal = Journal(path, store.access.seal)
        try:
            journal.read()
        except StoreError:  # told with its journal
            return False
        if journal.count or journal.broken:
            return False
    return True


def _discarded(store: Store, folder: Path) -> str:
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
        if not _half_made(store, folder):  # it was made in the meantime
            return _("It is whole now.")
        gone = [_removed(store, path) for path in sorted(folder.iterdir()) if path != lock.file]
    with suppress(OSError):
        lock.file.unlink(missing_ok=True)
        folder.rmdir()
        return _("It was removed.") if all(gone) else ""
    return ""


def _journal(store: Store, path: Path, over: set[str], apart: Trail | None) -> Iterator[Finding]:
    name = _name(store, path)
    journal = Journal(path, store.access.seal)
    try:
        journal.read()
        if path.stat().st_size > journal.length:
            yield Finding(name, torn_or_changed() if journal.broken else _torn(), _cut(store, path))
        if path.stem != FACTS:
            yield from _interview(store, path, over, apart)
    except StoreError as error:
        yield Finding(name, error.message, "")
    except OSError as error:
        yield Finding(name, refusal(error, path).message, "")


def _interview(store: Store, path: Path, over: set[str], apart: Trail | None) -> Iterator[Finding]:
    with Database(path, store.access.seal) as database:
        rows, journal = database.rows(EVENTS), database.journal
    if not rows:
        return
    if any(row["kind"] in SIGNED for row in rows):
        over.add(path.stem)
        if apart is not None and not apart.keeps(path.parent.name, path.stem, journal.count):
            did = ""
            if store.access.may_write:
                store.audit.add(
                    "signed",
                    dossier=path.parent.name,
                    transcript=path.stem,
                    records=journal.count,
                    head=journal.head.hex(),
                )
                did = _("It is kept there now.")
            yield Finding(_name(store, path), _("Its head was not kept apart in the audit trail."), did)
    yield from _script(store, str(rows[-1]["script"]))


def _script(store: Store, ref: str) -> Iterator[Finding]:
    try:
        store.script(ref)
    except StoreError as error:
        did = ""
        with suppress(AssistantError):
            script = find_script(ref.split("/")[0])
            if script.ref == ref and store.access.may_write:
                store.keep_script(script)
                did = _("The same version was put back.")
        yield Finding(ref, error.message, did)


def _cut(store: Store, path: Path) -> str:
    """Cut a torn record off, as whoever opens the journal to write does."""
    if not store.access.may_write:
        return ""
    lock = Lock(path, store.person.name, store.clock, store.access.seal)
    try:
        lock.acquire()
        with Database(path, store.access.seal, lock) as database:
            aside = database.aside
    except HeldError:
        return _("It is held now: whoever writes there does it.")
    if aside is None:
        return _("It was cut off.")
    kept = _("It is kept beside, in {aside}; if an answer is missing, restore a backup.")
    return kept.format(aside=aside.name)


def _held(store: Store, journal: Path) -> bool:
    lock = Lock(journal, store.person.name, store.clock, store.access.seal)
    try:
        lock.acquire()
    except HeldError:
        return True
    except StoreError:
        return False
    lock.release()
    return False


def _removed(store: Store, path: Path) -> str:
    if not store.access.may_write:
        return ""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return ""
    return _("It was removed.")


def _torn() -> str:
    return _("A record was cut short at its end; it was never acknowledged.")


def _name(store: Store, path: Path) -> str:
    return path.relative_to(store.folder).as_posix()

"""Checks every dossier, mends what can be mended, and says in words what was found and done."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from assistant.errors import AssistantError, StoreError
from assistant.language import _
from assistant.script.library import find_script
from assistant.store import system
from assistant.store.appending import TORN
from assistant.store.checking import Check
from assistant.store.journalcheck import torn_or_changed
from assistant.store.layout import FACTS, INDEX, JOURNAL, REVIEW
from assistant.store.reviewchecking import ReviewCheck
from assistant.store.store import Store
from assistant.store.tending import discarded, half_made, held, removed, set_aside
from assistant.store.trail import Trail
from assistant.store.verifying import gone_or_back

_LEFT: Final = (".new", ".holder")
"""Endings of what a stopped program may leave."""
_TOLD: Final = ("damaged", "cut", "replaced")
"""Faults of a journal that only a backup mends."""


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
    findings = [*_permissions(store), *_trail(store), *_aside(store)]
    apart = _apart(store)
    folders = sorted(path for path in (store.folder / "dossiers").glob("*") if path.is_dir())
    for folder in folders:
        findings += _dossier(store, folder, apart)
    if apart is not None:
        kept = (path for folder in folders for end in (JOURNAL, REVIEW) for path in folder.glob("*" + end))
        seen = {(path.parent.name, path.stem) for path in kept}
        for fault in gone_or_back(apart, seen):
            where = "/".join(part for part in ("dossiers", fault.dossier, fault.transcript) if part)
            findings.append(Finding(where, fault.message, ""))
    try:
        index = store.folder / INDEX
        if store.access.may_write and not index.exists() and folders:
            store.summaries()
            findings.append(Finding(INDEX, _("The list of patients was missing."), _("It was made again.")))
    except StoreError as error:
        findings.append(Finding(INDEX, error.message, ""))
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


def _aside(store: Store) -> Iterator[Finding]:
    for path in sorted(store.folder.rglob("*" + TORN)):
        what = _("The end of a journal that did not open is kept here.")
        yield Finding(_name(store, path), what, _("Remove it once you are sure that nothing is missing."))


def _trail(store: Store) -> Iterator[Finding]:
    audit = store.audit
    try:
        audit.lines()
    except StoreError as error:
        yield Finding("audit.journal", error.message, "")
        return
    if audit.missing:
        yield Finding("audit.journal", _("The audit trail is not there any more."), "")
    elif audit.broken and store.access.may_write:
        audit.add("mended")
        yield Finding("audit.journal", torn_or_changed(), _("It is kept beside, and the trail goes on."))


def _apart(store: Store) -> Trail | None:
    """What the trail says; None where it cannot be trusted to go on with."""
    try:
        return None if store.audit.missing else Trail(store.audit.lines())
    except StoreError:  # told already
        return None


def _dossier(store: Store, folder: Path, apart: Trail | None) -> Iterator[Finding]:
    facts = folder / (FACTS + JOURNAL)
    if half_made(store, folder):
        made = _("A dossier without anything in it: its making was cut short.")
        yield Finding(_name(store, folder), made, discarded(store, folder))
        return
    if not facts.exists():
        gone = _("The facts of a patient are missing; the interviews beside them are left as they are.")
        yield Finding(_name(store, facts), gone, "")
    over: set[str] = set()
    for path in sorted(folder.glob("*" + JOURNAL)):
        yield from _journal(store, path, over, apart)
    for path in sorted(folder.glob("*" + REVIEW)):
        yield from _review(store, path, apart)
    for path in sorted(folder.iterdir()):
        stale = path.suffix in _LEFT or (path.suffix == ".draft" and path.stem in over)
        if stale and not held(store, path.with_suffix("").with_suffix(JOURNAL)):
            yield Finding(_name(store, path), _("Left by a program that was stopped."), removed(store, path))


def _journal(store: Store, path: Path, over: set[str], apart: Trail | None) -> Iterator[Finding]:
    name = _name(store, path)
    check = Check(store, path, apart or Trail(())).run()
    told = [fault for fault in check.faults if fault.kind in _TOLD]
    yield from (Finding(name, fault.message, "") for fault in told)
    if check.torn and not told and path.stem == FACTS and not check.head.get("records"):
        lost = _("The facts of a patient do not open: their making was cut short, or they were damaged.")
        yield Finding(name, lost, "")
    elif check.torn and not told:
        what = torn_or_changed() if check.broken else _("A record was cut short at its end.")
        yield Finding(name, what, set_aside(store, path))
    if check.script:
        yield from _script(store, check.script)
    if check.over:
        over.add(path.stem)
    if not told:
        kind = "withdrawn" if path.stem == FACTS else "signed"
        yield from _apart_now(store, path, check, apart, kind)


def _review(store: Store, path: Path, apart: Trail | None) -> Iterator[Finding]:
    name = _name(store, path)
    check = ReviewCheck(store, path, apart or Trail(())).run()
    told = [fault for fault in check.faults if fault.kind in _TOLD and not check.broken]
    yield from (Finding(name, fault.message, "") for fault in told)
    if told:
        return
    if check.torn:
        what = torn_or_changed() if check.broken else _("A record was cut short at its end.")
        yield Finding(name, what, set_aside(store, path))
    yield from _apart_now(store, path, check, apart, "reviewed")


def _apart_now(
    store: Store, path: Path, check: Check | ReviewCheck, apart: Trail | None, kind: str
) -> Iterator[Finding]:
    """Keep a head apart that was not."""
    if apart is None or apart.has(*check.place, check.needs):
        return
    did = ""
    if store.access.may_write:
        store.audit.add(kind, **check.head)
        did = _("It is kept there now.")
    yield Finding(_name(store, path), _("Its head was not kept apart in the audit trail."), did)


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


def _name(store: Store, path: Path) -> str:
    return path.relative_to(store.folder).as_posix()

"""Filing: patients and their facts, added to the dossiers on disk."""

from __future__ import annotations

import os
import secrets
from collections.abc import Container, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from assistant.clock import Clock, Stopwatch
from assistant.errors import InputError, StoreError
from assistant.language import _
from assistant.notation import shorten
from assistant.store import system
from assistant.store.dossiers import Dossiers
from assistant.store.failure import refusal
from assistant.store.layout import FACTS, JOURNAL, REFS

if TYPE_CHECKING:  # see dossiers
    from assistant.store.audit import Audit
    from assistant.store.database import Database
    from assistant.store.vault.access import Access

Item = tuple[Literal["fact", "act"], str, Any]
"""Kind, name and value of a `FactEvent` to be."""
_PATIENCE: Final = 5.0
"""Seconds that another process may take to add its patient."""


class Filing(Dossiers):
    """Dossiers to which patients and facts are added; what it writes to, it holds."""

    def __init__(self, folder: Path, access: Access, clock: Clock) -> None:
        super().__init__(folder, access)
        self.person = access.person
        self.clock = clock
        self.notices: list[str] = []
        """What was found at the end of journals opened to write, in words, to be told once."""
        self._open: dict[str, Database] = {}
        self._looked: set[str] = set()
        """Folders that were there when refs were last looked for."""

    @property
    def audit(self) -> Audit:
        """What was done to the store as a whole."""
        from assistant.store.audit import Audit

        return Audit(self.folder, self.access, self.clock)

    def add_patient(
        self, facts: Mapping[str, Any], ref: str | None = None, acts: Iterable[tuple[str, str]] = ()
    ) -> str:
        """Make a dossier with these facts and acts (kind, ISO day), in one commit; its ref.

        Raises:
            InputError: the ref is taken or cannot be one.
        """
        from assistant.store.lock import Lock

        self.access.writing()
        folder = self._dossiers / secrets.token_hex(16)
        try:
            if not self.folder.is_dir():  # the first of those practised on
                system.make_folder(self.folder)
            lock = Lock(self.folder / REFS, self.person.name, self.clock, self.access.seal)
            lock.acquire(_PATIENCE)  # two who add at once must not take the same ref
            with lock:
                name = self._new_ref(ref)
                system.make_folder(folder)
                self._append_facts(folder, [("fact", "ref", name), *_entries(facts, acts)])
        except OSError as error:
            raise refusal(error, folder) from error
        self._refs[name] = folder.name
        return name

    def add_patients(self, new: Sequence[tuple[str, Mapping[str, Any], Iterable[tuple[str, str]]]]) -> None:
        """Make dossiers, each of ref, facts and acts (kind, ISO day): each is whole, and all are on the disk.

        Raises:
            InputError: a ref is taken or cannot be one; nothing was made.
            StoreError: the disk refuses. Dossiers may have been made, each of them whole.
        """
        from assistant.store.lock import Lock
        from assistant.store.together import place

        self.access.writing()
        try:
            system.make_folder(self.folder)
            lock = Lock(self.folder / REFS, self.person.name, self.clock, self.access.seal)
            lock.acquire(_PATIENCE)  # two who add at once must not take the same ref
            with lock:
                taken, names, journals = self._taken(), dict[str, str](), dict[Path, bytes]()
                for ref, facts, acts in new:
                    name = _free_ref(ref, taken)
                    _free_ref(name, names)
                    path = self._dossiers / secrets.token_hex(16) / (FACTS + JOURNAL)
                    journals[path] = self._first(path, [("fact", "ref", name), *_entries(facts, acts)])
                    names[name] = path.parent.name
                place(self._dossiers, journals)
        except OSError as error:
            raise refusal(error, self._dossiers) from error
        self._refs |= names

    def _first(self, path: Path, entries: Iterable[Item]) -> bytes:
        """A journal of facts with its first record."""
        from assistant.store.encoding import encode
        from assistant.store.together import journal_of

        return journal_of(path, self.access.seal, encode({FACTS: self._events(entries, 1)}))

    def record(self, ref: str, facts: Mapping[str, Any], acts: Iterable[tuple[str, str]] = ()) -> None:
        """Add facts and acts (kind, ISO day) to a dossier, all of them or none."""
        entries = _entries(facts, acts)
        if not entries:
            return
        folder = self.folder_of(ref)
        head = self._append_facts(folder, entries)
        if facts.get("withdrawal_date"):  # kept apart as well: a copy from before it must not pass unseen
            with suppress(StoreError):
                self.audit.add("withdrawn", dossier=folder.name, transcript=FACTS, **head)

    def release(self, transcript: str) -> None:
        """Give a transcript back, so that another process may hold it."""
        database = self._open.pop(transcript, None)
        if database is not None:  # an empty TinyDB counts as false
            database.close()

    def _hold(self, folder: Path, name: str) -> Database:
        from assistant.store.database import Database
        from assistant.store.lock import Lock

        self.access.writing()
        path = folder / (name + JOURNAL)
        lock = Lock(path, self.person.name, self.clock, self.access.seal)
        lock.acquire()
        self._open[name] = Database(path, self.access.seal, lock)
        self.tell_torn(self._open[name])
        return self._open[name]

    def tell_torn(self, database: Database) -> None:
        """Say what was set aside at the end of a journal when it was opened to write."""
        if not database.dropped_bytes:
            return
        torn = _("A record cut short at the end of {path} was set aside: it was never acknowledged.")
        if database.journal.broken:
            torn = _(
                "The last record of {path} does not open: a power cut tore it, or it was changed. It is kept "
                "beside; if an answer is missing, restore a backup."
            )
        self.notices.append(torn.format(path=shorten(str(database.journal.path), 200)))

    def _append_facts(self, folder: Path, entries: Iterable[Item]) -> dict[str, Any]:
        database = self._hold(folder, FACTS)
        try:
            database.add({FACTS: self._events(entries, len(database.rows(FACTS)) + 1)})
            return {"records": database.journal.count, "head": database.journal.head.hex()}
        finally:
            self.release(FACTS)

    def _events(self, entries: Iterable[Item], first: int) -> list[dict[str, Any]]:
        """The events that these entries are, numbered from `first` on."""
        from assistant.dossier.fact import FactEvent

        stamp = Stopwatch(self.clock).now()
        return [
            FactEvent(seq, kind, name, value, stamp, self.person.name).to_json()
            for seq, (kind, name, value) in enumerate(entries, first)
        ]

    def _new_ref(self, ref: str | None) -> str:
        taken = self._taken()
        if ref is not None:
            return _free_ref(ref, taken)
        while (made := "P" + secrets.token_hex(4)) in taken:
            pass
        return made

    def _taken(self) -> Container[str]:
        """Every ref; the dossiers are looked through again only where others made some meanwhile."""
        there = set()
        with suppress(FileNotFoundError), os.scandir(self._dossiers) as entries:
            there = {entry.name for entry in entries if entry.is_dir()}
        if not there <= self._looked | set(self._refs.values()):
            self._look()
            self._looked = there
        return self._refs


def _entries(facts: Mapping[str, Any], acts: Iterable[tuple[str, str]]) -> list[Item]:
    return [
        *(("fact", name, value) for name, value in facts.items()),
        *(("act", kind, day) for kind, day in acts),
    ]


def _free_ref(ref: str, taken: Container[str]) -> str:
    """The ref without spaces around it, which is one and free."""
    ref = ref.strip()
    if not ref or not ref.isprintable() or len(ref) > 60:
        raise InputError(_("A ref is 1 to 60 printable characters. “{ref}” is not.").format(ref=shorten(ref)))
    if ref in taken:
        raise InputError(
            _("The ref “{ref}” is taken by another patient. Choose another.").format(ref=shorten(ref))
        )
    return ref

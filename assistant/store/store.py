"""Dossiers on disk, as one person works with them."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

from assistant.clock import Clock, Stopwatch, today
from assistant.errors import InputError, StoreError
from assistant.language import _
from assistant.notation import shorten, write_date
from assistant.store import system
from assistant.store.dossiers import EVENTS, FACTS, JOURNAL, Dossiers
from assistant.store.failure import refusal

if TYPE_CHECKING:  # see dossiers
    from assistant.interview.amending import Amending
    from assistant.interview.event import Event
    from assistant.interview.session import Session
    from assistant.script.steps import Script
    from assistant.store.audit import Audit
    from assistant.store.database import Database
    from assistant.store.draft import Draft
    from assistant.store.vault.access import Access

Item = tuple[Literal["fact", "act"], str, Any]
"""Kind, name and value of a `FactEvent` to be."""


class Store(Dossiers):
    """The dossiers of a pharmacy, to read and to add to."""

    def __init__(self, folder: Path, access: Access, clock: Clock) -> None:
        super().__init__(folder, access)
        self.person = access.person
        self.clock = clock
        self.notices: list[str] = []
        """What was found at the end of journals opened to write, in words, to be told once."""
        self._open: dict[str, Database] = {}

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back every transcript held."""
        for name in list(self._open):
            self.release(name)

    def add_patient(
        self, facts: Mapping[str, Any], ref: str | None = None, acts: Iterable[tuple[str, str]] = ()
    ) -> str:
        """Make a dossier with these facts and acts (kind, ISO day), in one commit; its ref.

        Raises:
            InputError: the ref is taken or cannot be one.
        """
        name = self._new_ref(ref)
        folder = self._dossiers / secrets.token_hex(16)
        self._make(folder)
        self._append_facts(folder, [("fact", "ref", name), *_entries(facts, acts)])
        self._refs[name] = folder.name
        return name

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

    def begin(self, ref: str, script: Script) -> Session:
        """Begin an interview of this patient; it is held until released."""
        from assistant.interview.session import Session

        folder = self.folder_of(ref)
        dossier = self.play(folder)
        if dossier.withdrawn_on is not None:
            raise _withdrawn(dossier.withdrawn_on)
        background = dossier.background(script, today(self.clock))
        self._versions.keep(script)
        name = secrets.token_hex(8)
        database = self._hold(folder, name)
        session = Session(name, script, self._recorder(folder, name, database), self.person, self.clock)
        try:
            session.begin(background)
        except BaseException:
            self.release(name)
            raise
        return session

    def resume(self, transcript: str) -> Session:
        """Take up an interview again, under the script of its id as it is today.

        Raises:
            HeldError: another process holds it.
            NotFoundError: there is none of this id.
            StateError: it is over.
        """
        from assistant.interview.event import Event
        from assistant.interview.session import Session

        folder = self._folder_holding(transcript)
        database = self._hold(folder, transcript)
        try:
            events = [Event.from_json(row) for row in database.rows(EVENTS)]
            if not events:
                raise self._no_transcript(transcript)
            script = self._versions.todays(events[-1].script)
            self._versions.keep(script)
            known = self.play(folder).background(script, events[0].at.date())
            record = self._recorder(folder, transcript, database)
            session = Session(transcript, script, record, self.person, self.clock, events, known)
            session.resume()
        except BaseException:
            self.release(transcript)
            raise
        return session

    def amending(self, transcript: str) -> Amending:
        """Take up an interview that is over, to amend it under the script it was held under.

        Raises:
            HeldError: another process holds it.
            NotFoundError: there is none of this id.
        """
        from assistant.interview.amending import Amending
        from assistant.interview.event import Event

        folder = self._folder_holding(transcript)
        database = self._hold(folder, transcript)
        try:
            events = [Event.from_json(row) for row in database.rows(EVENTS)]
            if not events:
                raise self._no_transcript(transcript)
            script = self._versions.get(events[-1].script)
        except BaseException:
            self.release(transcript)
            raise
        record = self._recorder(folder, transcript, database)
        return Amending(transcript, script, record, self.person, self.clock, events)

    def release(self, transcript: str) -> None:
        """Give a transcript back, so that another process may hold it."""
        database = self._open.pop(transcript, None)
        if database is not None:  # an empty TinyDB counts as false
            database.close()

    def draft(self, transcript: str) -> Draft:
        """What is half typed in a transcript."""
        from assistant.store.draft import Draft

        return Draft(self._folder_holding(transcript) / (transcript + ".draft"), self.access.seal)

    def _hold(self, folder: Path, name: str) -> Database:
        from assistant.store.database import Database
        from assistant.store.lock import Lock

        self.access.writing()
        path = folder / (name + JOURNAL)
        lock = Lock(path, self.person.name, self.clock, self.access.seal)
        lock.acquire()
        self._open[name] = Database(path, self.access.seal, lock)
        if self._open[name].dropped_bytes:
            torn = _("A record cut short at the end of {path} was dropped: it was never acknowledged.")
            self.notices.append(torn.format(path=shorten(str(path), 200)))
        return self._open[name]

    def _recorder(self, folder: Path, name: str, database: Database) -> Callable[[Event], None]:
        from assistant.store.recorder import Recorder

        return Recorder(folder, name, database, self.access, self.audit)

    @property
    def audit(self) -> Audit:
        """What was done to the store as a whole."""
        from assistant.store.audit import Audit

        return Audit(self.folder, self.access, self.clock)

    def _append_facts(self, folder: Path, entries: Iterable[Item]) -> dict[str, Any]:
        from assistant.dossier.fact import FactEvent

        database = self._hold(folder, FACTS)
        try:
            stamp = Stopwatch(self.clock).now()
            first = len(database.rows(FACTS)) + 1
            added = [
                FactEvent(seq, kind, name, value, stamp, self.person.name).to_json()
                for seq, (kind, name, value) in enumerate(entries, first)
            ]
            database.add({FACTS: added})
            return {"records": database.journal.count, "head": database.journal.head.hex()}
        finally:
            self.release(FACTS)

    def _new_ref(self, ref: str | None) -> str:
        if not self._refs:
            self._look()
        taken = self._refs
        if ref is None:
            while (made := "P" + secrets.token_hex(4)) in taken:
                pass
            return made
        ref = ref.strip()
        if not ref or not ref.isprintable() or len(ref) > 60:
            raise InputError(
                _("A ref is 1 to 60 printable characters. “{ref}” is not.").format(ref=shorten(ref))
            )
        if ref in taken:
            raise InputError(
                _("The ref “{ref}” is taken by another patient. Choose another.").format(ref=shorten(ref))
            )
        return ref

    def _make(self, folder: Path) -> None:
        self.access.writing()
        try:
            system.make_folder(folder)
        except OSError as error:
            raise refusal(error, folder) from error


def _withdrawn(day: date) -> InputError:
    return InputError(
        _(
            "The patient withdrew consent on {day}: no interview is held until a new adhésion is signed."
        ).format(day=write_date(day))
    )


def _entries(facts: Mapping[str, Any], acts: Iterable[tuple[str, str]]) -> list[Item]:
    return [
        *(("fact", name, value) for name, value in facts.items()),
        *(("act", kind, day) for kind, day in acts),
    ]

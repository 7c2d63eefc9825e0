"""Dossiers on disk, as one person works with them."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from assistant.clock import today
from assistant.errors import InputError
from assistant.language import _
from assistant.notation import write_date
from assistant.store.dossiers import EVENTS
from assistant.store.filing import Filing

if TYPE_CHECKING:  # see dossiers
    from assistant.interview.amending import Amending
    from assistant.interview.event import Event
    from assistant.interview.session import Session
    from assistant.script.steps import Script
    from assistant.store.database import Database
    from assistant.store.draft import Draft


class Store(Filing):
    """The dossiers of a pharmacy, and the interviews held in them; closed once done with."""

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

    def draft(self, transcript: str) -> Draft:
        """What is half typed in a transcript."""
        from assistant.store.draft import Draft

        return Draft(self._folder_holding(transcript) / (transcript + ".draft"), self.access.seal)

    def _recorder(self, folder: Path, name: str, database: Database) -> Callable[[Event], None]:
        from assistant.store.recorder import Recorder

        return Recorder(folder, name, database, self.access, self.audit)


def _withdrawn(day: date) -> InputError:
    return InputError(
        _(
            "The patient withdrew consent on {day}: no interview is held until a new adhésion is signed."
        ).format(day=write_date(day))
    )

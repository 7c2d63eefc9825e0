"""Dossiers on disk, as one person works with them."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from assistant.clock import today
from assistant.store.filing import Filing
from assistant.store.layout import EVENTS

if TYPE_CHECKING:  # see dossiers
    from assistant.interview.amending import Amending
    from assistant.interview.background import Background
    from assistant.interview.event import Event
    from assistant.interview.session import Session
    from assistant.script.steps import Script
    from assistant.store.database import Database
    from assistant.store.draft import Draft


Held = TypeVar("Held", bound="Session")


class Store(Filing):
    """The dossiers of a pharmacy, and the interviews held in them; closed once done with."""

    practice: Callable[[], Store] | None = None
    """Opens what the same person practises on; None where there is no such place."""

    @property
    def practises(self) -> bool:
        """Whether there is a place to practise in."""
        return self.access.rehearsal or self.practice is not None

    def practising(self) -> Store:
        """What this person practises on: these very dossiers, or those kept apart from them."""
        if self.access.rehearsal or self.practice is None:
            return self
        return self.practice()

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
        """Begin an interview of this patient; it is held until released.

        Raises:
            InputError: the patient died or withdrew consent.
        """
        from assistant.dossier.leaving import check_may_begin
        from assistant.interview.session import Session

        dossier, day = self.play(self.folder_of(ref)), today(self.clock)
        check_may_begin(dossier.patient, dossier.withdrawn_on, day)
        background = dossier.background(script, day)
        return self.hold(ref, script, lambda session: session.begin(background), Session)

    def hold(
        self, ref: str, script: Script, begin: Callable[[Held], None], make: Callable[..., Held]
    ) -> Held:
        """Hold a new transcript of this patient until it is released.

        Args:
            ref: of the patient.
            script: what is asked.
            begin: records the first event.
            make: makes the session: `Session`, or what behaves like it.
        """
        folder = self.folder_of(ref)
        self.versions.keep(script)
        name = secrets.token_hex(8)
        database = self._hold(folder, name)
        session = make(name, script, self._recorder(folder, name, database), self.person, self.clock)
        try:
            begin(session)
        except BaseException:
            self.release(name)
            raise
        return session

    def resume(
        self,
        transcript: str,
        make: Callable[..., Session] | None = None,
        known: Callable[[Script, date], Background] | None = None,
    ) -> Session:
        """Take up an interview again, under the script of its id as it is today.

        Args:
            transcript: its id.
            make: makes the session; `Session` where left out.
            known: what is known of the patient on the day it began; what the dossier holds where left out.

        Raises:
            HeldError: another process holds it.
            NotFoundError: there is none of this id.
            RightsError: it is the rehearsal of somebody else.
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
            self.access.changing(event.by for event in events)
            script = self.versions.todays(events[-1].script)
            self.versions.keep(script)
            background = (known or self.play(folder).background)(script, events[0].at.date())
            record = self._recorder(folder, transcript, database)
            session = (make or Session)(
                transcript, script, record, self.person, self.clock, events, background
            )
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
            RightsError: it is the rehearsal of somebody else.
        """
        from assistant.interview.amending import Amending
        from assistant.interview.event import Event

        folder = self._folder_holding(transcript)
        database = self._hold(folder, transcript)
        try:
            events = [Event.from_json(row) for row in database.rows(EVENTS)]
            if not events:
                raise self._no_transcript(transcript)
            self.access.changing(event.by for event in events)
            script = self.versions.get(events[-1].script)
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

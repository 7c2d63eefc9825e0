"""One dossier on disk, played from its journals. Reading never writes."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import AssistantError, StoreError
from assistant.language import _
from assistant.notation import shorten
from assistant.store.layout import EVENTS, FACTS, JOURNAL, REVIEW, REVIEWS

if TYPE_CHECKING:  # a list of patients is shown without machine, schemas or databases
    from assistant.dossier.dossier import Dossier, Interview
    from assistant.dossier.review import Review, ReviewEvent
    from assistant.store.database import Database
    from assistant.store.vault.access import Access
    from assistant.store.versions import Versions


class HalfMadeError(StoreError):
    """A dossier without a fact: it was never acknowledged."""


class Played:
    """The dossiers of a folder, one at a time."""

    def __init__(self, folder: Path, access: Access) -> None:
        self.folder = folder
        self.access = access
        self._dossiers = folder / "dossiers"

    @cached_property
    def versions(self) -> Versions:
        """The texts that transcripts were held under."""
        from assistant.store.versions import Versions

        return Versions(self.folder / "scripts", self.access.seal)

    def _play_facts(self, folder: Path) -> str:
        rows = self._database(folder / (FACTS + JOURNAL))
        ref = next((str(row["value"]) for row in rows.rows(FACTS) if row["name"] == "ref"), None)
        if ref is None:
            raise HalfMadeError(_("The dossier is empty: its making was cut short."))
        return ref

    def play(self, folder: Path) -> Dossier:
        """The dossier of a folder, played from its events.

        Raises:
            HalfMadeError: there is nothing in it.
            StoreError: it cannot be read.
        """
        from assistant.dossier.dossier import Dossier
        from assistant.dossier.fact import FactEvent

        paths = sorted(folder.glob("*" + JOURNAL))
        database = self._database(folder / (FACTS + JOURNAL))
        facts = [FactEvent.from_json(row) for row in database.each(FACTS)]
        if not facts and (database.journal.broken or len(paths) > 1):
            raise StoreError(
                _("The facts of a patient in {path} do not open. Put the file back from a backup.").format(
                    path=shorten(str(database.journal.path), 200)
                )
            )
        if not facts:
            raise HalfMadeError(_("The dossier is empty: its making was cut short."))
        interviews: list[Interview] = []
        unreadable: dict[str, str] = {}
        for path in paths:
            try:
                # A journal without events was made and nothing was asked before the program stopped.
                if path.stem != FACTS and (interview := self._read(path)) is not None:
                    interviews.append(interview)
                    if interview.review.damaged:  # the interview stays, and counts
                        unreadable["r" + path.stem] = interview.review.damaged
            except AssistantError as error:  # the rest of the dossier stays readable
                unreadable[path.stem] = error.message
        return Dossier(facts, interviews, unreadable, practised=self.access.rehearsal)

    def _read(self, path: Path) -> Interview | None:
        from assistant.dossier.dossier import Interview
        from assistant.interview.event import Event
        from assistant.interview.standing import Standing
        from assistant.interview.transcript import Transcript

        transcript = Transcript(Event.from_json(row) for row in self._database(path).each(EVENTS))
        if not transcript.events:
            return None
        review = self.review_of(path.parent, path.stem)
        return Interview(path.stem, Standing(self.versions.get(transcript.script), transcript), review)

    def review_of(self, folder: Path, transcript: str) -> Review:
        """The review of a transcript; where it cannot be read, one that says so and holds nothing."""
        from assistant.dossier.review import Review

        try:
            return Review(self.review_events(folder, transcript))
        except StoreError as error:
            return Review(damaged=error.message)

    def review_events(self, folder: Path, transcript: str) -> list[ReviewEvent]:
        """What happened in the review of a transcript; nothing where there is none."""
        from assistant.dossier.review import ReviewEvent

        path = folder / f"r{transcript}{REVIEW}"
        if not path.exists():
            return []
        return [ReviewEvent.from_json(row) for row in self._database(path).each(REVIEWS)]

    def _database(self, path: Path) -> Database:
        from assistant.store.database import Database

        return Database(path, self.access.seal)

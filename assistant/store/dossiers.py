"""Dossiers on disk, to read: a folder each, laid out as docs/data.md says."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from assistant.dossier.summary import SHAPE, Summary, by_name
from assistant.errors import AssistantError, NotFoundError, StoreError
from assistant.language import _
from assistant.notation import shorten
from assistant.store.index import Index
from assistant.store.layout import FACTS, INDEX, JOURNAL
from assistant.store.played import HalfMadeError, Played

if TYPE_CHECKING:  # a list of patients is shown without machine, schemas or databases
    from assistant.dossier.dossier import Dossier, Interview
    from assistant.script.steps import Script
    from assistant.store.vault.access import Access

DAMAGED: Final = "damaged"
"""Beside what the index says of a dossier, or instead of it: sentences on what cannot be read."""


class Dossiers(Played):
    """The dossiers of a pharmacy, to read. Reading never writes but for the index."""

    def __init__(self, folder: Path, access: Access) -> None:
        super().__init__(folder, access)
        self._refs: dict[str, str] = {}

    @cached_property
    def _index(self) -> Index:
        return Index(self.folder / INDEX, SHAPE, self.access.seal)

    def summaries(self, progress: Callable[[int, int], None] | None = None) -> list[Summary]:
        """Every dossier that can be read, by name."""
        return self.listed(progress)[0]

    def listed(self, progress: Callable[[int, int], None] | None = None) -> tuple[list[Summary], list[str]]:
        """Every dossier that can be read, by name; and for each part that cannot be, why."""
        rows = self._rows(progress).values()
        return by_name(rows), [sentence for row in rows for sentence in row.get(DAMAGED, ())]

    def remembered(self) -> list[Summary]:
        """What `summaries` said last, at once; empty where it cannot hold any more. To be looked at again."""
        return by_name(row for row in self._index.remembered(self._dossiers).values() if row is not None)

    def damaged(self) -> list[str]:
        """For each dossier and interview that cannot be read, why."""
        return self.listed()[1]

    def summary(self, ref: str) -> Summary:
        """One dossier.

        Raises:
            NotFoundError: there is none of this ref.
            StoreError: it cannot be read.
        """
        folder = self.folder_of(ref)
        row = self._index.row(folder, self._row)
        if row is not None and DAMAGED in row:  # what was wrong may have been put right since
            row = self._row(folder)
        if row is None:
            raise self._no_patient(ref)
        if "ref" not in row:
            raise StoreError(*row[DAMAGED])
        return Summary.from_row(row)

    def dossier(self, ref: str) -> Dossier:
        """One dossier, played from its events.

        Raises:
            NotFoundError: there is none of this ref.
        """
        return self.play(self.folder_of(ref))

    def interview(self, transcript: str) -> tuple[str, Interview]:
        """The ref of the patient and one transcript, to read.

        Raises:
            NotFoundError: there is none of this id.
            RightsError: a student reads their own alone.
        """
        folder = self._folder_holding(transcript)
        found = self._read(folder / (transcript + JOURNAL))
        if found is None:
            raise self._no_transcript(transcript)
        self.access.looking(event.by for event in found.standing.transcript.events)
        return self._play_facts(folder), found

    def keep_script(self, script: Script) -> None:
        """Keep a version of a script."""
        self.versions.keep(script)

    def refs(self) -> dict[str, str]:
        """Random folder to the ref of the patient, of the dossiers whose facts can be read."""
        found = {}
        for path in self._dossiers.glob("*/" + FACTS + JOURNAL):
            with suppress(StoreError):
                found[path.parent.name] = self._play_facts(path.parent)
        return found

    def script(self, ref: str) -> Script:
        """The script that an event names, as it was kept.

        Raises:
            StoreError: it is not there any more, or not as it was.
        """
        return self.versions.get(ref)

    def _rows(self, progress: Callable[[int, int], None] | None = None) -> dict[str, Any]:
        rows: dict[str, Any] = self._index.rows(self._dossiers, self._row, progress)
        for name, row in rows.items():
            if row is not None and DAMAGED in row:  # what was wrong may have been put right since
                rows[name] = self._row(self._dossiers / name)
        return {name: row for name, row in rows.items() if row is not None}

    def _row(self, folder: Path) -> Any:
        from assistant.dossier.summary import summary

        if not any(folder.glob("*" + JOURNAL)):
            return None  # a dossier whose making was cut short: nothing in it was acknowledged
        try:
            dossier = self.play(folder)
        except HalfMadeError:
            return None
        except AssistantError as error:
            return {DAMAGED: [f"{folder.name}: {error.message}"]}
        row = summary(dossier).to_row()
        if dossier.unreadable:
            patient = dossier.patient
            row[DAMAGED] = [f"{patient.name} ({patient.ref}): {why}" for why in dossier.unreadable.values()]
        return row

    def forget(self) -> None:
        """Look for the dossiers anew: one was removed."""
        self._refs = {}

    def folder_of(self, ref: str) -> Path:
        """The folder of one dossier.

        Raises:
            NotFoundError: there is none of this ref.
        """
        if ref not in self._refs:
            self._look()
        if ref in self._refs:
            return self._dossiers / self._refs[ref]
        raise self._no_patient(ref)

    def _no_patient(self, ref: str) -> NotFoundError:
        return NotFoundError(
            _("There is no patient “{ref}”. `assistant patients list` names them all.").format(
                ref=shorten(ref)
            )
        )

    def _look(self) -> None:
        self._refs = {row["ref"]: name for name, row in self._rows().items() if "ref" in row}

    def _folder_holding(self, transcript: str) -> Path:
        if transcript.isalnum() and transcript != FACTS and len(transcript) <= 64:
            for folder in self._dossiers.glob("*/"):
                if (folder / (transcript + JOURNAL)).exists():
                    return folder
        raise self._no_transcript(transcript)

    def _no_transcript(self, transcript: str) -> NotFoundError:
        if self.access.rehearsal:
            return NotFoundError(
                _("There is no rehearsal “{id}”. `assistant rehearse list --json` names them all.").format(
                    id=shorten(transcript)
                )
            )
        return NotFoundError(
            _("There is no transcript “{id}”. `assistant transcripts list` names them all.").format(
                id=shorten(transcript)
            )
        )

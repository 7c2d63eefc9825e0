"""The audit trail: what was done to the store, and the heads of what was signed. No health data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from assistant.clock import Clock
from assistant.store import system
from assistant.store.database import Database
from assistant.store.failure import refusal
from assistant.store.layout import TRAIL
from assistant.store.lock import Lock
from assistant.store.vault.access import Access

_TABLE: Final = "audit"
_PATIENCE: Final = 5.0
"""Seconds that another process may take to add its line."""


@dataclass(frozen=True, slots=True)
class Entered:
    """One line of the trail."""

    kind: str
    """created, person_added, person_removed, passphrase_changed, signed, erased, exported, backed_up, …"""
    at: datetime
    by: str
    about: Mapping[str, Any]
    """Random names, counts and people: nothing of a patient."""


class Audit:
    """The trail of one set of dossiers: a journal at the top of the store, chained like the others.

    The head of every signed transcript stands here too, apart from the transcript: cutting its tail shows.
    """

    def __init__(self, folder: Path, access: Access, clock: Clock) -> None:
        self.path = folder / TRAIL
        self._access = access
        self._clock = clock
        self.broken = False
        """Whether the last record read was torn or changed."""

    def add(self, kind: str, **about: Any) -> None:
        """Add one line, and return once it is on the disk.

        Raises:
            StoreError: it could not be added.
        """
        self.add_all(kind, [about])

    def add_all(self, kind: str, lines: Sequence[Mapping[str, Any]]) -> None:
        """Add several lines of one kind at once, all of them or none."""
        try:
            if not self.path.parent.is_dir():
                system.make_folder(self.path.parent)
        except OSError as error:
            raise refusal(error, self.path) from error
        person, seal = self._access.person.name, self._access.seal
        lock = Lock(self.path, person, self._clock, seal)
        lock.acquire(_PATIENCE)
        with Database(self.path, seal, lock) as database:
            at = self._clock.now().isoformat(timespec="milliseconds")
            database.add({_TABLE: [{"kind": kind, "at": at, "by": person, **about} for about in lines]})

    @property
    def missing(self) -> bool:
        """Whether there is no trail where a store was made; one that is practised on begins it later."""
        return self.whole and not self.path.exists()

    @property
    def whole(self) -> bool:
        """Whether the trail begins with the making of the store; that of rehearsals begins with the first."""
        return not self._access.rehearsal

    def lines(self) -> list[Entered]:
        """Every line, the oldest first.

        Raises:
            StoreError: the trail cannot be read or was altered.
        """
        if not self.path.exists():
            return []
        with Database(self.path, self._access.seal) as database:
            rows = database.rows(_TABLE)
            self.broken = database.journal.broken
        return [
            Entered(row.pop("kind"), datetime.fromisoformat(row.pop("at")), row.pop("by"), row)
            for row in rows
        ]

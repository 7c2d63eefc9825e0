"""Makes the events of one interview durable; what ends or amends it is signed in the same record."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from assistant.errors import StoreError
from assistant.interview.event import SIGNED, Event
from assistant.store.audit import Audit
from assistant.store.database import Database
from assistant.store.layout import EVENTS
from assistant.store.signing import SIGNATURES, signature
from assistant.store.vault.access import Access


class Recorder:
    """Called with each event; returns once it is on the disk."""

    def __init__(self, folder: Path, name: str, database: Database, access: Access, audit: Audit) -> None:
        self._about = {"dossier": folder.name, "transcript": name}
        self._database = database
        self._access = access
        self._audit = audit

    def __call__(self, event: Event) -> None:
        """Keep one event.

        Raises:
            StoreError: nothing was kept.
        """
        rows = [event.to_json()]
        if event.kind not in SIGNED:
            self._database.table(EVENTS).insert(rows[0])
            return
        journal = self._database.journal
        signed = signature(self._access, journal.head, rows)
        self._database.add({EVENTS: rows, SIGNATURES: [signed]})
        # The interview is kept and signed: a head that could not be put apart is put there by `doctor`.
        with suppress(StoreError):
            self._audit.add("signed", **self._about, records=journal.count, head=journal.head.hex())

"""Whether one journal is as it was left: every record, every signature, the heads kept apart. Only reads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError
from assistant.interview.event import SIGNED, Event
from assistant.language import _
from assistant.store.carrying import ORIGIN
from assistant.store.dossiers import Dossiers
from assistant.store.encoding import UnreadableError, decode
from assistant.store.journal import Journal
from assistant.store.journalcheck import Fault, JournalCheck, not_brought, signed_late, torn_or_changed
from assistant.store.layout import EVENTS, FACTS, JOURNAL
from assistant.store.origin import bringer
from assistant.store.signing import SIGNATURES, signer
from assistant.store.trail import Trail
from assistant.store.upcasting import upcast
from assistant.store.vault.access import Access


class Check(JournalCheck):
    """One journal of a dossier, record by record."""

    def __init__(self, dossiers: Dossiers, path: Path, trail: Trail) -> None:
        super().__init__(dossiers, path, trail)
        self._numbers = 0
        self._ref = ""
        self.script = ""
        """The script it was held under, where that is missing or changed."""
        self.tail: list[Fault] = []
        """What is wrong with the record at its end, which may be a power cut's doing."""
        self.over = False
        """Whether the interview ended."""
        self.brought = False
        """Whether it came from another store, where its events were signed."""

    @property
    def transcript(self) -> str:
        """Id of the interview; empty for the facts of a dossier."""
        return "" if self._path.stem == FACTS else self._path.stem

    def run(self) -> Check:
        """Look at it, from the first record to the head kept apart."""
        opened = self._open()
        if opened is None:
            return self
        journal, reading = opened
        if journal.broken:
            self.tail.append(self._fault("damaged", journal.count + 1, torn_or_changed()))
        if self._path.stem == FACTS:
            self._facts(journal, reading.payloads)
        elif not self._interview(journal, reading.payloads, reading.links):
            return self
        self._kept_apart(reading.links)
        return self

    def _facts(self, journal: Journal, payloads: list[bytes]) -> None:
        alone = sum(1 for _path in self._path.parent.glob("*" + JOURNAL)) == 1
        if not (journal.count or journal.broken or alone):  # alone, it may have been made when the power went
            self._add("damaged", 1, _("The facts of a patient do not open. Put the file back from a backup."))
        for number, payload in enumerate(payloads, 1):
            rows = decode(payload).get(FACTS, [])
            if any(row.get("name") == "withdrawal_date" and row.get("value") for row in rows):
                self.needs = number

    def _interview(self, journal: Journal, payloads: list[bytes], links: list[bytes]) -> bool:
        head = journal.start
        for number, (payload, link) in enumerate(zip(payloads, links, strict=True), 1):
            if not self._record(number, head, payload, journal.format):
                return False
            head = link
        self.needs = journal.count if self.over else 0
        try:
            if self._ref:
                self._dossiers.script(self._ref)
        except AssistantError as error:
            self.script = self._ref
            self._add("script", None, error.message)
        return True

    def _record(self, number: int, head: bytes, payload: bytes, written: int) -> bool:
        """Check one record; False when nothing behind it can be judged."""
        try:
            additions = decode(payload)
            # Read in today's shape; what was signed are the rows as they were written.
            events = [Event.from_json(row) for row in upcast(additions, written).get(EVENTS, [])]
        except (UnreadableError, LookupError, TypeError, ValueError, AttributeError):
            self._add("damaged", number, _("The record holds no events of this program."))
            return False
        for event in events:
            self._numbers += 1
            self._ref = event.script
            if event.seq != self._numbers:
                self._add("number", number, _("Events are not numbered in sequence here."))
                return False
        ends = any(event.kind in SIGNED for event in events)
        if ORIGIN in additions:
            self.over = ends
            return self._was_brought(number, head, additions)
        if not self.over and not ends:
            return True
        self.over = True
        kept = additions.get(SIGNATURES, [])
        if len(kept) != 1 or not events:
            self._add("unsigned", number, _("The interview was over; this was added without a signature."))
            return False
        if wrong := self._signed(number, kept[0], head, additions[EVENTS], events[-1]):
            self._add("forged", number, wrong)
            return False
        return True

    def _was_brought(self, number: int, head: bytes, additions: Mapping[str, Any]) -> bool:
        """Check the record of an interview that came from another store."""
        self.brought = True
        access = self._dossiers.access
        try:
            who, here = bringer(access, head, additions, EVENTS)
            at = datetime.fromisoformat(here["at"])
        except (LookupError, TypeError, ValueError):
            who, at = None, datetime.min  # noqa: DTZ901  not compared
        wrong = not_brought()
        if who is not None and number == 1:
            wrong = signed_late(access, self._trail, who, at, (*self.place, number))
        if wrong:
            self._add("forged", number, wrong)
        return not wrong

    def _signed(
        self, number: int, kept: Mapping[str, Any], head: bytes, rows: list[Any], event: Event
    ) -> str:
        """What is wrong with a signature, in words; nothing where it is good."""
        access: Access = self._dossiers.access
        who = signer(access.register, kept, head, rows)
        if who is None or not (who.role == "pharmacist" or access.rehearsal) or who.name != event.by:
            return _("The signature is not one of a pharmacist of this store.")
        return signed_late(access, self._trail, who, event.at, (*self.place, number))

    def _gone(self, kept: int, left: int) -> str:
        return _("Its head was kept with {count} records; only {left} are left.").format(
            count=kept, left=left
        )

"""Whether the reviews of a store are as they were left: every record, every signature. Only reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from assistant.errors import StoreError
from assistant.language import _
from assistant.store.carrying import ORIGIN
from assistant.store.dossiers import Dossiers
from assistant.store.encoding import UnreadableError, decode
from assistant.store.journal import Journal
from assistant.store.journalcheck import FaultKind, JournalCheck, not_brought, signed_late, torn_or_changed
from assistant.store.layout import EVENTS, JOURNAL, REVIEW, REVIEWS
from assistant.store.origin import bringer, heads_before
from assistant.store.signing import SIGNATURES, signer
from assistant.store.trail import Trail

_APART: Final = ("decided", "answered")
"""Kinds of events after which the head is kept apart."""


class ReviewCheck(JournalCheck):
    """The journal of one review, record by record, held against the interview it is about."""

    @property
    def transcript(self) -> str:
        """Id of the interview it is about: the journal of a review is called `r` and that."""
        return self._path.stem[1:]

    def run(self) -> ReviewCheck:
        """Look at it, from the first record to the head kept apart."""
        opened = self._open()
        if opened is None:
            return self
        journal, reading = opened
        if journal.broken:
            self._add("damaged", journal.count + 1, torn_or_changed())
        head = journal.start
        for number, (payload, link) in enumerate(zip(reading.payloads, reading.links, strict=True), 1):
            if not self._record(number, head, payload):
                return self
            head = link
        self._kept_apart(reading.links)
        return self

    def _record(self, number: int, head: bytes, payload: bytes) -> bool:
        """Check one record; False when nothing behind it can be judged."""
        try:
            additions = decode(payload)
            rows: list[Any] = additions[REVIEWS]
            decided = [row for row in rows if row["kind"] == "decided"]
            if any(row["kind"] in _APART for row in rows):
                self.needs = number
            if ORIGIN in additions:
                wrong = self._was_brought(number, head, additions)
                if wrong:
                    self._add(wrong[0], number, wrong[1])
                return wrong is None
            kept = additions.get(SIGNATURES, [])
            wrong = self._decided(number, kept, head, rows, decided[0]) if decided else None
        except (UnreadableError, LookupError, TypeError, ValueError, AttributeError):
            wrong = ("damaged", _("The record holds no review of this program."))
        if wrong:
            self._add(wrong[0], number, wrong[1])
        return wrong is None

    def _decided(
        self, number: int, kept: list[Any], head: bytes, rows: list[Any], row: dict[str, Any]
    ) -> tuple[FaultKind, str] | None:
        """What is wrong with a decision; nothing where it is good."""
        access = self._dossiers.access
        who = signer(access.register, kept[0], head, rows) if len(kept) == len(rows) == 1 else None
        allowed = ("supervisor", "pharmacist") if access.rehearsal else ("supervisor",)
        if who is None or who.role not in allowed or who.name != row["by"]:
            return "forged", _("The decision is not signed by a supervisor of this store.")
        if late := signed_late(
            access, self._trail, who, datetime.fromisoformat(row["at"]), (*self.place, number)
        ):
            return "forged", late
        return self._about(row, who.name)

    def _was_brought(
        self, number: int, head: bytes, additions: Mapping[str, Any]
    ) -> tuple[FaultKind, str] | None:
        """What is wrong with a review that came from another store, as far as it can be told here."""
        access = self._dossiers.access
        who, here = bringer(access, head, additions, REVIEWS)
        if who is None or number != 1:
            return "forged", not_brought()
        if late := signed_late(
            access, self._trail, who, datetime.fromisoformat(here["at"]), (*self.place, number)
        ):
            return "forged", late
        rows = [row for row in additions[REVIEWS] if row["kind"] == "decided"]
        return next((wrong for row in rows if (wrong := self._about(row, row["by"]))), None)

    def _about(self, row: Mapping[str, Any], by: str) -> tuple[FaultKind, str] | None:
        """What is wrong with a decision in the face of the interview; nothing where it is good."""
        value = row["value"]
        if self._interview is None:  # told with the interview
            return None
        events, people = self._interview.get(value["head"], (0, frozenset()))
        if events != value["events"]:
            return "replaced", _("The interview is not the one that was decided on.")
        if by in people:
            return "forged", _("It was decided on by {name}, who held it.").format(name=by)
        return None

    @cached_property
    def _interview(self) -> dict[str, tuple[int, frozenset[str]]] | None:
        """The number of events at each head of the interview, and who was there; None if it does not open."""
        path = self._path.with_name(self.transcript + JOURNAL)
        found: dict[str, tuple[int, frozenset[str]]] = {}
        count, people = 0, frozenset[str]()
        try:
            reading = Journal(path, self._dossiers.access.seal).read()
            for payload, link in zip(reading.payloads, reading.links, strict=True):
                tables = decode(payload)
                events = tables.get(EVENTS, ())
                for value, there in heads_before(tables).items():
                    found[value] = (there, frozenset(str(event["by"]) for event in events[:there]))
                count, people = count + len(events), people | {str(event["by"]) for event in events}
                found[link.hex()] = (count, people)
        except (StoreError, UnreadableError, LookupError, TypeError, AttributeError):
            return None
        return found

    def _gone(self, kept: int, left: int) -> str:
        return _("A decision that was made, or an answer to it, is not there any more.")


def review_checks(dossiers: Dossiers, trail: Trail, transcript: str | None = None) -> Iterator[ReviewCheck]:
    """The reviews of one transcript, or of all, each looked at."""
    for path in sorted((dossiers.folder / "dossiers").glob("*/*" + REVIEW)):
        if transcript in (None, path.stem[1:]):
            yield ReviewCheck(dossiers, path, trail).run()

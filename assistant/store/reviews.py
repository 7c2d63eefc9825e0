"""Reviews kept beside the transcripts: a journal each, with one writer at a time, never the interview's own.

Who may do what is decided in `reviewers.py`, whatever program asks: a supervisor remarks and decides, never
on their own interview; whoever holds interviews answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from assistant.clock import Stopwatch
from assistant.dossier.review import DECISIONS, REMARKS, Decision, RemarkKind, Review, ReviewEvent, ReviewKind
from assistant.errors import InputError, NotFoundError, StoreError
from assistant.language import _
from assistant.notation import shorten
from assistant.script.answers import clean
from assistant.store.database import Database
from assistant.store.layout import EVENTS, JOURNAL, REVIEW, REVIEWS
from assistant.store.lock import Lock
from assistant.store.reviewers import Reviewer
from assistant.store.signing import SIGNATURES, signature

_PATIENCE: Final = 5.0
"""Seconds that another process may take to add its line."""
LONGEST: Final = 4000
"""Most characters of a remark, a reason or an answer."""


class Reviewing(Reviewer):
    """The review of one transcript, by one person."""

    @property
    def review(self) -> Review:
        """What happened in it so far, by anybody."""
        return self._store.review_of(self._folder, self.id)

    def open(self) -> None:
        """Say that a reviewer opened it; in the audit trail, and in the review the first time."""
        if self.may_review:
            self._store.audit.add("opened", dossier=self._folder.name, transcript=self.id)
            review = self.review
            if self._store.person.name not in review.readers and not review.damaged:
                self._add("read", {})

    def remark(
        self, kind: str, text: str, event: int | None = None, section: str | None = None
    ) -> ReviewEvent:
        """Pin a remark to an event, a section, or the whole.

        Raises:
            InputError: no such kind, event or section, or no text.
            RightsError: this person does not review.
        """
        self.reviewing()
        chosen: RemarkKind | None = next((one for one in REMARKS if one == kind), None)
        if chosen is None:
            raise InputError(
                _("“{kind}” is no kind of remark. Kinds: {known}.").format(
                    kind=shorten(kind), known=", ".join(REMARKS)
                )
            )
        about: dict[str, Any] = {}
        if event is not None:
            if not 1 <= event <= len(self.interview.standing.transcript.events):
                raise InputError(
                    _("There is no line {line} in this transcript; the last one is {last}.").format(
                        line=event, last=len(self.interview.standing.transcript.events)
                    )
                )
            about = {"event": event}
        elif section is not None:
            sections = [one.id for one in self.interview.standing.script.sections]
            if section not in sections:
                raise InputError(
                    _("There is no section “{section}”. Sections: {known}.").format(
                        section=shorten(section), known=", ".join(sections)
                    )
                )
            about = {"section": section}
        return self._add("remarked", {"about": about, "kind": chosen, "text": _words(text)})

    def reply(self, remark: str, text: str) -> ReviewEvent:
        """Answer a remark; who wrote it may answer too.

        Raises:
            NotFoundError: there is no such remark.
            RightsError: this person does not answer here.
        """
        self.replying()
        self._known(remark)
        return self._add("replied", {"remark": remark, "text": _words(text)})

    def resolve(self, remark: str) -> ReviewEvent:
        """Settle a remark.

        Raises:
            NotFoundError: there is no such remark.
            InputError: it is settled already.
            RightsError: this person does not review.
        """
        self.reviewing()
        if self._known(remark).resolved is not None:
            raise InputError(_("This remark is settled already."))
        return self._add("resolved", {"remark": remark})

    def decide(self, decision: str, reason: str = "") -> ReviewEvent:
        """Decide: signed, and of the transcript as it is now; `returned` takes its act out of the year.

        Raises:
            InputError: no such decision; a reason is missing; the interview is not over, or was changed since
                it was opened here.
            RightsError: this person does not review, or it is their own interview.
        """
        self.deciding()
        chosen: Decision | None = next((one for one in DECISIONS if one == decision), None)
        if chosen is None:
            raise InputError(
                _("“{decision}” is no decision. Decisions: {known}.").format(
                    decision=shorten(decision), known=", ".join(DECISIONS)
                )
            )
        if not self.interview.standing.transcript.over:
            raise InputError(_("This interview is not over: remark on it, and decide once it is."))
        if chosen != "approved" and not clean(reason):
            raise InputError(_("Say why: who held the interview has to know what to answer."))
        head, events = self._head()
        if events != len(self.interview.standing.transcript.events):
            self.ref, self.interview = self._store.interview(self.id)
            raise InputError(
                _("This interview was changed since you opened it. Read what changed, then decide.")
            )
        why = _words(reason) if clean(reason) else ""
        value = {"state": chosen, "reason": why, "events": events, "head": head}
        return self._add("decided", value)

    def answer(self, text: str) -> ReviewEvent:
        """Answer a transcript that was queried or returned: its act counts again, and it is read again.

        Raises:
            InputError: it was neither, or nothing is said.
            RightsError: this person does not answer here.
        """
        self.answering()
        decision = self.review.decision
        if decision is None or decision.state == "approved" or self.review.answer is not None:
            raise InputError(_("There is nothing to answer: this transcript is not queried or returned."))
        return self._add("answered", {"text": _words(text)})

    def _known(self, remark: str) -> Any:
        found = self.review.remarks.get(remark)
        if found is None:
            raise NotFoundError(
                _("There is no remark “{remark}” here. Remarks: {known}.").format(
                    remark=shorten(remark), known=", ".join(self.review.remarks) or "—"
                )
            )
        return found

    def _head(self) -> tuple[str, int]:
        """The chain value of the transcript's journal, and how many events stand in it."""
        with Database(self._folder / (self.id + JOURNAL), self._store.access.seal) as database:
            return database.journal.head.hex(), sum(1 for _row in database.each(EVENTS))

    def _add(self, kind: ReviewKind, value: Mapping[str, Any]) -> ReviewEvent:
        store, path = self._store, self._path
        lock = Lock(path, store.person.name, store.clock, store.access.seal)
        lock.acquire(_PATIENCE)
        with Database(path, store.access.seal, lock) as database:
            store.tell_torn(database)
            seq = len(database.rows(REVIEWS)) + 1
            if kind == "remarked":  # named under the lock: two reviewers may write at once
                value = {"remark": f"r{seq}", **value}
            event = ReviewEvent(seq, kind, Stopwatch(store.clock).now(), store.person.name, value)
            rows = [event.to_json()]
            additions: dict[str, Any] = {REVIEWS: rows}
            if kind == "decided":
                additions[SIGNATURES] = [signature(store.access, database.journal.head, rows)]
            database.add(additions)
            kept = {"records": database.journal.count, "head": database.journal.head.hex()}
        if kind in ("decided", "answered"):
            with suppress(StoreError):  # it is kept: this only keeps its head apart
                about = {"dossier": self._folder.name, "transcript": path.stem}
                store.audit.add("reviewed", **about, state=value.get("state", "answered"), **kept)
        return event

    @property
    def _path(self) -> Path:
        return self._folder / f"r{self.id}{REVIEW}"


def _words(text: str) -> str:
    words = clean(text)
    if not words:
        raise InputError(_("Nothing was written. Type it first."))
    if len(words) > LONGEST:
        raise InputError(
            _("This text has {count} characters; at most {limit} are kept. Shorten it.").format(
                count=len(words), limit=LONGEST
            )
        )
    return words

"""The transcripts that deserve a second look, the most needed first."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from assistant.dossier.digest import Digest
from assistant.dossier.patient import Patient
from assistant.dossier.summary import Summary, TranscriptLine
from assistant.review.backdating import Backdated, backdated
from assistant.review.chosen import Filter, facts_of, roles_of
from assistant.review.needs import Need, needs, sentences, weight
from assistant.store.audit import Audit
from assistant.store.dossiers import Dossiers

__all__ = ("Filter", "Need", "Queued", "queue")


@dataclass(frozen=True, slots=True)
class Queued:
    """One transcript, and why it is to be read."""

    line: TranscriptLine
    patient: Patient
    digest: Digest
    needs: tuple[Need, ...]
    odd: Backdated | None = field(default=None, compare=False)
    """Why it cannot be as old as it says."""

    @property
    def weight(self) -> int:
        """How much it needs to be read."""
        return weight(self.needs, self.digest)

    @property
    def why(self) -> list[str]:
        """The same in words, in the language spoken now."""
        return sentences(self.line, self.digest, self.needs, self.odd)

    def unread_by(self, name: str) -> bool:
        """Whether somebody never opened it to review it."""
        return name not in self.digest.readers

    def to_json(self) -> dict[str, Any]:
        """The transcript as `review queue --json` prints it."""
        return {
            "transcript": self.line.id,
            "ref": self.patient.ref,
            "patient": self.patient.name,
            "script": self.line.script,
            "status": self.line.stopped_as or self.line.status,
            "started_at": self.line.started_at,
            "by": self.digest.by,
            "state": self.digest.state,
            "needs": list(self.needs),
            "weight": self.weight,
            "why": self.why,
            "open_remarks": self.digest.open_remarks,
            "readers": list(self.digest.readers),
            "rehearsal": self.digest.rehearsal,
        }


def queue(
    dossiers: Dossiers, audit: Audit, chosen: Filter, rate: int = 5, now: datetime | None = None
) -> list[Queued]:
    """The transcripts to read, the most needed first; of two alike, the older.

    Args:
        dossiers: where they are.
        audit: the trail of the same dossiers.
        chosen: which are asked for.
        rate: percent of transcripts that are read whatever they say.
        now: the instant; lines of the trail said to be of later prove nothing about the dates of others.

    Raises:
        StoreError: the trail cannot be read or was altered.
    """
    with _undisturbed():
        return _queue(dossiers, audit, chosen, rate, now)


def _queue(dossiers: Dossiers, audit: Audit, chosen: Filter, rate: int, now: datetime | None) -> list[Queued]:
    held = list(_held(dossiers.summaries()))
    times = {
        line.id: (datetime.fromisoformat(line.started_at), datetime.fromisoformat(digest.ended_at))
        for line, _patient, digest in held
    }
    odd = backdated(audit.lines(), times, now)
    roles = roles_of(dossiers)
    found = []
    for line, patient, digest in held:
        if chosen.narrow and not chosen.takes(facts_of(line, patient, digest), roles):
            continue
        one = Queued(line, patient, digest, needs(line, digest, odd.get(line.id), rate), odd.get(line.id))
        if chosen.everything or _to_read(one, chosen):
            found.append(one)
    return sorted(found, key=lambda one: (-one.weight, one.line.started_at, one.line.id))


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Without the garbage collector: nothing of what is read is garbage, to look for some takes a third."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _held(summaries: list[Summary]) -> Iterator[tuple[TranscriptLine, Patient, Digest]]:
    for summary in summaries:
        for line in summary.transcripts:
            digest = line.digest
            if digest is not None:
                yield line, summary.patient, digest


def _to_read(one: Queued, chosen: Filter) -> bool:
    """Whether it stands in the queue where not everything is asked for."""
    if one.line.status in ("in_progress", "paused"):
        # An emergency is what interviews are paused for: that one is looked at before it is over.
        return one.line.status == "paused" and "emergency" in one.needs
    if chosen.state not in ("", "to_read"):
        return True
    return bool(one.needs) and one.digest.state != "approved"

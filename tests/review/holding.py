"""Interviews to review: held with the small script, at a pace, on a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any, Final

from assistant.dossier.digest import Digest
from assistant.dossier.summary import TranscriptLine
from assistant.interview.session import Session
from assistant.store.store import Store
from tests.interview.asking import up_to
from tests.script.small import script_of

PHARMACIST: Final = "Anne Martin"
ODETTE: Final = {"family_name": "Durand", "given_name": "Odette", "birth_date": "1943-05-01"}
LÉA: Final = {"family_name": "Lefèvre", "given_name": "Léa", "birth_date": "1950-01-01"}
NINE: Final = datetime(2016, 6, 1, 9, 0, tzinfo=timezone(timedelta(hours=2)))
CALL: Final[dict[str, Any]] = {"rows": "2016-05-20 5,5"}
"""An INR for which the prescriber is called."""
EMERGENCY: Final[dict[str, Any]] = {"bleeding": "oui", "where": "Selles noires, rouges"}


class Pace:
    """A clock that goes on by so many seconds whenever it is asked how long it went."""

    def __init__(self) -> None:
        self.pace = 20.0
        self._start = NINE
        self._seconds = 0.0

    def set(self, wall: datetime) -> None:
        """Set the wall clock, forward or back."""
        self._start = wall - timedelta(seconds=self._seconds)

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._seconds)

    def elapsed(self) -> float:
        self._seconds += self.pace
        return self._seconds


def hold(
    store: Store,
    ref: str = "P1",
    *,
    done: str = "prescriber told",
    before: Callable[[Session], object] | None = None,
    **answers: str,
) -> str:
    """Hold an interview to its end; its id.

    Args:
        store: where.
        ref: of the patient.
        done: what is done about every alert.
        before: is given the session before it ends.
        answers: to steps, in place of the usual ones.
    """
    session = store.begin(ref, script_of())
    up_to(session, None, **answers)
    while session.open_alerts:
        session.acknowledge(session.open_alerts[0].alert.id, done)
    if before is not None:
        before(session)
    session.finish()
    store.release(session.name)
    return session.name


def amend(store: Store, transcript: str, step: str, typed: str, reason: str = "misheard") -> None:
    """Amend an answer of an interview that is over."""
    store.amending(transcript).amend(step, typed, reason)
    store.release(transcript)


def digest_of(**given: Any) -> Digest:
    """A digest in which nothing is to be said, but for what is given."""
    usual: dict[str, Any] = {
        "by": PHARMACIST,
        "ended_at": "2016-06-01T09:20:00.000+02:00",
        "seconds": 1200,
        "usual_minutes": 20,
        "answers": 60,
        "median_seconds": 12.0,
        "longest_gap": 60,
        "alerts": (),
        "overdue": False,
        "score": None,
        "observance": None,
        "weak": (),
        "unexplained": (),
        "late": (),
        "amended": 0,
        "unsigned": False,
        "rehearsal": None,
        "state": "to_read",
        "reopened": False,
        "open_remarks": 0,
        "readers": (),
    }
    return Digest(**usual | given)


def line_of(**given: Any) -> TranscriptLine:
    """A completed transcript, but for what is given."""
    usual: dict[str, Any] = {
        "id": "t1",
        "patient": "P1",
        "script": "avk",
        "version": 1,
        "status": "completed",
        "stopped_as": None,
        "started_at": "2016-06-01T09:00:00.000+02:00",
        "events": 62,
        "signed": True,
    }
    return TranscriptLine(**usual | given)

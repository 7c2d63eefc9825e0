"""The rows of an archive, held against what this program writes: closed, numbered, playable."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final, get_args

from assistant.dossier.dossier import REF
from assistant.dossier.fact import FactEvent
from assistant.dossier.review import DECISIONS, REMARKS, Review, ReviewEvent, ReviewKind
from assistant.interview.event import Event, EventKind
from assistant.interview.transcript import Transcript
from assistant.store.encoding import same
from assistant.store.origin import BROUGHT

_ORIGIN: Final = {"store": str, "dossier": str, "head": str, "rows": int, BROUGHT: str, "at": str}


class Rows(ABC):
    """The rows of one journal, in their order. Whatever does not fit raises a `ValueError`."""

    @abstractmethod
    def take(self, row: Any, place: int) -> None:
        """One row, at this place from 0."""

    @abstractmethod
    def end(self) -> None:
        """There are no more."""

    @staticmethod
    def origins(rows: Any) -> list[dict[str, Any]]:
        """The lines on where it came from, as they are kept."""
        for row in rows:
            fits(set(row) == set(_ORIGIN))
            fits(all(isinstance(row[name], kind) for name, kind in _ORIGIN.items()))
            fits(datetime.fromisoformat(row["at"]).tzinfo is not None)
        return list(rows)


class FactRows(Rows):
    """Facts and imported acts; the first fact of this name is the ref."""

    def __init__(self, ref: str) -> None:
        self._ref = ref
        self._found: str | None = None

    def take(self, row: Any, place: int) -> None:
        """One fact or act."""
        event = FactEvent.from_json(row)
        fits(same(event.to_json(), row) and event.kind in ("fact", "act"))
        fits(event.seq == place + 1 and all(isinstance(one, str) for one in (event.name, event.by)))
        fits(event.at.tzinfo is not None)
        if event.name == REF and self._found is None:
            self._found = event.value

    def end(self) -> None:
        """The dossier has the name it is said to have."""
        ref = self._found
        fits(ref == self._ref and isinstance(ref, str) and ref.isprintable() and 0 < len(ref.strip()) <= 60)


class EventRows(Rows):
    """The events of an interview."""

    def __init__(self, texts: Collection[str]) -> None:
        """For one interview.

        Args:
            texts: `id/version/hash` of the scripts and cases that the archive gave so far.
        """
        self._texts = texts
        self._events: list[Event] = []

    def take(self, row: Any, place: int) -> None:
        """One event."""
        event = Event.from_json(row)
        fits(same(event.to_json(), row) and event.kind in get_args(EventKind) and event.seq == place + 1)
        fits((event.kind == "started") == (place == 0) and event.script in self._texts)
        fits(all(isinstance(one, str) for one in (event.by, event.reason, *event.heard)))
        fits(event.step is None or isinstance(event.step, str))
        fits(event.at.tzinfo is not None)
        self._events.append(event)

    def end(self) -> None:
        """They play, and what was practised on is there."""
        transcript = Transcript(self._events)
        fits(bool(self._events))
        if transcript.rehearsal is not None:
            fits(transcript.rehearsal["case"] in self._texts)


class ReviewRows(Rows):
    """The events of a review."""

    def __init__(self, events: int) -> None:
        """For one review.

        Args:
            events: of the interview it is about.
        """
        self._most = events
        self._events: list[ReviewEvent] = []

    def take(self, row: Any, place: int) -> None:
        """One event."""
        event = ReviewEvent.from_json(row)
        fits(same(event.to_json(), row) and event.kind in get_args(ReviewKind) and event.seq == place + 1)
        fits(isinstance(event.by, str) and event.at.tzinfo is not None)
        value: Mapping[str, Any] = event.value
        if event.kind == "remarked":
            fits(value["kind"] in REMARKS and 0 <= (value["about"].get("event") or 0) <= self._most)
        if event.kind == "decided":
            fits(value["state"] in DECISIONS and 0 < value["events"] <= self._most)
        texts = [value[name] for name in ("text", "reason", "head", "remark") if name in value]
        fits(all(isinstance(one, str) for one in texts))
        self._events.append(event)

    def end(self) -> None:
        """They play."""
        Review(self._events)


def fits(found: bool) -> None:
    """Go on only with what this program may have written.

    Raises:
        ValueError: it is something else.
    """
    if not found:
        raise ValueError

"""A supervisor's reading of one transcript, played from its events: remarks, decisions, what they do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final, Literal, get_args

ReviewKind = Literal["read", "remarked", "replied", "resolved", "reopened", "decided", "answered"]
RemarkKind = Literal["praise", "question", "error", "risk"]
Decision = Literal["queried", "approved", "returned"]
State = Literal["to_read", "queried", "approved", "returned", "answered"]
"""`answered`: queried or returned, and answered since; it is to be read again, and counts."""

REMARKS: Final[tuple[RemarkKind, ...]] = get_args(RemarkKind)
DECISIONS: Final[tuple[Decision, ...]] = get_args(Decision)
STATES: Final[tuple[State, ...]] = get_args(State)


@dataclass(frozen=True, slots=True)
class ReviewEvent:
    """One thing that happened in a review. Events are kept for ever."""

    seq: int
    """Number in the review, from 1."""
    kind: ReviewKind
    at: datetime
    by: str
    value: Mapping[str, Any] = field(default_factory=dict)
    """`remarked`: remark, about, kind, text · `replied`: remark, text · `resolved`, `reopened`: remark ·
    `decided`: state, reason, events and head of the transcript · `answered`: text."""

    def to_json(self) -> dict[str, Any]:
        """The event as a JSON object."""
        return {
            "seq": self.seq,
            "kind": self.kind,
            "at": self.at.isoformat(timespec="milliseconds"),
            "by": self.by,
            "value": dict(self.value),
        }

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> ReviewEvent:
        """The event that `to_json` wrote."""
        return cls(
            document["seq"],
            document["kind"],
            datetime.fromisoformat(document["at"]),
            document["by"],
            document["value"],
        )


@dataclass(frozen=True, slots=True)
class Reply:
    """What was answered to a remark."""

    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said of a line or a section of a transcript."""

    id: str
    kind: RemarkKind
    text: str
    event: int | None
    """Number of the event it is pinned to."""
    section: str | None
    """Id of the section it is pinned to; neither where it is about the whole."""
    by: str
    at: datetime
    replies: tuple[Reply, ...] = ()
    resolved: tuple[str, datetime] | None = None
    """Who settled it, and when."""

    @property
    def open(self) -> bool:
        """Whether it waits to be settled; praise does not."""
        return self.resolved is None and self.kind != "praise"

    def to_json(self) -> dict[str, Any]:
        """The remark as a JSON object."""
        return {
            "id": self.id,
            "kind": self.kind,
            "text": self.text,
            "event": self.event,
            "section": self.section,
            "by": self.by,
            "at": self.at.isoformat(timespec="milliseconds"),
            "replies": [
                {"text": one.text, "by": one.by, "at": one.at.isoformat(timespec="milliseconds")}
                for one in self.replies
            ],
            "resolved": None
            if self.resolved is None
            else {"by": self.resolved[0], "at": self.resolved[1].isoformat(timespec="milliseconds")},
        }


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision, and what of the transcript it covers."""

    state: Decision
    reason: str
    by: str
    at: datetime
    events: int
    """Events of the transcript when it was decided."""
    head: str
    """The chain value of its journal then, in hexadecimal."""


class Review:
    """The events of one review, and what they amount to."""

    def __init__(self, events: Iterable[ReviewEvent] = (), damaged: str = "") -> None:
        self.events: list[ReviewEvent] = []
        self.damaged = damaged
        """Why it cannot be read; empty where it can."""
        self.remarks: dict[str, Remark] = {}
        self.decisions: list[Decided] = []
        self.answer: Reply | None = None
        """What was answered to the last decision."""
        self.exchange: list[Decided | Reply] = []
        """Every decision and every answer to one, in order."""
        self.readers: dict[str, datetime] = {}
        """Who opened the transcript to review it, and when first."""
        for event in events:
            self.add(event)

    def add(self, event: ReviewEvent) -> None:
        """Play one more event."""
        self.events.append(event)
        value, name = event.value, str(event.value.get("remark", ""))
        known = self.remarks.get(name)
        if event.kind == "read":
            self.readers.setdefault(event.by, event.at)
        elif event.kind == "remarked":
            about = value.get("about") or {}
            self.remarks[name] = Remark(
                name,
                value["kind"],
                value["text"],
                about.get("event"),
                about.get("section"),
                event.by,
                event.at,
            )
        elif event.kind == "decided":
            self.answer = None
            decided = Decided(
                value["state"], value["reason"], event.by, event.at, value["events"], value["head"]
            )
            self.decisions.append(decided)
            self.exchange.append(decided)
        elif event.kind == "answered":
            self.answer = Reply(value["text"], event.by, event.at)
            self.exchange.append(self.answer)
        elif known is not None:
            self.remarks[name] = _changed(known, event)

    @property
    def decision(self) -> Decided | None:
        """The last decision."""
        return self.decisions[-1] if self.decisions else None

    def state(self, events: int) -> State:
        """Where the review stands.

        Args:
            events: of the transcript now: one that grew since it was approved is to be read again.
        """
        last = self.decision
        if last is None:
            return "to_read"
        if last.state == "approved":
            return "approved" if events <= last.events else "to_read"
        return "answered" if self.answer is not None else last.state

    @property
    def returned(self) -> bool:
        """Whether the transcript was returned and not answered for: its act does not count."""
        last = self.decision
        return last is not None and last.state == "returned" and self.answer is None

    @property
    def open_remarks(self) -> list[Remark]:
        """Remarks that wait to be settled."""
        return [one for one in self.remarks.values() if one.open]


def _changed(remark: Remark, event: ReviewEvent) -> Remark:
    if event.kind == "replied":
        reply = Reply(event.value["text"], event.by, event.at)
        return replace(remark, replies=(*remark.replies, reply))
    return replace(remark, resolved=(event.by, event.at) if event.kind == "resolved" else None)

"""What happened, one fact at a time: immutable, numbered, stamped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

EventKind = Literal[
    "started",
    "briefed",
    "answered",
    "corrected",
    "went_back",
    "opened",
    "noted",
    "spoke",
    "acknowledged",
    "paused",
    "resumed",
    "stopped",
    "completed",
    "amended",
    "unsigned",
    "signed",
]

ANSWERED: Final[frozenset[EventKind]] = frozenset({"answered", "corrected", "amended"})
"""What gives the value of a step."""
SIGNED: Final[frozenset[EventKind]] = frozenset({"completed", "stopped", "amended", "unsigned", "signed"})
"""What ends an interview, and whatever follows: each is kept with a signature of who did it."""

Value = Any
"""A JSON value: the shape depends on the answer kind (see `assistant.script.answers`)."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened in an interview. Events are kept for ever."""

    seq: int
    """Number in the transcript, from 1, without gaps."""
    kind: EventKind
    at: datetime
    """Aware instant, to the millisecond: the session's wall-clock stamp plus elapsed time."""
    by: str
    """Name of the person."""
    script: str
    """The script it happened under: `id/version/content hash`."""
    step: str | None = None
    """Id of the step, where the event concerns one."""
    value: Value = None
    """What was answered, noted, acknowledged or given as reason."""
    heard: tuple[str, ...] = ()
    """For a rated notion: ids of the points the patient gave."""
    reason: str = ""
    """Why an interview that was over is amended, or its signature withdrawn."""

    def to_json(self) -> dict[str, Any]:
        """The event as a JSON object; `heard` and `reason` only where there is something in them."""
        document: dict[str, Any] = {
            "seq": self.seq,
            "kind": self.kind,
            "step": self.step,
            "value": self.value,
            "at": self.at.isoformat(timespec="milliseconds"),
            "by": self.by,
            "script": self.script,
        }
        if self.heard:
            document["heard"] = list(self.heard)
        if self.reason:
            document["reason"] = self.reason
        return document

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> Event:
        """The event that `to_json` wrote."""
        return cls(
            seq=document["seq"],
            kind=document["kind"],
            at=datetime.fromisoformat(document["at"]),
            by=document["by"],
            script=document["script"],
            step=document["step"],
            value=document["value"],
            heard=tuple(document.get("heard", ())),
            reason=document.get("reason", ""),
        )

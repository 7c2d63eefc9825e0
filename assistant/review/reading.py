"""A transcript as it is read again: its lines with pauses, remarks and alerts, and where to go next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from assistant.dossier.review import Remark, Review
from assistant.interview.conversation import Line, conversation
from assistant.interview.event import Event
from assistant.interview.standing import Standing
from assistant.review.alerting import Open, raised_at
from assistant.review.beside import Beside, beside, previous
from assistant.review.spoken import firsts_of

__all__ = ("Beside", "Open", "ReadLine", "Reading", "beside", "previous")


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line of the conversation, and what a reviewer sees beside it."""

    line: Line
    pause: float
    """Seconds from the event before."""
    paused: bool
    """Whether the interview was left meanwhile: paused, or its program stopped."""
    unread: bool
    """Whether it came after the last decision."""
    amended: bool
    """Whether it came after the end."""
    remarks: tuple[Remark, ...] = ()
    """Those pinned to it; before them, at the first line of a section, those pinned to that."""
    open: tuple[Open, ...] = ()
    """Alerts raised here for which it was never said what was done."""

    @property
    def seq(self) -> int:
        """Number of the event."""
        return self.line.seq

    def to_json(self) -> dict[str, Any]:
        """The line as `review show --json` prints it."""
        line = self.line
        return {
            "event": line.seq,
            "kind": line.kind,
            "at": line.at.isoformat(timespec="milliseconds"),
            "by": line.by,
            "step": line.step,
            "section": line.section,
            "title": line.title,
            "said": line.said,
            "text": line.text,
            "before": line.before,
            "heard": list(line.heard),
            "explain": line.explain,
            "level": line.level,
            "reason": line.reason,
            "pause": round(self.pause, 1),
            "paused": self.paused,
            "unread": self.unread,
            "amended": self.amended,
            "remarks": [remark.id for remark in self.remarks],
            "open": [{"alert": alert.id, "level": alert.level} for alert in self.open],
        }


class Reading:
    """One transcript with its review."""

    def __init__(self, standing: Standing, review: Review) -> None:
        self.standing = standing
        self.review = review
        events = standing.transcript.events
        self._firsts = firsts_of(standing.script, events)
        decision = review.decision
        seen = len(events) if decision is None else decision.events
        pinned = self._pinned()
        alerts = raised_at(standing)
        ended = next((e.seq for e in events if e.kind in ("completed", "stopped")), len(events))
        self.lines = [
            ReadLine(
                line=line,
                pause=_pause(events, line.seq),
                paused=_left(events, line.seq),
                unread=line.seq > seen,
                amended=line.seq > ended,
                remarks=tuple(pinned.get(line.seq, ())),
                open=tuple(alerts.get(line.seq, ())),
            )
            for line in conversation(standing)
        ]
        """The lines, in the current language."""
        self.whole = tuple(pinned.get(0, ()))
        """Remarks about the whole."""

    def next_alert(self, seq: int) -> int | None:
        """The number of the next event with an alert after this one; None where there is none.

        What was done about it, or where one was raised that waits for it.
        """
        return self._next(seq, (one.seq for one in self.lines if one.open or one.line.kind == "acknowledged"))

    def next_correction(self, seq: int) -> int | None:
        """The same of an answer that took the place of another one."""
        return self._next(seq, (one.seq for one in self.lines if one.line.before))

    def next_unread(self, seq: int) -> int | None:
        """The same of what came after the last decision."""
        return self._next(seq, (one.seq for one in self.lines if one.unread))

    def _next(self, seq: int, places: Iterable[int]) -> int | None:
        return next((place for place in places if place > seq), None)

    def _pinned(self) -> dict[int, list[Remark]]:
        """Number of an event to its remarks; those about the whole under 0."""
        shown = [event.seq for event in self.standing.transcript.events if event.kind != "briefed"]
        found: dict[int, list[Remark]] = {}
        for remark in self.review.remarks.values():
            section = remark.section
            at = (remark.event or 0) if section is None else self._firsts.get(section, 0)
            if at and at not in shown:  # nothing was said in it: the line before
                at = max((one for one in shown if one < at), default=0)
            found.setdefault(at, []).append(remark)
        return found


def _pause(events: list[Event], seq: int) -> float:
    if seq < 2:
        return 0.0
    return max((events[seq - 1].at - events[seq - 2].at).total_seconds(), 0.0)


def _left(events: list[Event], seq: int) -> bool:
    return seq > 1 and (events[seq - 1].kind == "resumed" or events[seq - 2].kind == "paused")

"""How long an interview has lasted: derived from its events, so that a pause or a crash is left out."""

from __future__ import annotations

from datetime import datetime, timedelta

from assistant.interview.transcript import Transcript


def elapsed(transcript: Transcript, now: datetime) -> timedelta:
    """The time spent on an interview until its end, or until `now` while it goes on.

    What lies between a pause, or the last event before a crash, and the event that resumes it is left out. A
    clock that was set back between two sittings takes nothing away.
    """
    spent = timedelta()
    last: datetime | None = None
    for event in transcript.events:
        if last is not None and event.kind != "resumed":
            spent += max(event.at - last, timedelta())
        last = event.at
        if event.kind in ("completed", "stopped"):
            return spent
    if last is not None and transcript.status != "paused":
        spent += max(now - last, timedelta())
    return spent

"""How long an interview has lasted, pauses and crashes left out."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from assistant.interview.event import Event, EventKind
from assistant.interview.timing import elapsed
from assistant.interview.transcript import Transcript

START = datetime(2016, 6, 1, 9, 0, tzinfo=timezone(timedelta(hours=2)))


def minute(count: float) -> datetime:
    """So many minutes after the start."""
    return START + timedelta(minutes=count)


def held(*events: tuple[EventKind, float]) -> Transcript:
    """A transcript of these kinds of events, at these minutes."""
    background = {"patient": "P1", "today": "2016-06-01", "facts": {}, "previous": {}}
    return Transcript(
        Event(
            seq=number,
            kind=kind,
            at=minute(at),
            by="Camille Martin",
            script="small/1/x",
            step="hello" if kind in ("answered", "amended") else None,
            value=background if kind == "started" else "refused" if kind == "stopped" else None,
        )
        for number, (kind, at) in enumerate(events, 1)
    )


@pytest.mark.parametrize(
    ("events", "now", "minutes"),
    [
        ([], 5, 0),
        ([("started", 0)], 3, 3),
        ([("started", 0), ("answered", 2)], 5, 5),
        ([("started", 0), ("answered", 2), ("paused", 4)], 90, 4),
        ([("started", 0), ("answered", 2), ("paused", 4), ("resumed", 60)], 63, 7),
        ([("started", 0), ("answered", 2), ("resumed", 60), ("answered", 61)], 62, 4),  # a crash
        ([("started", 0), ("answered", 2), ("resumed", -30), ("answered", -28)], -27, 5),  # set back
        ([("started", 0), ("answered", 2), ("completed", 10)], 30, 10),
        ([("started", 0), ("stopped", 1), ("amended", 500)], 600, 1),
        ([("started", 0)], -10, 0),
    ],
)
def test_the_time_spent(events: list[tuple[EventKind, float]], now: float, minutes: float) -> None:
    assert elapsed(held(*events), minute(now)) == timedelta(minutes=minutes)

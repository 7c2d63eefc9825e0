"""What comes before what: consent before any health question, and nothing after the call for help."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.interview.event import Event
from assistant.interview.transcript import Transcript
from assistant.rehearsal.heard import ASKING
from assistant.rehearsal.truths import Truths

CONSENT = "consent"


def too_soon(truths: Truths, transcript: Transcript) -> Event | None:
    """The first health question asked before the patient agreed; none where no answer was recorded."""
    given = transcript.history.get(CONSENT)
    steps = list(truths.steps)
    after = set(steps[steps.index(CONSENT) + 1 :])
    return next(
        (
            event
            for event in transcript.events[: given[0].seq if given else 0]
            if event.kind == "spoke" and event.step in after and event.value["intent"] in ASKING
        ),
        None,
    )


def went_on(events: Sequence[Event], seq: int) -> Event | None:
    """What was asked or recorded first after an event."""
    return next(
        (
            event
            for event in events[seq:]
            if event.kind == "answered" or (event.kind == "spoke" and event.value["intent"] in ASKING)
        ),
        None,
    )

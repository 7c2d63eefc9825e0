"""Who was called: what was done about an alert, and an emergency met before the script came to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.interview.event import Event
from assistant.rehearsal.conduct import conduct
from assistant.rehearsal.heard import ASKING, HIDDEN, Heard
from assistant.rehearsal.naming import affirmed
from assistant.rehearsal.truths import Truths
from assistant.script.conditions import comparisons
from assistant.script.steps import Level


def called(level: Level, done: str) -> bool:
    """Whether what was done names who was called, or what was arranged."""
    acts = conduct().acts[level]
    alone = level in ("call", "emergency") and done.strip(" .!").upper() in conduct().alone
    return alone or affirmed((*acts.fr, *acts.en), done)


def answered_for(event: Event, alert: str) -> bool:
    """Whether an event says what was done about an alert."""
    return event.kind == "acknowledged" and bool(event.value["alert"] == alert)


def done_words(event: Event) -> str:
    """What was done, as an acknowledgement or a note says it."""
    return str(event.value if event.kind == "noted" else event.value["done"])


def went_on(events: Sequence[Event], seq: int) -> bool:
    """Whether anything was asked or recorded after an event."""
    return any(
        e.kind == "answered" or (e.kind == "spoke" and e.value["intent"] in ASKING) for e in events[seq:]
    )


def early_call(truths: Truths, events: Sequence[Event], heard: Heard) -> int | None:
    """The number of the note by which help was called before the script came to the emergency.

    Who learns of an emergency out of order calls at once and asks nothing more: what the script still had to
    ask is not missed then. None where it was not so.
    """
    if truths.emergency is None:
        return None
    urgent = {alert.id for alert in truths.script.alerts if alert.level == "emergency"}
    if any(answered_for(event, alert) for event in events for alert in urgent):
        return None
    known = [heard.told[name] for name in telling(truths) if name in heard.told]
    for event in events[min(known, default=len(events)) :]:
        if event.kind == "noted" and called("emergency", str(event.value)) and not went_on(events, event.seq):
            return event.seq
    return None


def telling(truths: Truths) -> Iterator[str]:
    """What tells of the emergency of a case: its step, those it hangs on, and hidden facts about them."""
    if truths.emergency is None:
        return
    when = truths.steps[truths.emergency].when
    hung = [] if when is None else [one.name for one in comparisons(when) if one.source == "answer"]
    steps = {truths.emergency, *hung}
    yield from steps
    yield from (HIDDEN + one.id for one in truths.case.hidden if one.step in steps)

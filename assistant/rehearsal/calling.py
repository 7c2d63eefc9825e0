"""Who was called: what was done about an alert, and an emergency met before the script came to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.interview.event import Event
from assistant.rehearsal.conduct import conduct
from assistant.rehearsal.heard import HIDDEN, Heard
from assistant.rehearsal.naming import affirmed
from assistant.rehearsal.order import went_on
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


def early_call(truths: Truths, events: Sequence[Event], heard: Heard) -> int | None:
    """The number of the note by which help was called before the script came to the emergency.

    Who learns of an emergency out of order calls at once and asks nothing more: what the script still had to
    ask is not missed then. None where it was not so.
    """
    noted = noted_call(truths, events, heard)
    return None if noted is None or went_on(events, noted) else noted


def noted_call(truths: Truths, events: Sequence[Event], heard: Heard) -> int | None:
    """The number of the last such note, whatever came after it."""
    if truths.emergency is None:
        return None
    urgent = {alert.id for alert in truths.script.alerts if alert.level == "emergency"}
    if any(answered_for(event, alert) for event in events for alert in urgent):
        return None
    known = [heard.told[name] for name in telling(truths) if name in heard.told]
    return next(
        (
            event.seq
            for event in reversed(events[min(known, default=len(events)) :])
            if event.kind == "noted" and called("emergency", str(event.value))
        ),
        None,
    )


def telling(truths: Truths) -> Iterator[str]:
    """What tells of the emergency of a case: its step, those it hangs on, and hidden facts about them."""
    if truths.emergency is None:
        return
    when = truths.steps[truths.emergency].when
    hung = [] if when is None else [one.name for one in comparisons(when) if one.source == "answer"]
    steps = {truths.emergency, *hung}
    yield from steps
    yield from (HIDDEN + one.id for one in truths.case.hidden if one.step in steps)

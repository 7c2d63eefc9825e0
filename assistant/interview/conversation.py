"""An interview as it was held: what was said, answered, noted and done, one line an event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assistant.interview.event import ANSWERED, Event, EventKind
from assistant.interview.standing import Standing, StateError
from assistant.language import _
from assistant.script.steps import Rate, Section, Step


@dataclass(frozen=True, slots=True)
class Line:
    """One event, in the current language."""

    seq: int
    kind: EventKind
    at: datetime
    by: str
    step: str
    """Empty where the event concerns no step."""
    section: str
    """Title of its section."""
    title: str
    """Title of its step."""
    said: str
    """What was said aloud: the question, what an alert makes the pharmacist say, or a student's own words."""
    text: str
    """What was answered, noted or done; the reason of a stop; what a simulated patient said."""
    before: str
    """For an answer given again: the earlier one."""
    heard: tuple[str, ...]
    """For a rated notion: the points the patient gave."""
    explain: str
    """For a notion that was not acquired: what was explained."""
    level: str
    """For an alert: its level."""
    reason: str
    """Why an interview that was over was amended, or its signature withdrawn."""


def conversation(standing: Standing, after: int = 0) -> list[Line]:
    """The lines of the events whose number is above `after`."""
    return list(_lines(standing, after))


def stopped(reason: str) -> str:
    """Why an interview ended early."""
    return {
        "refused": _("Stopped: the patient refused."),
        "withdrawn": _("Stopped at the patient’s wish."),
        "time_up": _("Stopped: the time of the exam was over."),
    }.get(reason, _("Stopped."))


def _lines(standing: Standing, after: int) -> Iterator[Line]:
    for event in standing.transcript.events[after:]:
        if event.kind == "briefed":  # nothing was said
            continue
        section, step = _located(standing, event.step)
        text, said, before, explain, level = _text(event.value), "", "", "", ""
        heard: tuple[str, ...] = ()
        if event.kind in ANSWERED:
            text = _written(step, event.value)
            said = "" if step is None else str(step.words)
            before = _before(standing, event, step)
            if isinstance(step, Rate):
                heard = tuple(str(p.text) for p in step.rate.listen_for if p.id in event.heard)
                explain = "" if event.value == "acquired" else str(step.rate.explain)
        elif event.kind == "acknowledged":
            said, level = _alert(standing, event.value["alert"])
            text = _text(event.value["done"])
        elif event.kind == "spoke":
            said, text = _text(event.value["words"]), _text(event.value["reply"])
        elif event.kind not in ("noted", "stopped"):
            text = ""
        yield Line(
            seq=event.seq,
            kind=event.kind,
            at=event.at,
            by=event.by,
            step=event.step or "",
            section="" if section is None else str(section.title),
            title=(event.step or "") if step is None else str(step.title),
            said=said,
            text=text,
            before=before,
            heard=heard,
            explain=explain,
            level=level,
            reason=event.reason,
        )


def _located(standing: Standing, name: str | None) -> tuple[Section | None, Step | None]:
    if name is None:
        return None, None
    try:
        return standing.located(name)
    except StateError:  # held under a version of the script that had this step
        return None, None


def _written(step: Step | None, value: Any) -> str:
    if step is None:
        return _text(value)
    try:
        return step.write(value)
    except (ValueError, TypeError, KeyError, AttributeError):  # given under another kind of answer
        return _text(value)


def _before(standing: Standing, event: Event, step: Step | None) -> str:
    earlier = [
        given for given in standing.transcript.history.get(event.step or "", ()) if given.seq < event.seq
    ]
    if not earlier or earlier[-1].value == event.value:
        return ""
    return _written(step, earlier[-1].value)


def _alert(standing: Standing, name: str) -> tuple[str, str]:
    found = next((alert for alert in standing.script.alerts if alert.id == name), None)
    return (name, "") if found is None else (str(found.say), found.level)


def _text(value: Any) -> str:
    return "" if value is None else str(value)

"""Interviews as a table of events: a row each, with what was recorded before and what is now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.exchange.recorded import JOINED, Held, Steps, cell
from assistant.exchange.sheet import Cell
from assistant.interview.event import ANSWERED, Event
from assistant.script.steps import Rate, Step

COLUMNS = (
    "transcript",
    "patient_ref",
    "script",
    "version",
    "event",
    "at",
    "by",
    "kind",
    "section",
    "step",
    "title",
    "old",
    "new",
    "heard",
    "alert",
    "reason",
)


def event_rows(found: Iterable[Held], steps: Steps, *, words: bool = False) -> Iterator[tuple[Cell, ...]]:
    """The rows, one interview after the other.

    Args:
        found: the interviews.
        steps: of the versions they were held under.
        words: whether answers are written as people read them.
    """
    for one in found:
        before: dict[str, Cell] = {}
        for event in one.interview.standing.transcript.events:
            script, version, _hash = event.script.split("/")
            step = steps.asked(event)
            old, new = None, _new(event, step, words)
            if event.kind in ANSWERED and event.step is not None:
                old, before[event.step] = before.get(event.step), new
            yield (
                one.interview.id,
                one.dossier.ref,
                script,
                int(version),
                event.seq,
                event.at,
                event.by,
                event.kind,
                steps.section(event) or None,
                event.step,
                None if step is None else str(step.title),
                old,
                new,
                _heard(event, step, words),
                str(event.value["alert"]) if event.kind == "acknowledged" else None,
                event.reason or None,
            )


def _new(event: Event, step: Step | None, words: bool) -> Cell:
    if event.kind in ANSWERED:
        return cell(step, event.value, words=words)
    if event.kind == "acknowledged":
        return cell(None, event.value["done"])
    if event.kind == "spoke":
        return f"{event.value['words']} → {event.value['reply']}"
    return cell(None, event.value) if event.kind in ("noted", "stopped") else None


def _heard(event: Event, step: Step | None, words: bool) -> Cell:
    if not words or not isinstance(step, Rate):
        return JOINED.join(event.heard) or None
    points = {point.id: str(point.text) for point in step.rate.listen_for}
    return JOINED.join(points.get(name, name) for name in event.heard) or None

"""Sessions to test with: a clock, a memory in place of a disk, patients who answer anything."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from typing import Any, Final

from assistant.errors import StoreError
from assistant.interview.background import Background
from assistant.interview.event import Event
from assistant.interview.session import Session
from assistant.interview.standing import Standing
from assistant.people import Person
from assistant.script.answers import Choice, Choices, Day, Number, Readings, Words, YesNo
from assistant.script.steps import Rate, Script, Step, Tell
from tests.script.small import script_of

TODAY: Final = date(2016, 6, 1)
CAMILLE: Final = Person("Camille Martin")


class Watch:
    """A clock that goes on by a second at each look, and whose wall clock can be set back."""

    def __init__(self) -> None:
        self.wall = datetime(2016, 6, 1, 9, 0, tzinfo=timezone(timedelta(hours=2)))
        self._seconds = 0.0

    def now(self) -> datetime:
        return self.wall

    def elapsed(self) -> float:
        self._seconds += 1
        return self._seconds


class Memory:
    """Keeps events as a disk would: as JSON, and it may refuse."""

    def __init__(self) -> None:
        self.kept: list[dict[str, Any]] = []
        self.full = False
        self.known: Background | None = None
        """What the dossier knew."""

    def __call__(self, event: Event) -> None:
        if self.full:
            raise StoreError("The disk is full.")
        self.kept.append(event.to_json())

    def events(self) -> list[Event]:
        """The events read again."""
        return [Event.from_json(document) for document in self.kept]


def begun(
    script: Script | None = None,
    memory: Memory | None = None,
    facts: Mapping[str, Any] | None = None,
    previous: Mapping[str, Any] | None = None,
) -> Session:
    """A session whose interview has begun."""
    kept = Memory() if memory is None else memory
    session = Session("t1", script or script_of(), kept, CAMILLE, Watch())
    kept.known = Background("P1", TODAY, dict(facts or {}), dict(previous or {}))
    session.begin(kept.known)
    return session


def taken_up(memory: Memory, script: Script | None = None) -> Session:
    """The session of events kept, as another process would take it up."""
    return Session("t1", script or script_of(), memory, CAMILLE, Watch(), memory.events(), memory.known)


CALM: Final = {
    "hello": "",
    "consent": "oui",
    "low": "2",
    "high": "3",
    "rows": "2016-05-20 2,5",
    "bleeding": "non",
    "missed": "acquis",
    "known": "",
    "go_on": "oui",
    "next_date": "2016-12-01",
    "medicine_choice": "comprimé",
}
"""Answers that raise nothing and lead to the end of the small script."""


def give(session: Session, *steps: str, **others: str) -> None:
    """Answer the questions as they come, up to and with the last one named."""
    for step in steps:
        assert session.position == step
        session.answer({**CALM, **others}[step])


def up_to(session: Session, stop: str | None, **others: str) -> None:
    """Answer the questions until one is asked, or to the end."""
    while session.position not in (stop, None):
        session.answer({**CALM, **others}[str(session.position)])


def state(standing: Standing) -> dict[str, Any]:
    """Everything that is derived, to be held against another derivation."""
    course = standing.walk.course
    return {
        "position": standing.position,
        "path": standing.walk.path,
        "end": standing.walk.end,
        "counting": dict(course.counting),
        "computed": dict(course.values),
        "alerts": [(item.alert.id, item.open, item.on) for item in standing.alerts],
        "open": [item.alert.id for item in standing.open_alerts],
        "status": standing.transcript.status,
        "stopped_as": standing.transcript.stopped_as,
        "answers": {name: given.value for name, given in standing.transcript.answers.items()},
        "history": {name: [g.value for g in all_] for name, all_ in standing.transcript.history.items()},
        "notes": [(note.step, note.text) for note in standing.transcript.notes],
        "returned_to": standing.transcript.returned_to,
        "opened": set(standing.transcript.opened),
        "minutes": standing.minutes_left,
        "stages": standing.stages,
        "skipped": [question.step for question in standing.skipped],
        "question": standing.question,
        "consented": standing.consented,
    }


def replayed(memory: Memory, script: Script | None = None) -> Session:
    """The events kept, played afresh."""
    return taken_up(memory, script)


def any_answer(step: Step, chance: random.Random, today: date = TODAY) -> str:
    """Something that may be typed at a step, never refused when it is confirmed."""
    if isinstance(step, Tell):
        return ""
    if isinstance(step, Rate):
        return chance.choice(step.options).id
    answer = step.answer
    if answer.optional and chance.random() < 0.3:
        return ""
    if isinstance(answer, YesNo | Choice):
        return chance.choice(answer.choices_offered()).id
    if isinstance(answer, Choices):
        ids = [option.id for option in answer.options]
        return "; ".join(chance.sample(ids, chance.choice((0, 1, 1, 2)) if len(ids) > 1 else 1))
    if isinstance(answer, Number):
        low = 0 if answer.bounds.min is None else answer.bounds.min
        high = 100 if answer.bounds.max is None else answer.bounds.max
        if step.feeds in ("inr.low", "inr.high"):
            low, high = {"inr.low": (2, 2.5), "inr.high": (3, 3.5)}[step.feeds]
        return f"{chance.uniform(low, high):.1f}"
    if isinstance(answer, Day):
        days = {"past": -1, "future": 1, "any": chance.choice((-1, 1))}[answer.bounds]
        return (today + timedelta(days=days * chance.choice((0, 1, 30, 400, 1500)))).isoformat()
    if isinstance(answer, Readings):
        rows = chance.choice(((), (2.5,), (2.4, 2.6), (4.5,), (7.0,), (1.2,), (1.8,), (3.3,), (3.7,)))
        ago = chance.choice((0, 5, 60))
        return "; ".join(f"{today - timedelta(days=ago + 20 * back)} {inr}" for back, inr in enumerate(rows))
    assert isinstance(answer, Words)
    if step.feeds == "medicines":
        return chance.choice(("rien", "[/red", "millepertuis", "ibuprofène", "amiodarone", "tramadol"))
    return {"nir": "243057505601273", "rpps": "10001234565", None: chance.choice(("rien", "[/red"))}[
        answer.format
    ]

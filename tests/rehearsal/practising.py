"""Rehearsals for tests: a clock that counts, a session kept nowhere, students that follow a plan."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from functools import cache, partial
from typing import Any, Final

from assistant.interview.event import Event
from assistant.language import Language
from assistant.people import Person
from assistant.rehearsal.case import Case
from assistant.rehearsal.library import case_files, load_case
from assistant.rehearsal.practised import Mode, Practised
from assistant.rehearsal.rehearsing import Rehearsal
from assistant.rehearsal.students import perfect
from assistant.rehearsal.truths import Truths
from assistant.script.library import find_script
from assistant.script.steps import Rate, Tell

NOW: Final = datetime(2026, 3, 4, 10, 0, tzinfo=timezone(timedelta(hours=1)))
CASES: Final = sorted(case_files())


class CountingClock:
    """A clock that goes on by so many seconds whenever it is asked how long it went."""

    def __init__(self, pace: float = 5.0) -> None:
        self.pace = pace
        self.seconds = 0.0

    def now(self) -> datetime:
        return NOW + timedelta(seconds=self.seconds)

    def elapsed(self) -> float:
        self.seconds += self.pace
        return self.seconds


@cache
def case_of(name: str) -> Case:
    """A shipped case."""
    return load_case(case_files()[name])


script_of = cache(find_script)


@cache
def truths_of(name: str, language: Language = "fr") -> Truths:
    """What is true of a shipped case on the day of the tests."""
    case = case_of(name)
    return Truths(case, script_of(case.script), NOW.date(), language)


def rehearse(
    name: str,
    *,
    seed: int = 1,
    mode: Mode = "practice",
    language: Language = "fr",
    case: Case | None = None,
    clock: CountingClock | None = None,
    record: Callable[[Event], None] = lambda _event: None,
) -> Rehearsal:
    """A rehearsal that is begun and kept nowhere."""
    case = case or case_of(name)
    script = script_of(case.script)
    truths = truths_of(name, language) if name else Truths(case, script, NOW.date(), language)
    make = partial(Rehearsal, case=case)
    session = make("test", script, record, Person("Zoé", "student"), clock or CountingClock())
    session.begin(truths.background, Practised(case.ref, seed, mode, language).to_json())
    return session


def reach(session: Rehearsal, step: str) -> Rehearsal:
    """Go on to a step with the true answers, asking nothing."""
    while session.position != step:
        assert session.position is not None, step
        session.answer(session.truths.typed(session.position))
        act(session, thorough=True)
    return session


def lines(session: Rehearsal) -> bytes:
    """The transcript as bytes."""
    return b"\n".join(json.dumps(event.to_json()).encode() for event in session.transcript.events)


def spoken(session: Rehearsal) -> list[dict[str, Any]]:
    """What was said, with the replies."""
    return [event.value for event in session.transcript.events if event.kind == "spoke"]


def average(session: Rehearsal) -> None:
    """Asks everything once, records what was clear, explains every other notion."""
    truths, turn = session.truths, 0
    while (step := session.position) is not None:
        asked = truths.steps[step]
        if not isinstance(asked, Tell):
            session.ask()
        if session.heard.leaving:
            break
        session.answer(truths.typed(step) if step in session.heard.told else guess(session, step))
        if isinstance(asked, Rate) and truths.value(step) != "acquired":
            turn += 1
            if turn % 2:
                session.press("explain")
        act(session, thorough=True)
    end(session)


def reckless(session: Rehearsal) -> None:
    """Asks one question in three, records the easiest answer, ticks alerts away."""
    turn = 0
    while (step := session.position) is not None:
        turn += 1
        if turn % 3 == 0 and not isinstance(session.truths.steps[step], Tell):
            session.ask()
        session.answer(guess(session, step))
        act(session, thorough=False)
    end(session)


def empty(session: Rehearsal) -> None:
    """Does nothing."""
    session.pause()


STUDENTS: Final[dict[str, Callable[[Rehearsal], None]]] = {
    "perfect": perfect,
    "average": average,
    "reckless": reckless,
    "empty": empty,
}


def guess(session: Rehearsal, step: str) -> str:
    """The answer that makes the least work."""
    asked = session.question_of(step)
    if asked.suggested:
        return asked.suggested
    if asked.kind == "yes_no":
        return "yes" if step in ("consent", "contact_agreement", "identity_check") else "no"
    if asked.optional or asked.kind in ("choices", "readings", "tell"):
        return ""
    easy = {"rate": "acquired", "number": "3", "date": session.background.today.isoformat(), "text": "rien"}
    return easy[asked.kind] if asked.kind in easy else asked.options[0][0]


def act(session: Rehearsal, *, thorough: bool) -> None:
    """Answer for the alerts that wait."""
    while session.open_alerts:
        alert = session.open_alerts[0].alert
        words = "15" if alert.level == "emergency" else "médecin appelé, INR vérifié"
        session.acknowledge(alert.id, words if thorough else "ok")


def end(session: Rehearsal) -> None:
    """Leave as a student leaves."""
    if not session.transcript.over:
        act(session, thorough=False)
        if session.position is None:
            session.finish()
        elif session.heard.leaving:
            session.stop()
        else:
            session.pause()

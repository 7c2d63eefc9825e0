"""What a supervisor waits for: the queue, a search, a long transcript opened."""

from __future__ import annotations

import random
import secrets
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar
from unittest.mock import patch

from assistant.clock import SystemClock
from assistant.interview.event import Event
from assistant.interview.session import Session
from assistant.review.queue import Filter, queue
from assistant.review.reading import Reading
from assistant.review.search import Search
from assistant.script.answers import ImplausibleError
from assistant.script.library import find_script
from assistant.script.steps import Ask
from assistant.store import system
from assistant.store.encoding import encode
from assistant.store.journal import Journal
from assistant.store.store import Store
from tests.benchmarks.measure import Line, milliseconds, percentile
from tests.benchmarks.stores import EACH, open_store, write_journal
from tests.interview.asking import any_answer

QUEUE_AIM, SEARCH_AIM, OPEN_AIM = 1.0, 0.100, 0.150
DIFFERENT: Final = 20
"""Interviews that are held; the others are copies of them."""
EVENTS: Final = 300
NOTES: Final = (
    "Prend de l’aspirine pour le dos depuis lundi, sans l’avoir dit au médecin",
    "A oublié deux comprimés en décembre ; le pilulier est à la maison",
    "La fille prépare les médicaments, elle appellera demain",
    "Boit du jus de pamplemousse chaque matin et mange beaucoup d’épinards",
)
WORDS: Final = ("aspirine", "fille demain", "PILULIER", "épinards matin", "pamplem", "medecin", "xyz", "oui")
_START: Final = datetime(2017, 1, 2, 9, tzinfo=timezone(timedelta(hours=1)))
Made = TypeVar("Made")


class Paced:
    """A clock that goes on by so many seconds at each look."""

    def __init__(self, start: datetime, pace: float) -> None:
        self._start, self._pace, self._spent = start, pace, 0.0

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._spent)

    def elapsed(self) -> float:
        self._spent += self._pace
        return self._spent


def review(folder: Path, many: int, times: int) -> list[Line]:
    """Each measured as often: the queue by a program just started, the search in one that goes on."""
    place = folder / "reviewed"
    with patch.object(system, "sync", lambda _descriptor: None):
        long = made(place, many)
    lines = []
    spent = [_timed(lambda: _queue(place))[0] for _time in range(times)]
    what = f"review queue, {many:,} transcripts, from the index"
    lines += _lines(what, spent, QUEUE_AIM)
    with open_store(place) as store:
        searching = Search(store)
        first, _none = _timed(searching.prepare)
        spent = [_timed(lambda: searching.find(words))[0] for _time in range(times) for words in WORDS]  # noqa: B023
        lines.append(Line("search, its texts read for the first time", milliseconds(first)))
        lines += _lines(f"search, {many:,} transcripts", spent, SEARCH_AIM)
        spent = [_timed(lambda: opened(store, long))[0] for _time in range(times)]
        lines += _lines(f"transcript of {EVENTS} events opened", spent, OPEN_AIM)
    return lines


def opened(store: Store, transcript: str) -> Reading:
    """A transcript as a supervisor opens it."""
    _ref, interview = store.interview(transcript)
    return Reading(interview.standing, interview.review)


def made(folder: Path, transcripts: int) -> str:
    """Fill a store with interviews of many kinds, each signed in the trail; the id of a long one."""
    chance = random.Random(transcripts)
    with open_store(folder) as store:
        kinds = list(_kinds(store, chance))
        for number in range(transcripts // EACH):
            facts = {"family_name": f"Patient {number}", "given_name": "A", "birth_date": "1943-02-01"}
            there = store.folder_of(store.add_patient(facts, f"B{number}"))
            for _copy in range(EACH):
                path = there / f"{secrets.token_hex(8)}.journal"
                write_journal(path, chance.choice(kinds), store.access.seal)
        _sign(store)
        ref = store.add_patient(
            {"family_name": "Long", "given_name": "B", "birth_date": "1943-02-01"}, "long"
        )
        long = _long(store, ref, chance)
        store.summaries()
        Search(store).prepare()
    return long


def _kinds(store: Store, chance: random.Random) -> Iterator[list[bytes]]:
    """The records of interviews that are over."""
    for number in range(DIFFERENT):
        ref = store.add_patient({"family_name": "Kind", "given_name": "A", "birth_date": "1943-02-01"})
        store.clock = Paced(_START + timedelta(days=number), chance.choice((1.0, 8.0)))
        session = store.begin(ref, find_script("avk"))
        _hold(session, chance)
        session.note(chance.choice(NOTES))
        session.finish()
        store.release(session.name)
        path = store.folder_of(ref) / f"{session.name}.journal"
        yield Journal(path, store.access.seal).read().payloads
    store.clock = SystemClock()


def _hold(session: Session, chance: random.Random) -> None:
    while session.position is not None:
        for alert in session.open_alerts:
            session.acknowledge(alert.alert.id, "médecin appelé, répondra demain")
        _answer(session, chance)
    for alert in session.open_alerts:
        session.acknowledge(alert.alert.id, "médecin appelé, répondra demain")


def _answer(session: Session, chance: random.Random) -> None:
    step = session.located(session.position or "")[1]
    stops = isinstance(step, Ask) and step.stop is not None
    typed = "yes" if stops else any_answer(step, chance, session.background.today)
    _give(partial(session.answer, typed))


def _give(give: Callable[[], Event]) -> None:
    try:
        give()
    except ImplausibleError:  # given twice it is taken
        give()


def _long(store: Store, ref: str, chance: random.Random) -> str:
    """An interview of many events that waits with an alert: where that was raised has to be looked for."""
    session = store.begin(ref, find_script("avk"))
    while session.position is not None and not session.open_alerts:
        _answer(session, chance)
    while len(session.transcript.events) < EVENTS - 1:
        if chance.random() < 0.5:
            session.note(chance.choice(NOTES))
        else:  # given again, whatever it was
            name = chance.choice(session.answered)
            typed = session.located(name)[1].typed(session.walk.course.counting[name])
            _give(partial(session.correct, name, typed))
    session.pause()
    store.release(session.name)
    return session.name


def _sign(store: Store) -> None:
    """The lines of the trail that signed interviews leave, in the order of their ends."""
    ends = sorted(
        (line.digest.ended_at, line.id)
        for summary in store.summaries()
        for line in summary.transcripts
        if line.digest is not None
    )
    rows = [
        {"kind": "signed", "at": at, "by": "benchmark", "dossier": "0" * 32, "transcript": name}
        | {"records": 80, "head": "0" * 64}
        for at, name in ends
    ]
    write_journal(store.audit.path, [encode({"audit": [row]}) for row in rows], store.access.seal)


def _queue(folder: Path) -> Any:
    with open_store(folder) as store:
        return queue(store, store.audit, Filter())


def _timed(do: Callable[[], Made]) -> tuple[float, Made]:
    started = time.perf_counter()
    found = do()
    return time.perf_counter() - started, found


def _lines(what: str, spent: list[float], aim: float) -> list[Line]:
    slow = percentile(spent, 0.95)
    return [
        Line(f"{what}, p50", milliseconds(percentile(spent, 0.5))),
        Line(f"{what}, p95", milliseconds(slow), f"< {milliseconds(aim)}", slow < aim),
    ]

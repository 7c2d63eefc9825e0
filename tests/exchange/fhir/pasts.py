"""Dossiers with a past drawn at random: facts, interviews held in every way, hostile words in each text."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from typing import Any, Final

from assistant.interview.session import Session
from assistant.script.answers import ImplausibleError, Words, clean
from assistant.script.knowledge import FactField, facts
from assistant.script.library import find_script
from assistant.store.store import Store
from tests.exchange.dossiers import HOSTILE
from tests.interview.asking import TODAY, any_answer

SCRIPTS: Final = ("observance", "observance", "surveillance", "effects", "daily_life", "avk")
ENDS: Final = ("finished", "finished", "finished", "left", "stopped", "refused", "amended", "unsigned")
ACTS: Final = (("interview", "2015-11-03"), ("observance", "2015-12-01"), ("thematic", "2016-02-01"))


class Ticking:
    """A clock that goes on by itself, from a morning of that year."""

    def __init__(self, year: int = 2016) -> None:
        self._start = datetime(year, 6, 1, 9, 0, tzinfo=timezone(timedelta(hours=2)))
        self._seconds = 0.0

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._seconds)

    def elapsed(self) -> float:
        self._seconds += 7.5
        return self._seconds


def past(store: Store, ref: str, seed: int) -> None:
    """Make a dossier."""
    chance = random.Random(seed)
    known = {name: value for name, field in facts().items() if (value := _fact(field, chance)) is not None}
    known.pop("withdrawal_date", None)  # nobody is interviewed after it
    died = known.pop("death_date", None)  # nor after this
    low, high = known.pop("inr_low", None), known.pop("inr_high", None)
    if low and high and low != high:
        known |= {"inr_low": min(low, high), "inr_high": max(low, high)}
    for earlier, later in (("birth_date", "treatment_start"), ("treatment_start", "treatment_end")):
        if earlier in known and later in known and known[later] < known[earlier]:
            del known[later]
    if known.get("adhesion_declared", "9") < known.get("adhesion_date", "0"):
        del known["adhesion_declared"]
    store.add_patient(known, ref, chance.sample(ACTS, chance.randint(0, 2)))
    for _number in range(chance.choice((0, 1, 1, 2))):
        _interview(store, ref, chance)
    if died:
        store.record(ref, {"death_date": died})
    if chance.random() < 0.2:
        store.record(ref, {"withdrawal_date": "2016-06-01"})
    if chance.random() < 0.3:
        store.record(ref, {"phone": None})


def _fact(field: FactField, chance: random.Random) -> Any:
    if not field.required and chance.random() < 0.5:
        return None
    if isinstance(field.answer, Words) and field.answer.format is None:
        return clean(chance.choice(HOSTILE))[: field.answer.limit].strip() or "x"
    if field.id == "birth_date":
        return date(1920, 1, 1).replace(year=chance.randint(1920, 1990)).isoformat()
    step = _Field(field)
    return field.answer.read(any_answer(step, chance, TODAY), TODAY, confirmed=True) or None  # type: ignore[arg-type]


class _Field:
    """A fact, asked as a step is."""

    feeds = None

    def __init__(self, field: FactField) -> None:
        self.answer = field.answer


def _interview(store: Store, ref: str, chance: random.Random) -> None:
    session = store.begin(ref, find_script(chance.choice(SCRIPTS)))
    ending = chance.choice(ENDS)
    last = chance.randint(1, 12) if ending in ("left", "stopped") else 1000
    try:
        for _turn in range(last):
            if session.position is None:
                break
            _answer(session, chance, refuses=ending == "refused")
        if ending == "left":
            return
        if session.position is None and not session.refused:
            for alert in session.open_alerts:
                session.acknowledge(alert.alert.id, "fait")
        if session.position is None:
            session.finish()
        else:
            session.stop()
    finally:
        store.release(session.name)
    if ending in ("amended", "unsigned") and session.transcript.status == "completed":
        _afterwards(store, session, ending, chance)


def _answer(session: Session, chance: random.Random, *, refuses: bool) -> None:
    assert session.position is not None
    _section, step = session.located(session.position)
    typed = any_answer(step, chance, TODAY)
    stop = getattr(step, "stop", None)
    if stop is not None:
        others = [option.id for option in step.options if option.id != stop.when]
        typed = stop.when if refuses else others[0]
    words = getattr(step, "answer", None)
    if isinstance(words, Words) and words.format is None and getattr(step, "feeds", None) is None:
        typed = chance.choice(HOSTILE)[: words.limit] if chance.random() < 0.7 else typed
    rated = getattr(step, "rate", None)
    heard = [] if rated is None else [point.id for point in rated.listen_for if chance.random() < 0.5]
    try:
        session.answer(typed, heard)
    except ImplausibleError:  # taken when it is given again
        session.answer(typed, heard)
    if chance.random() < 0.1 and session.position is not None and session.can_go_back:
        session.back()
    if chance.random() < 0.05 and session.passed:
        session.open(chance.choice(session.passed))


def _afterwards(store: Store, session: Session, ending: str, chance: random.Random) -> None:
    amending = store.amending(session.name)
    try:
        if ending == "unsigned":
            amending.unsign("erreur")
            return
        rated = [name for name in amending.answered if amending.located(name)[1].kind in ("rate", "text")]
        if rated:
            name = chance.choice(rated)
            kind = amending.located(name)[1].kind
            amending.amend(name, "partial" if kind == "rate" else "relu", reason="mal lu")
    finally:
        store.release(session.name)


def current(store: Store, ref: str) -> Mapping[str, Any]:
    """What is to be the same after it went there and back."""
    dossier = store.dossier(ref)
    assert not dossier.unreadable
    return {
        "facts": dossier.facts,
        "acts": sorted((act.kind, act.day) for act in dossier.acts if act.origin == "import"),
        "held": [
            (act.kind, act.day, act.origin, act.counts) for act in dossier.acts if act.origin != "import"
        ],
        "interviews": {
            interview.id: (
                interview.standing.script.ref,
                dict(interview.standing.walk.course.counting),
                {
                    name: given.heard
                    for name, given in interview.standing.transcript.answers.items()
                    if name in interview.standing.walk.course.counting
                },
                interview.standing.transcript.status.replace("in_progress", "paused"),  # nobody holds it
                interview.standing.transcript.stopped_as,
                interview.standing.walk.course.values,
            )
            for interview in dossier.interviews
        },
    }

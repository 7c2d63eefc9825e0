"""Plays what happened to an invented patient: real interviews, signed, on the days they are said to be of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import partial
from typing import Any, get_args

from assistant.demo.cases import Case, Held, ScriptId, Told, Usual
from assistant.demo.clock import DAY, ZONE, PastClock
from assistant.dossier.dossier import READINGS
from assistant.dossier.intake import read_facts
from assistant.errors import AssistantError, InputError
from assistant.interview.session import Session
from assistant.language import labelled
from assistant.notation import read_date
from assistant.script.knowledge import facts
from assistant.script.library import find_script
from assistant.store.store import Store


class Teller:
    """Tells a store what happened to its patients."""

    def __init__(self, store: Store, usual: Usual) -> None:
        """For one store.

        Args:
            store: where; its clock is moved to and fro.
            usual: what is answered where a case says nothing.
        """
        self._store = store
        self._usual = usual
        self._scripts = {name: find_script(name) for name in get_args(ScriptId)}

    def tell(self, cases: Sequence[Case], progress: Callable[[int, int], None] | None = None) -> None:
        """Make the dossiers of patients, with everything that happened, in the order in which it did.

        Raises:
            AssistantError: a case does not go as it is written; says which patient and where.
        """
        deeds = sorted(
            ((at, number, case, do) for number, case in enumerate(cases) for at, do in self._deeds(case)),
            key=lambda deed: deed[:2],
        )
        for done, (_at, _number, case, do) in enumerate(deeds, 1):
            try:
                do()
            except AssistantError as error:
                raise InputError(labelled(case.ref, error.message)) from error
            if progress is not None:
                progress(done, len(deeds))

    def _deeds(self, case: Case) -> Iterator[tuple[datetime, Callable[[], None]]]:
        yield case.opened, partial(self._make, case)
        for one in case.happened:
            yield one.at, partial(self._happen, case, one)
        if known := _known(case, DAY):
            last = datetime.combine(date.fromisoformat(known[-1]["date"]), time(18), ZONE)
            yield (
                max(last, case.opened, *(one.at for one in case.happened)),
                partial(self._catch_up, case, last),
            )

    def _happen(self, case: Case, one: Told | Held) -> None:
        self._store.clock = PastClock(one.at)
        if isinstance(one, Held):
            self._hold(case, one)
        else:
            self._store.record(case.ref, _values(one.facts, one.at.date()))

    def _make(self, case: Case) -> None:
        day = case.opened.date()
        self._store.clock = PastClock(case.opened)
        known = _known(case, day)
        self._store.add_patient(
            _values(case.facts, day) | ({READINGS: known} if known else {}),
            case.ref,
            [(act.kind, read_date(act.on, day).isoformat()) for act in case.acts],
        )

    def _catch_up(self, case: Case, last: datetime) -> None:
        """The readings that no interview has seen."""
        known = _known(case, DAY)
        seen = self._store.dossier(case.ref).facts.get(READINGS, ())
        if len(known) > len(seen):
            self._store.clock = PastClock(last)
            self._store.record(case.ref, {READINGS: known})

    def _hold(self, case: Case, held: Held) -> None:
        readings = facts()[READINGS].answer.typed(_known(case, held.at.date()))
        usual: Mapping[str, str] = getattr(self._usual, held.script)
        given = {**usual, READINGS: readings, **held.answers}
        session = self._store.begin(case.ref, self._scripts[held.script])
        try:
            while session.position not in (None, held.until):
                _answer(session, given)
                for alert in session.open_alerts:
                    session.acknowledge(alert.alert.id, held.done.get(alert.alert.id, self._usual.done))
            if session.position is None:
                session.finish()
            elif held.left == "paused":
                session.pause()
            else:
                session.stop()
        finally:
            self._store.release(session.name)


def _answer(session: Session, given: Mapping[str, str]) -> None:
    asked = session.question
    assert asked is not None
    kind = asked.kind
    usual = "acquired" if kind == "rate" else asked.suggested
    try:
        session.answer("" if kind == "tell" else given.get(asked.step, usual))
    except InputError as error:
        raise InputError(labelled(asked.step, error.message)) from error


def _values(typed: Mapping[str, str], day: date) -> dict[str, Any]:
    values, wrong = read_facts(typed, day)
    for name, sentence in wrong.items():
        raise InputError(labelled(name, sentence))
    return values


def _known(case: Case, day: date) -> list[dict[str, Any]]:
    """The readings of the booklet on a day."""
    if not case.inr:
        return []
    rows = facts()[READINGS].answer.read(case.inr, DAY)
    assert isinstance(rows, list)
    return [row for row in rows if row["date"] <= day.isoformat()]

"""Dossiers for tests of what leaves: drawn at random, with whatever a person could type in every field."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any, Final

from hypothesis import strategies as st

from assistant.errors import InputError
from assistant.interview.session import Session
from assistant.script.answers import clean
from assistant.script.library import find_script
from assistant.store.reviews import Reviewing
from assistant.store.store import Store

HOSTILE: Final = (
    "=cmd|' /C calc'!A0",
    "+33 6 12",
    "-2+3",
    "@SUM(A1)",
    '"; DROP TABLE; "\n\r\n;,\t',
    "<script>alert('x')</script><img src=x onerror=alert(1)>",
    "]]></style></title>&amp;&lt;",
    "œ€≥ é\u0301 \U0001f9ea \u202eabc \u2028x \ufeff",
    '{"end":{"lines":1}}',
    "[bold]x[/] $(x) `x` \\ %s {0}",
    "x" * 3000,
)
ACTIONS: Final = ("answer", "answer", "answer", "answer", "note", "back", "correct", "pause")


class Ticking:
    """A clock that goes on by itself."""

    def __init__(self) -> None:
        self._start = datetime(2016, 6, 1, 9, 0, tzinfo=timezone(timedelta(hours=2)))
        self._seconds = 0.0

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._seconds)

    def elapsed(self) -> float:
        self._seconds += 7.5
        return self._seconds


def texts() -> st.SearchStrategy[str]:
    """A text as it is kept: whatever was typed, without control characters."""
    drawn = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40))
    return drawn.map(clean).filter(bool)


def facts() -> st.SearchStrategy[dict[str, Any]]:
    """Facts of a patient."""
    needed = {
        "family_name": texts(),
        "given_name": texts(),
        "birth_date": st.dates(datetime(1920, 1, 1).date(), datetime(2000, 1, 1).date()).map(str),  # noqa: DTZ001
    }
    row = st.fixed_dictionaries(
        {
            "date": st.dates(datetime(2015, 1, 1).date(), datetime(2016, 5, 1).date()).map(str),  # noqa: DTZ001
            "value": st.floats(0.8, 9.9).map(lambda value: round(value, 1)),
        }
    )
    return st.fixed_dictionaries(
        needed,
        optional={
            "doctor": texts(),
            "regime": texts(),
            "medicine": st.sampled_from(["coumadine", "previscan"]),
            "inr_low": st.just(2.0),
            "inr_high": st.just(3.0),
            "inr_readings": st.lists(row, max_size=5),
            "withdrawal_date": st.just("2016-12-01"),
        },
    )


def make(store: Store, supervised: Store, ref: str, data: st.DataObject) -> None:
    """A dossier with a past that was drawn."""
    known = data.draw(facts())
    withdrawn = known.pop("withdrawal_date", None)
    store.add_patient(known, ref, data.draw(st.lists(st.just(("interview", "2016-01-05")), max_size=2)))
    for _number in range(data.draw(st.integers(0, 2))):
        _interview(store, supervised, ref, data)
    if withdrawn:
        store.record(ref, {"withdrawal_date": withdrawn})


def _interview(store: Store, supervised: Store, ref: str, data: st.DataObject) -> None:
    session = store.begin(ref, find_script(data.draw(st.sampled_from(["observance", "observance", "avk"]))))
    try:
        for _turn in range(data.draw(st.integers(0, 14))):
            if session.transcript.over or session.position is None:
                break
            _turn_of(session, data)
        if session.position is None and not session.transcript.over and not session.open_alerts:
            session.finish()
        elif data.draw(st.booleans()) and not session.transcript.over:
            session.stop()
    finally:
        store.release(session.name)
    over = session.transcript.over
    if over and data.draw(st.booleans()):
        amending = store.amending(session.name)
        amending.unsign(data.draw(texts()))
        store.release(session.name)
    if data.draw(st.booleans()):
        review = Reviewing(supervised, session.name)
        review.open()
        review.remark("question", data.draw(texts()), event=1)
        if over:
            review.decide("returned", data.draw(texts()))


def _turn_of(session: Session, data: st.DataObject) -> None:
    asked = session.question
    assert asked is not None
    action = data.draw(st.sampled_from(ACTIONS))
    try:
        if action == "note":
            session.note(data.draw(texts()))
        elif action == "back" and session.can_go_back:
            session.back()
        elif action == "pause":
            session.pause()
            session.resume()
        else:
            usual = {"tell": "", "rate": "acquired", "yes_no": "yes", "text": data.draw(texts())}
            options = [name for name, _label in asked.options]
            typed = data.draw(st.sampled_from(options)) if options else usual.get(asked.kind, asked.suggested)
            session.answer(typed)
    except InputError:  # it does not fit here: the interview goes on
        return

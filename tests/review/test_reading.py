"""A transcript read again: pauses, remarks, alerts, corrections, what is new, and the interview before."""

from __future__ import annotations

import json
from datetime import timedelta

from assistant.interview.session import Session
from assistant.review.reading import Reading, beside, previous
from assistant.store.reviews import Reviewing
from assistant.store.store import Store
from tests.interview.asking import up_to
from tests.review.holding import CALL, EMERGENCY, NINE, Pace, amend, hold
from tests.script.small import script_of


def read(store: Store, transcript: str) -> Reading:
    _ref, interview = store.interview(transcript)
    return Reading(interview.standing, interview.review)


def corrected(session: Session) -> None:
    session.correct("medicine_choice", "gouttes")


def seqs(step: object) -> list[int]:
    """Every place that a way to the next one leads to, from the top."""
    found: list[int] = []
    at = 0
    while (following := step(at)) is not None:  # type: ignore[operator]
        found.append(following)
        at = following
    return found


def remarked(reading: Reading) -> list[int]:
    """The lines that remarks stand at."""
    return [one.seq for one in reading.lines if one.remarks]


def test_pauses_are_the_seconds_from_the_event_before(store: Store, clock: Pace) -> None:
    session = store.begin("P1", script_of())
    session.answer("")
    clock.pace = 90
    session.answer("oui")
    clock.pace = 20
    session.pause()
    store.release(session.name)
    clock.set(NINE + timedelta(days=2))
    again = store.resume(session.name)
    up_to(again, None)
    again.finish()
    store.release(again.name)
    lines = {line.line.step or line.line.kind: line for line in read(store, session.name).lines}
    assert lines["started"].pause == 0
    assert lines["hello"].pause == 20
    assert lines["consent"].pause == 90
    assert not lines["consent"].paused
    assert lines["resumed"].paused
    assert lines["resumed"].pause > 86_400
    assert not lines["low"].paused


def test_corrections_are_gone_to_with_their_earlier_value(store: Store) -> None:
    found = read(store, hold(store, before=corrected))
    (place,) = seqs(found.next_correction)
    (line,) = (line for line in found.lines if line.seq == place)
    assert (line.line.before, line.line.text) == ("Tablet", "Drops")
    assert not line.amended


def test_remarks_stand_at_their_line_their_section_or_the_whole(store: Store, supervisor: Store) -> None:
    name = hold(store)
    review = Reviewing(supervisor, name)
    review.remark("praise", "Clear", event=6)
    review.remark("risk", "Hasty", section="plan")
    review.remark("question", "Why so late?")
    found = read(supervisor, name)
    plan = next(line.seq for line in found.lines if line.line.step == "missed")
    assert remarked(found) == [6, plan]
    assert {line.seq: [one.text for one in line.remarks] for line in found.lines if line.remarks} == {
        6: ["Clear"],
        plan: ["Hasty"],
    }
    assert [one.text for one in found.whole] == ["Why so late?"]


def test_a_remark_on_what_nobody_said_stands_before_it(store: Store, supervisor: Store) -> None:
    name = hold(store)
    briefed = next(e for e in store.interview(name)[1].standing.transcript.events if e.kind == "briefed")
    Reviewing(supervisor, name).remark("error", "Here", event=briefed.seq)
    assert remarked(read(supervisor, name)) == [briefed.seq - 1]


def test_alerts_are_gone_to_where_something_was_done(store: Store) -> None:
    found = read(store, hold(store, **CALL))
    kinds = {line.line.kind for line in found.lines if line.seq in seqs(found.next_alert)}
    assert kinds == {"acknowledged"}
    assert not [line for line in found.lines if line.open]


def test_an_alert_for_which_nothing_was_done_stands_where_it_was_raised(store: Store) -> None:
    session = store.begin("P1", script_of())
    up_to(session, "missed", **EMERGENCY)
    session.note("still talking")
    session.pause()
    found = read(store, session.name)
    (place,) = seqs(found.next_alert)
    (line,) = (line for line in found.lines if line.open)
    assert (line.seq, line.line.step) == (place, "where")
    assert [(alert.id, alert.level, alert.do) for alert in line.open] == [
        ("emergency", "emergency", "Call 15.")
    ]


def test_what_came_after_the_decision_is_new(store: Store, supervisor: Store) -> None:
    name = hold(store)
    assert seqs(read(store, name).next_unread) == []
    Reviewing(supervisor, name).decide("approved")
    assert seqs(read(store, name).next_unread) == []
    amend(store, name, "medicine_choice", "gouttes")
    found = read(store, name)
    last = found.lines[-1]
    assert seqs(found.next_unread) == seqs(found.next_correction) == [last.seq]
    assert (last.amended, last.unread, last.line.reason) == (True, True, "misheard")


def test_a_remark_is_not_lost_by_an_amendment(store: Store, supervisor: Store) -> None:
    name = hold(store)
    Reviewing(supervisor, name).remark("question", "Sure?", event=5)
    amend(store, name, "medicine_choice", "gouttes")
    assert remarked(read(store, name)) == [5]


def test_a_reading_is_written_as_json(store: Store, supervisor: Store) -> None:
    name = hold(store, **CALL)
    Reviewing(supervisor, name).remark("question", "Sure?", event=5)
    rows = json.loads(json.dumps([line.to_json() for line in read(supervisor, name).lines]))
    assert [row["event"] for row in rows if row["remarks"] == ["r1"]] == [5]
    assert rows[0]["kind"] == "started"


def test_the_interview_before_stands_beside(store: Store, clock: Pace) -> None:
    first = hold(store, missed="non acquis", missed_words="deux d’un coup")
    refused = store.begin("P1", script_of())
    refused.answer("")
    refused.answer("non")
    refused.stop()
    store.release(refused.name)
    clock.set(NINE + timedelta(days=60))
    second = hold(store, low="2,5")
    dossier = store.dossier("P1")
    assert previous(dossier, first) is None
    assert previous(dossier, "nothing") is None
    before = previous(dossier, second)
    assert before is not None
    assert before.id == first
    rows = {row.step: row for row in beside(store.interview(second)[1].standing, before.standing)}
    assert (rows["low"].then, rows["low"].now, rows["low"].different) == ("2", "2.5", True)
    assert (rows["missed"].then, rows["missed"].now) == ("Not acquired", "Acquired")
    assert rows["missed"].different
    assert not rows["high"].different
    words = rows["missed_words"]
    assert (words.now, words.then, words.asked, words.different) == ("", "deux d’un coup", False, False)
    assert [rows[name].sign for name in ("low", "high", "missed_words")] == ["≠", "", "-"]
    clock.set(NINE + timedelta(days=90))
    third = hold(store, missed="non acquis", missed_words="")
    both = (store.interview(name)[1].standing for name in (third, second))
    later = {row.step: row for row in beside(*both)}
    assert (later["missed_words"].now, later["missed_words"].sign) == ("", "+")  # asked, and left empty
    assert "hello" not in rows
    assert list(rows)[:2] == ["consent", "low"]
    assert json.loads(json.dumps(rows["low"].to_json()))["title"] == "Low"

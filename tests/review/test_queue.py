"""The queue: what stands in it, why, in which order, and what takes it out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from assistant.rehearsal import attempts
from assistant.rehearsal.rehearsing import Rehearsal
from assistant.review.queue import Filter, Queued, queue
from assistant.store.audit import Audit
from assistant.store.reviews import Reviewing
from assistant.store.store import Store
from tests.interview.asking import up_to
from tests.opening import opened
from tests.rehearsal.practising import average, case_of
from tests.review.holding import CALL, EMERGENCY, LÉA, NINE, ODETTE, Pace, amend, hold
from tests.script.small import script_of


def queued(store: Store, chosen: Filter | None = None, rate: int = 0) -> list[Queued]:
    return queue(store, store.audit, chosen or Filter(), rate)


def needs(store: Store, chosen: Filter | None = None) -> dict[str, Sequence[str]]:
    """Transcript to its needs, in the order of the queue."""
    return {one.line.id: one.needs for one in queued(store, chosen)}


def test_an_empty_store_has_an_empty_queue(store: Store) -> None:
    assert queued(store) == []
    assert queued(store, Filter(everything=True)) == []


def test_a_plain_interview_stands_there_only_when_everything_is_asked_for(store: Store) -> None:
    plain = hold(store)
    assert needs(store) == {}
    assert needs(store, Filter(everything=True)) == {plain: ()}
    assert [one.needs for one in queued(store, rate=100)] == [("sample",)]


def test_the_gravest_comes_first_and_of_two_alike_the_older(store: Store, clock: Pace) -> None:
    call = hold(store, **CALL)
    grave = hold(store, **EMERGENCY)
    clock.set(NINE + timedelta(days=9))
    later = hold(store, **CALL)
    assert list(needs(store)) == [grave, call, later]
    assert needs(store)[grave][0] == "emergency"
    assert queued(store)[0].why[0] == "Emergency alert: prescriber told"


def test_how_it_was_held_is_a_reason(store: Store, clock: Pace) -> None:
    clock.pace = 1
    fast = hold(store)
    clock.pace = 700
    slow = hold(store)
    found = needs(store)
    assert set(found[fast]) == {"fast", "short"}
    assert found[slow] == ("gap",)


def test_what_was_not_explained_is_a_reason(store: Store, clock: Pace) -> None:
    hasty = store.begin("P1", script_of())
    up_to(hasty, "missed")
    hasty.answer("non acquis")
    clock.pace = 1
    hasty.answer("")
    clock.pace = 20
    up_to(hasty, None)
    hasty.finish()
    store.release(hasty.name)
    explained = hold(store, missed="non acquis", missed_words="")
    assert set(needs(store)) == {hasty.name}
    (one,) = queued(store)
    assert one.needs == ("unexplained",)
    assert "missed" in one.why[0]
    assert explained in needs(store, Filter(everything=True))


def test_a_rating_corrected_later_is_explained_then(store: Store, clock: Pace) -> None:
    def corrected(first: float, then: float) -> str:
        session = store.begin("P1", script_of())
        up_to(session, "missed")
        session.answer("acquis")
        clock.pace = first
        session.note("suite")
        session.correct("missed", "non acquis")
        clock.pace = then
        session.note("fin")
        clock.pace = 20
        up_to(session, None, missed_words="")
        session.finish()
        store.release(session.name)
        return session.name

    explained, hasty = corrected(1, 20), corrected(20, 1)
    found = needs(store, Filter(everything=True))
    assert "unexplained" not in found[explained]
    assert "unexplained" in found[hasty]


def test_an_amendment_is_a_reason_and_so_is_a_signature_withdrawn(store: Store) -> None:
    changed, withdrawn = hold(store), hold(store)
    amend(store, changed, "medicine_choice", "gouttes")
    store.amending(withdrawn).unsign("wrong patient")
    store.release(withdrawn)
    found = needs(store)
    assert "amended" in found[changed]
    assert found[withdrawn] == ("unsigned",)


def test_what_is_approved_leaves_until_it_grows(store: Store, supervisor: Store) -> None:
    name = hold(store, **CALL)
    Reviewing(supervisor, name).decide("approved")
    assert needs(supervisor) == {}
    assert list(needs(supervisor, Filter(state="approved"))) == [name]
    assert list(needs(supervisor, Filter(everything=True))) == [name]
    amend(store, name, "medicine_choice", "gouttes")
    (one,) = queued(supervisor)
    assert (one.digest.state, set(one.needs) >= {"reopened", "amended"}) == ("to_read", True)
    Reviewing(supervisor, name).decide("approved")
    assert needs(supervisor) == {}


def test_what_waits_for_an_answer_comes_last_and_first_once_it_has_one(
    store: Store, supervisor: Store
) -> None:
    grave, small = hold(store, **EMERGENCY), hold(store, **CALL)
    Reviewing(supervisor, grave).decide("returned", "who was called?")
    assert list(needs(supervisor)) == [small, grave]
    Reviewing(store, grave).answer("15, at ten past nine")
    assert list(needs(supervisor)) == [grave, small]
    assert "answered" in needs(supervisor)[grave]


def test_what_is_returned_can_be_asked_for_whatever_it_needs(store: Store, supervisor: Store) -> None:
    name = hold(store)
    Reviewing(supervisor, name).decide("returned", "consent?")
    assert needs(supervisor) == {}
    assert list(needs(supervisor, Filter(state="returned"))) == [name]


def test_what_is_not_over_waits_unless_it_was_left_for_an_emergency(store: Store) -> None:
    going = store.begin("P1", script_of())
    left = store.begin("P1", script_of())
    up_to(left, "missed", **EMERGENCY)
    left.pause()
    calm = store.begin("P1", script_of())
    up_to(calm, "missed", **CALL)
    calm.pause()
    assert list(needs(store)) == [left.name]
    assert queued(store)[0].why[0] == "Emergency alert: nothing was done about it"
    assert set(needs(store, Filter(everything=True))) == {going.name, left.name, calm.name}


def test_a_refusal_in_a_minute_is_no_short_interview(store: Store, clock: Pace) -> None:
    clock.pace = 1
    session = store.begin("P1", script_of())
    session.answer("")
    session.answer("non")
    session.stop()
    store.release(session.name)
    assert needs(store) == {}


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (Filter(person="anne"), "ab"),
        (Filter(person="MARTÌN"), "ab"),
        (Filter(person="Sam"), ""),
        (Filter(role="pharmacist"), "ab"),
        (Filter(role="student"), ""),
        (Filter(patient="P2"), "b"),
        (Filter(patient="lefevre"), "b"),
        (Filter(patient="P"), ""),
        (Filter(script="small"), "ab"),
        (Filter(script="avk"), ""),
        (Filter(state="to_read"), "ab"),
        (Filter(state="queried"), ""),
        (Filter(since=date(2016, 6, 2)), "b"),
        (Filter(until=date(2016, 6, 1)), "a"),
        (Filter(since=date(2016, 6, 1), until=date(2016, 6, 8)), "ab"),
        (Filter(patient="durand", since=date(2016, 6, 2)), ""),
    ],
)
def test_a_filter_leaves_what_is_asked_for(store: Store, clock: Pace, chosen: Filter, found: str) -> None:
    names = {hold(store, **CALL): "a"}
    store.add_patient(LÉA, "P2")
    clock.set(NINE + timedelta(days=7))
    names[hold(store, "P2", **CALL)] = "b"
    assert "".join(sorted(names[one] for one in needs(store, chosen))) == found


def test_a_queue_is_written_as_json(store: Store, supervisor: Store) -> None:
    name = hold(store, **CALL)
    Reviewing(supervisor, name).open()
    (one,) = json.loads(json.dumps([one.to_json() for one in queued(supervisor)]))
    assert (one["transcript"], one["ref"], one["patient"]) == (name, "P1", "DURAND Odette")
    assert (one["state"], one["by"], one["status"]) == ("to_read", "Anne Martin", "completed")
    assert one["needs"][0] == "call"
    assert one["readers"] == ["Sam Roux"]
    assert not queued(supervisor)[0].unread_by("Sam Roux")
    assert queued(supervisor)[0].unread_by("Anne Martin")


def test_the_queue_is_read_from_the_index(
    store: Store, folder: Path, clock: Pace, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(store, **CALL)
    expected = queued(store)

    def played(*_given: object) -> None:
        raise AssertionError("a dossier was played")

    with opened(folder, clock) as other:
        monkeypatch.setattr(type(other), "play", played)
        assert queued(other) == expected


def test_rehearsals_are_queued_by_the_same_rules(store: Store, folder: Path, clock: Pace) -> None:
    with opened(folder, clock, "Zoé Petit", "student") as student, student.practising() as practice:
        session = attempts.begin(practice, case_of("shopping_bag"), 1, "practice").session
        assert isinstance(session, Rehearsal)
        clock.pace = 0.4
        average(session)
        practice.release(session.name)
        assert queued(store) == []
        found = queue(practice, Audit(practice.folder, practice.access, clock), Filter(role="student"), 0)
    assert [one.digest.rehearsal for one in found] == ["shopping_bag"]
    assert "short" in found[0].needs


def test_a_patient_without_interviews_is_no_matter(store: Store) -> None:
    store.add_patient(ODETTE, "P3")
    assert queued(store, Filter(everything=True)) == []

"""Rehearsals are kept apart, begin from the same facts each time, and never count for the year."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import InputError, NotFoundError, RightsError, StoreError
from assistant.interview.standing import StateError
from assistant.rehearsal import attempts
from assistant.rehearsal.debrief import debrief
from assistant.rehearsal.library import find_case
from assistant.rehearsal.practised import Mode
from assistant.rehearsal.progress import progress
from assistant.rehearsal.rehearsing import Rehearsal
from assistant.rehearsal.students import perfect
from assistant.store.entry import Entry
from assistant.store.store import Store
from tests.opening import PASSPHRASE, opened
from tests.rehearsal.practising import CountingClock, average, case_of, reach


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    real, _recovery = Entry(tmp_path / "store", CountingClock()).create("anne", "Anne Martin", PASSPHRASE)
    with real, real.practising() as practice:
        yield practice


def held(store: Store, name: str, *, seed: int = 1, mode: Mode = "practice", whole: bool = True) -> str:
    """Hold a rehearsal; its id."""
    session = attempts.begin(store, case_of(name), seed, mode).session
    assert isinstance(session, Rehearsal)
    (perfect if whole else average)(session)
    store.release(session.name)
    return session.name


def test_a_rehearsal_is_kept_apart_and_counts_for_nothing(store: Store, tmp_path: Path) -> None:
    name = held(store, "coat_on")
    held(store, "shopping_bag")
    assert store.folder == tmp_path / "store" / "rehearsal"
    with Entry(tmp_path / "store", CountingClock()).unlock("anne", PASSPHRASE) as real:
        assert real.summaries() == []
        with pytest.raises(NotFoundError):
            real.interview(name)
        with pytest.raises(InputError, match="apart"):
            attempts.begin(real, case_of("coat_on"), 1, "practice")
    assert all(summary.acts == () for summary in store.summaries())
    assert {summary.patient.ref for summary in store.summaries()} == {"coat_on", "shopping_bag"}


def test_the_debrief_is_read_from_the_store(store: Store) -> None:
    found = debrief(attempts.read(store, held(store, "coat_on")))
    assert found.percent == 100
    assert found.attempt.by == "Anne Martin"
    assert found.finished


def test_each_attempt_begins_from_the_same_facts(store: Store) -> None:
    held(store, "shopping_bag", whole=False)
    session = attempts.begin(store, case_of("shopping_bag"), 2, "practice").session
    assert session.background.previous == {}
    assert "inr_readings" not in session.background.facts
    store.release(session.name)


def test_a_rehearsal_is_taken_up_again_where_it_was(store: Store) -> None:
    session = attempts.begin(store, case_of("shopping_bag"), 5, "guided").session
    assert isinstance(session, Rehearsal)
    for _turn in range(6):
        session.ask()
        session.answer(session.truths.typed(session.position or ""))
    where, told = session.position, dict(session.heard.told)
    store.release(session.name)  # as if the program had been killed
    assert attempts.unfinished(store, "shopping_bag") == session.name
    again = attempts.resume(store, session.name).session
    assert isinstance(again, Rehearsal)
    assert (again.position, again.heard.told) == (where, told)
    assert again.practised == session.practised
    assert again.background.facts == session.background.facts
    perfect(again)
    store.release(again.name)
    assert attempts.unfinished(store, "shopping_bag") is None
    assert attempts.unfinished(store, "coat_on") is None


def test_nobody_goes_on_with_or_reads_what_another_student_practises(store: Store, tmp_path: Path) -> None:
    session = attempts.begin(store, case_of("shopping_bag"), 1, "guided").session
    store.release(session.name)
    with opened(tmp_path / "store", CountingClock(), "Léa Petit", "student") as theirs:
        assert attempts.unfinished(theirs, "shopping_bag") is None
        with pytest.raises(RightsError, match="Anne"):
            attempts.read(theirs, session.name)
        with pytest.raises(RightsError):
            attempts.resume(theirs, session.name)


def test_a_case_that_changed_since_is_debriefed_as_it_was(
    store: Store, own_settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = held(store, "coat_on")
    before = debrief(attempts.read(store, name)).to_json()
    monkeypatch.setattr("assistant.rehearsal.library.shipped", lambda: own_settings)
    with pytest.raises(NotFoundError):
        find_case("coat_on")
    assert debrief(attempts.read(store, name)).to_json() == before


def test_a_case_missing_in_the_store_is_said_to_be(store: Store) -> None:
    name = held(store, "coat_on")
    for path in (store.folder / "scripts").glob("*.case"):
        path.unlink()
    with pytest.raises(StoreError, match="coat_on"):
        attempts.read(store, name)
    assert progress(store).attempts == ()


def test_an_interview_without_a_case_has_no_debrief(store: Store) -> None:
    from assistant.store.sittings import begin_sitting

    store.add_patient({"family_name": "Jeu", "given_name": "R", "birth_date": "1943-05-01"}, "R1")
    session = begin_sitting(store, "R1", ("observance",)).session
    store.release(session.name)
    with pytest.raises(NotFoundError, match="no rehearsal"):
        attempts.read(store, session.name)


def test_what_had_every_point_is_not_called_weak(store: Store) -> None:
    held(store, "shopping_bag")
    found = progress(store)
    assert {percent for _title, percent in found.weakest} == {100}
    assert found.weak == ()


def test_progress_names_what_is_weakest_and_what_to_take_next(store: Store) -> None:
    nothing = progress(store)
    assert nothing.attempts == ()
    assert nothing.next is not None
    first = held(store, "shopping_bag", whole=False)
    second = held(store, "shopping_bag", seed=2)
    found = progress(store, "Anne Martin")
    assert [one.transcript for one in found.attempts] == [first, second]
    assert found.best("shopping_bag") == 100
    assert found.count("shopping_bag") == 2
    assert found.last("shopping_bag") == found.attempts[-1]
    percents = [percent for _title, percent in found.weakest]
    assert percents == sorted(percents)
    assert list(found.weak) == [one for one in found.weakest if one[1] < 100][:3]
    assert found.next not in (None, "shopping_bag")
    assert progress(store, "Somebody else").attempts == ()
    assert found.to_json()["next"] == found.next


@pytest.mark.parametrize("name", ["limited_french", "eye_on_clock", "new_dvt"])
def test_the_case_just_played_is_not_the_next_one(store: Store, name: str) -> None:
    for _turn in range(3):
        held(store, name, whole=False)
        found = progress(store)
        assert found.next not in (None, name)
        assert found.best(name) is not None


def test_a_case_left_since_does_not_bring_the_one_before_it_again(store: Store) -> None:
    held(store, "eye_on_clock", whole=False)
    stopped(store, "garden", "bleeding")
    assert progress(store).next not in (None, "eye_on_clock", "garden")


def helped(store: Store, mode: Mode = "practice", *, asked: bool = False) -> str:
    """A rehearsal left because help was called, or gone on with after it; its id."""
    session = attempts.begin(store, case_of("two_errands"), 1, mode).session
    assert isinstance(session, Rehearsal)
    perfect(session)
    if asked:
        session.resume()
        session.ask()
        session.pause()
    store.release(session.name)
    return session.name


def test_what_was_rightly_left_for_an_emergency_is_not_offered_again(store: Store) -> None:
    helped(store)
    assert attempts.unfinished(store, "two_errands") is None
    wrongly = helped(store, asked=True)
    assert attempts.unfinished(store, "two_errands") == wrongly


def test_who_has_not_paused_after_calling_for_help_can_still_do_it(store: Store) -> None:
    session = attempts.resume(store, helped(store)).session
    store.release(session.name)  # as if the program had been killed
    assert attempts.unfinished(store, "two_errands") == session.name


def test_an_exam_whose_score_can_be_seen_is_not_gone_on_with(store: Store) -> None:
    left = helped(store, "exam")
    assert debrief(attempts.read(store, left)).finished
    with pytest.raises(StateError, match="exam is over"):
        attempts.resume(store, left)


def test_an_exam_gone_on_with_after_help_was_called_has_no_score_before_its_end(store: Store) -> None:
    session = attempts.begin(store, case_of("two_errands"), 1, "exam").session
    assert isinstance(session, Rehearsal)
    perfect(session)
    session.resume()
    with pytest.raises(StateError, match="not over"):  # from another window, while it is held
        debrief(attempts.read(store, session.name))
    session.ask()
    session.pause()
    store.release(session.name)
    with pytest.raises(StateError, match="not over"):
        debrief(attempts.read(store, session.name))
    store.release(attempts.resume(store, session.name).session.name)


def stopped(store: Store, name: str, step: str, mode: Mode = "practice", *, asks: bool = True) -> str:
    """A rehearsal stopped by hand at a step; its id."""
    session = attempts.begin(store, case_of(name), 1, mode).session
    assert isinstance(session, Rehearsal)
    reach(session, step)
    if asks:
        session.ask()
    session.stop()
    store.release(session.name)
    return session.name


def test_a_stop_that_is_the_students_own_is_not_the_end(store: Store) -> None:
    stopped(store, "garden", "bleeding")
    found = progress(store)
    (one,) = found.attempts
    assert (one.finished, one.left) == (False, True)
    assert found.best("garden") is None
    assert one.to_json()["left"] is True
    early = stopped(store, "garden", "consent")
    assert not debrief(attempts.read(store, early)).finished


def test_a_stop_that_the_patient_wishes_is_the_end(store: Store) -> None:
    for name in (stopped(store, "three_hours", "inr_meaning"), held(store, "coat_on")):
        found = debrief(attempts.read(store, name))
        assert (found.finished, found.left) == (True, False)
    session = attempts.begin(store, case_of("coat_on"), 1, "practice").session
    assert isinstance(session, Rehearsal)
    reach(session, "consent")
    session.ask()
    session.press("again")
    assert "consent" in session.heard.told
    session.stop()
    store.release(session.name)
    assert debrief(attempts.read(store, session.name)).finished


def test_an_exam_whose_time_was_over_is_held_to_its_end(store: Store) -> None:
    sitting = attempts.begin(store, case_of("garden"), 1, "exam")
    session = sitting.session
    assert isinstance(session, Rehearsal)
    assert isinstance(store.clock, CountingClock)
    store.clock.seconds += 3600
    assert session.expire()
    store.release(session.name)
    found = debrief(attempts.read(store, session.name))
    assert (found.finished, found.left) == (True, False)


def test_a_stop_after_help_was_called_is_the_end(store: Store) -> None:
    session = attempts.resume(store, helped(store)).session
    session.stop()
    store.release(session.name)
    assert debrief(attempts.read(store, session.name)).finished

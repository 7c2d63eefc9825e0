"""What the transcripts of a pharmacy come to."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant.review.overview import WeakNotion, overview
from assistant.review.queue import Filter
from assistant.store.reviews import Reviewing
from assistant.store.store import Store
from tests.opening import opened
from tests.review.holding import CALL, EMERGENCY, LÉA, NINE, Pace, hold
from tests.script.small import script_of

WEAK: dict[str, Any] = {"missed": "non acquis", "missed_words": ""}


def test_nothing_comes_to_nothing(store: Store) -> None:
    found = overview(store, Filter())
    assert (found.interviews, found.people, found.periods, found.weak, found.ttr) == (0, (), (), (), None)
    assert found.patients == 1
    assert overview(store, Filter(patient="P1")).patients == 0
    assert set(found.states.values()) == set(found.observance.values()) == {0}


def test_people_stand_by_name_whatever_they_did(store: Store, folder: Path, clock: Pace) -> None:
    with opened(folder, clock, "Bruno Petit") as bruno:
        clock.pace = 1
        hold(bruno)
        hold(bruno, **CALL)
    with opened(folder, clock, "Élise Roy") as elise:
        clock.pace = 20
        hold(elise)
    hold(store, **EMERGENCY)
    with opened(folder, clock) as later:
        found = overview(later, Filter())
    assert [(one.name, one.interviews) for one in found.people] == [
        ("Anne Martin", 1),
        ("Bruno Petit", 2),
        ("Élise Roy", 1),
    ]
    assert [one.role for one in found.people] == ["pharmacist"] * 3
    bruno_row = found.people[1]
    assert (bruno_row.alerts, bruno_row.answered, bruno_row.completed) == (1, 1, 2)
    assert bruno_row.states == {"to_read": 2}
    assert found.people[0].minutes > bruno_row.minutes
    narrow = overview(store, Filter(person="bruno"))
    assert [one.name for one in narrow.people] == ["Bruno Petit"]
    assert narrow.interviews == 2


def test_periods_are_months_without_gaps(store: Store, clock: Pace) -> None:
    clock.set(NINE.replace(month=11))
    hold(store)
    hold(store)
    clock.set(NINE.replace(year=2017, month=2))
    hold(store, next_date="2017-12-01", **CALL)
    found = overview(store, Filter())
    assert [(one.name, one.interviews, one.alerts) for one in found.periods] == [
        ("2016-11", 2, 0),
        ("2016-12", 0, 0),
        ("2017-01", 0, 0),
        ("2017-02", 1, 1),
    ]
    assert [one.name for one in overview(store, Filter(since=date(2017, 1, 1))).periods] == ["2017-02"]


def test_a_notion_counts_once_for_a_patient_as_it_was_last(store: Store, clock: Pace) -> None:
    store.add_patient(LÉA, "P2")
    hold(store, **WEAK)
    hold(store, **WEAK)
    hold(store, "P2", **WEAK)
    assert overview(store, Filter()).weak == (WeakNotion("small", "missed", 2, 2, 0),)
    clock.set(NINE + timedelta(days=30))
    hold(store, "P2")
    assert overview(store, Filter()).weak == (WeakNotion("small", "missed", 1, 2, 0),)


def test_alerts_stand_with_what_was_done(store: Store) -> None:
    hold(store, **CALL)
    left = store.begin("P1", script_of())
    for typed in ("", "oui", "2", "3", "2016-05-20 5,5", "non", "acquis"):
        left.answer(typed)
    left.pause()
    grave = {one.level: (one.raised, one.answered) for one in overview(store, Filter()).alerts}
    assert list(grave) == ["emergency", "call", "advise", "note"]
    assert grave["call"] == (2, 1)


def test_states_and_time_in_range(store: Store, supervisor: Store) -> None:
    name = hold(store, rows="2016-04-20 2,5; 2016-05-04 2,5; 2016-05-18 2,6; 2016-06-01 2,4")
    hold(store)
    Reviewing(supervisor, name).decide("approved")
    found = overview(supervisor, Filter())
    assert found.states == {"to_read": 1, "queried": 0, "approved": 1, "returned": 0, "answered": 0}
    assert found.ttr == pytest.approx(1.0)
    assert len(found.ttrs) == 1


def test_an_overview_is_written_as_json(store: Store) -> None:
    hold(store, **CALL, **WEAK)
    found = json.loads(json.dumps(overview(store, Filter()).to_json()))
    assert found["interviews"] == found["patients"] == 1
    assert found["people"][0]["name"] == "Anne Martin"
    assert found["weak"][0]["step"] == "missed"
    assert found["periods"][0]["name"] == "2016-06"

"""The store of the demonstration: what is written in the file is what happened, each time the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.demo.building import build
from assistant.demo.cases import Case, Cases, Held, cases
from assistant.demo.clock import DAY, PRESENT, PresentClock
from assistant.demo.playing import Teller
from assistant.errors import InputError, ScriptError, StoreError
from assistant.interview.replaying import replay
from assistant.interview.standing import Standing
from assistant.people import Person
from assistant.script.loader import load
from assistant.settings import shipped
from assistant.store.store import Store
from assistant.store.verifying import verify
from tests.demo.conftest import StillClock


def held(demo: Store) -> Iterator[tuple[Case, Held, Standing]]:
    """What was held, as it is written and as it was kept."""
    for case in cases().patients:
        written = sorted(case.held, key=lambda one: one.at)
        kept = demo.dossier(case.ref).interviews
        for one, interview in zip(written, kept, strict=True):
            yield case, one, interview.standing


def told(demo: Store) -> list[Any]:
    """Everything that is kept, without the random names."""
    dossiers = [demo.dossier(case.ref) for case in cases().patients]
    return [
        [
            [event.to_json() for event in dossier.events],
            [[e.to_json() for e in one.standing.transcript.events] for one in dossier.interviews],
        ]
        for dossier in dossiers
    ]


def test_every_interview_is_whole_and_signed(demo: Store) -> None:
    found = verify(demo, demo.audit)
    assert (found.faults, found.torn) == ([], 0)
    paused = 1
    assert found.signed == sum(len(case.held) for case in cases().patients) - paused > 15


def test_interviews_are_of_the_instants_they_are_said_to_be_of(demo: Store) -> None:
    for _case, one, standing in held(demo):
        instants = [event.at for event in standing.transcript.events]
        assert (instants[0] - one.at).total_seconds() < 60
        assert instants == sorted(instants)
        assert 60 < (instants[-1] - instants[0]).total_seconds() < 45 * 60
        assert instants[-1] <= PRESENT
        assert {event.by for event in standing.transcript.events} == {"Camille Démo"}
        assert standing.background.today == one.at.date()


def test_every_answer_of_the_file_was_given(demo: Store) -> None:
    usual: set[tuple[str, str]] = set()
    for case, one, standing in held(demo):
        transcript = standing.transcript
        for step, typed in one.answers.items():
            value = standing.located(step)[1].read(typed, standing.background.today)
            assert transcript.answers[step].value == value, (case.ref, step)
        for alert, done in one.done.items():
            assert (alert, done) in {(one.alert, one.done) for one in transcript.acknowledgements}
        usual |= {(one.script, step) for step in transcript.answers if step not in one.answers}
    known = {("avk", step) for step in cases().usual.avk}
    known |= {("observance", step) for step in cases().usual.observance}
    assert known <= usual


def test_every_reading_and_fact_of_the_file_is_there(demo: Store) -> None:
    for case in cases().patients:
        dossier = demo.dossier(case.ref)
        assert len(dossier.readings) == len([text for text in case.inr.split(";") if text])
        names = set(case.facts) | {name for one in case.recorded for name in one.facts}
        assert names <= set(dossier.facts), case.ref
        assert all(event.at <= PRESENT for event in dossier.events)


def test_nothing_is_left_open(demo: Store) -> None:
    assert demo.damaged() == []
    assert demo.notices == []
    assert [alert for _case, _one, standing in held(demo) for alert in standing.open_alerts] == []


def test_it_is_made_each_time_the_same(demo: Store, tmp_path: Path) -> None:
    with build(tmp_path / "again", StillClock()) as again:
        assert told(again) == told(demo)
        assert again.access.identity.verify != demo.access.identity.verify


def test_it_says_how_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Teller, "_deeds", lambda _teller, case: [(case.opened, lambda: None)])
    seen: list[tuple[int, int]] = []
    with build(tmp_path / "store", PresentClock(), lambda *far: seen.append(far)) as store:
        total = len(cases().patients)
        assert seen == [(done, total) for done in range(1, total + 1)]
        assert store.person == Person("Camille Démo")
        assert store.clock.now().date() == DAY


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreError):
        build(tmp_path / "file" / "store", PresentClock())


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"facts": {"family_name": "A", "birth_date": "hier peut-être"}}, "birth_date"),
        ({"held": [{"at": "2017-03-07 10:00", "script": "avk", "answers": {"consent": "bof"}}]}, "consent"),
    ],
)
def test_a_case_that_does_not_go_is_named_with_its_place(
    demo: Store, tmp_path: Path, change: dict[str, Any], named: str
) -> None:
    first = cases().patients[0]
    written = {"ref": "D99", "situation": first.situation, "opened": "2017-01-02 10:00", "facts": first.facts}
    wrong = Case.model_validate({**written, **change} | {"held": tuple(change.get("held", ()))})
    store = Store(tmp_path, demo.access, StillClock())
    with pytest.raises(InputError, match=f"D99.*{named}"):
        Teller(store, cases().usual).tell([wrong])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('opened: "2016-02-15 09:40"', 'opened: "2016-02-30 09:40"'),
        ("- ref: D01\n", "- ref: D01\n    mood: good\n"),
        ("left: withdrawn", "left: furious"),
    ],
)
def test_the_file_has_a_closed_schema(tmp_path: Path, old: str, new: str) -> None:
    text = (shipped() / "demo" / "patients.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "patients.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ScriptError, match=r"patients\.yaml:\d+"):
        load(path, Cases)


def test_everything_was_kept_in_the_order_in_which_it_happened(demo: Store) -> None:
    lines = demo.audit.lines()
    assert lines[0].kind == "created"
    assert [line.at for line in lines] == sorted(line.at for line in lines)


def test_everything_held_is_where_its_own_version_leads(demo: Store) -> None:
    played = [replay(standing.transcript, demo.script) for _case, _held, standing in held(demo)]
    assert len(played) >= 20
    assert set(played) == {None}

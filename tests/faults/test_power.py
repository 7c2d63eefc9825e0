"""A power cut: every state that it may leave is opened. A kill cannot show this: the system keeps writing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import AssistantError
from assistant.store import system
from assistant.store.declaring import Declarable, declare
from assistant.store.store import Store
from tests.faults.power import Recorder, lay_out, states
from tests.interview.asking import Watch, up_to
from tests.opening import opened
from tests.script.small import script_of

FACTS = {"family_name": "Durand", "given_name": "Anne", "birth_date": "1943-05-01"}
TICKED = date(2016, 1, 4)


def session(folder: Path, recorder: Recorder) -> list[dict[str, list[Any]]]:
    """A new patient, an interview, its end; after each acknowledgement, what is known to be kept."""
    known: list[dict[str, list[Any]]] = [{}]
    with opened(folder, Watch()) as store:

        def ack(**kept: list[Any]) -> None:
            known.append({**known[-1], **kept})
            recorder.ack()

        store.add_patient(FACTS, "P1")
        ack(P1=[])
        held = store.begin("P1", script_of())
        ack(P1=[event.to_json() for event in held.transcript.events])
        while held.position is not None:
            up_to(held, following(held))
            ack(P1=[event.to_json() for event in held.transcript.events])
        held.finish()
        ack(P1=[event.to_json() for event in held.transcript.events])
        store.release(held.name)
        store.record("P1", {"phone": "0102030405"})
        ack(phone=["0102030405"])
        declare(store, "P1", [Declarable("interview", TICKED)], TICKED)
        ack(declared=["interview"])
    return known


def following(held: Any) -> str | None:
    """The question after the next answer, as far as can be told."""
    path = held.walk.path
    steps = [step.id for _section, step in held.script.steps()]
    after = steps[steps.index(path[-1]) + 1 :]
    return after[0] if after else None


def kept(folder: Path) -> dict[str, list[Any]]:
    """What a store holds."""
    with opened(folder, Watch()) as store:
        return _held(store)


def _held(store: Store) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for summary in store.summaries():
        dossier = store.dossier(summary.patient.ref)
        interviews = [interview.standing.transcript.events for interview in dossier.interviews]
        found["P1"] = [event.to_json() for events in interviews for event in events]
        if "phone" in dossier.facts:
            found["phone"] = [dossier.facts["phone"]]
        if summary.declared:
            found["declared"] = [one.what for one in summary.declared]
    assert store.damaged() == []
    return found


def losses(
    folder: Path, place: Path, patch: pytest.MonkeyPatch, blind: str = "", sample: int = 1
) -> tuple[int, list[str]]:
    """How many states were opened, and what was lost or made up in them."""
    with opened(folder, Watch()):
        pass
    recorder = Recorder(folder, frozenset({blind} - {""}))
    with patch.context() as watched:
        recorder.start(watched)
        known = session(folder, recorder)
    wrong, count = [], 0
    every = known[-1]["P1"]
    for number, (acknowledged, files) in enumerate(states(recorder.steps, recorder.first)):
        if number % sample:
            continue
        count += 1
        state = place / "state"
        lay_out(files, folder, state)
        try:
            found = kept(state)
            sure = known[acknowledged]
            events = sure.get("P1", [])
            if not found.keys() >= sure.keys() or found.get("P1", [])[: len(events)] != events:
                wrong.append(f"{number}: {acknowledged} acknowledged, found {found}")
            if found.get("P1", []) != every[: len(found.get("P1", []))]:
                wrong.append(f"{number}: something that was never given: {found}")
            with opened(state, Watch()) as store:  # and it can be written to again
                if found:
                    store.record("P1", {"phone": "0203040506"})
        except (AssistantError, AssertionError) as error:
            wrong.append(f"{number}: {acknowledged} acknowledged, {error}")
        shutil.rmtree(state)
    return count, wrong


def test_every_state_a_power_cut_leaves_holds_what_was_acknowledged(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    long: bool,
    figure: Callable[[str, int], None],
) -> None:
    count, wrong = losses(tmp_path / "store", tmp_path, monkeypatch, sample=1 if long else 5)
    assert wrong == []
    assert count > (500 if long else 100)
    figure("states of a power cut opened", count)


@pytest.mark.parametrize("blind", ["sync", "sync_folder"])
def test_a_writer_that_does_not_sync_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, blind: str
) -> None:
    _count, wrong = losses(tmp_path / "store", tmp_path, monkeypatch, blind, sample=29)
    assert wrong


def test_a_sync_that_asks_nothing_of_the_system_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "sync", lambda _descriptor: None)
    _count, wrong = losses(tmp_path / "store", tmp_path, monkeypatch, sample=29)
    assert wrong

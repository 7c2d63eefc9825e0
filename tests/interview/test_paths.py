"""Every shipped script walked to every end, along many paths drawn by lot."""

from __future__ import annotations

import random
from collections import Counter
from functools import cache
from typing import Any

import pytest

from assistant.interview.background import Background
from assistant.interview.flow import flow_of
from assistant.interview.session import Session
from assistant.script.answers import ImplausibleError
from assistant.script.knowledge import facts, mandates
from assistant.script.library import load_script
from assistant.script.steps import Ask, Script, Tell
from assistant.settings import shipped
from tests.interview.asking import CAMILLE, TODAY, Memory, Watch, any_answer, replayed, state

THEMES = ("surveillance", "observance_theme", "effects", "daily_life")
SCRIPTS = ("avk", "observance", *THEMES)


@cache
def shipped_script(name: str) -> Script:
    return load_script(shipped() / "interviews" / f"{name}.yaml")


def anything(script: Script, chance: random.Random) -> Background:
    """A patient of whom more or less is known."""
    previous: dict[str, Any] = {}
    if chance.random() < 0.5:
        for _section, step in script.steps():
            if chance.random() < 0.8:
                value = any_answer(step, chance)
                previous[step.id] = step.read(value, TODAY, confirmed=True)
    known: dict[str, Any] = {"sex": chance.choice(("f", "m"))} if "sex" in facts() else {}
    known |= {name: "Martin" for name in ("doctor", "prescriber", "laboratory") if chance.random() < 0.3}
    if chance.random() < 0.3:
        known["treatment_start"] = chance.choice(("2015-01-01", "2019-06-01"))
    return Background("P1", TODAY, known, previous)


def answered(session: Session, chance: random.Random, willing: float) -> None:
    """Answer the question that is asked; agree with what may stop the script this often."""
    name = str(session.position)
    step = session.located(name)[1]
    typed = any_answer(step, chance)
    if isinstance(step, Ask) and step.stop is not None:
        typed = "yes" if chance.random() < willing else "no"
    try:
        session.answer(typed)
    except ImplausibleError:
        session.answer(typed)


def walked(script: Script, seed: int) -> tuple[Session, Memory, set[str]]:
    """An interview held to its end, and the alerts raised on the way."""
    chance = random.Random(seed)
    memory = Memory()
    session = Session("t", script, memory, CAMILLE, Watch())
    memory.known = anything(script, chance)
    session.begin(memory.known)
    raised: set[str] = set()
    stop_at = chance.randrange(2, len(list(script.steps()))) if chance.random() < 0.1 else None
    for number in range(1_000):
        raised |= {item.alert.id for item in session.alerts}
        if number == stop_at:
            session.stop()
        elif session.open_alerts:
            session.acknowledge(session.open_alerts[0].alert.id, "appelé")
        elif session.position is None:
            session.finish()
        else:
            answered(session, chance, 0.95)
        if session.transcript.over:
            return session, memory, raised
    raise AssertionError(f"seed {seed}: no end")


@cache
def sample(name: str) -> list[tuple[Session, Memory, set[str]]]:
    return [walked(shipped_script(name), seed) for seed in range(100)]


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_path_ends_and_every_end_is_reached(name: str) -> None:
    ends = Counter(s.transcript.stopped_as or s.transcript.status for s, _memory, _raised in sample(name))
    assert ends["completed"] > 33
    stops = {s.stop.as_ for _x, s in shipped_script(name).steps() if isinstance(s, Ask) and s.stop}
    assert set(ends) >= {"completed", "withdrawn", *stops}
    if name != "observance":
        assert ends["refused"]


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_step_is_reached(name: str) -> None:
    reached = {step for session, _memory, _raised in sample(name) for step in session.walk.path}
    assert reached == {step.id for _section, step in shipped_script(name).steps()}


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_alert_is_raised(name: str) -> None:
    raised = {alert for _session, _memory, alerts in sample(name) for alert in alerts}
    missing = {alert.id for alert in shipped_script(name).alerts} - raised
    assert missing == set()


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_interview_replays_to_the_same(name: str) -> None:
    for session, memory, _raised in sample(name)[:40]:
        assert state(replayed(memory, shipped_script(name))) == state(session)


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_completed_path_covers_what_the_convention_requires(name: str) -> None:
    script = shipped_script(name)
    wanted = {m.id for m in mandates().values() if script.kind in m.required_by}
    assert wanted
    for session, _memory, _raised in sample(name):
        if session.transcript.status == "completed":
            path = session.walk.path
            covered = {m for _section, step in script.steps() if step.id in path for m in step.mandates}
            assert covered >= wanted


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_completed_interview_leaves_an_alert_open(name: str) -> None:
    for session, _memory, _raised in sample(name):
        if session.transcript.status == "completed":
            assert all(not item.open for item in session.alerts)


@pytest.mark.parametrize("name", SCRIPTS)
def test_what_cannot_be_refused_is_told_or_asked_of_everyone(name: str) -> None:
    script = shipped_script(name)
    first = next(step for _section, step in script.steps())
    assert flow_of(script).walk(Background("P1", TODAY), {}).path == (first.id,)
    assert first.when is None
    assert isinstance(first, Tell | Ask)

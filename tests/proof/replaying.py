"""One way through a script, held by `play`, by another program, on the screen: what each transcript says."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.jsonl import converse
from assistant.interview.dialogue import Dialogue
from assistant.interview.play import play
from assistant.interview.session import Session
from assistant.interview.sitting import Sitting
from assistant.proof.example import Example, typed
from assistant.proof.ground import Ground
from assistant.store.draft import Draft
from assistant.tui.alert import AlertScreen
from assistant.tui.dialogs import Confirm
from assistant.tui.end import EndScreen
from assistant.tui.given import Given
from assistant.tui.interview import InterviewScreen
from assistant.tui.review import Review
from tests.cli.calling import Driver, Ears
from tests.interview.asking import CAMILLE, Memory, Watch
from tests.opening import opened
from tests.tui.conftest import FixedClock, app_of
from tests.tui.playing import Play, acknowledge, asked, card, painted, ready


@dataclass(frozen=True)
class Told:
    """What a transcript says, whoever held it."""

    steps: list[tuple[str, Any]]
    status: str
    stopped_as: str | None
    alerts: set[str]
    computed: dict[str, Any]


def played(ground: Ground, way: Example) -> Told:
    """Held by `play`, from the file of answers."""
    result = play(ground.script, typed(ground, way), Watch(), ground.today, confirmed=True)
    return Told(
        [(step["step"], step["answer"]) for step in result["steps"]],
        result["status"],
        result.get("stopped_as"),
        {alert["id"] for alert in result["alerts"]},
        result["computed"],
    )


def session_of(ground: Ground, way: Example) -> Session:
    """An interview that begins with what was known before the way."""
    session = Session("t1", ground.script, Memory(), CAMILLE, Watch())
    session.begin(way.background)
    return session


def told(session: Session) -> Told:
    """What a session's transcript says."""
    values = session.walk.course.values
    return Told(
        list(session.walk.course.counting.items()),
        session.transcript.status,
        session.transcript.stopped_as,
        {item.alert.id for item in session.alerts},
        {name: value for name, value in values.items() if name != "inr.value"},
    )


def talked(ground: Ground, way: Example, patch: pytest.MonkeyPatch) -> Told:
    """Held by `--jsonl`."""
    session = session_of(ground, way)
    given = typed(ground, way)
    replies = {name: {"answer": given.get(name, "")} for name in way.path}
    ears = Ears()
    with patch.context() as patched:
        patched.setattr(sys, "stdout", ears)
        patched.setattr(sys, "stdin", Driver(ears, replies))
        converse(Dialogue(Sitting([lambda: session])))
    return told(session)


async def shown(ground: Ground, way: Example, folder: Path, patch: pytest.MonkeyPatch) -> Told:
    """Held on the screen."""
    session = session_of(ground, way)
    given = typed(ground, way)
    with opened(folder, FixedClock()) as store:
        # The interview is in memory: what is half typed in it is kept beside the dossiers.
        patch.setattr(store, "draft", lambda name: Draft(folder / f"{name}.draft", store.access.seal))
        app = app_of(store)
        async with app.run_test(size=(80, 24)) as pilot:
            await ready(pilot)
            app.push_screen(InterviewScreen(store, Sitting([lambda: session])))
            await painted(pilot)
            for turn in range(400):
                if session.transcript.over:
                    break
                await _turn(pilot, given, turn)
    return told(session)


async def _turn(pilot: Play, given: dict[str, Any], turn: int) -> None:
    screen = pilot.app.screen
    if isinstance(screen, AlertScreen):
        await acknowledge(pilot, "fait")
    elif isinstance(screen, Confirm):
        await pilot.press("down", "enter")
        await pilot.pause()
    elif isinstance(screen, Review):
        await pilot.press("ctrl+s")
        await pilot.pause()
    elif isinstance(screen, InterviewScreen):
        step = asked(pilot).step
        card(pilot).post_message(Given(step, given.get(step, ""), f"key {turn}"))
    else:
        assert not isinstance(screen, EndScreen), screen
    await painted(pilot)

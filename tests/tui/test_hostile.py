"""Foreign text through every field and screen: shown harmlessly, never obeyed, never markup."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from assistant.store.store import Store
from assistant.tui.app import AssistantApp
from assistant.tui.home import HomeScreen
from assistant.tui.patient import PatientScreen
from assistant.tui.plain import safe
from tests.opening import opened
from tests.tui.conftest import FixedClock, app_of
from tests.tui.playing import acknowledge, give, play, ready, text_of

HOSTILE = "[/ [red] [/red] [@click=app.quit]x[/] \x1b[2J\x1b]0;t\x07 \u202eabc\u202c $(x) {y}"
SIZE = (80, 24)


def test_control_characters_and_marks_of_direction_are_taken_away() -> None:
    shown = safe(HOSTILE + "\r\n\tà")
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert shown.endswith("\n    à")
    assert "[/ [red]" in shown


@pytest.mark.parametrize("text", [HOSTILE, "x" * 10_000], ids=["markup", "long"])
async def test_every_screen_shows_it(tmp_path: Path, text: str) -> None:
    store = opened(tmp_path / "store", FixedClock())
    facts = {
        "family_name": text,
        "given_name": text,
        "birth_date": "1943-02-01",
        "doctor": text,
        "companion": text,
    }
    store.add_patient(facts, "P1")
    app = app_of(store)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert "\x1b" not in text_of(app)
        await pilot.press("enter")
        assert isinstance(app.screen, PatientScreen)
        await pilot.press("e")
        assert "\x1b" not in text_of(app)
        await pilot.press("escape", "a")
        await pilot.pause()
        await play(pilot, {"past_events": "1"}, until="avk_history")
        await give(pilot, text)
        await pilot.press("f2")
        app.screen.query_one(TextArea).text = text
        await pilot.press("f2")
        await pilot.press("f4", "escape", "f6", "escape")
        await play(pilot, {"warning_signs_present": "2"}, until="bleeding_signs")
        await give(pilot, "2")
        await acknowledge(pilot, text)
        assert "\x1b" not in text_of(app)
        await pilot.press("f8", "down", "enter")
        await pilot.pause()
        assert "\x1b" not in text_of(app)
        await pilot.press("escape")
        await pilot.press("enter")
        await pilot.pause()
        assert "\x1b" not in text_of(app)
    store.close()


async def test_the_form_keeps_what_was_typed(app: AssistantApp, store: Store) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("n")
        for field in app.screen.query(Input):
            field.value = HOSTILE
        await pilot.press("ctrl+s")
        assert app.screen.query(Input)[2].value == HOSTILE
        assert not store.summaries()
        await pilot.press("escape", "down", "enter")
        assert isinstance(app.screen, HomeScreen)

"""Every key in the last line of every screen is pressed, and does something that can be seen."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import replace
from typing import Any

import pytest
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import OptionList

import assistant.tui
from assistant.language import Language
from assistant.tui.app import AssistantApp
from assistant.tui.keyline import KeyLine, keys_of
from assistant.voice import speaker
from tests.tui.conftest import Place
from tests.tui.playing import Play, ready, text_of
from tests.tui.scenes import SCENES, rested

SIZE = (80, 24)
BARE = {"Cover", "Conducting", "Dialog", "Layer", "Narrowed", "TooSmall"}
"""Screens that are only a part of others, and the one without keys."""
MANY = 40
"""Runs after which a scene would never end."""


def shown_keys(app: AssistantApp) -> list[Binding]:
    """The keys of the last line, as they are written on it."""
    line = str(app.screen.query_one(KeyLine).content)
    keys = [key for key in keys_of(app.screen) if key.show]
    return [key for key in keys if f"{app.get_key_display(key)} {key.description}" in line]


def seen(app: AssistantApp) -> tuple[object, ...]:
    """Everything a person can see or feel of the interface."""
    focused = app.screen.focused
    field = getattr(focused, "value", getattr(focused, "text", ""))
    lists = [one.highlighted for one in app.screen.query(OptionList)]
    stack = [type(screen).__name__ for screen in app.screen_stack]
    return (stack, text_of(app), id(focused), field, lists, app.theme, app._exit)


async def pressed(pilot: Play, waiting: list[Binding]) -> None:
    """Press the keys that wait, as long as Esc leads back to where it was."""
    app = pilot.app
    assert isinstance(app, AssistantApp)
    before = seen(app)
    while waiting:
        key = waiting.pop(0)
        await pilot.press(key.key)
        await ready(pilot)
        assert seen(app) != before, f"{key.key} ({key.description}) does nothing"
        if app._exit:
            return
        if seen(app)[0] != before[0]:
            await pilot.press("escape")
            await ready(pilot)
        if seen(app) != before:
            return


def kinds(screen: type[Screen[Any]]) -> set[str]:
    """Names of the kinds of screens of ours below this one."""
    below = screen.__subclasses__()
    ours = {screen.__name__} if screen.__module__.startswith("assistant.") else set()
    return ours.union(*map(kinds, below))


def test_every_screen_has_a_scene() -> None:
    for module in pkgutil.iter_modules(assistant.tui.__path__):
        importlib.import_module(f"assistant.tui.{module.name}")
    assert kinds(Screen) - BARE == {scene.screen for scene in SCENES.values()}


class Mute(speaker.Speaker):
    """A voice that says at once why it is silent: a real one says so when its process has ended."""

    def say(self, text: str, language: Language, told: speaker.Told, who: str = "") -> None:
        """Nothing is heard of it."""
        told("Rien ne peut être lu.")


@pytest.mark.parametrize("name", SCENES)
async def test_every_key_of_the_last_line_does_something(
    place: Place, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speaker, "Speaker", Mute)
    scene = SCENES[name]
    waiting: list[Binding] | None = None
    for run in range(MANY):
        here = replace(place, empty=place.empty / str(run))
        app = scene.make(here)
        async with app.run_test(size=SIZE) as pilot:
            await scene.go(pilot)
            assert type(app.screen).__name__ == scene.screen
            if waiting is None:
                waiting = shown_keys(app)
                assert waiting
            await pressed(pilot, waiting)
        if app.opened is not place.store:
            rested(app)
        if not waiting:
            return
    raise AssertionError("the keys do not come to an end")

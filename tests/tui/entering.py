"""Goes the way in, by keys."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from assistant.store.entry import Entry
from assistant.store.vault.vault import Keys
from assistant.tui.app import AssistantApp
from assistant.tui.doorstep import Doorstep
from assistant.tui.fields import Line
from assistant.tui.firststeps import STEPS
from assistant.tui.passphrase import Passphrase
from tests.tui.conftest import FixedClock, year_of
from tests.tui.playing import PATIENCE, Play, ready


class Slow:
    """Tries of a passphrase that last until they are told to go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go_on = threading.Event()
        self.tries: list[str] = []
        keys = Entry.keys

        def slow(entry: Entry, called: str, passphrase: str) -> Keys:
            self.tries.append(passphrase)
            self.go_on.wait(PATIENCE)
            return keys(entry, called, passphrase)

        monkeypatch.setattr(Entry, "keys", slow)


def closed(folder: Path, clock: FixedClock, called: str = "", passphrase: str | None = None) -> AssistantApp:
    """The interface before the store in this folder is open."""
    return AssistantApp(Doorstep(folder, clock, called, passphrase), year_of=year_of)


async def settled(pilot: Play) -> None:
    """Wait until what is done in the background, and what follows from it, is shown."""
    for _round in range(3):
        await ready(pilot)


async def typed(pilot: Play, text: str) -> None:
    """Give a passphrase."""
    pilot.app.screen.query_one(Passphrase).query_one(Input).value = text
    await pilot.press("enter")
    await settled(pilot)


async def fill(pilot: Play, name: str, passphrase: str, again: str, pharmacy: str = "") -> None:
    """Fill the lines of the first start, and go on until something is said, or the store is made."""
    screen = pilot.app.screen
    for line in screen.query(Line):
        texts = {"pharmacy": pharmacy, "name": name, "passphrase": passphrase, "again": again}
        line.query_one(Input).value = texts[line.asked]
    for tried, _step in enumerate(STEPS):
        if pilot.app.screen is screen and not (tried and faults(pilot)):
            await pilot.press("ctrl+s")
            await settled(pilot)


def faults(pilot: Play) -> str:
    """The sentences on screen about what went wrong; nothing when there is none."""
    shown = (line for line in pilot.app.screen.query(".fault").results(Static) if line.display)
    return " ".join(str(line.content) for line in shown)

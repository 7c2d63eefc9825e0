"""Goes the way in, by keys."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from textual.widgets import Input

from assistant.store.entry import Entry
from assistant.store.vault.vault import Keys
from assistant.tui.app import AssistantApp
from assistant.tui.doorstep import Doorstep
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


async def fill(pilot: Play, *texts: str) -> None:
    """Fill the fields of the first start, and try."""
    for field, text in zip(pilot.app.screen.query(Input), texts, strict=True):
        field.value = text
    await pilot.pause()
    await pilot.press("ctrl+s")
    await settled(pilot)

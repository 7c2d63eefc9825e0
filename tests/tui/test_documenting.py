"""Documents from the screens: the key, what is offered, where it goes; as the command does it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList, Static, TextArea

from assistant.cli.demo import DemoDoorstep
from assistant.store.store import Store
from assistant.tui.app import AssistantApp
from assistant.tui.dialogs import Confirm, Pick, Told
from assistant.tui.documenting import Desk, LetterSheet
from assistant.tui.doorstep import Doorstep
from assistant.tui.practice import Practice
from assistant.tui.sheet import Sheet
from tests.documents.paper import read, text_of
from tests.tui.conftest import FixedClock, app_of, year_of
from tests.tui.entering import settled
from tests.tui.lived import hold
from tests.tui.playing import Play, ready
from tests.tui.test_locking import back


@pytest.fixture(autouse=True)
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A system with a viewer and a printer that keep what they are given."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, does in (("xdg-open", 'cp "$1"'), ("lp", "cat >")):
        (folder / name).write_text(f'#!/bin/sh\n{does} "{tmp_path}/{name}.pdf"\n', encoding="utf-8")
        (folder / name).chmod(0o700)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/bin{os.pathsep}/usr/bin")
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    return tmp_path


async def press(pilot: Play, *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.app.workers.wait_for_complete()
        await settled(pilot)


def offered(pilot: Play) -> list[str]:
    """What there is to choose from."""
    assert isinstance(pilot.app.screen, Pick)
    return [str(option.id) for option in pilot.app.screen.query_one(OptionList).options]


def printed(store: Store) -> list[str]:
    """What the audit trail has."""
    return [line.about["what"] for line in store.audit.lines() if line.kind == "printed"]


async def test_a_document_is_opened_sent_or_written(store: Store, ref: str, programs: Path) -> None:
    hold(store, ref, "observance")
    async with app_of(store).run_test() as pilot:
        await settled(pilot)
        await press(pilot, "enter", "f")
        assert offered(pilot) == ["observance", "adhesion", "year", "review"]
        await press(pilot, "enter")
        assert offered(pilot) == ["view", "printer", "file"]
        await press(pilot, "enter")
        assert "DURAND Léa" in text_of((programs / "xdg-open.pdf").read_bytes())
        (kept,) = (programs / "tmp").glob("*/*.pdf")
        assert kept.name.startswith("1-observance-")
        assert kept.stat().st_mode & 0o777 == 0o600
        await press(pilot, "ctrl+l")
        assert list((programs / "tmp").iterdir()) == []
        await back(pilot)
        await press(pilot, "f", "down", "enter", "down", "enter")
        assert "Bulletin" not in text_of((programs / "lp.pdf").read_bytes())
        assert "Espace pro" in text_of((programs / "lp.pdf").read_bytes())
        assert isinstance(pilot.app.screen, Told)
        await press(pilot, "enter", "f", "enter", "down", "down", "enter")
        assert isinstance(pilot.app.screen, Sheet)
        line = pilot.app.screen.query_one(Input)
        line.value = str(programs / "q.pdf")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Told)
        assert (programs / "q.pdf").read_bytes().startswith(b"%PDF")
        await press(pilot, "enter", "f", "enter", "down", "down", "enter")
        pilot.app.screen.query_one(Input).value = str(programs / "q.pdf")
        await press(pilot, "enter")
        assert "q.pdf" in str(pilot.app.screen.query_one(".fault", Static).render())
        assert printed(store) == ["observance", "adhesion", "observance"]
    assert list((programs / "tmp").iterdir()) == []


async def test_a_letter_asks_for_the_agreement_records_it_and_is_changed(
    store: Store, clock: FixedClock, ref: str, programs: Path
) -> None:
    hold(store, ref, "avk")
    clock.seconds += 60
    store.record(ref, {"contact_agreed": "no"})
    async with app_of(store).run_test() as pilot:
        await settled(pilot)
        await press(pilot, "enter", "f")
        assert offered(pilot)[:3] == ["patient", "fiche", "letter"]
        await press(pilot, "down", "down", "enter")
        assert isinstance(pilot.app.screen, Confirm)
        await press(pilot, "enter")  # the safe answer: no letter
        assert store.dossier(ref).facts["contact_agreed"] == "no"
        clock.seconds += 60
        await press(pilot, "f", "down", "down", "enter", "down", "enter")
        assert store.dossier(ref).facts["contact_agreed"] == "yes"
        assert isinstance(pilot.app.screen, LetterSheet)
        text = pilot.app.screen.query_one(TextArea)
        assert text.text.startswith("Docteur,")
        assert text.cursor_location == (0, 0)
        text.text = "  "
        await press(pilot, "f2")
        assert isinstance(pilot.app.screen, LetterSheet)
        text.text = "Un *mot* à moi."
        await press(pilot, "f2", "enter")
        found = text_of((programs / "xdg-open.pdf").read_bytes())
        assert "Un *mot* à moi." in found
        assert "Docteur," not in found
        assert printed(store) == ["letter"]


async def test_a_debrief_is_printed_from_its_screen_as_an_exercise(store: Store, programs: Path) -> None:
    doorstep = Doorstep(store.folder, store.clock)
    app = AssistantApp(doorstep, store=store, year_of=year_of, practice=Practice("coat_on", 1, "practice"))
    async with app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, "enter", "enter", "f8", "down", "enter")
        await press(pilot, "f", "enter")
        document = read((programs / "xdg-open.pdf").read_bytes())
        assert all("EXERCICE" in page.extract_text() for page in document.pages)
        assert printed(store) == []
        assert app.practised is not None
        assert printed(app.practised) == ["debrief"]


def test_the_demonstration_says_what_it_is_on_paper() -> None:
    assert DemoDoorstep.demonstration
    assert not Doorstep.demonstration


async def test_what_cannot_be_is_said(store: Store, ref: str, programs: Path) -> None:
    (programs / "bin" / "xdg-open").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    async with app_of(store).run_test() as pilot:
        await settled(pilot)
        await press(pilot, "enter", "f")
        assert offered(pilot) == ["adhesion"]
        await press(pilot, "enter", "enter")
        assert isinstance(pilot.app.screen, Told)
        await ready(pilot)


def test_what_lies_on_the_desk_goes(programs: Path) -> None:
    desk = Desk()
    first, second = (desk.put(b"%PDF", "a.pdf", "Anne") for _ in range(2))
    assert first != second
    desk.clear()
    assert list((programs / "tmp").iterdir()) == []
    assert desk.put(b"%PDF", "a.pdf", "Anne").exists()
    desk.clear()

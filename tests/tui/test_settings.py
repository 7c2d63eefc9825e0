"""The screen of the settings: checked as it is left, kept by one key, shown at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from assistant import language
from assistant.settings import Settings, read_settings
from assistant.settings.writing import write_settings
from assistant.store.store import Store
from assistant.tui.app import AssistantApp
from assistant.tui.dialogs import Confirm
from assistant.tui.fields import Row
from assistant.tui.home import HomeScreen
from assistant.tui.settingsscreen import SettingsScreen
from tests.tui.conftest import app_of
from tests.tui.entering import faults, settled
from tests.tui.playing import Play, ready, text_of, top

SIZE = (80, 24)


async def opened(pilot: Play) -> None:
    """Go to the settings."""
    await ready(pilot)
    await pilot.press("comma")
    await settled(pilot)
    assert top(pilot.app) is SettingsScreen


def row(pilot: Play, key: str) -> Row:
    """The row of a setting."""
    return pilot.app.screen.query_one(f"#row-{key.replace('.', '-')}", Row)


def line(pilot: Play, key: str) -> Input:
    """The line of a setting."""
    return row(pilot, key).query_one(Input)


async def test_what_is_typed_is_kept_and_holds_at_once(app: AssistantApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        texts = {
            "pharmacy.name": "Pharmacie [du Port]",
            "pharmacy.number": "29 2 01234 5",
            "pharmacists": "Anne Martin; Paul Petit",
            "lock_minutes": "5",
        }
        for key, text in texts.items():
            line(pilot, key).value = text
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert top(app) is HomeScreen
        assert app._idle._most == 300
        await opened(pilot)
        assert line(pilot, "pharmacy.name").value == "Pharmacie [du Port]"
    found = read_settings()
    assert (found.pharmacy_name, found.pharmacy_number) == ("Pharmacie [du Port]", "292012345")
    assert [one.name for one in found.pharmacists] == ["Anne Martin", "Paul Petit"]
    assert app.settings == found


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("pharmacy.number", "12", "9 chiffres"),
        ("pharmacists", "Anne 12", "11 chiffres"),
        ("pharmacists", "Anne Martin 10001234567", "RPPS"),
        ("ttr_gap_days", "13", "14"),
        ("lock_minutes", "dix", "120"),
    ],
)
async def test_a_row_is_checked_as_it_is_left(app: AssistantApp, key: str, text: str, said: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        line(pilot, key).focus()
        line(pilot, key).value = text
        assert faults(pilot) == ""
        await pilot.press("up")
        await settled(pilot)
        assert said in faults(pilot)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert top(app) is SettingsScreen
        assert app.focused is line(pilot, key)
        line(pilot, key).value = ""
        if key != "lock_minutes":
            await pilot.press("up")
    assert read_settings() == Settings()


async def test_colours_are_tried_and_given_up(app: AssistantApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        row(pilot, "theme").query_one("Choice").focus()
        await pilot.press("right")
        await settled(pilot)
        assert app.theme == "light"
        await pilot.press("escape")
        await settled(pilot)
        assert top(app) is Confirm
        await pilot.press("down", "enter")
        await settled(pilot)
        assert (top(app), app.theme) == (HomeScreen, "dark")
    assert read_settings() == Settings()


async def test_colours_are_kept(app: AssistantApp, store: Store) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        row(pilot, "theme").query_one("Choice").focus()
        await pilot.press("left", "ctrl+s")
        await settled(pilot)
        assert (top(app), app.theme) == (HomeScreen, "contrast")
    assert read_settings().theme == "contrast"
    assert AssistantApp(app._doorstep, store=store, settings=read_settings()).theme == "contrast"


async def test_the_language_changes_at_once(app: AssistantApp, ref: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        row(pilot, "language").query_one("Choice").focus()
        await pilot.press("right", "ctrl+s")
        await settled(pilot)
        assert top(app) is HomeScreen
        assert language.current() == "en"
        shown = text_of(app)
        assert "1 patient" in shown
        assert "F1 Help" in shown
        assert "n New patient" in shown
        assert "Patient" in shown
        assert "Aide" not in shown
        await pilot.press("enter")
        await settled(pilot)
        assert "born on" in text_of(app)
    assert read_settings().language == "en"


async def test_nothing_changed_is_left_without_asking(app: AssistantApp, own_settings: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert top(app) is HomeScreen
        await opened(pilot)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert top(app) is HomeScreen
    assert list(own_settings.iterdir()) == []


async def test_settings_that_cannot_be_written_are_said_and_stay(
    app: AssistantApp, own_settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own_settings / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("ASSISTANT_CONFIG", str(own_settings / "file" / "x"))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        line(pilot, "pharmacy.name").value = "Port"
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert top(app) is SettingsScreen
        assert "settings.toml" in faults(pilot)
        assert line(pilot, "pharmacy.name").value == "Port"


async def test_faults_of_the_file_are_told_on_the_list_until_they_are_mended(
    store: Store, own_settings: Path
) -> None:
    write_settings({"lock_minutes": 5})
    file = own_settings / "settings.toml"
    file.write_text("theme = 'blue'\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    app = AssistantApp(app_of(store)._doorstep, store=store, settings=read_settings())
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        assert "blue" in text_of(app)
        assert "dark, light, contrast" in text_of(app)
        await opened(pilot)
        assert "blue" in text_of(app)
        row(pilot, "theme").query_one("Choice").focus()
        await pilot.press("right", "ctrl+s")
        await settled(pilot)
        assert top(app) is HomeScreen
        assert "blue" not in text_of(app)
    assert read_settings().faults == ()
    assert read_settings().lock_minutes == 5


async def test_each_row_says_what_it_expects(app: AssistantApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        said = set()
        for _row in app.screen.query(Row):
            said.add(str(app.screen.query_one("#expected").render()))
            await pilot.press("down")
            await pilot.pause()
        assert len(said) >= 6
        assert any("deux entretiens" in one for one in said)

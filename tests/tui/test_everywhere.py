"""The palette, the help and the language, wherever one is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.widgets import Input, OptionList

from assistant import language
from assistant.settings import read_settings
from assistant.store.store import Store
from assistant.tui.app import AssistantApp
from assistant.tui.dialogs import Told
from assistant.tui.firststart import FirstStart
from assistant.tui.form import PatientForm
from assistant.tui.help import Help
from assistant.tui.home import HomeScreen
from assistant.tui.interview import InterviewScreen
from assistant.tui.keyline import keys_of
from assistant.tui.palette import WIDTH, Palette
from assistant.tui.patient import PatientScreen
from assistant.tui.patientfilter import PatientFilter
from assistant.tui.settingsscreen import SettingsScreen
from assistant.tui.unlocking import LockScreen
from tests.tui.conftest import Place
from tests.tui.entering import settled
from tests.tui.playing import Play, play, ready, text_of, top
from tests.tui.scenes import SCENES, rested

SIZE = (80, 24)
HOSTILE = "[/ [red] [@click=app.quit]x[/] {y}"


MOVES = {"app.focus_next", "app.focus_previous", "palette"}
"""What the palette does not repeat."""


def offered(pilot: Play) -> list[str]:
    """The commands in sight, without their keys."""
    assert isinstance(pilot.app.screen, Palette)
    return [one.label for one in pilot.app.screen._shown]


async def do(pilot: Play, typed: str) -> None:
    """Do the first command that fits."""
    await pilot.press("ctrl+p")
    await settled(pilot)
    pilot.app.screen.query_one(Input).value = typed
    await settled(pilot)
    await pilot.press("enter")
    await settled(pilot)


@pytest.mark.parametrize("name", SCENES)
async def test_help_and_palette_know_every_key_and_go_away_again(place: Place, name: str) -> None:
    scene = SCENES[name]
    app = scene.make(place)
    async with app.run_test(size=(120, 60)) as pilot:
        await scene.go(pilot)
        stack, focused = list(app.screen_stack), app.screen.focused
        keys = {key.tooltip for key in keys_of(app.screen) if key.action not in MOVES}
        free = not app.screen.is_modal and not app.covered
        await pilot.press("ctrl+p")
        await settled(pilot)
        assert (app.screen_stack != stack) is free
        if free:
            assert keys <= set(offered(pilot))
            assert not {key for key in keys if len(key) > WIDTH}, "cut short in the palette"
            await pilot.press("escape")
            await settled(pilot)
        assert app.screen_stack == stack
        if not app.covered and not isinstance(app.screen, Help):
            await pilot.press("f1")
            await settled(pilot)
            assert isinstance(app.screen, Help)
            shown = text_of(app)
            assert not {tooltip for tooltip in keys if tooltip[:40] not in shown}
            if focused is not None:  # what it expects comes first
                box = app.screen.query_one(".dialog").content_region
                first = shown.split("\n")[box.y][box.x : box.right].strip()
                assert len(first) > 20, first
            await pilot.press("f1")
            await settled(pilot)
            assert app.screen_stack == stack
        assert app.screen.focused is focused
    if app.opened is not place.store:
        rested(app)


async def test_a_question_mark_helps_where_nothing_is_typed_and_is_a_letter_elsewhere(
    app: AssistantApp, ref: str
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("question_mark")
        await settled(pilot)
        assert top(app) is Help
        await pilot.press("escape", "slash", "question_mark", "comma")
        await settled(pilot)
        assert top(app) is HomeScreen
        assert app.screen.query_one(Input).value == "?,"


async def test_a_patient_is_found_by_a_part_of_the_name_and_opened(app: AssistantApp, store: Store) -> None:
    for number, name in enumerate(("Durand", "Élodie [b]", "Petit")):
        store.add_patient({"family_name": name, "given_name": "X", "birth_date": "1950-05-03"}, f"P{number}")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+p")
        await settled(pilot)
        assert not [label for label in offered(pilot) if "né(e)" in label]
        pilot.app.screen.query_one(Input).value = "x elod"
        await settled(pilot)
        (label,) = offered(pilot)
        assert "[B]" in label
        assert "[B]" in text_of(app)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, PatientScreen)
        assert app.screen.ref == "P1"
        await pilot.press("ctrl+p")
        await settled(pilot)
        pilot.app.screen.query_one(Input).value = "petit"
        await settled(pilot)
        assert offered(pilot) == []  # one patient at a time
        await pilot.press("enter")
        assert top(app) is Palette


async def test_twenty_patients_at_most(app: AssistantApp, store: Store) -> None:
    for number in range(25):
        store.add_patient(
            {"family_name": f"Zorn{number}", "given_name": "X", "birth_date": "1950-05-03"}, f"P{number}"
        )
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+p", *"zorn")
        await settled(pilot)
        assert len(offered(pilot)) == 20


async def test_foreign_text_typed_is_only_text(app: AssistantApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+p")
        app.screen.query_one(Input).value = HOSTILE
        await settled(pilot)
        assert offered(pilot) == []
        assert HOSTILE in text_of(app)


async def test_a_command_of_the_screen_is_done_where_it_was(app: AssistantApp, ref: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await do(pilot, "ajouter pat")
        assert top(app) is PatientForm
        app.screen.query(Input)[0].value = "Lero"
        await do(pilot, "enregistrer")
        assert top(app) is PatientForm
        assert app.screen.query(Input)[0].value == "Lero"
        assert "À corriger" in text_of(app)


@pytest.mark.parametrize(
    ("typed", "screen"), [("reglages", SettingsScreen), ("verrouiller", LockScreen), ("aide", Help)]
)
async def test_what_is_everywhere(app: AssistantApp, typed: str, screen: type[object]) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await do(pilot, typed)
        assert top(app) is screen


async def test_the_arrows_choose(app: AssistantApp, ref: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+p", *["down"] * 9, "up")
        await settled(pilot)
        assert app.screen.query_one(OptionList).highlighted == 8
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.focused, PatientFilter)


async def test_an_empty_list_offers_nothing_that_needs_patients(app: AssistantApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+p")
        await settled(pilot)
        assert "Ajouter un patient" in offered(pilot)
        assert not [label for label in offered(pilot) if "filtre" in label or "Trier" in label]


async def test_colours_chosen_in_the_palette_are_kept(visiting: Callable[..., AssistantApp]) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, until="consent")
        shown = text_of(app)
        await do(pilot, "clair")
        assert app.theme == "light"
        assert text_of(app) == shown
    assert read_settings().theme == "light"


async def test_colours_that_cannot_be_kept_are_told(
    app: AssistantApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_CONFIG", "/dev/null/x")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await do(pilot, "clair")
        assert top(app) is Told
        assert "settings.toml" in text_of(app)


async def test_the_language_waits_for_the_list(visiting: Callable[..., AssistantApp]) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await do(pilot, "english")
        assert top(app) is Told
        assert language.current() == "fr"
        await pilot.press("escape")
        await settled(pilot)
        assert top(app) is InterviewScreen
        await pilot.press("f3")
        await settled(pilot)
        assert top(app) is HomeScreen
        assert str(language.current()) == "en"
        assert "Help" in text_of(app)


async def test_the_language_changes_at_the_first_start_and_what_was_typed_stays(place: Place) -> None:
    app = SCENES["first_start"].make(place)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press(*"Port", "enter", *"Anne")
        await do(pilot, "english")
        assert top(app) is FirstStart
        assert "Your name" in text_of(app)
        assert "Anne" in text_of(app)
        await pilot.press("escape")
        await settled(pilot)
        assert "Port" in text_of(app)
        await pilot.press("enter", "enter", "x", "enter", "x", "enter")
        await settled(pilot)
        await pilot.press("enter", "enter")
        await settled(pilot)
    found = read_settings()
    assert (found.language, found.pharmacy_name) == ("en", "Port")
    assert [one.name for one in found.pharmacists] == ["Anne"]
    rested(app)


async def test_what_is_first_offered_is_done(place: Place) -> None:
    for keys, screen in ((("enter",), PatientForm), (("down", "enter"), HomeScreen)):
        app = SCENES["ready"].make(Place(place.store, place.ref, place.clock, place.empty / keys[0]))
        async with app.run_test(size=SIZE) as pilot:
            await SCENES["ready"].go(pilot)
            await pilot.press(*keys)
            await settled(pilot)
            assert top(app) is screen
        rested(app)


async def test_the_demo_is_offered_where_there_is_one(place: Place) -> None:
    app = SCENES["ready"].make(place)
    app.demo = lambda: 7
    async with app.run_test(size=SIZE) as pilot:
        await SCENES["ready"].go(pilot)
        assert "fictifs" in text_of(app)
        await pilot.press("down", "enter")
        await settled(pilot)
    assert app.after is not None
    assert app.after() == 7
    rested(app)


async def test_settings_that_cannot_be_written_do_not_keep_from_making_a_store(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_CONFIG", "/dev/null/x")
    app = SCENES["ready"].make(place)
    async with app.run_test(size=SIZE) as pilot:
        await SCENES["ready"].go(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert top(app) is HomeScreen
        assert "settings.toml" in text_of(app)
    rested(app)

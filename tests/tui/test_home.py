"""The list of patients: what its rows say, who comes first, and how it is worked with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from textual.events import Key
from textual.geometry import Offset

from assistant.dossier.summary import Summary
from assistant.errors import StoreError
from assistant.store.store import Store
from assistant.tui import reading
from assistant.tui.app import AssistantApp
from assistant.tui.columns import COLUMNS, placed
from assistant.tui.doorstep import Doorstep
from assistant.tui.home import HomeScreen
from assistant.tui.patient import PatientScreen
from assistant.tui.patientfilter import PatientFilter
from assistant.tui.patientlist import PatientList
from assistant.year.report import YearReport
from assistant.year.worklist import Worklist
from tests.opening import PASSPHRASE
from tests.tui.conftest import app_of, year_of
from tests.tui.entering import settled, typed
from tests.tui.pharmacy import people
from tests.tui.playing import Play, ready, resized, text_of, top

SIZE = (80, 24)


def rows(app: AssistantApp) -> list[str]:
    """The family names in sight, from the top."""
    lines = text_of(app).splitlines()
    head = next(n for n, line in enumerate(lines) if "Dernier INR" in line)
    end = next((n for n, line in enumerate(lines) if line.startswith("──")), len(lines))
    return [line.split()[0] for line in lines[head + 1 : end] if line.strip()]


def chosen(app: AssistantApp) -> str:
    line = app.screen.query_one(PatientList).chosen
    return "" if line is None else line.summary.patient.family_name


def shown(app: AssistantApp) -> str:
    return text_of(app).replace("\u00a0", " ")


@pytest.fixture
def full(store: Store) -> AssistantApp:
    """The interface to twelve patients."""
    return app_of(people(store))


async def test_the_most_urgent_come_first_and_overdue_stands_out(full: AssistantApp) -> None:
    async with full.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert rows(full)[:4] == ["MARTIN", "DURAND", "BERNARD", "LEFÈVRE"]
        assert "5,4 ! 02/03/2017" in shown(full)
        assert "retard 93 j" in shown(full)
        assert "retard 14 j" in shown(full)
        found = full.screen.query_one(PatientList)
        late = next(s for s in found.render_line(3) if "retard" in s.text)
        quiet = next(s for s in found.render_line(3) if "Coumadine" in s.text)
        assert late.style is not None
        assert late.style.bold
        assert quiet.style is not None
        assert not quiet.style.bold


async def test_the_totals_of_the_pharmacy(full: AssistantApp) -> None:
    async with full.run_test(size=SIZE) as pilot:
        await ready(pilot)
        for words in (
            "2 validées · 6 possibles · 2 perdues · 1 à confirmer · reste 300 jours",
            "70 € acquis · 250 € encore possibles",
        ):
            assert words in shown(full)
        await pilot.press("m")
        await pilot.pause()
        assert "6 possibles" in shown(full)
        assert "€" not in shown(full)
        assert "entretien" in shown(full)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
async def test_no_amount_is_left_anywhere_once_hidden(full: AssistantApp, size: tuple[int, int]) -> None:
    async with full.run_test(size=size) as pilot:
        await ready(pilot)
        assert "€" in shown(full)
        await pilot.press("m")
        for _row in range(12):
            await pilot.press("down")
            assert "€" not in shown(full)


async def test_rules_out_of_force_are_told_in_a_line(store: Store) -> None:
    def late(summaries: list[Summary]) -> YearReport:
        return replace(year_of(summaries), rules="avenant-1", warning="a long sentence " * 20)

    app = AssistantApp(Doorstep(store.folder, store.clock), store=people(store), year_of=late)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert "! « avenant-1 » hors vigueur en 2017 : en vigueur « avenant-8 »." in shown(app)
        assert "a long sentence" not in shown(app)


async def test_the_list_is_there_when_nothing_can_be_said_of_the_year(store: Store) -> None:
    def broken(_summaries: list[Summary]) -> YearReport:
        raise StoreError("Les règles ont des fautes.")

    app = AssistantApp(Doorstep(store.folder, store.clock), store=people(store), year_of=broken)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert rows(app)[0] == "MARTIN"
        assert "Les règles ont des fautes." in shown(app)


async def test_sorting_by_keys(full: AssistantApp) -> None:
    async with full.run_test(size=SIZE) as pilot:
        await ready(pilot)
        first = rows(full)
        said = ["par nom", "par INR dû", "par année", "par dernière visite", "par urgence"]
        marks = ["Patient ▲", "INR dû ▲", "À faire ▲", "", ""]
        for words, mark in zip(said, marks, strict=True):
            await pilot.press("s")
            await pilot.pause()
            assert words in shown(full)
            assert mark in shown(full)
        assert rows(full) == first
        await pilot.press("s")
        await pilot.pause()
        names = rows(full)
        assert names[:4] == ["AUBERT", "BERNARD", "DURAND", "FOURNIER-MONTGOLF…"]
        assert chosen(full) == "Martin", "the cursor stays on its patient"
        await pilot.press("S")
        await pilot.pause()
        assert rows(full) == names[::-1]
        assert "Patient ▼" in shown(full)


async def _click(pilot: Play, x: int, y: int) -> None:
    await pilot.click(PatientList, offset=Offset(x, y))
    await pilot.pause()


async def test_the_mouse_sorts_chooses_and_opens(full: AssistantApp) -> None:
    async with full.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await _click(pilot, 3, 0)
        assert "Patient ▲" in shown(full)
        await _click(pilot, 3, 0)
        assert "Patient ▼" in shown(full)
        await _click(pilot, 25, 0)  # nothing sorts by the medicine
        assert "Patient ▼" in shown(full)
        await _click(pilot, 3, 2)
        assert chosen(full) == rows(full)[1].capitalize()
        await _click(pilot, 3, 15)  # below the last one
        assert top(full) is not PatientScreen
        await _click(pilot, 3, 2)
        assert top(full) is PatientScreen


async def test_keys_move_through_the_list(full: AssistantApp) -> None:
    async with full.run_test(size=SIZE) as pilot:
        await ready(pilot)
        for key, name in (
            ("up", "Martin"),
            ("down", "Durand"),
            ("end", "Simon"),
            ("down", "Simon"),
            ("home", "Martin"),
            ("pagedown", "Simon"),
            ("pageup", "Martin"),
        ):
            await pilot.press(key)
            assert chosen(full) == name, key


async def test_the_cursor_stays_in_sight(store: Store) -> None:
    for number in range(60):
        store.add_patient({"family_name": f"N{number:02}", "given_name": "A", "birth_date": "1950-05-03"})
    app = app_of(store)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        for key in ("end", "pageup", "home", "pagedown"):
            await pilot.press(key)
            await pilot.pause()
            assert chosen(app).startswith("N")
            assert chosen(app) in rows(app), key
        await pilot.press("end")
        await resized(pilot, (120, 30))
        await pilot.pause()
        assert chosen(app) == "N59"
        assert "N59" in rows(app)


async def test_filtering_by_words_in_any_order(full: AssistantApp) -> None:
    async with full.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("slash", *"elo", "space", *"lef")
        await pilot.pause()
        assert "1 sur 12 patients" in shown(full)
        assert rows(full) == ["LEFÈVRE"]
        await pilot.press("escape")
        await pilot.pause()
        assert len(rows(full)) == 12
        await pilot.press("slash", *"minisin")
        await pilot.pause()
        assert rows(full) == ["GARCIA"]
        await pilot.press("enter")
        await pilot.pause()
        assert top(full) is PatientScreen


async def test_enter_goes_to_the_list_where_several_are_found(full: AssistantApp) -> None:
    async with full.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("slash", *"coum", "enter")
        await pilot.pause()
        assert isinstance(full.focused, PatientList)
        await pilot.press("slash", "down")
        assert isinstance(full.focused, PatientList)


async def test_letters_are_letters_in_the_filter(full: AssistantApp) -> None:
    async with full.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("slash", *"snmq/")
        await pilot.pause()
        assert full.screen.query_one(PatientFilter).value == "snmq/"
        assert "0 sur 12 patients, par urgence" in shown(full)
        assert "Aucun patient ne correspond" in shown(full)


async def test_the_filter_stays_when_the_list_is_read_again(full: AssistantApp, store: Store) -> None:
    async with full.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("slash", *"dura")
        store.add_patient({"family_name": "Durand", "given_name": "Zoé", "birth_date": "1950-05-03"})
        full.read_again()
        await ready(pilot)
        assert "2 sur 13 patients" in shown(full)
        assert rows(full) == ["DURAND", "DURAND"]


async def test_an_empty_list_says_what_to_do_first(app: AssistantApp, store: Store) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert "Appuyez sur n" in shown(app)
        assert "assistant import" in shown(app)
        assert "n Nouveau patient" in shown(app)
        await pilot.press("s", "m", "slash", "escape", "down", "enter")
        store.add_patient({"family_name": "Petit", "given_name": "Zoé", "birth_date": "1950-05-03"})
        app.read_again()
        await ready(pilot)
        assert rows(app) == ["PETIT"]
        await pilot.press("enter")
        await pilot.pause()
        assert top(app) is PatientScreen


async def test_a_hostile_name_is_only_text(store: Store) -> None:
    name = "[red]Bobby[/] \x1b[31m\u202e"
    store.add_patient({"family_name": name, "given_name": "漢字漢字漢字漢字漢字", "birth_date": "1950-05-03"})
    app = app_of(store)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert "[RED]BOBBY[/]" in text_of(app)
        assert "\x1b" not in text_of(app)
        assert "\u202e" not in text_of(app)


async def test_the_most_urgent_known_last_are_shown_before_all_are_read(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "FIRST", 2)
    people(store).summaries()  # the index is up to date
    store.record("P02", {"family_name": "Martine"})
    seen: list[tuple[int, int, bool, str]] = []
    app = app_of(store)
    show = HomeScreen.show

    async def spy(home: HomeScreen, work: Worklist, damaged: Sequence[str]) -> None:
        await show(home, work, damaged)
        named = next(one.summary.patient for one in work.lines if one.summary.patient.ref == "P02")
        seen.append((len(work.lines), work.count, work.report is not None, named.family_name))

    monkeypatch.setattr(HomeScreen, "show", spy)
    async with app.run_test(size=SIZE) as pilot:
        for _time in range(3):
            await ready(pilot)
        assert seen == [(2, 12, False, "Martin"), (12, 12, True, "Martine")]
        assert rows(app)[0] == "MARTINE"


def test_columns_fit_every_width() -> None:
    for width in range(77, 260):
        for amounts in (True, False):
            found = placed(width, amounts=amounts)
            assert found[-1].start + found[-1].width <= width
            for one, after in pairwise(found):
                assert one.start + one.width < after.start
            assert {"Patient", "Medicine", "Last INR", "INR due", "To do"} <= {
                one.column.label for one in found
            }
    assert len(placed(197, amounts=True)) >= len(COLUMNS) - 2


async def test_letters_typed_at_once_after_the_key_of_the_filter_are_its_own(full: AssistantApp) -> None:
    async with full.run_test(size=SIZE) as pilot:
        await ready(pilot)
        for key, character in (("slash", "/"), ("n", "n"), ("slash", "/")):
            full.post_message(Key(key, character))
        await ready(pilot)
        assert full.screen.query_one(PatientFilter).value == "n/"


async def test_the_rules_are_loaded_while_the_passphrase_is_typed(store: Store) -> None:
    asked: list[int] = []

    def year(summaries: list[Summary]) -> YearReport:
        asked.append(len(summaries))
        return year_of(summaries)

    people(store).summaries()
    app = AssistantApp(Doorstep(store.folder, store.clock), year_of=year)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert asked == [0]
        await typed(pilot, PASSPHRASE)
        assert asked[1:] == [12, 12], "as they were known, then as they are"
        assert rows(app)[0] == "MARTIN"

"""The declaration sheet on screen: nothing ticked before, each tick on the disk before it shows."""

from __future__ import annotations

from datetime import date

import pytest
from textual.widgets import Input, Static

from assistant.clock import today
from assistant.errors import StoreError
from assistant.language import use
from assistant.script.knowledge import foreseeing
from assistant.store.declaring import Declarable, declare
from assistant.store.store import Store
from assistant.tui import declarations
from assistant.tui.app import AssistantApp
from assistant.tui.declarations import DeclarationsScreen
from assistant.tui.doorstep import Doorstep
from assistant.tui.home import HomeScreen
from assistant.tui.keyline import keys_of
from assistant.tui.patient import PatientScreen
from assistant.tui.rowlist import RowList
from assistant.tui.sheet import Sheet
from assistant.tui.toanswer import ToAnswer
from assistant.year.library import rules
from assistant.year.outlook import outlook
from assistant.year.report import year_report
from tests.opening import opened
from tests.tui.conftest import FixedClock, app_of, year_under
from tests.tui.entering import settled
from tests.tui.playing import Play, text_of, top

SIZE = (120, 40)
DECEMBER = 280 * 86_400
"""Seconds until the year's last weeks."""
JANUARY = 310 * 86_400
"""Seconds until the next one's first weeks."""
UNDECLARED = "pas déclarée"
HOSTILE = "[/ [red] [@click=app.quit]x[/]"


@pytest.fixture
def acts(store: Store, ref: str) -> str:
    """The patient with two interviews taken from a file, and another patient with one."""
    store.record(ref, {}, [("interview", "2017-01-10"), ("interview", "2017-02-10")])
    facts = store.dossier(ref).facts | {"family_name": HOSTILE, "adhesion_declared": "2016-07-06"}
    store.add_patient(facts, "P2", [("interview", "2017-01-20"), ("observance", "2017-02-20")])
    return ref


async def press(pilot: Play, *pressed: str) -> None:
    for key in pressed:
        await pilot.press(key)
        await settled(pilot)


def rows(pilot: Play) -> list[tuple[str, str, str]]:
    """Mark, patient and day of each row."""
    listed = pilot.app.screen.query_one("#sheet", RowList)
    return [(row.cells[0], row.name.split("\n")[0], row.cells[4]) for row in listed._all]


def standing(store: Store, ref: str) -> list[str]:
    return [f"{one.what} {one.day}" for one in store.summary(ref).declared]


async def test_space_ticks_on_the_disk_and_takes_back(store: Store, acts: str) -> None:
    app = app_of(store)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "d")
        assert top(app) is DeclarationsScreen
        assert {mark for mark, _ref, _day in rows(pilot)} == {"[ ]"}
        assert len(rows(pilot)) == 5
        first = rows(pilot)[0]
        await press(pilot, "space")
        assert rows(pilot)[0] == ("[x]", *first[1:])  # it stays in sight, to be taken back
        with opened(store.folder, store.clock) as other:
            assert len(standing(other, first[1])) > (first[1] == "P2")
        await press(pilot, "space")
        assert rows(pilot)[0] == first


async def test_all_of_a_patient_and_the_filter_to_what_is_left(store: Store, acts: str) -> None:
    app = app_of(store)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "d", "slash")
        app.screen.query_one("#narrow", Input).value = "durand"
        await press(pilot, "enter", "a")
        assert [mark for mark, _ref, _day in rows(pilot)] == ["[x]"] * 3
        assert standing(store, acts) == [
            "adhesion 2016-07-05",
            "interview 2017-01-10",
            "interview 2017-02-10",
        ]
        await press(pilot, "f")
        assert len(rows(pilot)) == 3
        await press(pilot, "f")
        assert rows(pilot) == []
        assert "Rien" in str(app.screen.query_one("#none", Static).content)
        app.screen.query_one("#narrow", Input).value = ""
        await settled(pilot)
        assert {ref for _mark, ref, _day in rows(pilot)} == {"P2"}


async def test_another_day_is_asked_for_and_held_against_the_calendar(store: Store, acts: str) -> None:
    use("en")
    app = app_of(store)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "d", "slash")
        app.screen.query_one("#narrow", Input).value = "durand"
        await press(pilot, "enter", "j")
        assert top(app) is Sheet
        for typed, said in (("soon", "soon"), ("04/07/2016", "before that day"), ("07/03/2017", "future")):
            app.screen.query_one(Input).value = typed
            await press(pilot, "enter")
            assert said in str(app.screen.query_one(".dialog > .fault", Static).content)
        app.screen.query_one(Input).value = "06/07/2016"
        await press(pilot, "enter")
        assert top(app) is DeclarationsScreen
        assert [one.on for one in store.summary(acts).declared] == [date(2016, 7, 6)]
        await press(pilot, "j")
        app.screen.query_one(Input).value = "07/07/2016"
        await press(pilot, "enter")
        assert [one.on for one in store.summary(acts).declared] == [date(2016, 7, 7)]


async def test_what_another_window_ticked_is_ticked_once(store: Store, acts: str) -> None:
    app = app_of(store)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "d")
        _mark, ref, day = rows(pilot)[-1]
        with opened(store.folder, store.clock, "Bruno Petit") as other:
            act = date(int(day[6:]), int(day[3:5]), int(day[:2]))
            what = other.summary(ref).acts[-1].kind
            declare(other, ref, [Declarable(what, act)], act)
        await press(pilot, "end", "space")
        assert rows(pilot)[-1][0] == "[x]"
        assert [one.by for one in store.summary(ref).declared if one.day == act] == ["Bruno Petit"]


async def test_what_the_disk_refuses_is_not_shown_as_ticked(
    store: Store, acts: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object, **_options: object) -> None:
        raise StoreError("Le disque est plein.")

    monkeypatch.setattr(declarations, "declare", refuse)
    app = app_of(store)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "d")
        before = rows(pilot)
        await press(pilot, "space")
        assert rows(pilot) == before
        assert "Le disque est plein." in text_of(app)


async def test_what_waits_says_why_and_is_not_ticked(store: Store, ref: str) -> None:
    use("en")
    store.record(ref, {}, [("observance", "2017-02-10")])  # the adhesion of 2016 is not declared
    app = app_of(store)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "d", "end", "space")
        assert "declared in an earlier year" in text_of(app)
        await press(pilot, "a")  # the adhesion alone
        assert standing(store, ref) == ["adhesion 2016-07-05"]


async def test_one_patient_from_their_dossier_and_back(store: Store, acts: str) -> None:
    app = app_of(store)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        app.open_patient(acts)
        await settled(pilot)
        assert UNDECLARED in str(app.screen.query_one("#year", Static).content)
        await press(pilot, "d", "a")
        assert {ref for _mark, ref, _day in rows(pilot)} == {acts}
        await press(pilot, "escape")
        assert top(app) is PatientScreen
        assert UNDECLARED not in str(app.screen.query_one("#year", Static).content)
        await press(pilot, "escape")
        assert top(app) is HomeScreen


async def test_enter_opens_the_patient_and_comes_back_to_the_sheet(store: Store, acts: str) -> None:
    app = app_of(store)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "d", "enter")
        assert top(app) is PatientScreen
        await press(pilot, "escape")
        assert top(app) is DeclarationsScreen


async def test_the_list_warns_before_the_year_ends_and_the_dossier_leads_there(
    store: Store, acts: str, clock: FixedClock
) -> None:
    clock.seconds += DECEMBER

    def year_of(summaries: list[object]) -> object:
        day = today(clock)
        facts = [(s.patient, s.treatment, s.adhesion, s.acts) for s in summaries]  # type: ignore[attr-defined]
        return year_report(facts, rules(), (), day.year, day)

    app = AssistantApp(Doorstep(store.folder, clock), store=store, year_of=year_of)  # type: ignore[arg-type]
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        waiting = app.screen.query_one(ToAnswer)
        assert waiting.display
        assert "5 éléments à déclarer (2 patients) avant le 31/12/2017 (d les montre)" in text_of(app)
        app.open_patient(acts)
        await settled(pilot)
        assert "À déclarer avant le 31/12/2017" in text_of(app)
        assert "€" not in text_of(app)
        for _step in range(6):
            if top(app) is PatientScreen:
                await press(pilot, "enter" if "À déclarer" in _highlighted(app) else "down")
        assert top(app) is DeclarationsScreen
        await press(pilot, "a", "escape", "escape")
        assert "2 éléments à déclarer (1 patient)" in text_of(app)


def _highlighted(app: AssistantApp) -> str:
    listed = app.screen.query_one("#next")
    option = listed.highlighted_option  # type: ignore[attr-defined]
    return "" if option is None else str(option.prompt)


async def test_no_warning_while_the_year_is_young(store: Store, acts: str) -> None:
    app = app_of(store)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert not app.screen.query_one(ToAnswer).display


async def test_a_supervisor_reads_the_sheet(store: Store, acts: str, clock: FixedClock) -> None:
    with opened(store.folder, clock, "Paul Petit", "supervisor") as supervised:
        app = app_of(supervised)
        async with app.run_test(size=SIZE) as pilot:
            await settled(pilot)
            await press(pilot, "escape", "d")
            assert top(app) is DeclarationsScreen
            assert "lecture seule" in text_of(app)
            assert not {key.id for key in keys_of(app.screen)} & {"sheet.tick", "sheet.day", "sheet.every"}
            await press(pilot, "space", "a", "j")
            assert top(app) is DeclarationsScreen
        assert standing(supervised, acts) == []


async def test_a_student_has_no_such_key(store: Store, acts: str, clock: FixedClock) -> None:
    with opened(store.folder, clock, "Zoé Roux", "student") as mine:
        app = app_of(mine)
        async with app.run_test(size=SIZE) as pilot:
            await press(pilot, "escape", "d")
            assert top(app) is not DeclarationsScreen


async def test_no_amount_and_no_formatting_of_a_name(store: Store, acts: str) -> None:
    app = app_of(store)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "d", "f", "end")
        assert "€" not in text_of(app)
        assert HOSTILE.upper()[:12] in text_of(app)


async def test_rules_that_are_not_in_force_are_named(store: Store, acts: str, clock: FixedClock) -> None:
    clock.seconds += 3 * DECEMBER
    app = app_of(store)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "d")
        assert "avenant-11" in text_of(app)


async def test_acts_of_every_kind_have_their_name_in_the_dossier(store: Store, ref: str) -> None:
    store.record(ref, {}, [("evaluation", "2017-01-10"), ("thematic", "2017-02-10")])
    app = app_of(store)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        app.open_patient(ref)
        await settled(pilot)
        await press(pilot, "3")
        assert "entretien thématique" in text_of(app)


async def test_once_the_year_is_over_the_list_the_year_and_the_dossier_still_warn(
    store: Store, acts: str, clock: FixedClock
) -> None:
    store.record(acts, {"death_date": "2017-12-20"})  # what was done is owed all the same
    clock.seconds += JANUARY
    day = today(clock)
    app = app_of(store, year_of=year_under("avenant-8", clock))
    app.outlook_of = lambda found, tell: outlook(found, rules(), (), foreseeing(), day.year, day, tell)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        said = "4 éléments à déclarer (2 patients) de l’année terminée le 31/12/2017"
        assert said in " ".join(text_of(app).split())
        await press(pilot, "y")
        assert said in " ".join(text_of(app).split())
        await press(pilot, "d")
        assert top(app) is DeclarationsScreen
        await press(pilot, "a", "escape")
        assert type(app.screen).__name__ == "YearScreen"
        assert "2 éléments à déclarer (1 patient) de l’année terminée" in " ".join(text_of(app).split())
        await press(pilot, "escape")
        assert "2 éléments à déclarer (1 patient) de l’année terminée" in " ".join(text_of(app).split())
        app.open_patient("P2" if store.summary(acts).declared else acts)
        await settled(pilot)
        assert "À déclarer sans tarder, l’année s’est terminée le" in text_of(app)

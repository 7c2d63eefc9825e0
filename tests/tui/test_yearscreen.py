"""The pharmacy's year on screen: kept responsive, for the pharmacist alone, back where one was."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import date

from textual.widgets import Static

from assistant.dossier.summary import Summary
from assistant.store.store import Store
from assistant.tui.app import AssistantApp
from assistant.tui.doorstep import Doorstep
from assistant.tui.home import HomeScreen
from assistant.tui.patient import PatientScreen
from assistant.tui.rowlist import RowList
from assistant.tui.yearscreen import YearScreen
from assistant.year.outlook import Outlook, Tell
from tests.opening import opened
from tests.tui.conftest import FixedClock, app_of, outlook_of, year_of
from tests.tui.entering import settled
from tests.tui.pharmacy import people
from tests.tui.playing import Play, ready, text_of

WIDE = (130, 40)


async def _year(pilot: Play) -> RowList:
    await settled(pilot)
    await pilot.press("y")
    await settled(pilot)
    assert isinstance(pilot.app.screen, YearScreen)
    return pilot.app.screen.query_one("#years", RowList)


async def test_what_is_at_risk_comes_first_and_the_way_back_is_the_same_row(
    app: AssistantApp, store: Store
) -> None:
    people(store)
    async with app.run_test(size=WIDE) as pilot:
        listed = await _year(pilot)
        assert listed.names[:2] == ["P12", "P01"], "40 € at risk each, the first by name"
        await pilot.press("down", "down", "down")
        here, row = listed.chosen, listed.cursor_row
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, PatientScreen)
        assert (app.screen.ref, app.screen._view.current) == (here, "overview")
        await pilot.press("escape")
        await settled(pilot)
        assert type(app.screen).__name__ == "YearScreen"
        assert (listed.chosen, listed.cursor_row) == (here, row)
        await pilot.press("escape")
        assert type(app.screen).__name__ == "HomeScreen"


async def test_what_changed_in_a_dossier_is_seen_on_the_way_back(app: AssistantApp, store: Store) -> None:
    people(store)
    async with app.run_test(size=WIDE) as pilot:
        listed = await _year(pilot)
        assert listed.names[0] == "P12"
        await pilot.press("enter")
        await settled(pilot)
        store.record("P12", {"death_date": date(2017, 3, 1).isoformat()})
        await pilot.press("escape")
        await settled(pilot)
        assert (listed.names[0], listed.chosen) == ("P01", "P12")


async def test_m_hides_every_amount(app: AssistantApp, store: Store) -> None:
    people(store)
    async with app.run_test(size=WIDE) as pilot:
        await _year(pilot)
        assert text_of(app).count("€") > 20
        await pilot.press("m")
        await settled(pilot)
        for _row in range(12):
            assert "€" not in text_of(app)
            await pilot.press("down")
            await settled(pilot)
        await pilot.press("escape")
        await ready(pilot)
        await pilot.press("m", "y")
        await settled(pilot)
        assert isinstance(app.screen, YearScreen)
        assert "€" not in text_of(app), "hidden in the list, hidden here"


async def test_filter_sort_and_work(app: AssistantApp, store: Store) -> None:
    people(store)
    async with app.run_test(size=WIDE) as pilot:
        listed = await _year(pilot)
        everybody = list(listed.names)
        await pilot.press("w")
        assert set(listed.names) < set(everybody)
        assert listed.names == everybody[: len(listed.names)], "in the order of what is at risk"
        await pilot.press("w", "s", "s", "s", "s")
        assert "par nom" in text_of(app)
        by_name = list(listed.names)
        await pilot.press("S")
        assert listed.names == by_name[::-1]
        await pilot.press("slash", *"petit 1950", "enter")
        assert listed.names == ["P05"]
        await pilot.press("slash", "escape")
        assert len(listed.names) == len(everybody)


async def test_keys_work_while_it_is_worked_out_and_how_far_it_is_shown(
    store: Store, clock: FixedClock
) -> None:
    people(store)
    working, go_on = threading.Event(), threading.Event()
    calls: list[int] = []

    def slow(summaries: Sequence[Summary], tell: Tell) -> Outlook:
        calls.append(len(summaries))
        if len(calls) == 1:
            tell(2500, 5000)
            working.set()
            go_on.wait(20)
        tell(5000, 5000)  # ends here where nobody waits any more
        return outlook_of(summaries, tell)

    app = AssistantApp(Doorstep(store.folder, clock), store=store, year_of=year_of, outlook_of=slow)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        await pilot.press("y")
        while not working.is_set():
            await pilot.pause()
        await pilot.pause()
        assert "2500 sur 5000" in str(app.screen.query_one("#progress", Static).render())
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen), "nobody has to wait for the end of it"
        go_on.set()
        await settled(pilot)
        listed = await _year(pilot)
        assert len(listed.names) == 12
        assert calls == [12, 12]


async def test_an_empty_pharmacy_has_no_year(app: AssistantApp, store: Store) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        await pilot.press("y")
        await settled(pilot)
        assert isinstance(app.screen, HomeScreen)


async def test_a_student_has_no_year(store: Store, clock: FixedClock) -> None:
    with opened(store.folder, clock, "Zoé Roux", "student") as mine:
        mine.add_patient({"family_name": "A", "given_name": "B", "birth_date": "1943-02-01"})
        app = app_of(mine)
        async with app.run_test(size=WIDE) as pilot:
            await settled(pilot)
            while not isinstance(app.screen, HomeScreen):
                await pilot.press("escape")
                await settled(pilot)
            await pilot.press("y")
            await settled(pilot)
            assert isinstance(app.screen, HomeScreen)
            assert app.summaries, "there is somebody, who never counts"

"""What is half typed outside of answers survives a crash too; an unfinished interview is not passed over."""

from __future__ import annotations

from collections.abc import Callable

from textual.widgets import Input, OptionList, TextArea

from assistant.store.store import Store
from assistant.tui.alert import AlertScreen
from assistant.tui.app import AssistantApp
from assistant.tui.dialogs import Note, Pick
from assistant.tui.patient import PatientScreen
from tests.tui.playing import area, asked, give, play, ready, screen_of, text_of

SIZE = (80, 24)
QUIET = {"past_events": "2", "bleeding": "2", "warning_signs_present": "2"}
Visiting = Callable[..., AssistantApp]


async def test_what_was_done_about_an_alert(visiting: Visiting, store: Store) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, QUIET, until="inr_readings")
        await give(pilot, "01/03/2017 4,6")
        assert isinstance(app.screen, AlertScreen)
        app.screen.query_one(Input).value = "médecin appelé à"
        await pilot.pause(0.7)
        name = screen_of(pilot).session.name
        kept = store.draft(name).read()
        assert kept is not None
        assert kept[0].startswith("alert ")
        assert kept[1] == "médecin appelé à"
    store.close()
    again = visiting("avk", resume=True)
    async with again.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert isinstance(again.screen, AlertScreen)
        assert again.screen.query_one(Input).value == "médecin appelé à"
        await pilot.press("enter")
        await pilot.pause()
        assert store.draft(name).read() is None
        done = screen_of(pilot).session.alerts[0].acknowledged
        assert done is not None
        assert done.done == "médecin appelé à"


async def test_a_note_and_the_answer_under_it(visiting: Visiting, store: Store) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, {**QUIET, "past_events": "1"}, until="avk_history")
        area(pilot).text = "un hématome"
        await pilot.press("f2")
        assert isinstance(app.screen, Note)
        app.screen.query_one(TextArea).text = "parle b"
        await pilot.pause(0.7)
        name = screen_of(pilot).session.name
        assert store.draft(name).read_all() == {
            "avk_history": "un hématome",
            "note avk_history": "parle b",
        }
    store.close()
    again = visiting("avk", resume=True)
    async with again.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert area(pilot).text == "un hématome"
        await pilot.press("f2")
        assert isinstance(again.screen, Note)
        assert again.screen.query_one(TextArea).text == "parle b"
        await pilot.press("f2")
        await pilot.pause()
        assert store.draft(name).read_all() == {"avk_history": "un hématome"}


async def test_beginning_while_one_is_unfinished_asks(app: AssistantApp, store: Store, ref: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("enter", "i")
        await play(pilot, until="consent")
        await pilot.press("f3")
        await ready(pilot)
        (before,) = store.summary(ref).transcripts
        await pilot.press("o")
        assert isinstance(app.screen, Pick)
        assert "06/03/2017" in text_of(app)
        assert app.screen.query_one(OptionList).highlighted == 0
        await pilot.press("end", "enter")
        assert isinstance(app.screen, PatientScreen)
        assert store.summary(ref).transcripts[0].id == before.id
        await pilot.press("i", "enter")
        await pilot.pause()
        assert asked(pilot).step == "consent"
        assert screen_of(pilot).session.name == before.id
        await pilot.press("f3")
        await ready(pilot)
        await pilot.press("o", "down", "enter")
        await pilot.pause()
        assert screen_of(pilot).session.name != before.id


async def test_a_correction_that_was_left_is_not_gone_on_with_but_its_text_stays(
    visiting: Visiting, store: Store
) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, {**QUIET, "past_events": "1"}, until="avk_history")
        await give(pilot, "un hématome")
        await pilot.pause()
        following = asked(pilot).step
        await pilot.press("f4", "end", "enter")
        await pilot.pause()
        assert asked(pilot).step == "avk_history"
        area(pilot).text = "deux hématomes"
        await pilot.press("escape")
        await pilot.pause()
        assert asked(pilot).step == following
        await pilot.press("f3")
        await pilot.pause()
    store.close()
    again = visiting("avk", resume=True)
    async with again.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert asked(pilot).step == following
        await pilot.press("f4", "end", "enter")
        await pilot.pause()
        assert area(pilot).text == "deux hématomes"
        await give(pilot)
        assert not store.draft(screen_of(pilot).session.name).read_all()

"""Columns that do not touch, colons as the language sets them, and what the end says of the INR."""

from __future__ import annotations

from collections.abc import Callable

from assistant import language
from assistant.store.store import Store
from assistant.tui.app import AssistantApp
from assistant.tui.end import EndScreen
from tests.tui.playing import acknowledge, play, ready, text_of

SIZE = (80, 24)
QUIET = {"past_events": "2", "procedure_planned": "2", "bleeding": "2", "warning_signs_present": "2"}


async def test_a_long_name_does_not_touch_the_next_column(app: AssistantApp, store: Store) -> None:
    store.add_patient(
        {"family_name": "Montgolfier", "given_name": "Bernadette", "birth_date": "1950-05-03"}, "P3"
    )
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert "MONTGOLFIER Berna… " in text_of(app)


async def test_english_has_no_space_before_a_colon(app: AssistantApp, ref: str) -> None:
    language.use("en")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("enter", "4")
        shown = text_of(app).replace("\u00a0", " ")
        assert "Durand" in shown
        assert " :" not in shown


async def test_the_end_says_the_last_inr(visiting: Callable[..., AssistantApp]) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, {**QUIET, "inr_readings": "01/03/2017 5,2"})
        await acknowledge(pilot, "prescripteur appelé")
        await play(pilot, QUIET)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, EndScreen)
        shown = text_of(app).replace("\u00a0", " ")
        assert "Dernier INR 5,2 : au-dessus de la cible" in shown
        assert "Risque" in shown

"""Keys that come faster than the screen is painted: what waits for the painting is not lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.events import Key

from assistant.store.store import Store
from assistant.tui.app import AssistantApp
from assistant.tui.home import HomeScreen
from assistant.tui.interview import InterviewScreen
from assistant.tui.listing import Listing
from tests.tui.playing import Play, asked, give, play, ready, screen_of, top

SIGNS = {"space": " ", "slash": "/", "question_mark": "?"}
Visiting = Callable[..., AssistantApp]


async def at_once(pilot: Play, *keys: str) -> None:
    """Give keys to the interface without waiting for what each of them does."""
    driver = pilot.app._driver
    assert driver is not None
    for key in keys:
        event = Key(key, key if len(key) == 1 else SIGNS.get(key))
        event.set_sender(pilot.app)
        driver.send_message(event)
    await ready(pilot)


@pytest.mark.parametrize("key", ["f1", "f2", "f6", "f7", "ctrl+p"])
async def test_what_is_opened_and_closed_at_once_lets_the_interview_go_on(
    visiting: Visiting, key: str
) -> None:
    app = visiting("avk")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await play(pilot, until="consent")
        await at_once(pilot, "1", key, "escape")
        assert app.screen is screen_of(pilot)
        assert asked(pilot).step == "contact_agreement"
        await give(pilot, "2")  # another key: the same one would be a held one
        assert asked(pilot).step != "contact_agreement"


async def test_a_withdrawal_is_kept_whatever_is_pressed_after_it(
    visiting: Visiting, store: Store, ref: str
) -> None:
    app = visiting("avk")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await play(pilot, until="identity_check")
        await at_once(pilot, "f8", "down", "enter", "escape")
        # Escape comes first or last: the question is asked again, or the withdrawal stands. Nothing between.
        if top(app) is InterviewScreen:
            await pilot.press("f8", "down", "enter")
            await ready(pilot)
    assert [line.stopped_as for line in store.summary(ref).transcripts] == ["withdrawn"]


@pytest.mark.parametrize(
    "keys", [("ctrl+p", "enter", "f3"), ("ctrl+p", "enter", "enter", "f3"), ("f7", "f3"), ("f3", "f3")]
)
async def test_what_is_left_is_paused(
    visiting: Visiting, store: Store, ref: str, keys: tuple[str, ...]
) -> None:
    app = visiting("avk")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await play(pilot, until="identity_check")
        session = screen_of(pilot).session
        await at_once(pilot, *keys)
        assert app.fault is None
        left = all(not isinstance(one, InterviewScreen) for one in app.screen_stack)
        assert left is (session.transcript.events[-1].kind == "paused")


@pytest.mark.parametrize("key", ["pageup", "pagedown"])
async def test_a_page_of_a_list_that_is_not_laid_out_yet(visiting: Visiting, key: str) -> None:
    app = visiting("avk")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await play(pilot, until="identity_check")
        listed = Listing("one", "two", name="choices")
        await app.screen.mount(listed)
        await listed.run_action(key.replace("page", "page_"))
        assert app.fault is None


async def test_a_palette_asked_for_while_a_patient_opens(app: AssistantApp, ref: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        for keys in (("enter", "ctrl+p", "l", "escape"), ("enter", "ctrl+p", "i", "l", "b")):
            await at_once(pilot, *keys)
            assert app.fault is None
            await pilot.press("escape", "escape")
            await ready(pilot)
            assert top(app) is HomeScreen

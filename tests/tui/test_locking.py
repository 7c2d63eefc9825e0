"""Locking: nothing of a patient in sight while nobody is there, and everything as it was on coming back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual import events
from textual.widgets import Input, TextArea

from assistant.store.store import Store
from assistant.tui import entering
from assistant.tui.alert import AlertScreen
from assistant.tui.app import AssistantApp
from assistant.tui.covers import TooSmall
from assistant.tui.dialogs import Note
from assistant.tui.given import Given
from assistant.tui.home import HomeScreen
from assistant.tui.idle import Idle
from assistant.tui.interview import InterviewScreen
from assistant.tui.unlocking import LockScreen
from tests.opening import PASSPHRASE
from tests.tui.conftest import FixedClock
from tests.tui.entering import Slow
from tests.tui.playing import Play, area, asked, card, give, play, ready, resized, screen_of, text_of, top

SIZE = (80, 24)
QUIET = {"past_events": "2", "bleeding": "2", "warning_signs_present": "2"}
HISTORY = {**QUIET, "past_events": "1"}
Visiting = Callable[..., AssistantApp]


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    """Passphrases are tried slowly."""
    return Slow(monkeypatch)


def away(clock: FixedClock, minutes: float = 10) -> None:
    """Nobody is there for a time."""
    clock.seconds += minutes * 60


async def back(pilot: Play, passphrase: str = PASSPHRASE) -> None:
    """Give the passphrase to the locked screen."""
    pilot.app.screen.query_one(Input).value = passphrase
    await pilot.press("enter")
    for _round in range(3):
        await ready(pilot)


@pytest.mark.parametrize(
    ("seconds", "slept", "over"),
    [(599, 0, False), (600, 0, True), (0, 600, True), (0, -3600, False), (600, -3600, True)],
    ids=["there", "away", "the computer slept", "clock set back", "away and set back"],
)
def test_an_absence_is_counted_on_two_clocks(seconds: float, slept: float, over: bool) -> None:
    clock = FixedClock()
    idle = Idle(clock, 10)
    clock.seconds, clock.slept = seconds, slept
    assert idle.over is over
    idle.touch()
    assert not idle.over


async def test_nothing_of_the_patient_is_in_sight_and_the_half_typed_answer_comes_back(
    visiting: Visiting, clock: FixedClock, store: Store
) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, HISTORY, until="avk_history")
        await pilot.press(*"abc", "left")
        await pilot.pause(0.7)
        name = screen_of(pilot).session.name
        assert store.draft(name).read() == ("avk_history", "abc")
        before = text_of(app)
        assert "DURAND" in before
        away(clock)
        app.lock_if_idle()
        await pilot.pause()
        assert top(app) is LockScreen
        for shown in (text_of(app), app.export_screenshot(simplify=True)):
            assert "Anne" in shown
            for word in ("DURAND", "Léa", "abc", "Prénom", asked(pilot).title):
                assert word not in shown
        await back(pilot, "un autre")
        assert top(app) is LockScreen
        await back(pilot)
        assert top(app) is InterviewScreen
        assert text_of(app) == before
        await pilot.press("x")  # where the cursor was
        assert area(pilot).text == "abxc"


async def test_the_first_key_after_a_long_absence_locks_and_does_nothing_else(
    visiting: Visiting, clock: FixedClock
) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, until="consent")
        away(clock)
        await pilot.press("1")
        assert top(app) is LockScreen
        assert app.screen.query_one(Input).value == ""
        await back(pilot)
        assert asked(pilot).step == "consent"


async def test_keys_mouse_and_paste_put_it_off(app: AssistantApp, ref: str, clock: FixedClock) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        away(clock, 9)
        await pilot.press("down")
        away(clock, 9)
        # As a terminal tells it: the pilot's own goes past the interface, to the screen.
        app.post_message(events.MouseMove(None, 10, 10, 1, 0, 0, False, False, False))
        await pilot.pause()
        away(clock, 9)
        app.post_message(events.Paste("x"))
        await pilot.pause()
        away(clock, 9)
        assert not app.lock_if_idle()
        away(clock, 1)
        assert app.lock_if_idle()


async def test_the_time_is_looked_at_without_any_key(
    app: AssistantApp, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entering, "LOOK", 0.01)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        away(clock)
        for _look in range(200):
            if top(app) is LockScreen:
                break
            await pilot.pause(0.01)
        assert top(app) is LockScreen


async def test_dialogs_and_alerts_come_back(visiting: Visiting) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, QUIET, until="inr_readings")
        await give(pilot, "01/03/2017 4,6")
        app.screen.query_one(Input).value = "médecin appelé à"
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert "médecin" not in text_of(app)
        await back(pilot)
        assert top(app) is AlertScreen
        assert app.screen.query_one(Input).value == "médecin appelé à"
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("f2")
        app.screen.query_one(TextArea).text = "parle b"
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert top(app) is LockScreen
        await back(pilot)
        assert top(app) is Note
        assert app.screen.query_one(TextArea).text == "parle b"


async def test_it_stays_locked_through_a_small_window(visiting: Visiting, ref: str) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+l")
        for size in ((60, 20), SIZE, (60, 20)):
            await resized(pilot, size)
            await pilot.pause()
            assert top(app) is (LockScreen if size == SIZE else TooSmall)
            assert "DURAND" not in text_of(app)
        await resized(pilot, SIZE)
        await pilot.pause()
        await back(pilot)
        assert top(app) is InterviewScreen


async def test_it_locks_and_unlocks_in_a_small_window(
    visiting: Visiting, clock: FixedClock, slow: Slow
) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await resized(pilot, (60, 20))
        await pilot.pause()
        away(clock)
        app.lock_if_idle()
        await resized(pilot, SIZE)
        await pilot.pause()
        assert top(app) is LockScreen
        app.screen.query_one(Input).value = PASSPHRASE
        await pilot.press("enter")
        await resized(pilot, (60, 20))
        await pilot.pause()
        slow.go_on.set()
        for _round in range(3):
            await ready(pilot)
        assert top(app) is TooSmall
        await resized(pilot, SIZE)
        await pilot.pause()
        assert top(app) is InterviewScreen


async def test_what_a_covered_screen_opens_waits_behind_the_lock(visiting: Visiting) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, QUIET, until="inr_readings")
        app.action_lock()  # while an answer is still on its way
        card(pilot).post_message(Given("inr_readings", "01/03/2017 4,6", "enter"))
        await pilot.pause()
        assert screen_of(pilot).session.open_alerts
        assert top(app) is LockScreen
        await back(pilot)
        assert top(app) is AlertScreen


async def test_what_a_covered_screen_closes_does_not_take_the_lock_away(visiting: Visiting) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, until="consent")
        await pilot.press("f2")
        note = app.screen
        assert isinstance(note, Note)
        app.action_lock()
        note.query_one(TextArea).text = "parle bas"
        note.action_keep()
        await pilot.pause()
        assert top(app) is LockScreen
        await back(pilot)
        assert top(app) is InterviewScreen
        assert "parle bas" in text_of(app)


async def test_only_one_lock_and_no_key_of_the_screens_behind_it(app: AssistantApp, ref: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+l", "ctrl+l", "f1", "n", "escape", "slash")
        await pilot.pause()
        assert [type(screen) for screen in app.screen_stack] == [HomeScreen, LockScreen]
        assert app.screen.query_one(Input).value == "n/"
        assert "Ctrl" not in text_of(app)
        await pilot.press("f2")
        await pilot.pause()
        assert "--recovery" in text_of(app)
        await back(pilot)
        assert [type(screen) for screen in app.screen_stack] == [HomeScreen]


async def test_the_program_can_be_left_while_locked(visiting: Visiting, store: Store) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, HISTORY, until="avk_history")
        await pilot.press(*"abc")
        name = screen_of(pilot).session.name
        await pilot.press("ctrl+l", "ctrl+q")
    assert app.fault is None
    assert store.draft(name).read() == ("avk_history", "abc")


async def test_locking_is_among_the_keys_of_the_help(app: AssistantApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("f1")
        await pilot.pause()
        assert "^L" in text_of(app)

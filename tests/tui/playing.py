"""Plays interviews on the screen, by keys."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from time import monotonic
from typing import Any

from textual._context import visible_screen_stack
from textual.app import App
from textual.dom import DOMNode
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, TextArea

from assistant.errors import AssistantError
from assistant.interview.question import Question
from assistant.tui.alert import AlertScreen
from assistant.tui.card import QuestionCard
from assistant.tui.given import Given
from assistant.tui.interview import InterviewScreen

Play = Pilot[None]

PATIENCE = 20.0
"""Seconds after which what is expected will not come."""

GLANCE = 0.05
"""Seconds after which it is looked whether what is waited for may still come."""

TYPED = {"number": "5", "date": "06/03/2017", "text": "rien à dire", "readings": "01/03/2017 2,4"}


def screen_of(pilot: Play) -> InterviewScreen:
    """The interview screen, whatever covers it."""
    return next(s for s in reversed(pilot.app.screen_stack) if isinstance(s, InterviewScreen))


def card(pilot: Play) -> QuestionCard:
    """The question on screen."""
    return screen_of(pilot).query_one(QuestionCard)


def asked(pilot: Play) -> Question:
    """The question on screen."""
    found = card(pilot).question
    assert found is not None
    return found


def line(pilot: Play) -> Input:
    """The field of a number or a date."""
    field = card(pilot).field
    assert isinstance(field, Input)
    return field


def area(pilot: Play) -> TextArea:
    """The field of a text or of rows."""
    field = card(pilot).field
    assert isinstance(field, TextArea)
    return field


async def ready(pilot: Play) -> None:
    """Wait until what was read in the background is shown."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await painted(pilot)  # a screen that was just opened has not always been shown on a busy machine
    await resting(pilot)
    if any(not worker.is_finished for worker in pilot.app.workers):  # begun meanwhile
        await ready(pilot)


async def resting(pilot: Play) -> None:
    """Wait until no widget has a message left, and every screen in sight has its size.

    `pause` waits for an idle processor, which a starved process looks like.
    """
    patience = monotonic() + PATIENCE
    while stirring := _stirring(pilot.app):
        assert monotonic() < patience, f"no rest: {stirring}"
        for screen in _in_sight(pilot.app):
            await painted(pilot, screen)


async def resized(pilot: Play, size: tuple[int, int]) -> None:
    """Give the terminal another size and wait until the screens have it."""
    await pilot.resize_terminal(*size)
    await resting(pilot)


def _ended(app: App[None]) -> bool:
    return app._exit or app._exception is not None


def _in_sight(app: App[None]) -> list[Screen[Any]]:
    return [*app._background_screens, app.screen]


def _stirring(app: App[None]) -> list[object]:
    """What has something left to do."""
    if _ended(app):
        return []
    seen = _in_sight(app)
    late = [screen for screen in seen if screen.size != app.size or screen._compositor._dirty_regions]
    waiting = [one for screen in seen for one in screen.walk_children(with_self=True) if _waiting(one)]
    return [*late, *waiting, *([app] if app.message_queue_size or app._resize_event else [])]


def _waiting(one: DOMNode) -> bool:
    """Whether a widget was told something that it has not done yet."""
    laid = isinstance(one, Screen) and (one._layout_required or one._scroll_required)
    return bool(one.message_queue_size or one._next_callbacks or laid)


async def painted(pilot: Play, screen: Screen[Any] | None = None) -> None:
    """Wait until what was posted is answered and shown, or the screen is gone."""
    for _round in range(2):  # the first lets the screen take what was posted
        one, shown, patience = screen or pilot.app.screen, asyncio.Event(), monotonic() + PATIENCE
        while not shown.is_set():
            if _ended(pilot.app) or one not in _in_sight(pilot.app):  # shows nothing more
                return
            assert monotonic() < patience, f"never shown: {one}"
            one.call_after_refresh(shown.set)  # again, as it is lost where another screen opens and closes
            with suppress(TimeoutError):
                await asyncio.wait_for(shown.wait(), GLANCE)


async def give(pilot: Play, typed: str | None = None) -> None:
    """Answer the question on screen: a key, or a text set and submitted; Enter when nothing is given."""
    question = asked(pilot)
    if question.kind in ("tell", "choices", "yes_no", "choice", "rate"):
        keys = ["enter"] if typed is None or question.kind == "tell" else [*typed]
        for key in keys:
            await pilot.press(key)
        if question.kind == "choices" and typed is not None:
            await pilot.press("enter")
    else:
        field = card(pilot).field
        text = TYPED[question.kind] if typed is None and not question.suggested else typed
        if isinstance(field, Input) and text is not None:
            field.value = text
        elif isinstance(field, TextArea) and text is not None:
            field.text = text + ("\n" if question.kind == "readings" else "")
            field.move_cursor(field.document.end)
        await pilot.press("enter")
    await painted(pilot)


DEFAULTS = {"yes_no": "1", "choice": "1", "rate": "a"}


async def play(pilot: Play, answers: Mapping[str, str] | None = None, until: str | None = None) -> None:
    """Answer until the review, a step, or something else than a question is on screen.

    What only leads there is given to the session, and shown once it is reached; where more than a question
    comes, each answer is given as its widget would, which spares the time of the keys.
    """
    known = answers or {}
    await _ahead(pilot, known, until)
    for turn in range(200):
        await painted(pilot)
        if not isinstance(pilot.app.screen, InterviewScreen):
            return
        question = asked(pilot)
        if question.step == until:
            return
        card(pilot).post_message(Given(question.step, _usual(question, known), f"key {turn}"))
        await painted(pilot)
    raise AssertionError("the interview does not end")


def _usual(question: Question, known: Mapping[str, str]) -> str:
    """What is answered where nothing else is wanted."""
    if question.kind == "tell":
        return ""
    usual = question.suggested or {**TYPED, **DEFAULTS}.get(question.kind, "")
    return known.get(question.step, usual)


async def _ahead(pilot: Play, known: Mapping[str, str], until: str | None) -> None:
    """Answer without the screen as long as there are only questions, and show where that leads."""
    await painted(pilot)
    screen = pilot.app.screen
    if not isinstance(screen, InterviewScreen) or screen._explaining or screen._correcting:
        return
    session = screen.session
    while (question := session.question) is not None and question.step != until:
        try:
            session.answer(_usual(question, known))
        except AssistantError:  # the screen says it
            break
        if session.open_alerts or session.explaining:
            break
    await screen._advance()
    await painted(pilot)


async def acknowledge(pilot: Play, done: str) -> None:
    """Say what was done about the alert on screen."""
    assert isinstance(pilot.app.screen, AlertScreen)
    pilot.app.screen.query_one(Input).value = done
    await pilot.press("enter")
    await pilot.pause()


def top(app: App[None]) -> type[Screen[Any]]:
    """What kind of screen is in sight."""
    return type(app.screen)


def text_of(app: App[None]) -> str:
    """The screen as text, without the spaces at the end of lines."""
    # What is drawn again here draws what is below a dialog too, as the painting of Textual does.
    below = visible_screen_stack.set(app._background_screens)
    try:
        strips = app.screen._compositor.render_strips()
    finally:
        visible_screen_stack.reset(below)
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips) + "\n"

"""Colours: text stands out, nothing rests on them, and changing them or the window changes nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.style import Style
from textual.color import Color
from textual.filter import NoColor, dim_color
from textual.widgets import Input, TextArea

from assistant.settings import Settings
from assistant.settings.settings import THEMES
from assistant.tui.app import AssistantApp
from assistant.tui.covers import TooSmall
from assistant.tui.fields import Choice
from assistant.tui.themes import REGISTERED, TERMINAL, theme_words
from tests.tui.conftest import Place
from tests.tui.entering import settled
from tests.tui.playing import resized, text_of
from tests.tui.scenes import SCENES, rested

SIZE = (80, 24)
LEAST = {"light": 4.5, "contrast": 7.0, "dark": 4.5}
"""WCAG 2.2, 1.4.3 and 1.4.6: text against what is behind it."""


def luminance(color: Color) -> float:
    """Relative luminance, from 0 to 1, as WCAG defines it."""

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, (color.r, color.g, color.b))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def drawn(app: AssistantApp) -> Iterator[tuple[str, Style]]:
    """Every text of the screen on top as it is sent to the terminal, without borders and bars."""
    boxes = [one.region for one in app.screen.query(".dialog, KeyLine")] if app.screen.is_modal else []
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        x = 0
        for text, style, _control in strip:
            inside = not boxes or any(box.contains(x, y) for box in boxes)
            if style is not None and inside and any(c.isalnum() for c in text):
                yield text, style
            x += cell_len(text)


def ratio(style: Style) -> float:
    """How much a text stands out from what is behind it, from 1 to 21."""
    front, back = style.color, style.bgcolor
    assert front is not None
    assert back is not None
    if style.reverse:
        front, back = back, front
    if style.dim:
        front = dim_color(back, front)
    high, low = sorted((luminance(Color.from_rich_color(c)) for c in (front, back)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_is_twenty_one() -> None:
    assert ratio(Style.parse("#000000 on #ffffff")) == pytest.approx(21)
    assert ratio(Style.parse("#767676 on #ffffff")) == pytest.approx(4.54, abs=0.01)
    assert ratio(Style.parse("dim #000000 on #ffffff")) < 10


def test_every_theme_of_the_settings_is_there_and_has_a_name() -> None:
    assert {theme.name for theme in REGISTERED} == {*THEMES, TERMINAL}
    assert set(theme_words()) == set(THEMES)


def state(app: AssistantApp) -> tuple[object, ...]:
    """Where a person is and what is half typed."""
    focused = app.screen.focused
    typed = [one.value for one in app.screen.query(Input)] + [one.text for one in app.screen.query(TextArea)]
    cursor = focused.cursor_position if isinstance(focused, Input) else None
    at = getattr(focused, "highlighted", getattr(focused, "cursor_row", None))
    return ([type(one) for one in app.screen_stack], focused, typed, cursor, at)


@pytest.mark.parametrize("name", SCENES)
async def test_text_stands_out_and_colours_and_the_window_change_nothing_else(
    place: Place, name: str, long: bool
) -> None:
    scene = SCENES[name]
    app = scene.make(place)
    async with app.run_test(size=SIZE) as pilot:
        await scene.go(pilot)
        before, shown = state(app), text_of(app)
        for theme, least in LEAST.items():
            app.colour(theme)
            await settled(pilot)
            assert app.theme == theme
            faint = {text.strip(): str(style) for text, style in drawn(app) if ratio(style) < least}
            assert faint == {}, theme
            assert state(app) == before
            assert text_of(app) == shown
        for size in ((200, 50), (79, 24), (120, 40), (80, 23), (81, 24)) if long else ((79, 24), (81, 24)):
            await resized(pilot, size)
            await settled(pilot)
            assert isinstance(app.screen, TooSmall) is (size[0] < 80 or size[1] < 24)
        await resized(pilot, SIZE)
        await settled(pilot)
        assert state(app) == before
        assert text_of(app) == shown
    if app.opened is not place.store:
        rested(app)


@pytest.mark.parametrize("name", SCENES)
async def test_without_colours_everything_is_there_and_what_is_chosen_shows(
    place: Place, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    scene = SCENES[name]
    app = scene.make(place)
    async with app.run_test(size=SIZE) as pilot:
        await scene.go(pilot)
        assert app.theme == TERMINAL
        plain = NoColor()
        styles = [
            style
            for strip in app.screen._compositor.render_strips()
            for _text, style, _control in plain.apply(list(strip), Color(0, 0, 0))
            if style is not None
        ]
        colours = {str(c.name) for style in styles for c in (style.color, style.bgcolor) if c is not None}
        assert colours <= {"default"}
        focused = app.screen.focused
        if isinstance(focused, Input | Choice) or getattr(focused, "highlighted", None) is not None:
            assert any(style.reverse or style.underline for style in styles), focused
    if app.opened is not place.store:
        rested(app)


async def test_a_terminal_of_few_colours_keeps_its_own(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    app = SCENES["home"].make(place)
    monkeypatch.setattr(type(app.console), "color_system", property(lambda _console: "standard"))
    app.fit_terminal()
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        app.colour("light")
        await settled(pilot)
        assert (app.theme, app.few_colours) == (TERMINAL, True)
        await pilot.press("comma")
        assert "NO_COLOR" in text_of(app)


async def test_the_theme_of_the_settings_is_there_from_the_first_paint(place: Place) -> None:
    app = AssistantApp(SCENES["home"].make(place)._doorstep, settings=replace(Settings(), theme="light"))
    assert app.theme == "light"
    assert app.stylesheet._variables["background"].lower() == app.current_theme.background

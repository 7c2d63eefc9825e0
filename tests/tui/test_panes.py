"""What stands beside the conversation, the clock, and other sizes of the window."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Static

import assistant.tui
from assistant import language
from assistant.tui import conducting
from assistant.tui.app import AssistantApp
from assistant.tui.covers import TooSmall
from assistant.tui.inrplot import InrPlot
from assistant.tui.interview import InterviewScreen
from assistant.tui.panes import SIDE, STEPS, WIDE, WIDEST, middle
from tests.tui.conftest import FixedClock
from tests.tui.playing import (
    Play,
    acknowledge,
    area,
    asked,
    card,
    give,
    painted,
    play,
    ready,
    resized,
    screen_of,
    text_of,
)

SIZE = (80, 24)
QUIET = {"past_events": "2", "bleeding": "2", "warning_signs_present": "2"}
Visiting = Callable[..., AssistantApp]


def first_line(pilot: Play) -> str:
    """The line of progress."""
    return text_of(pilot.app).replace("\u00a0", " ").splitlines()[0]


def test_the_stylesheet_has_the_same_figures() -> None:
    styles = (Path(assistant.tui.__file__).parent / "assistant.tcss").read_text(encoding="utf-8")
    for name, widths in (("steps", STEPS), ("side", SIDE)):
        usual = re.search(rf"^#{name} {{.*?width: (\d+);", styles, re.MULTILINE)
        more = re.search(rf"^\.-widest #{name} {{ width: (\d+); }}", styles, re.MULTILINE)
        assert usual is not None
        assert more is not None
        assert {WIDE: int(usual[1]), WIDEST: int(more[1])} == widths
    assert (middle(119), middle(120), middle(200)) == (119, 58, 120)


@pytest.mark.parametrize("size", [(120, 24), (120, 40), (160, 40), (200, 50)])
async def test_three_panes_on_a_wide_screen(visiting: Visiting, size: tuple[int, int]) -> None:
    app = visiting("avk")
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        await play(pilot, {**QUIET, "needs_help": "1"}, until="inr_readings")
        await give(pilot, "01/02/2017 2,4\n01/03/2017 4,6")
        await acknowledge(pilot, "prescripteur appelé")
        await painted(pilot)
        shown = text_of(app).replace("\u00a0", " ")
    assert "✓ INR du carnet" in shown
    assert "› Ce que dit l’INR" in shown
    assert "Prise du médicament (7)" in shown
    assert "questions restantes" in shown
    assert "« Que mesure l’INR" in shown
    assert "▲" in shown  # the curve
    if size[1] >= 40:  # below the curve; with fewer rows the pane scrolls, and F6 shows it all
        assert "→ prescripteur" in shown
        assert "Besoins" in shown


async def test_at_80_columns_the_rest_is_one_key_away(visiting: Visiting) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, QUIET, until="inr_readings")
        await give(pilot, "01/03/2017 2,4")
        shown = text_of(app)
        assert "│" not in shown
        assert "Prise du médicament" not in shown
        await pilot.press("f6")
        await pilot.pause()
        shown = text_of(app)
        assert "Prise du médicament (7)" in shown
        assert "●" in shown


async def test_the_curve_is_drawn_again_only_when_it_changes(
    visiting: Visiting, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []
    show = InrPlot.show

    def counted(self: InrPlot, curve: object) -> None:
        if curve is not None:
            drawn.append(len(curve.points))  # type: ignore[attr-defined]
        show(self, curve)  # type: ignore[arg-type]

    monkeypatch.setattr(InrPlot, "show", counted)
    app = visiting("avk")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await play(pilot, QUIET, until="inr_readings")
        assert drawn == []
        await give(pilot, "01/03/2017 2,4")
        await play(pilot, QUIET, until="dose")
        assert drawn == [1]
        await pilot.press("f4")
        await pilot.pause()
        await pilot.press("escape")
        assert drawn == [1]


async def test_a_scrollbar_that_only_its_own_width_calls_for_goes_away(visiting: Visiting) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, QUIET, until="inr_readings")
        for size in ((120, 40), SIZE, (100, 30), SIZE):
            await resized(pilot, size)
            await ready(pilot)
            assert not card(pilot).show_vertical_scrollbar
        await give(pilot, "01/03/2017 2,4")
        await play(pilot, QUIET, until="risky_medicines")
        for size, needed in ((SIZE, True), ((120, 40), False), (SIZE, True)):
            await resized(pilot, size)
            await ready(pilot)
            assert card(pilot).show_vertical_scrollbar is needed, size


async def test_the_clock_goes_on_without_a_key_and_stands_still_in_a_pause(
    visiting: Visiting, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conducting, "TICK", 0.01)
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, until="consent")
        assert "· 0 min · encore ~16 min ·" in first_line(pilot)
        clock.seconds += 250
        for _turn in range(200):
            await painted(pilot)
            if "· 4 min ·" in first_line(pilot):
                break
        assert "· 4 min · encore ~16 min ·" in first_line(pilot)
        assert asked(pilot).step == "consent"
        await pilot.press("f3")
        await ready(pilot)
    clock.slept += 3600
    again = visiting("avk", resume=True)
    async with again.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert "· 4 min · encore ~16 min ·" in first_line(pilot)
        clock.seconds += 60
        await pilot.press("1")
        await painted(pilot)
        assert "· 5 min ·" in first_line(pilot)


async def test_the_clock_speaks_english_too(visiting: Visiting) -> None:
    language.use("en")
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert "· 0 min · about 17 min left ·" in first_line(pilot)


async def test_any_size_keeps_place_and_half_typed_text(visiting: Visiting) -> None:
    app = visiting("avk")
    sizes = [(120, 40), (79, 24), (80, 23), (200, 50), (20, 5), (80, 24), (119, 30), (121, 24), (160, 36)]
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, {**QUIET, "past_events": "1"}, until="avk_history")
        await pilot.press(*"un saignement")
        for size in sizes:
            await resized(pilot, size)
            await pilot.pause()
            if size[0] < 80 or size[1] < 24:
                assert isinstance(app.screen, TooSmall)
                assert "80" in text_of(app)
                continue
            assert isinstance(app.screen, InterviewScreen)
            assert asked(pilot).step == "avk_history"
            assert area(pilot).text == "un saignement"
            shown = text_of(app)
            assert "« Que s’est-il passé" in shown.replace("\u00a0", " ")
            assert "un saignement" in shown
            assert ("› Changements et acci" in shown) == (size[0] >= WIDE)
            assert str(app.screen.query_one("#facts", Static).content) or size[0] < WIDE
        await pilot.press(*" en mai", "enter")
        await painted(pilot)
        answers = screen_of(pilot).session.transcript.answers
        assert answers["avk_history"].value == "un saignement en mai"

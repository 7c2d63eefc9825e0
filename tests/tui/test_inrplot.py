"""The INR curve on screen: at several sizes, of few and many values, in words too."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.app import ComposeResult

import assistant.tui
from assistant.avk.reading import Reading, Target
from assistant.dossier.curve import Curve, curve_of
from assistant.settings.settings import THEMES
from assistant.tui.inrplot import InrPlot
from assistant.tui.themes import ThemedApp
from tests.tui.playing import Play, resized, text_of

START = date(2016, 3, 1)
USUAL = Target(2, 3)
STYLES = Path(assistant.tui.__file__).parent / "assistant.tcss"


class Alone(ThemedApp):
    """Nothing but a curve."""

    CSS_PATH = STYLES

    def __init__(self, curve: Curve | None) -> None:
        super().__init__("dark")
        self.curve = curve

    def compose(self) -> ComposeResult:
        plot = InrPlot()
        plot.show(self.curve)  # before it is mounted
        yield plot


def values(*pairs: tuple[int, float]) -> list[Reading]:
    return [Reading(START + timedelta(days), value) for days, value in pairs]


async def shown(pilot: Play) -> str:
    await pilot.pause()
    return text_of(pilot.app)


async def test_band_points_line_interviews_and_what_they_mean() -> None:
    curve = curve_of(values((0, 1.6), (30, 2.4), (60, 3.6)), USUAL, [START + timedelta(45)])
    async with Alone(curve).run_test(size=(78, 18)) as pilot:
        text = await shown(pilot)
    head, *drawing, signs = text.rstrip("\n").splitlines()
    assert head == "dernier\u00a0: 3,6 le 30/04/2016, au-dessus de la cible · 3 INR"
    assert (
        signs.replace("\u00a0", " ")
        == "░ cible 2 à 3   ● dans la cible   ▲ au-dessus   ▼ au-dessous   ┊ entretien"
    )
    body = "\n".join(drawing)
    assert [body.count(mark) for mark in "▼●▲"] == [1, 1, 1]
    assert "░░░" in body
    assert "┊" in body
    assert "12/03/2016" in drawing[-1]
    rows = {row[:4].strip(): row for row in drawing}
    assert "▲" not in rows["3"]
    assert drawing.index(next(row for row in drawing if "▲" in row)) < drawing.index(rows["3"])
    assert drawing.index(next(row for row in drawing if "▼" in row)) > drawing.index(rows["2"])


@pytest.mark.parametrize("size", [(24, 9), (38, 12), (78, 18), (196, 44)])
@pytest.mark.parametrize(
    "readings",
    [
        values((0, 2.4)),
        values((0, 2.4), (0, 2.6)),
        values((0, 2.4), (20, 15), (30, 0.5)),
        values(*((17 * n, 1.5 + n % 5 * 0.5) for n in range(60))),
    ],
    ids=["one", "one day", "huge", "sixty"],
)
@pytest.mark.parametrize("target", [USUAL, Target(2.5, 3.5), None])
async def test_whatever_is_known_is_drawn(
    readings: list[Reading], target: Target | None, size: tuple[int, int]
) -> None:
    async with Alone(curve_of(readings, target)).run_test(size=size) as pilot:
        lines = (await shown(pilot)).splitlines()
    drawing = "".join(lines[1:-1])
    assert any(mark in drawing for mark in "●▲▼")
    assert ("░" in drawing) == (target is not None)
    labelled = lines[max(n for n, line in enumerate(lines) if "━━" in line) + 1]
    for label in labelled.split():
        assert label.count("/") == 2
        assert len(label) == len("01/01/2016"), f"{label} is cut"


@pytest.mark.parametrize("curve", [None, curve_of([], USUAL)])
async def test_nothing_known_says_where_values_come_from(curve: Curve | None) -> None:
    async with Alone(curve).run_test(size=(78, 12)) as pilot:
        assert (await shown(pilot)).strip().startswith("Aucun INR connu")
        pilot.app.query_one(InrPlot).show(curve_of(values((0, 2.4)), USUAL))
        await pilot.pause()
        assert "●" in await shown(pilot)
        pilot.app.query_one(InrPlot).show(curve)
        assert "●" not in await shown(pilot)


async def test_another_curve_another_size() -> None:
    async with Alone(curve_of(values((0, 2.4)), USUAL)).run_test(size=(60, 14)) as pilot:
        await pilot.pause()
        pilot.app.query_one(InrPlot).show(curve_of(values((0, 2.4), (30, 4)), USUAL))
        text = await shown(pilot)
        assert ("▲" in text, "▼\u00a0au-dessous" in text) == (True, True)
        await resized(pilot, (100, 30))
        wide = await shown(pilot)
        assert max(len(line) for line in wide.splitlines()) == 100


async def test_the_line_is_seen_on_light_and_dark() -> None:
    async with Alone(curve_of(values((0, 2.4), (30, 4)), USUAL)).run_test(size=(60, 14)) as pilot:
        for theme in THEMES:
            pilot.app.theme = theme
            await pilot.pause()
            segments = [s for strip in pilot.app.screen._compositor.render_strips() for s in strip]
            line = next(s for s in segments if any("⠁" <= c <= "⣿" for c in s.text))
            assert line.style is not None
            assert line.style.color is not None
            assert line.style.bgcolor is not None
            ink, paper = line.style.color.get_truecolor(), line.style.bgcolor.get_truecolor()
            assert abs(sum(ink) - sum(paper)) > 250, theme

"""The plots that draw INR curves and scores. Imported only when there is one to draw: numpy comes with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.events import MouseScrollDown, MouseScrollUp, Resize
from textual_plot import AxisFormatter, HiResMode, PlotWidget

from assistant.dossier.curve import Curve
from assistant.notation import write_date, write_number
from assistant.rehearsal.progress import Tried

MARKS = {"below": "▼", "in_range": "●", "above": "▲", None: "●"}
"""The shape says where an INR stands; colour is not needed."""
BAND = "░"
INTERVIEW = "┊"
SCORED: dict[str, str] = {"guided": "○", "practice": "●", "exam": "■"}
"""The shape says in which mode an attempt was."""
FRAME = 2
"""Cells that the frame takes in each direction."""
LABEL_CELLS = 13
"""A date and room beside it."""


class _Days(AxisFormatter):
    """Days on an axis, written as dates."""

    def get_ticks(self, min_: float, max_: float, max_ticks: int = 8) -> list[float]:
        """The ends; the curve names better ones."""
        return [min_, max_]

    def get_labels_for_ticks(self, ticks: Sequence[float]) -> list[str]:
        """Dates."""
        return [write_date(date.fromordinal(round(tick))) for tick in ticks]


class _Values(_Days):
    """INR values on an axis."""

    def get_labels_for_ticks(self, ticks: Sequence[float]) -> list[str]:
        """Numbers, with a comma in French."""
        return [write_number(tick) for tick in ticks]


class Numbers(_Days):
    """Whole numbers on an axis."""

    def get_labels_for_ticks(self, ticks: Sequence[float]) -> list[str]:
        """Each of them."""
        return [f"{tick:.0f}" for tick in ticks]


class _Attempts(_Days):
    """Attempts on an axis, by number."""

    def __init__(self) -> None:
        self.attempts: Sequence[Tried] = ()

    def get_labels_for_ticks(self, ticks: Sequence[float]) -> list[str]:
        """The day of each."""
        return [write_date(self.attempts[round(tick) - 1].at.date()) for tick in ticks]


class Months(_Days):
    """Months on an axis, by number."""

    def __init__(self) -> None:
        self.counts: Sequence[tuple[str, int]] = ()

    def get_labels_for_ticks(self, ticks: Sequence[float]) -> list[str]:
        """The month of each."""
        return [self.counts[round(tick) - 1][0] for tick in ticks]


class Drawing(PlotWidget, can_focus=False, inherit_bindings=False):
    """Drawn in its size. It takes neither keys nor wheel, which belong to the screen around it."""

    def __init__(self, across: AxisFormatter, up: AxisFormatter) -> None:
        super().__init__(allow_pan_and_zoom=False)
        self.set_x_formatter(across)
        self.set_y_formatter(up)
        self.set_xticks([])
        self.set_yticks([])
        self.set_reactive(PlotWidget.margin_top, 0)
        self.set_reactive(PlotWidget.margin_bottom, 1)
        self.set_reactive(PlotWidget.margin_left, 5)

    def line(self, across: Sequence[float], up: Sequence[float]) -> None:
        """Join these points."""
        self.plot(across, up, "", HiResMode.BRAILLE)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Leave the wheel to what scrolls around it."""
        event.prevent_default()

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Leave the wheel to what scrolls around it."""
        event.prevent_default()


class CurvePlot(Drawing):
    """An INR curve."""

    def __init__(self, curve: Curve) -> None:
        super().__init__(_Days(), _Values())
        self._curve = curve

    def on_resize(self, _event: Resize) -> None:
        """Draw for the new size."""
        self.draw(self._curve)

    def draw(self, curve: Curve) -> None:
        """Draw this curve."""
        self._curve = curve
        if not self.children:  # not composed yet
            return
        across = max(1, self.size.width - self.margin_left)
        up = max(1, self.size.height - self.margin_bottom)
        first, last = (day.toordinal() for day in curve.days)
        low, high = curve.bounds
        self.clear()
        self.set_xlimits(first, last)
        self.set_ylimits(low, high)
        self.set_xticks(self._ticks(curve, across))
        self.set_yticks(curve.levels(max(2, up // 2)))
        self._draw_band(curve, across, up)
        heights = [low + (high - low) * row / (2 * up) for row in range(2 * up)]
        for day in curve.interviews:  # not the library's own lines, which would lie over the points
            self.scatter([day.toordinal()] * len(heights), heights, INTERVIEW, "bold")
        for run in curve.runs:
            days = [point.day.toordinal() for point in run]
            self.line(days, [point.value for point in run])
        for place, mark in MARKS.items():
            held = [point for point in curve.points if point.place == place]
            if held:
                self.scatter(
                    [point.day.toordinal() for point in held], [point.value for point in held], mark, "bold"
                )

    def _ticks(self, curve: Curve, across: int) -> list[float]:
        """Days whose labels, centred under them, are not cut at the right."""
        first, last = (day.toordinal() for day in curve.days)
        end = last - (last - first) * (LABEL_CELLS // 2) / across
        ticks = [day.toordinal() for day in curve.ticks(max(1, across // LABEL_CELLS))]
        return [tick for tick in ticks if tick <= end] or [first]

    def _draw_band(self, curve: Curve, across: int, up: int) -> None:
        if curve.target is None:
            return
        first, last = (day.toordinal() for day in curve.days)
        below, above = curve.target.low, curve.target.high
        low, high = curve.bounds
        rows, columns = max(1, up - FRAME), max(1, across - FRAME)
        middles = [low + (high - low) * (row + 0.5) / rows for row in range(rows)]
        heights = [below, *(middle for middle in middles if below < middle < above), above]
        days = [first + (last - first) * (column + 0.5) / columns for column in range(columns)]
        self.scatter(
            [day for _height in heights for day in days],
            [height for height in heights for _day in days],
            BAND,
            "dim",
        )


class ScorePlot(Drawing):
    """The score of each attempt, the oldest first."""

    def __init__(self, attempts: Sequence[Tried]) -> None:
        self._axis = _Attempts()
        super().__init__(self._axis, Numbers())
        self._attempts = attempts

    def on_resize(self, _event: Resize) -> None:
        """Draw for the new size."""
        self.draw(self._attempts)

    def draw(self, attempts: Sequence[Tried]) -> None:
        """Draw these attempts, at least one."""
        self._attempts = self._axis.attempts = attempts
        if not self.children:  # not composed yet
            return
        across = max(1, self.size.width - self.margin_left)
        last = len(attempts)
        self.clear()
        self.set_xlimits(0.5, last + 0.5)
        self.set_ylimits(-5, 105)
        most = max(1, across // LABEL_CELLS)
        self.set_xticks([float(n) for n in range(1, last + 1, max(1, -(-last // most)))])
        self.set_yticks([0, 50, 100] if self.size.height < 2 * LABEL_CELLS else [0, 25, 50, 75, 100])
        if last > 1:
            places = [float(n) for n in range(1, last + 1)]
            self.line(places, [float(one.percent) for one in attempts])
        for mode, mark in SCORED.items():
            held = [(n, one.percent) for n, one in enumerate(attempts, 1) if one.mode == mode]
            if held:
                self.scatter([float(n) for n, _p in held], [float(p) for _n, p in held], mark, "bold")


class MonthPlot(Drawing):
    """How many of something there were in each month."""

    def __init__(self, counts: Sequence[tuple[str, int]]) -> None:
        """A plot.

        Args:
            counts: each month in a few characters and how many there were in it, at least one month.
        """
        self._axis = Months()
        super().__init__(self._axis, Numbers())
        self._counts = counts

    def on_resize(self, _event: Resize) -> None:
        """Draw for the new size."""
        self.draw(self._counts)

    def draw(self, counts: Sequence[tuple[str, int]]) -> None:
        """Draw these months."""
        self._counts = self._axis.counts = counts
        if not self.children:  # not composed yet
            return
        last, top = len(counts), max(1, *(count for _month, count in counts))
        self.clear()
        self.set_xlimits(0.5, last + 0.5)
        self.set_ylimits(0, top * 1.1)
        most = max(1, max(1, self.size.width - self.margin_left) // LABEL_CELLS)
        self.set_xticks([float(n) for n in range(1, last + 1, max(1, -(-last // most)))])
        self.set_yticks(sorted({0.0, float(top // 2), float(top)}))
        places, heights = [float(n) for n in range(1, last + 1)], [float(count) for _month, count in counts]
        if last > 1:
            self.line(places, heights)
        self.scatter(places, heights, "●", "bold")

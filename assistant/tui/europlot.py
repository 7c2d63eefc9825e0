"""Where the year of a pharmacy stands month by month, drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.events import Resize

from assistant.tui.plotting import Drawing, Months, Numbers
from assistant.year.months import Month

SIGNS: Final = {"secured": "■", "possible": "○", "lost": "×"}
"""The shape says which; colour is not needed."""
NOW: Final = "┊"
LABEL_CELLS: Final = 9


class EuroPlot(Drawing):
    """What is secured, still possible and lost at the end of each month, in euros."""

    def __init__(self, months: Sequence[Month]) -> None:
        """A plot.

        Args:
            months: the twelve of a year.
        """
        self._axis = Months()
        super().__init__(self._axis, Numbers())
        self.set_reactive(Drawing.margin_left, 8)
        self._months = months

    def on_resize(self, _event: Resize) -> None:
        """Draw for the new size."""
        self.draw(self._months)

    def draw(self, months: Sequence[Month]) -> None:
        """Draw these months."""
        self._months = months
        self._axis.counts = [(month.day.strftime("%m/%Y"), 0) for month in months]
        if not self.children:  # not composed yet
            return
        series = {
            "possible": [float(month.possible_eur + month.to_confirm_eur) for month in months],
            "lost": [float(month.lost_eur) for month in months],
            "secured": [float(month.secured_eur) for month in months],
        }
        last, top = len(months), max(1.0, *(euros for one in series.values() for euros in one))
        self.clear()
        self.set_xlimits(0.5, last + 0.5)
        self.set_ylimits(-top * 0.05, top * 1.1)
        most = max(1, max(1, self.size.width - self.margin_left) // LABEL_CELLS)
        self.set_xticks([float(n) for n in range(1, last + 1, max(1, -(-last // most)))])
        self.set_yticks(sorted({0.0, float(round(top / 2)), top}))
        places = [float(n) for n in range(1, last + 1)]
        over = sum(not month.foreseen for month in months)
        if 0 < over < last:
            rows = 2 * max(1, self.size.height)
            self.scatter([over + 0.5] * rows, [top * row / rows for row in range(rows)], NOW, "dim")
        for name, heights in series.items():
            self.line(places, heights)
            self.scatter(places, heights, SIGNS[name], "bold")

"""The line of totals above the patients."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

if TYPE_CHECKING:
    from assistant.year.report import YearReport


class PharmacyYear(Static):
    """Where the year of the pharmacy stands."""

    def __init__(self) -> None:
        super().__init__(id="totals")
        self._report: YearReport | None = None
        self._amounts = True

    def show(self, report: YearReport | None, *, amounts: bool) -> None:
        """Say it; without a report what was said stays, until it is known again."""
        self._report = report or self._report
        self._amounts = amounts
        self.on_resize()

    def on_resize(self) -> None:
        """Fit the sentences to the width."""
        if self._report is not None:
            from assistant.tui.homewords import totals  # its words cost a part of the first paint

            self.update(totals(self._report, self.app.size.width - 2, amounts=self._amounts))

"""What stands beside the patients of a year: its months, drawn and in figures, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from assistant.language import _
from assistant.script.knowledge import foreseeing
from assistant.tui import yearlistwords
from assistant.tui.plain import joined, words
from assistant.year.months import Month
from assistant.year.outlook import Outlook

if TYPE_CHECKING:
    from assistant.tui.europlot import EuroPlot


class MonthsPane(VerticalScroll):
    """Nothing of the months is seen while amounts are hidden."""

    def __init__(self) -> None:
        super().__init__(id="behind")
        self._plot: EuroPlot | None = None
        self._amounts = True

    def compose(self) -> ComposeResult:
        """What the signs mean, the months in figures, the rules."""
        yield Static(id="signs")
        yield Static(id="figures", classes="block")
        yield Static(id="rests", classes="block")

    def draw(self, months: Sequence[Month], *, amounts: bool) -> None:
        """Show these months."""
        from assistant.tui.europlot import EuroPlot

        if self._plot is None:
            self._plot = EuroPlot(months)
            self.mount(self._plot, after=0)
        else:
            self._plot.draw(months)
        self.query_one("#figures", Static).update(_figures(months))
        self.reveal(amounts=amounts)

    def behind(self, found: Outlook) -> None:
        """Say what it rests on."""
        doubts = [str(one.note) for one in foreseeing().to_confirm]
        self.query_one("#rests", Static).update(joined(*yearlistwords.behind(found, doubts)))

    def reveal(self, *, amounts: bool) -> None:
        """Show or hide the amounts."""
        from assistant.tui.europlot import NOW, SIGNS

        signs = [
            f"{SIGNS['secured']} {_('secured')}",
            f"{SIGNS['possible']} {_('possible or to confirm')}",
            f"{SIGNS['lost']} {_('lost')}",
            f"{NOW} {_('to be expected from here on')}",
        ]
        said = "   ".join(one.replace(" ", "\u00a0") for one in signs)
        hidden = _("The months are hidden with the details. m shows them.")
        self.query_one("#signs", Static).update(words(said if amounts else hidden, "dim"))
        self.query_one("#figures").display = amounts
        if self._plot is not None:
            self._plot.display = amounts


def _figures(months: Sequence[Month]) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column(Text(_("Month"), "bold"))
    for name in (_("Secured"), _("To confirm"), _("Possible"), _("Lost")):
        table.add_column(Text(name, "bold"), justify="right")
    for month in months:
        euros = (month.secured_eur, month.to_confirm_eur, month.possible_eur, month.lost_eur)
        style = "dim" if month.foreseen else ""
        sign = "…" if month.foreseen else ""
        table.add_row(month.day.strftime("%m/%Y") + sign, *(f"{one} €" for one in euros), style=style)
    return table

"""The INR curve with what its signs mean, in words above and below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from assistant.dossier.curve import Curve
from assistant.language import _, ngettext
from assistant.notation import write_date, write_number
from assistant.tui.plain import words

if TYPE_CHECKING:
    from assistant.tui.plotting import CurvePlot


class InrPlot(Vertical):
    """A curve; where there is nothing to draw, a sentence. What draws it is loaded with the first curve."""

    def __init__(self, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._curve: Curve | None = None
        self._plot: CurvePlot | None = None

    def compose(self) -> ComposeResult:
        """What it shows, the drawing when there is one, what the signs mean."""
        yield Static(classes="curve-head")
        yield Static(classes="curve-signs")

    def on_mount(self) -> None:
        """Show what was given before."""
        self.show(self._curve)

    def show(self, curve: Curve | None) -> None:
        """Show this curve; None while nothing is known."""
        self._curve = curve
        if not self.is_attached or not self.children:  # not composed yet
            return
        drawn = curve if curve is not None and curve.points else None
        self.query_one(".curve-head", Static).update(_head(drawn))
        signs = self.query_one(".curve-signs", Static)
        signs.display = drawn is not None
        if drawn is not None:
            signs.update(_signs(drawn))
        if self._plot is not None:
            self._plot.display = drawn is not None
        if drawn is None:
            return
        if self._plot is None:
            from assistant.tui.plotting import CurvePlot

            self._plot = CurvePlot(drawn)
            self.mount(self._plot, after=0)
        else:
            self._plot.draw(drawn)


def _head(curve: Curve | None) -> Content:
    last = None if curve is None else curve.last
    if curve is None or last is None:
        return words(_("No INR is known yet. The interview asks for those of the booklet."))
    values = len(curve.points)
    count = ngettext("{count} INR", "{count} INRs", values).format(count=values)
    place = {
        "below": _("below the range"),
        "in_range": _("in range"),
        "above": _("above the range"),
        None: _("range not known"),
    }[last.place]
    latest = _("last {value} on {day}, {place}").format(
        value=write_number(last.value), day=write_date(last.day), place=place
    )
    return Content.assemble(words(latest, "bold"), words(f" · {count}"))


def _signs(curve: Curve) -> Content:
    from assistant.tui.plotting import BAND, INTERVIEW, MARKS

    if curve.target is None:
        signs = [f"{MARKS[None]} INR"]
    else:
        band = _("target {low} to {high}").format(
            low=write_number(curve.target.low), high=write_number(curve.target.high)
        )
        signs = [f"{BAND} {band}", f"{MARKS['in_range']} {_('in range')}"]
        signs += [f"{MARKS['above']} {_('above')}", f"{MARKS['below']} {_('below')}"]
    if curve.interviews:
        signs.append(f"{INTERVIEW} {_('interview')}")
    # A sign and its words stay on one line.
    return words("   ".join(sign.replace(" ", "\u00a0") for sign in signs), "dim")

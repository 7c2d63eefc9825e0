"""The scores of attempts over time, with what the signs mean, in words above and below the drawing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from assistant.language import _, ngettext
from assistant.rehearsal.progress import Tried
from assistant.rehearsal.words import mode_words
from assistant.tui.plain import words
from assistant.tui.rehearsalwords import percent

if TYPE_CHECKING:
    from assistant.tui.plotting import ScorePlot


class Scores(Vertical):
    """A curve of scores; where there is nothing to draw, a sentence."""

    def __init__(self) -> None:
        super().__init__(id="scores")
        self._plot: ScorePlot | None = None

    def compose(self) -> ComposeResult:
        """What it shows, the drawing when there is one, what the signs mean."""
        yield Static(classes="curve-head")
        yield Static(classes="curve-signs")

    def show(self, title: str, attempts: Sequence[Tried]) -> None:
        """Show these attempts, the oldest first."""
        self.query_one(".curve-head", Static).update(_head(title, attempts))
        signs = self.query_one(".curve-signs", Static)
        signs.display = bool(attempts)
        if self._plot is not None:
            self._plot.display = bool(attempts)
        if not attempts:
            return
        from assistant.tui.plotting import SCORED, ScorePlot

        shown = [f"{SCORED[mode]} {label}" for mode, label in mode_words().items()]
        # A sign and its words stay on one line.
        signs.update(words("   ".join(sign.replace(" ", "\u00a0") for sign in shown), "dim"))
        if self._plot is None:
            self._plot = ScorePlot(attempts)
            self.mount(self._plot, after=0)
        else:
            self._plot.draw(attempts)


def _head(title: str, attempts: Sequence[Tried]) -> Content:
    if not attempts:
        return Content.assemble(words(title, "bold"), words(" · " + _("no attempt yet")))
    count = ngettext("{count} attempt", "{count} attempts", len(attempts)).format(count=len(attempts))
    run = percent(attempts[-1].percent)
    if len(attempts) > 1:
        run = f"{percent(attempts[0].percent)} → {run}"
    return Content.assemble(words(title, "bold"), words(f" · {count} · {run}"))

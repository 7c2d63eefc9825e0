"""What all transcripts come to: who held what, what patients do not know, how alerts were answered."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from assistant.errors import AssistantError
from assistant.language import _
from assistant.review.chosen import Filter
from assistant.review.overview import Overview, overview
from assistant.store.store import Store
from assistant.tui import overviewwords
from assistant.tui.keyline import KeyLine
from assistant.tui.keys import N_, binding, translate
from assistant.tui.layer import Layer
from assistant.tui.marks import marked
from assistant.tui.panes import WIDE
from assistant.tui.plain import words
from assistant.tui.reviewingwords import filter_told


class OverviewScreen(Layer[None]):
    """Tables and plots of the transcripts asked for."""

    AUTO_FOCUS = "#gathered"
    BINDINGS: ClassVar[list[BindingType]] = [
        binding(
            "p",
            "turn",
            N_("Other page"),
            N_("What patients know, or who held what"),
            name="overview.turn",
        ),
        binding("escape", "close", N_("Back"), N_("Return to the transcripts"), name="overview.close"),
    ]
    HELP = N_("People stand by name: minutes say what was done, not who is better.")

    def __init__(self, store: Store, chosen: Filter) -> None:
        """The overview.

        Args:
            store: the dossiers.
            chosen: which transcripts are asked for.
        """
        super().__init__()
        translate(self)
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
        self._store = store
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """A line on what there is; people and months, and what is known of patients beside them."""
        yield Static(id="progress")
        with Horizontal(id="overviewed"):
            yield VerticalScroll(id="gathered")
            with Vertical(id="held_pane"):
                yield VerticalScroll(id="people_held")
        yield KeyLine()

    def on_mount(self) -> None:
        """Read it, out of the way of the keys."""
        self._head(_("Reading the transcripts…"))
        self.run_worker(self._read, thread=True, name="overview")

    def _read(self) -> None:
        try:
            found = overview(self._store, self._chosen)
        except AssistantError as error:
            self.app.call_from_thread(self._head, error.message)
        else:
            self.app.call_from_thread(self._show, found)

    def _head(self, sentence: str) -> None:
        if self.is_attached:  # it may have been left meanwhile
            self.query_one("#progress", Static).update(marked(self._store.access, words(sentence, "bold")))

    def _show(self, found: Overview) -> None:
        if not self.is_attached:
            return
        title = overviewwords.head(found, filter_told(self._chosen))
        self.query_one("#progress", Static).update(marked(self._store.access, title))
        self.query_one("#gathered").mount(
            *(Static(part, classes="block") for part in overviewwords.right(found))
        )
        self.query_one("#people_held").mount(
            *(Static(part, classes="block") for part in overviewwords.left(found))
        )
        counts = overviewwords.months(found)
        if len(counts) > 1:
            from assistant.tui.plotting import MonthPlot

            self.query_one("#held_pane").mount(MonthPlot(counts))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing to turn where both are in sight."""
        return action != "turn" or self.app.size.width < WIDE

    def on_resize(self) -> None:
        """Fit the keys to what is in sight."""
        self.refresh_bindings()

    def action_turn(self) -> None:
        """Show who held the interviews, or what is known of patients."""
        self.toggle_class("-turned")
        self.query_one("#people_held" if self.has_class("-turned") else "#gathered").focus()

    def action_close(self) -> None:
        """Return to the transcripts."""
        self.dismiss(None)

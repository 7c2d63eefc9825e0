"""What stands around the conversation: the line of progress with its clock, the steps, the patient."""

from __future__ import annotations

from typing import Any

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from assistant.dossier.curve import Curve
from assistant.interview.session import Session
from assistant.interview.sitting import Sitting
from assistant.store.vault.access import Access
from assistant.tui.inrplot import InrPlot
from assistant.tui.marks import marked
from assistant.tui.panes import WIDE
from assistant.tui.patientcard import curve, patient_card
from assistant.tui.progress import progress, spent, steps


class Beside:
    """Fills the parts of an interview's screen that are not the conversation."""

    def __init__(self, screen: Screen[Any], access: Access) -> None:
        self._screen = screen
        self._access = access
        self._line = Content("")
        self._drawn: Curve | None = None

    def tick(self, sitting: Sitting) -> None:
        """Show how far the interview is, and how long it has lasted."""
        line = marked(self._access, self._progress(sitting))
        if line != self._line:
            self._line = line
            self._screen.query_one("#progress", Static).update(line, layout=False)

    def _progress(self, sitting: Sitting) -> Content:
        return progress(sitting.session, spent(sitting))

    def fill(self, session: Session) -> None:
        """Show steps and patient where there is room."""
        size = self._screen.app.size
        if size.width < WIDE or not self._screen.is_attached:
            return
        find = self._screen.query_one
        find("#steps", Static).update(steps(session, size.height - 2), layout=False)
        find("#facts", Static).update(patient_card(session))
        drawn = curve(session)
        if drawn != self._drawn:  # drawing costs more than the question itself
            self._drawn = drawn
            find(InrPlot).show(drawn)
            find(InrPlot).display = drawn is not None


def load_drawing() -> None:
    """Load what draws a curve, out of the way of the keys: the first one would hold up a key by 150 ms."""
    import assistant.tui.plotting  # noqa: F401

"""What stands above every screen that lies over a rehearsal, whatever the screen is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from assistant.tui.marks import rehearsal_mark
from assistant.tui.plain import words
from assistant.tui.rehearsing import RehearsalScreen

if TYPE_CHECKING:
    from assistant.tui.app import AssistantApp


class RehearsalMark(Static):
    """The first line of a screen."""

    DEFAULT_CSS = """
    RehearsalMark { split: top; width: 100%; height: 1; padding: 0 1; background: $panel; }
    """


def put_marks(app: AssistantApp) -> None:
    """Put the mark on each screen that comes above a rehearsal; the rehearsal's own has it in its line."""

    def put(screen: Screen[Any]) -> None:
        below = next((one for one in app.screen_stack if isinstance(one, RehearsalScreen)), None)
        if below is None or below is screen or screen.query(RehearsalMark) or not screen.is_attached:
            return
        title = words(str(below.session.case.title), "bold")
        screen.mount(RehearsalMark(Content.assemble(rehearsal_mark(), title)), before=0)

    # Mounted by the screen itself, once it has its own widgets.
    app.screen_change_signal.subscribe(app, lambda screen: screen.call_later(put, screen))

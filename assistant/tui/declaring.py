"""The way to the declaration sheet, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.tui.declarations import DeclarationsScreen
from assistant.tui.home import HomeScreen
from assistant.tui.patient import PatientScreen
from assistant.tui.visits import refresh
from assistant.tui.yearscreen import YearScreen

if TYPE_CHECKING:
    from assistant.tui.app import AssistantApp


def open_sheet(app: AssistantApp) -> None:
    """The sheet of all patients, or of the one on screen."""
    here = app.screen
    if isinstance(here, PatientScreen):
        ref = here.ref
        screen = DeclarationsScreen(app.store, app.settings.rules, ref)
        app.push_screen(screen, lambda _closed: refresh(app, ref))
    elif isinstance(here, HomeScreen | YearScreen):  # a second press of the key is not a second screen
        app.push_screen(DeclarationsScreen(app.store, app.settings.rules), lambda _closed: app.read_again())

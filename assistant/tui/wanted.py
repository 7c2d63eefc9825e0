"""What a screen wants done that leads to another screen: the message itself knows who does it."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.screen import Screen

if TYPE_CHECKING:
    from assistant.store.store import Store
    from assistant.tui.app import AssistantApp
    from assistant.tui.transcriptreading import ReadingScreen


class Wanted(Message):
    """Done by the program, and only while the screen that asked is the one in sight."""

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__()
        self.screen = screen

    @abstractmethod
    def answer(self, app: AssistantApp) -> None:
        """Do it. What it takes is loaded here, since every screen loads its messages."""


class PageWanted(Wanted):
    """The page of a transcript is to be written to a file."""

    def __init__(self, screen: Screen[Any], transcript: str, store: Store | None = None) -> None:
        """The transcript, and where it is: among the dossiers if not given."""
        super().__init__(screen)
        self.store = store
        self.transcript = transcript

    def answer(self, app: AssistantApp) -> None:
        """Ask for a name and write it."""
        from assistant.tui.exporting import export_page

        export_page(app, self.store or app.store, self.transcript)


class FollowingWanted(Wanted):
    """The next transcript that was not read is wanted instead of this one."""

    def __init__(self, screen: ReadingScreen) -> None:
        super().__init__(screen)
        self.reading = screen

    def answer(self, app: AssistantApp) -> None:
        """Open it in the place of this one."""
        from assistant.tui.reviewing import follow

        follow(app, self.reading)

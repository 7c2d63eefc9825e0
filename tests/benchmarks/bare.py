"""A bare Textual app with a header, an input and a footer: the least that could be painted first."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Input

PLACEHOLDER = "Type something here"
KEY = "Leave it now"


class Bare(App[None]):
    """Nothing but the three widgets."""

    BINDINGS = [("f10", "quit", KEY)]  # noqa: RUF012 - as the documentation of Textual shows it

    def compose(self) -> ComposeResult:
        """The three widgets."""
        yield Header()
        yield Input(placeholder=PLACEHOLDER)
        yield Footer()


if __name__ == "__main__":
    Bare().run()

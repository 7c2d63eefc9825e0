"""The line above a list that leaves in it what holds the words typed, with the keys that work in it."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import Input

from assistant.tui.keys import N_, binding, translate
from assistant.tui.layer import Layer


class Narrowing(Input):
    """Where words are typed. The screen has the actions `table` and `clear`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("enter", "submit", N_("List"), N_("Go to the list"), name="narrow.take"),
        binding("down", "screen.table", N_("List"), N_("Go to the list"), name="narrow.table", show=False),
        binding("escape", "screen.clear", N_("All"), N_("Take these words away"), name="narrow.clear"),
    ]

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__(placeholder=placeholder, id=name, classes="narrowing", compact=True)
        translate(self)


class Narrowed(Layer[None]):
    """A screen that is a list with such a line, called `narrow`, above it."""

    LIST: ClassVar[str]
    """Id of the list."""

    @abstractmethod
    def fill(self) -> None:
        """Show what the words leave."""

    def on_input_changed(self) -> None:
        """Filter as it is typed."""
        self.fill()

    def on_input_submitted(self) -> None:
        """Go to the list."""
        self.action_table()

    def action_narrow(self) -> None:
        """Type words of the lines to keep."""
        self.set_focus(self.query_one("#narrow"))  # at once, unlike `focus`

    def action_table(self) -> None:
        """Go to the list."""
        self.set_focus(self.query_one(f"#{self.LIST}"))

    def action_clear(self) -> None:
        """Every line again."""
        self.query_one("#narrow", Narrowing).value = ""
        self.action_table()

"""The line above a list that leaves in it what holds the words typed, with the keys that work in it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import Input

from assistant.tui.keys import N_, binding, translate


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

"""What to begin with, once the store is made."""

from __future__ import annotations

from typing import Literal

from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assistant.language import _
from assistant.tui.keyline import KeyLine
from assistant.tui.keys import translate
from assistant.tui.listing import Listing
from assistant.tui.page import Page
from assistant.tui.plain import words

What = Literal["patient", "demo", "list"]


class Ready(Screen[None]):
    """Offers the first patient, the demo, or the list."""

    class Chosen(Message):
        """One of them."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    def __init__(self, *, demo: bool) -> None:
        super().__init__()
        translate(self)
        self._demo = demo

    def compose(self) -> ComposeResult:
        """A sentence and the choices."""
        choices: dict[What, str] = {"patient": _("Add the first patient")}
        if self._demo:
            choices["demo"] = _("Look at the program with made-up patients first")
        choices["list"] = _("Go to the list of patients")
        yield Static(words(_("All is ready"), "bold"), id="progress")
        with Page():
            yield Static(words(_("The store is made and open. What would you like to do?")), classes="block")
            options = [Option(words(label), id=what) for what, label in choices.items()]
            yield Listing(*options, name="begin")
            later = _("A file of patients you already have: assistant import FILE.csv")
            yield Static(words(later, "dim"), classes="block")
        yield KeyLine()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do it."""
        self.post_message(self.Chosen(event.option_id or "list"))

"""The command palette: everything that can be done here, found by a part of its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static

from assistant.language import _
from assistant.notation import fold, shorten
from assistant.tui.command import Command, Found
from assistant.tui.dialogs import CLOSE
from assistant.tui.keyline import KeyLine
from assistant.tui.keys import N_, function_key, translate
from assistant.tui.layer import Dialog
from assistant.tui.listing import Listing
from assistant.tui.plain import words

WIDTH: Final = 58
"""Columns of a label; its key stands behind it."""


class Palette(Dialog[Command | None]):
    """A line to type in and the commands that fit; dismissed with the one chosen."""

    HELP = N_("Type a part of what you look for, or of a patient’s name; the arrows choose, Enter does it.")
    BINDINGS: ClassVar[list[BindingType]] = [
        CLOSE,
        function_key("up", "before", N_("Before"), N_("Choose the command before"), name="palette.before"),
        function_key("down", "next", N_("Next"), N_("Choose the next command"), name="palette.next"),
    ]

    def __init__(self, commands: Sequence[Command], found: Found) -> None:
        super().__init__()
        translate(self)
        self._commands = commands
        self._found = found
        self._shown: list[Command] = []

    def compose(self) -> ComposeResult:
        """The line and the list."""
        with Vertical(classes="dialog", id="palette") as box:
            box.border_title = words(_("Commands")).markup
            yield Input(placeholder=_("a part of a command or of a name"), compact=True)
            yield Listing()
            yield Static(words(_("Nothing of this name. Esc closes.")), classes="none")
        yield KeyLine()

    def on_mount(self) -> None:
        """Everything, ready to be typed."""
        self.query_one(OptionList).can_focus = False
        self._fill("")
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep what fits."""
        event.stop()
        self._fill(event.value)

    def _fill(self, typed: str) -> None:
        wanted = fold(typed).split()
        fits = [one for one in self._commands if all(word in fold(one.label) for word in wanted)]
        self._shown = [*fits, *(self._found(typed) if wanted else ())]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([words(_row(one)) for one in self._shown])
        options.highlighted = 0 if self._shown else None
        options.display = bool(self._shown)
        self.query_one(".none").display = not self._shown

    def action_before(self) -> None:
        """Choose the command before."""
        self.query_one(OptionList).action_cursor_up()

    def action_next(self) -> None:
        """Choose the next command."""
        self.query_one(OptionList).action_cursor_down()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Do the one chosen."""
        event.stop()
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self.dismiss(self._shown[at])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do the one clicked."""
        self.dismiss(self._shown[event.option_index])

    def action_close(self) -> None:
        """Do nothing."""
        self.dismiss(None)


def _row(one: Command) -> str:
    return shorten(one.label, WIDTH).ljust(WIDTH + 2) + one.key

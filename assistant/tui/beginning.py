"""How a rehearsal is begun: in which mode, with which seed."""

from __future__ import annotations

from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from assistant.language import _
from assistant.rehearsal.practised import RULES, Mode
from assistant.tui.dialogs import CLOSE
from assistant.tui.keyline import KeyLine
from assistant.tui.keys import translate
from assistant.tui.layer import Dialog
from assistant.tui.listing import Listing
from assistant.tui.plain import words
from assistant.tui.rehearsalwords import modes_told

MOST = 9
"""Figures of a seed."""


class Seed(Input):
    """The number that makes the patient's words."""

    def __init__(self, seed: int) -> None:
        super().__init__(str(seed), type="integer", max_length=MOST, compact=True, select_on_focus=False)

    def help_words(self) -> str:
        """What is expected here."""
        return _("The same number brings the same words again; another one, other words for the same facts.")


class BeginRehearsal(Dialog[tuple[Mode, int] | None]):
    """Dismissed with the mode and the seed; None to begin nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [CLOSE]

    def __init__(self, title: str, minutes: int, seed: int, mode: Mode) -> None:
        """The dialog.

        Args:
            title: of the case.
            minutes: time allowed in an exam.
            seed: the one proposed.
            mode: the one proposed.
        """
        super().__init__()
        translate(self)
        self._title = title
        self._minutes = minutes
        self._seed = seed
        self._mode = mode

    def compose(self) -> ComposeResult:
        """The modes, then the seed."""
        with Vertical(classes="dialog") as box:
            box.border_title = words(self._title).markup
            yield Static(words(_("How do you practise?"), "bold"), classes="sentence")
            yield Listing(
                *(Option(words(self._told(mode)), id=mode) for mode in modes_told()),
                name="choices",
            )
            with Horizontal(classes="asked"):
                yield Static(words(_("Seed (the same one, the same words)")), classes="label")
                yield Seed(self._seed)
            yield Static(classes="fault")
        yield KeyLine()

    def _told(self, mode: Mode) -> str:
        told = modes_told()[mode]
        minutes = _("{count} min").format(count=self._minutes)
        return f"{told} ({minutes})" if RULES[mode].timed else told

    def on_mount(self) -> None:
        """Begin at the mode proposed."""
        self.query_one(".fault").display = False
        self.query_one(OptionList).highlighted = list(modes_told()).index(self._mode)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Begin in this mode."""
        event.stop()
        self._begin()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Begin with this seed."""
        event.stop()
        self._begin()

    def _begin(self) -> None:
        typed = self.query_one(Seed).value.strip()
        chosen = self.query_one(OptionList).highlighted_option
        if not typed.lstrip("-+").isdecimal():
            fault = self.query_one(".fault", Static)
            fault.update(words("! " + _("The seed is a whole number, such as 1.")))
            fault.display = True
        elif chosen is not None and chosen.id is not None:
            self.dismiss((cast("Mode", chosen.id), int(typed)))

    def action_close(self) -> None:
        """Begin nothing."""
        self.dismiss(None)

"""The recovery key, shown once."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Static

from assistant.language import _
from assistant.tui.keyline import KeyLine
from assistant.tui.keys import translate
from assistant.tui.listing import Listing
from assistant.tui.page import Page
from assistant.tui.plain import joined, words


class RecoveryKey(Screen[None]):
    """The key, this once; what is chosen first keeps it in sight."""

    class Written(Message):
        """It is on paper."""

    def __init__(self, key: str) -> None:
        super().__init__()
        translate(self)
        self._key = key

    def compose(self) -> ComposeResult:
        """The key alone, and what it is for."""
        yield Static(words(_("Recovery key, shown this once"), "bold"), id="progress")
        with Page():
            yield Static(words(large(self._key), "bold"), id="recovery")
            yield Static(joined(*map(words, _keeping())), classes="block")
            choices = (_("Not yet: keep it on the screen"), _("I have written it down"))
            yield Listing(*map(words, choices), name="written")
            yield Static(classes="fault")
        yield KeyLine()

    def on_mount(self) -> None:
        """Nothing is wrong yet."""
        self.query_one(".fault").display = False

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go on only with the key on paper."""
        if event.option_index == 1:
            self.post_message(self.Written())

    def insist(self) -> None:
        """Say that it will not be shown again."""
        fault = self.query_one(".fault", Static)
        fault.update(
            words("! " + _("The key is not shown again: write it down, and say so, before leaving."))
        )
        fault.display = True


def large(key: str) -> str:
    """The key with room between its letters, four groups a line."""
    groups = [" ".join(group) for group in key.split("-")]
    rows = ("   -   ".join(groups[at : at + 4]) for at in range(0, len(groups), 4))
    return "\n\n".join(rows)


def _keeping() -> tuple[str, ...]:
    return (
        _("Write it on paper and lock it away. It opens everything when a passphrase is forgotten."),
        _("Without it and without a passphrase nobody can read the dossiers, nor can we."),
    )

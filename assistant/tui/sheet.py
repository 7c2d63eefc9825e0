"""A dialog in which several things are given at once: lines, choices, a text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Input, Static, TextArea

from assistant.tui.dialogs import CLOSE
from assistant.tui.fields import Row
from assistant.tui.keyline import KeyLine
from assistant.tui.keys import N_, binding, translate
from assistant.tui.layer import Dialog
from assistant.tui.plain import words

TEXT = "text"
"""The name under which the text is given."""
Kept = Callable[[Mapping[str, str]], str | None]
"""Does something with what is given, by name; the sentence that says why not, or None when it is done."""


class Sheet(Dialog[bool]):
    """Dismissed with whether it was done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        CLOSE,
        binding("tab", "next", N_("Next line"), N_("Go to the next line of this dialog"), name="sheet.next"),
        binding("f2,ctrl+s", "keep", N_("Do it"), N_("Do it with what is given here"), name="sheet.keep"),
    ]
    HELP = N_("Tab goes on to the next line; the arrows choose where there is something to choose from.")

    def __init__(
        self,
        title: str,
        rows: Sequence[Row],
        keep: Kept,
        *,
        told: str = "",
        asked: str = "",
        half: dict[str, str] | None = None,
    ) -> None:
        """The dialog.

        Args:
            title: of it.
            rows: what is asked for.
            keep: what is done with it.
            told: what is to be known first.
            asked: what a text is for; there is none where this is empty.
            half: where a text stays that is left half typed, to be gone on with.
        """
        super().__init__()
        translate(self)
        self._title = title
        self._rows = rows
        self._keep = keep
        self._told = told
        self._asked = asked
        self._half = {} if half is None else half
        self._about = f"{title}\n{told}"

    def compose(self) -> ComposeResult:
        """What is to be known, the rows, the text, what went wrong."""
        with VerticalScroll(classes="dialog", can_focus=False) as box:
            box.border_title = words(self._title).markup
            if self._told:
                yield Static(words(self._told), classes="sentence")
            yield from self._rows
            if self._asked:
                yield Static(words(self._asked), classes="told")
                yield TextArea(self._half.get(self._about, ""), highlight_cursor_line=False)
            yield Static(classes="fault")
        yield KeyLine()

    def on_mount(self) -> None:
        """Nothing is wrong yet; a text is gone on with."""
        self._tell("")
        for text in self.query(TextArea):
            text.cursor_location = text.document.end

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep what is half typed."""
        event.stop()
        self._half[self._about] = event.text_area.text

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Do it."""
        event.stop()
        self.action_keep()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is a next line where there is more than one."""
        return action != "next" or len(self._rows) + bool(self._asked) > 1

    def action_next(self) -> None:
        """Go to the next line; from the last to the first."""
        self.focus_next()

    def action_keep(self) -> None:
        """Do it, or say why it cannot be done."""
        given = {row.asked: row.given for row in self._rows}
        if self._asked:
            given[TEXT] = self.query_one(TextArea).text
        fault = self._keep(given)
        if fault is None:
            self._half.pop(self._about, None)
            self.dismiss(True)
        else:
            self._tell(fault)

    def _tell(self, sentence: str) -> None:
        fault = self.query_one(".dialog > .fault", Static)
        fault.update(words(f"! {sentence}"))
        fault.display = bool(sentence)
        if sentence:
            fault.scroll_visible(animate=False)

    def action_close(self) -> None:
        """Do nothing."""
        self.dismiss(False)

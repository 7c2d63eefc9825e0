"""Small dialogs: confirm, tell, type, choose. Each gives its result to a callback."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static, TextArea
from textual.widgets.option_list import Option

from assistant.language import _
from assistant.tui.keyline import KeyLine
from assistant.tui.keys import N_, binding, translate
from assistant.tui.layer import Dialog
from assistant.tui.listing import Listing
from assistant.tui.plain import words

Attempt = Callable[[str], str | None]
"""Tries to do something with a text; the sentence that says why not, or None when it is done."""

Typed = Callable[[str], None]
"""Is told what is half typed, at each change."""

CLOSE = binding("escape", "close", N_("Close"), N_("Close without doing anything"), name="dialog.close")


class Told(Dialog[None]):
    """Something to read, one key away: facts, help, a sentence."""

    BINDINGS: ClassVar[list[BindingType]] = [
        CLOSE,
        binding("enter,f6,f1", "close", N_("Close"), N_("Close"), name="dialog.read", show=False),
    ]

    def __init__(self, title: str, content: Content) -> None:
        super().__init__()
        translate(self)
        self._title = title
        self._content = content

    def compose(self) -> ComposeResult:
        """The text and its title."""
        with VerticalScroll(classes="dialog") as box:
            box.border_title = words(self._title).markup
            yield Static(self._content)
        yield KeyLine()

    def action_close(self) -> None:
        """Go back to what is underneath."""
        self.dismiss(None)


class Confirm(Dialog[bool]):
    """One question to the pharmacist; the safe answer is chosen first."""

    BINDINGS: ClassVar[list[BindingType]] = [CLOSE]

    def __init__(self, sentence: str, yes: str, no: str, *, yes_first: bool = False) -> None:
        super().__init__()
        translate(self)
        self._sentence = sentence
        self._choices = [(yes, True), (no, False)] if yes_first else [(no, False), (yes, True)]

    def compose(self) -> ComposeResult:
        """The sentence and two choices."""
        with Vertical(classes="dialog"):
            yield Static(words(self._sentence), classes="sentence")
            yield Listing(*(words(label) for label, _value in self._choices), name="choices")
        yield KeyLine()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer."""
        self.dismiss(self._choices[event.option_index][1])

    def action_close(self) -> None:
        """The safe answer."""
        self.dismiss(False)


class Pick(Dialog[str | None]):
    """One of several steps."""

    BINDINGS: ClassVar[list[BindingType]] = [CLOSE]

    def __init__(self, title: str, choices: Sequence[tuple[str, str]], chosen: str | None = None) -> None:
        super().__init__()
        translate(self)
        self._title = title
        self._choices = choices
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """The choices."""
        with Vertical(classes="dialog") as box:
            box.border_title = words(self._title).markup
            yield Listing(*(Option(words(label), id=name) for name, label in self._choices), name="choices")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin at the one chosen, or at the last."""
        names = [name for name, _label in self._choices]
        at = names.index(self._chosen) if self._chosen in names else len(names) - 1
        self.query_one(OptionList).highlighted = at

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take it."""
        self.dismiss(event.option_id)

    def action_close(self) -> None:
        """None of them."""
        self.dismiss(None)


class Note(Dialog[bool]):
    """Free text beside a question."""

    BINDINGS: ClassVar[list[BindingType]] = [
        CLOSE,
        binding(
            "f2,ctrl+s", "keep", N_("Keep the note"), N_("Keep the note with the interview"), name="note.keep"
        ),
    ]

    def __init__(self, title: str, attempt: Attempt, text: str = "", typed: Typed | None = None) -> None:
        super().__init__()
        translate(self)
        self._title = title
        self._attempt = attempt
        self._text = text
        self._typed = typed

    def compose(self) -> ComposeResult:
        """A field and what went wrong."""
        with Vertical(classes="dialog") as box:
            box.border_title = words(_("Note: {title}").format(title=self._title)).markup
            yield TextArea(self._text, highlight_cursor_line=False)
            yield Static(classes="fault")
        yield KeyLine()

    def on_mount(self) -> None:
        """Go on where it was left."""
        field = self.query_one(TextArea)
        field.cursor_location = field.document.end

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell what is half typed."""
        event.stop()
        if self._typed is not None and event.text_area.text != self._text:
            self._text = event.text_area.text
            self._typed(self._text)

    def action_keep(self) -> None:
        """Keep it, or say why it cannot be."""
        fault = self._attempt(self.query_one(TextArea).text)
        if fault is None:
            self.dismiss(True)
        else:
            self.query_one(".fault", Static).update(words(f"! {fault}"))

    def action_close(self) -> None:
        """Forget it."""
        self.dismiss(False)

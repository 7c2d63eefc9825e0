"""One fact in a form: its label, its text, what is wrong with it or deserves a second look."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from assistant.language import _
from assistant.script.knowledge import FactField
from assistant.tui.plain import safe, show_words, words

Save = Callable[[Mapping[str, Any]], str | None]
"""Keeps the facts; the sentence that says why it cannot, or None when it is done."""


class Field(Vertical):
    """A row, and sentences under it where there is something to say."""

    def __init__(self, field: FactField, text: str) -> None:
        super().__init__()
        self.fact = field
        self._text = text

    def compose(self) -> ComposeResult:
        """The row and what is said of it."""
        needed = " *" if self.fact.required else ""
        with Horizontal():
            unit = getattr(self.fact.answer, "unit", None)
            measured = f" ({unit})" if unit else ""  # still there once something is typed
            yield Static(words(f"{self.fact.label}{measured}{needed}"), classes="label")
            yield Input(
                safe(self._text), placeholder=expected(self.fact), compact=True, select_on_focus=False
            )
        if self.fact.answer.choices_offered():  # in full, and still there once something is typed
            yield Static(words(expected(self.fact), "dim"), classes="options")
        yield Static(classes="fault")
        yield Static(classes="doubt")

    def on_mount(self) -> None:
        """Nothing to say yet."""
        self.tell("")

    def on_descendant_focus(self) -> None:
        """Bring what is said of the field in sight with it."""
        self.add_class("-current")
        self.call_after_refresh(self.scroll_visible, animate=False)

    def on_descendant_blur(self) -> None:
        """What there is to choose from is said no longer."""
        self.remove_class("-current")

    @property
    def input(self) -> Input:
        """Where it is typed."""
        return self.query_one(Input)

    @property
    def typed(self) -> str:
        """The text as typed."""
        return self.input.value

    def tell(self, fault: str, doubt: str = "", hint: str = "") -> None:
        """Say what is wrong, what deserves a second look, or what may help; nothing when empty."""
        show_words(self, ".fault", fault_words(fault))
        show_words(self, ".doubt", doubt_words(doubt) if doubt else hint)


def fault_words(sentence: str) -> str:
    """A sentence that says what cannot be kept, marked as such in words."""
    return _("To mend: {sentence}").format(sentence=sentence) if sentence else ""


def doubt_words(sentence: str) -> str:
    """A sentence that does not stop anything, marked as such in words."""
    return _("To check: {sentence}").format(sentence=sentence) if sentence else ""


def expected(field: FactField) -> str:
    """What a field takes, in the place of its text."""
    options = [str(option.label).split(" (")[0] for option in field.answer.choices_offered()]
    if options:
        return ", ".join(options)
    if field.answer.kind == "readings":
        return _("DD/MM/YYYY and the value")
    return _("DD/MM/YYYY") if field.answer.kind == "date" else ""

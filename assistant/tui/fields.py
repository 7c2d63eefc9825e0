"""What is asked for, a row each: a line to type in, or a choice by the arrows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from assistant.tui.keys import N_, binding, translate
from assistant.tui.plain import safe, show_words, words

NO_BREAK = "\u00a0"
"""Keeps the words of one choice on a line."""


class Row(Vertical):
    """One thing asked for: its label, what is given, what is wrong with it."""

    def __init__(self, name: str, label: str, expected: str, field: Input | Choice) -> None:
        super().__init__(id=f"row-{name.replace('.', '-')}", classes="row")
        self.asked = name
        self.label = label
        self.expected = expected
        self._field = field

    def compose(self) -> ComposeResult:
        """The label and where it is given, and a sentence under them where something is wrong."""
        with Horizontal(classes="asked"):
            yield Static(words(self.label), classes="label")
            yield self._field
        yield Static(classes="fault")

    def on_mount(self) -> None:
        """Nothing is wrong yet."""
        self.tell("")

    def help_words(self) -> str:
        """What is expected here."""
        return f"{self.label}. {self.expected}"

    @property
    def given(self) -> str:
        """What is typed or chosen."""
        return self._field.value if isinstance(self._field, Input) else self._field.chosen

    def tell(self, sentence: str) -> None:
        """Say what is wrong; nothing when it is empty."""
        show_words(self, ".fault", f"! {sentence}" if sentence else "")


class Line(Row):
    """A line to type in."""

    def __init__(
        self, name: str, label: str, expected: str, text: str = "", *, hint: str = "", secret: bool = False
    ) -> None:
        field = Input(safe(text), placeholder=hint, password=secret, compact=True, select_on_focus=False)
        super().__init__(name, label, expected, field)


class Choices(Row):
    """One of several, all in sight."""

    def __init__(
        self, name: str, label: str, expected: str, options: Sequence[tuple[str, str]], chosen: str
    ) -> None:
        super().__init__(name, label, expected, Choice(options, chosen))


class Choice(Static, can_focus=True):
    """The options on a line; the arrows choose."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("left", "before", N_("Before"), N_("Choose what stands before"), name="choice.before"),
        binding("right,space", "next", N_("Next"), N_("Choose what comes next"), name="choice.next"),
    ]

    class Changed(Message):
        """Another one is chosen."""

        def __init__(self, choice: Choice) -> None:
            super().__init__()
            self.choice = choice

        @property
        def control(self) -> Choice:
            """Where."""
            return self.choice

    def __init__(self, options: Sequence[tuple[str, str]], chosen: str) -> None:
        """The options.

        Args:
            options: each with its words.
            chosen: which of them is.
        """
        super().__init__()
        translate(self)
        self._options = options
        self._at = next((at for at, (name, _label) in enumerate(options) if name == chosen), 0)

    @property
    def chosen(self) -> str:
        """The one chosen."""
        return self._options[self._at][0]

    def render(self) -> Content:
        """The one chosen is marked; it is set off while the arrows work here."""
        parts = []
        for at, (_name, label) in enumerate(self._options):
            here = at == self._at
            style = "" if not here else "bold reverse" if self.has_focus else "bold"
            parts.append(words(f" {'●' if here else '○'}{NO_BREAK}{label.replace(' ', NO_BREAK)} ", style))
        return Content(" ").join(parts)

    def action_before(self) -> None:
        """Choose what stands before."""
        self._choose(self._at - 1)

    def action_next(self) -> None:
        """Choose what comes next."""
        self._choose(self._at + 1)

    def _choose(self, at: int) -> None:
        self._at = at % len(self._options)
        self.refresh()
        self.post_message(self.Changed(self))

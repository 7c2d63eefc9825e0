"""What an answer is given with: keys for options, fields for what is typed."""

from __future__ import annotations

from typing import Final

from textual import events
from textual.widgets import Input, TextArea

from assistant.interview.question import Question
from assistant.language import _
from assistant.tui.given import Given, Typing
from assistant.tui.options import Options
from assistant.tui.plain import safe


class OneLine(Input):
    """A number or a date."""

    def __init__(self) -> None:
        super().__init__(select_on_focus=False, classes="area")
        self._step = ""

    def put(self, question: Question, text: str | None) -> None:
        """Take another question; what is suggested is replaced by the first key, what was typed is not."""
        self._step = question.step
        self.placeholder = _example(question)
        with self.prevent(Input.Changed):
            self.value = safe(question.suggested if text is None else text)
        self.cursor_position = len(self.value)
        if text is None:
            self.action_select_all()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give what is typed."""
        event.stop()
        self.post_message(Given(self._step, self.value, "enter"))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell what is half typed."""
        event.stop()
        self.post_message(Typing(self._step, self.value))


class Paragraph(TextArea):
    """Free text: Enter gives it, Ctrl+J begins a line."""

    def __init__(self) -> None:
        super().__init__(highlight_cursor_line=False, classes="area")
        self._step = ""

    def put(self, question: Question, text: str | None) -> None:
        """Take another question."""
        self._step = question.step
        self.placeholder = _example(question)
        with self.prevent(TextArea.Changed):
            self.text = safe(self._laid_out(question.suggested) if text is None else text)
        self.cursor_location = self.document.end

    def _laid_out(self, suggested: str) -> str:
        return suggested

    def on_key(self, event: events.Key) -> None:
        """Give the text, or begin a line."""
        if event.key == "ctrl+j":
            event.stop()
            event.prevent_default()
            self.insert("\n")
        elif event.key == "enter" and self.complete:
            event.stop()
            event.prevent_default()
            self.post_message(Given(self._step, self.text, "enter"))

    @property
    def complete(self) -> bool:
        """Whether Enter gives the text instead of beginning a line."""
        return True

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell what is half typed."""
        event.stop()
        self.post_message(Typing(self._step, self.text))


class Rows(Paragraph):
    """Dates and values, a row a line: Enter on an empty row gives them."""

    def _laid_out(self, suggested: str) -> str:
        rows = [row.strip() for row in suggested.split(";") if row.strip()]
        return "".join(row + "\n" for row in rows)

    @property
    def complete(self) -> bool:
        """Whether the cursor is on an empty row."""
        return not self.document.get_line(self.cursor_location[0]).strip()


def _example(question: Question) -> str:
    examples = {
        "number": _("a number, such as {example}").format(example="2,5"),
        "date": _("DD/MM/YYYY, today or yesterday"),
        "readings": _("29/05/2016 2,4"),
    }
    return examples.get(question.kind, _("may be left empty") if question.optional else "")


def hint(question: Question) -> str:
    """What the keys do for this question."""
    enter = {
        "text": _("Enter: go on · Ctrl+J: new line"),
        "readings": _("One INR a line: date and value · Enter on an empty line: go on"),
    }.get(question.kind, _("Enter: go on"))
    if question.kind in ("yes_no", "choice", "rate", "choices", "tell"):
        return ""
    unit = f"{question.unit} · " if question.unit else ""
    left = " · " + _("may be left empty") if question.optional else ""
    return unit + enter + left


Area = Options | OneLine | Paragraph

KINDS: Final[tuple[type[Area], ...]] = (Options, OneLine, Paragraph, Rows)
"""Every kind of widget an answer is given with."""

_AREAS: Final[dict[str, type[Area]]] = {
    "tell": Options,
    "yes_no": Options,
    "choice": Options,
    "choices": Options,
    "rate": Options,
    "number": OneLine,
    "date": OneLine,
    "readings": Rows,
}


def area_of(question: Question) -> type[Area]:
    """The widget that fits the question."""
    return _AREAS.get(question.kind, Paragraph)

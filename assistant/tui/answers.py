"""What an answer is given with: keys for options, fields for what is typed."""

from __future__ import annotations

from textual import events
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from assistant.interview.question import Question
from assistant.language import _
from assistant.tui.given import Given, Typing
from assistant.tui.options import Options
from assistant.tui.plain import safe, words


class Said(Static, can_focus=True):
    """Nothing to answer: Enter once it is said."""

    def __init__(self, question: Question) -> None:
        super().__init__(words(_("Enter: said, go on")), classes="area")
        self._step = question.step

    def on_key(self, event: events.Key) -> None:
        """Go on."""
        if event.key in ("enter", "space"):
            event.stop()
            self.post_message(Given(self._step, "", event.key))


class OneLine(Input):
    """A number or a date."""

    def __init__(self, question: Question, text: str | None) -> None:
        kept = question.suggested if text is None else text
        super().__init__(
            safe(kept), placeholder=_example(question), select_on_focus=text is None, classes="area"
        )
        self._step = question.step

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

    def __init__(self, question: Question, text: str | None) -> None:
        kept = question.suggested if text is None else text
        super().__init__(
            safe(kept), classes="area", highlight_cursor_line=False, placeholder=_example(question)
        )
        self._step = question.step
        self.cursor_location = self.document.end

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

    def __init__(self, question: Question, text: str | None) -> None:
        kept = question.suggested if text is None else text
        rows = [row.strip() for row in kept.replace("\n", ";").split(";") if row.strip()]
        super().__init__(question, "".join(row + "\n" for row in rows) if text is None else kept)

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
        "readings": _("A row a line, date and INR · Enter on an empty row: go on"),
    }.get(question.kind, _("Enter: go on"))
    if question.kind in ("yes_no", "choice", "rate", "choices", "tell"):
        return ""
    unit = f"{question.unit} · " if question.unit else ""
    left = " · " + _("may be left empty") if question.optional else ""
    return unit + enter + left


def area(question: Question, text: str | None) -> Widget:
    """The widget that fits the question, holding `text` or else what is suggested."""
    match question.kind:
        case "tell":
            return Said(question)
        case "yes_no" | "choice" | "choices" | "rate":
            return Options(question, text)
        case "number" | "date":
            return OneLine(question, text)
        case "readings":
            return Rows(question, text)
        case _:
            return Paragraph(question, text)

"""The question on screen: what to say, what is for the pharmacist alone, and where the answer is given."""

from __future__ import annotations

from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.widgets import Static

from assistant.interview.question import Question
from assistant.language import _
from assistant.tui.answers import KINDS, Area, area_of, hint
from assistant.tui.plain import show_words, words


class QuestionCard(VerticalScroll, can_focus=False):
    """One question at a time."""

    def __init__(self) -> None:
        super().__init__(id="card")
        self.question: Question | None = None
        self.field: Area | None = None
        """Where the answer is given."""
        # Answers of one kind share a widget, and those of the other kinds wait unseen:
        # making one costs more than everything else a key does.
        self._areas: dict[type[Area], Area] = {kind: kind() for kind in KINDS}

    def compose(self) -> ComposeResult:
        """Its parts, from what is read aloud to what went wrong."""
        yield Static(id="title")
        yield Static(id="say")
        yield from self.under_words()
        yield Static(id="guide")
        for area in self._areas.values():
            area.display = False
            yield area
        yield Static(id="hint")
        yield Static(id="fault")

    def under_words(self) -> ComposeResult:
        """What stands between the words and the answer; nothing with a patient who is there."""
        yield from ()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows it needs beside the place kept for a scrollbar, which Textual does not take off."""
        return super().get_content_height(container, viewport, width - self.styles.scrollbar_size_vertical)

    def ask(self, question: Question, text: str | None = None, *, correcting: bool = False) -> str:
        """Show a question, holding `text` or else what is suggested; what is read aloud of it."""
        title = _("Correction: {title}").format(title=question.title) if correcting else question.title
        return self._show(question, title, text)

    def explain(self, question: Question) -> str:
        """Show what to explain of a notion that is not acquired; what is read aloud of it."""
        title = _("To explain now: {title}").format(title=question.title)
        told = replace(question, kind="tell", say=question.explain, guide="", options=(), points=())
        return self._show(told, title, None)

    def _show(self, question: Question, title: str, text: str | None) -> str:
        self.question = question
        self.query_one("#title", Static).update(words(title))
        self.query_one("#say", Static).update(words(f"«\u00a0{question.say}\u00a0»"))
        guide = self.query_one("#guide", Static)
        guide.border_title = words(_("For you alone, not to be read aloud")).markup
        guide.update(words(question.guide))
        guide.display = bool(question.guide)
        show_words(self, "#hint", hint(question))
        show_words(self, "#fault", "")
        self._take(question, text)
        self.scroll_home(animate=False)
        return question.say

    def _take(self, question: Question, text: str | None) -> None:
        self.field = self._areas[area_of(question)]
        self.field.put(question, text)
        self.field.display = True
        self.field.focus(scroll_visible=False)
        for other in self._areas.values():
            other.display = other is self.field

    def refuse(self, sentence: str) -> None:
        """Say why the answer cannot be taken; what was typed stays."""
        show_words(self, "#fault", f"! {sentence}")
        self.query_one("#fault").scroll_visible(animate=False)

    def hide_fault(self) -> None:
        """Take the sentence away, once something else is typed."""
        show_words(self, "#fault", "")

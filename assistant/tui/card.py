"""The question on screen: what to say, what is for the pharmacist alone, and where the answer is given."""

from __future__ import annotations

from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from assistant.interview.question import Question
from assistant.language import _
from assistant.tui.answers import area, hint
from assistant.tui.plain import words


class QuestionCard(VerticalScroll, can_focus=False):
    """One question at a time."""

    def __init__(self) -> None:
        super().__init__(id="card")
        self.question: Question | None = None

    def compose(self) -> ComposeResult:
        """Its parts, from what is read aloud to what went wrong."""
        yield Static(id="title")
        yield Static(id="say")
        yield Static(id="guide")
        yield Vertical(id="area")
        yield Static(id="hint")
        yield Static(id="fault")

    async def ask(self, question: Question, text: str | None = None, *, correcting: bool = False) -> None:
        """Show a question, holding `text` or else what is suggested."""
        title = _("Correction: {title}").format(title=question.title) if correcting else question.title
        await self._show(question, title, text)

    async def explain(self, question: Question) -> None:
        """Show what to explain of a notion that is not acquired."""
        title = _("To explain now: {title}").format(title=question.title)
        await self._show(
            replace(question, kind="tell", say=question.explain, guide="", points=()), title, None
        )

    async def _show(self, question: Question, title: str, text: str | None) -> None:
        self.question = question
        self.query_one("#title", Static).update(words(title))
        self.query_one("#say", Static).update(words(f"« {question.say} »"))
        guide = self.query_one("#guide", Static)
        guide.border_title = words(_("For you alone, not to be read aloud")).markup
        guide.update(words(question.guide))
        guide.display = bool(question.guide)
        self._line("#hint", hint(question))
        self._line("#fault", "")
        fields = area(question, text)
        holder = self.query_one("#area", Vertical)
        async with self.batch():
            await holder.remove_children()
            await holder.mount(fields)
        fields.focus()
        self.scroll_home(animate=False, immediate=True)

    def refuse(self, sentence: str) -> None:
        """Say why the answer cannot be taken; what was typed stays."""
        self._line("#fault", f"! {sentence}")
        self.query_one("#fault").scroll_visible(animate=False)

    def hide_fault(self) -> None:
        """Take the sentence away, once something else is typed."""
        self._line("#fault", "")

    def focus_answer(self) -> None:
        """Give the keys to the answer."""
        fields = self.query("#area > *")
        if fields:
            fields.first(Widget).focus()

    def _line(self, selector: str, text: str) -> None:
        line = self.query_one(selector, Static)
        line.update(words(text))
        line.display = bool(text)

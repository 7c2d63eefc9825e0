"""The conversation as a chat: what was said, answered, noted and done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from assistant.interview.conversation import Line
from assistant.language import _
from assistant.tui.plain import joined, words

_TOGETHER = 8
"""Lines that share a widget: a layout costs by widgets, and an interview has hundreds of lines."""


class _Lines(Static):
    """A few lines, one below the other."""

    def __init__(self) -> None:
        super().__init__(classes="line")
        self.held: list[Content] = []

    def put(self, content: Content) -> None:
        """One more line."""
        self.held.append(content)
        self.update(joined(*self.held))


class Conversation(VerticalScroll):
    """Lines of one or more interviews, the latest in sight."""

    def __init__(self, *, follow: bool = True) -> None:
        super().__init__(id="chat", can_focus=not follow)
        self._follow = follow
        self._section = ""
        self._open: _Lines | None = None

    def head(self, title: str, notice: str = "") -> None:
        """Begin an interview: its title, and what is said of it as a whole."""
        self._section = ""
        lead = "" if self._open is None else "\n"
        self._put([joined(words(lead + title, "bold"), words(notice, "dim"))])

    def tell(self, sentence: str) -> None:
        """A sentence of the program's own."""
        self._put([words(sentence, "bold")])

    def add(self, lines: Iterable[Line]) -> None:
        """More lines, below the others."""
        self._put(list(self._contents(lines)))

    def _put(self, contents: list[Content]) -> None:
        for content in contents:
            if self._open is None or len(self._open.held) >= _TOGETHER:
                self._open = _Lines()
                self.mount(self._open)
            self._open.put(content)
        if contents and self._follow:
            self.call_after_refresh(self.scroll_end, animate=False)

    def on_resize(self) -> None:
        """Keep the latest in sight."""
        if self._follow:
            self.scroll_end(animate=False)

    def _contents(self, lines: Iterable[Line]) -> Iterator[Content]:
        for line in lines:
            if line.section and line.section != self._section and line.kind in ("answered", "corrected"):
                self._section = line.section
                yield words("\n" + line.section, "bold underline")
            content = shown(line)
            if content.plain:
                yield content


def shown(line: Line) -> Content:
    """One line of the conversation."""
    match line.kind:
        case "answered" | "corrected":
            return _answer(line)
        case "noted":
            return words("  " + _("Note: {text}").format(text=line.text), "italic")
        case "acknowledged":
            return joined(
                words("! " + _("Alert: {text}").format(text=line.said), "bold"),
                words("  " + _("Done: {text}").format(text=line.text)),
            )
        case "went_back":
            return words(_("Back to: {title}").format(title=line.title), "dim")
        case "opened":
            return words(_("Opened: {title}").format(title=line.title), "dim")
        case "stopped":
            return words(stopped(line.text), "bold")
        case "started":
            day = line.at.strftime("%d/%m/%Y %H:%M")
            return words(_("Begun on {day} by {name}").format(day=day, name=line.by), "dim")
        case "paused" | "resumed" | "completed":
            at = line.at.strftime("%d/%m/%Y %H:%M")
            return words(f"{_marks()[line.kind]} · {at}", "dim")


def stopped(reason: str) -> str:
    """Why an interview ended early."""
    return {
        "refused": _("Stopped: the patient refused."),
        "withdrawn": _("Stopped at the patient’s wish."),
    }.get(reason, _("Stopped."))


def _marks() -> dict[str, str]:
    return {"paused": _("Paused"), "resumed": _("Resumed"), "completed": _("Completed")}


def _answer(line: Line) -> Content:
    answer = line.text if line.text else _("said")
    parts = [words(line.said), words(f"  → {answer}", "bold")]
    if line.before:
        parts.append(words("    " + _("corrected; before: {before}").format(before=line.before), "dim"))
    if line.heard:
        parts.append(words("    " + _("heard: {points}").format(points=" · ".join(line.heard)), "dim"))
    if line.explain:
        parts.append(words("    " + _("explained: {text}").format(text=line.explain), "dim"))
    return joined(*parts)

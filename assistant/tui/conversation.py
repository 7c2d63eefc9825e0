"""The conversation as a chat: what was said, answered, noted and done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from assistant.interview.conversation import Line, stopped
from assistant.interview.event import ANSWERED
from assistant.language import _, labelled
from assistant.tui.plain import joined, words


class Conversation(ScrollView):
    """Lines of one or more interviews, the latest in sight.

    One widget, whose rows are laid out once: what an answer costs does not grow with the conversation.
    """

    def __init__(self, *, follow: bool = True, patient: str = "", numbered: bool = False) -> None:
        """A conversation.

        Args:
            follow: whether the latest stays in sight; otherwise it is moved through by the arrows.
            patient: what a simulated patient is called; empty where no patient is simulated.
            numbered: whether each line begins with its number.
        """
        super().__init__(id="chat", can_focus=not follow)
        self._follow = follow
        self._patient = patient
        self._numbered = numbered
        self._section = ""
        self._held: list[Content] = []
        self._rows: list[Strip] = []
        self._width = 0
        self._tail = follow

    def head(self, title: str, notice: str = "") -> None:
        """Begin an interview: its title, and what is said of it as a whole."""
        self._section = ""
        lead = "\n" if self._held else ""
        self._put([joined(words(lead + title, "bold"), words(notice, "dim"))])

    def tell(self, sentence: str) -> None:
        """A sentence of the program's own."""
        self._put([words(sentence, "bold")])

    def aside(self, sentence: str) -> None:
        """What a student is told beside the conversation; nothing where it is empty."""
        self._put([words(f"  · {sentence}", "dim")] if sentence else [])

    def add(self, lines: Iterable[Line]) -> None:
        """More lines, below the others."""
        self._put(list(self._contents(lines)))

    def render_line(self, y: int) -> Strip:
        """One row; while the latest is followed, counted from the end, whatever the height became."""
        region = self.scrollable_content_region
        last = max(0, len(self._rows) - region.height)
        row = y + (last if self._tail else self.scroll_offset.y)
        return self._rows[row] if row < len(self._rows) else Strip.blank(region.width, self.rich_style)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Follow the latest, unless scrolled away from it."""
        super().watch_scroll_y(old_value, new_value)
        self._tail = self._follow and new_value >= self.max_scroll_y

    def on_resize(self) -> None:
        """Lay the rows out again for another width, and keep the latest in sight."""
        tail = self._tail
        if self._width != self.scrollable_content_region.width:
            self._lay_out_again()
        if tail:
            self.scroll_end(animate=False, immediate=True)

    def notify_style_update(self) -> None:
        """Lay the rows out again: colours are part of them."""
        super().notify_style_update()
        self._lay_out_again()

    def _put(self, contents: list[Content]) -> None:
        self._held += contents
        self._lay_out(contents)
        if contents and self._follow:
            self._tail = True
            self.scroll_end(animate=False, immediate=True)

    def _lay_out_again(self) -> None:
        self._rows.clear()
        self._width = self.scrollable_content_region.width
        self._lay_out(self._held)

    def _lay_out(self, contents: list[Content]) -> None:
        if self._width > 0 and contents:
            for content in contents:
                self._rows += Visual.to_strips(self, content, self._width, None, self.visual_style)
            self.virtual_size = Size(self._width, len(self._rows))
            self.refresh()

    def _contents(self, lines: Iterable[Line]) -> Iterator[Content]:
        heading = (*ANSWERED, "spoke") if self._patient else ANSWERED
        for line in lines:
            if line.section and line.section != self._section and line.kind in heading:
                self._section = line.section
                yield words("\n" + line.section, "bold underline")
            content = rehearsed(line, self._patient) if self._patient else shown(line)
            if content.plain and self._numbered:
                content = Content.assemble(words(f"{line.seq:>3} ", "dim"), content)
            if content.plain:
                yield content


def shown(line: Line) -> Content:
    """One line of the conversation."""
    match line.kind:
        case "answered" | "corrected" | "amended":
            return _answer(line)
        case "unsigned" | "signed":
            return _signature(line)
        case "noted":
            return words("  " + _("Note: {text}").format(text=line.text), "italic")
        case "spoke":
            return spoken(line, _("Patient"))
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
            return words(_("Begun on {day} by {name}").format(day=_day(line), name=line.by), "dim")
        case "paused" | "resumed" | "completed":
            return words(f"{_marks()[line.kind]} · {_day(line)}", "dim")
        case "briefed":  # nothing was said
            return Content("")


def rehearsed(line: Line, patient: str) -> Content:
    """One line of a rehearsal: what was asked is told by what was said, what was recorded stands under it."""
    if line.kind == "spoke":
        return spoken(line, patient)
    if line.kind not in ("answered", "corrected"):
        return shown(line)
    if not line.text and not line.heard:  # what is only told
        return Content("")
    before = _("corrected; before: {before}").format(before=line.before) if line.before else ""
    heard = _("heard: {points}").format(points=" · ".join(line.heard)) if line.heard else ""
    beside = " · ".join(part for part in (before, heard) if part)
    return Content.assemble(
        words(f"  → {labelled(line.title, line.text)}", "italic"),
        words(f"  ({beside})" if beside else "", "dim"),
    )


def spoken(line: Line, patient: str) -> Content:
    """What was said to a simulated patient, and the reply."""
    return joined(
        words(labelled(_("You"), line.said), "dim"),
        words(labelled(patient, line.text), "bold"),
    )


def _signature(line: Line) -> Content:
    if line.kind == "signed":
        return words(_("Signed again on {day} by {name}").format(day=_day(line), name=line.by), "bold")
    sentence = _("Signature withdrawn on {day} by {name}: {reason}")
    return words(sentence.format(day=_day(line), name=line.by, reason=line.reason), "bold")


def _day(line: Line) -> str:
    return line.at.strftime("%d/%m/%Y %H:%M")


def _marks() -> dict[str, str]:
    return {"paused": _("Paused"), "resumed": _("Resumed"), "completed": _("Completed")}


def _answer(line: Line) -> Content:
    answer = line.text if line.text else _("said")
    parts = [words(line.said), words(f"  → {answer}", "bold")]
    if line.kind == "amended":
        amended = _("amended on {day} by {name}: {reason}")
        parts.append(words("    " + amended.format(day=_day(line), name=line.by, reason=line.reason), "bold"))
    if line.before:
        parts.append(words("    " + _("corrected; before: {before}").format(before=line.before), "dim"))
    if line.heard:
        parts.append(words("    " + _("heard: {points}").format(points=" · ".join(line.heard)), "dim"))
    if line.explain:
        parts.append(words("    " + _("explained: {text}").format(text=line.explain), "dim"))
    return joined(*parts)

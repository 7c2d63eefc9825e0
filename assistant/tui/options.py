"""Options chosen by one key, or ticked and given with Enter; points to listen for beside a rating.

Also what is only said, which has none: going to another widget costs more than the question itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget

from assistant.interview.question import Question
from assistant.language import _
from assistant.notation import fold
from assistant.tui.given import Given, Typing
from assistant.tui.keys import figure
from assistant.tui.panes import middle
from assistant.tui.plain import joined, words

_FIGURES = "1234567890"
_MORE = "abcdefghijkl"
_POINTS = "bcdefghijkl"
"""None of the first letters of the three ratings, in either language."""
_COLUMN = 36


@dataclass(frozen=True, slots=True)
class _Item:
    key: str
    id: str
    label: str
    ticked: bool
    """Whether it is ticked, rather than chosen at once."""


class Options(Widget, can_focus=True):
    """The options of one question; none where there is only something to say."""

    def __init__(self) -> None:
        super().__init__(classes="area")
        self._question: Question | None = None
        self._several = False
        self._items: list[_Item] = []
        self._ticks: set[str] = set()
        self._letters: dict[str, _Item] = {}
        self._at = -1
        self.spoken_to = False
        """Whether what is typed elsewhere are words, so that only a figure answers from there."""

    def help_words(self) -> str:
        """What is expected here."""
        if not self._items:
            return _("Say this to the patient, then press Enter.")
        if self._several:
            return _("A key ticks and takes the tick away; Enter goes on with what is ticked, even nothing.")
        return _("One key answers: the figure or the first letter. The arrows and Enter do as well.")

    def put(self, question: Question, text: str | None) -> None:
        """Take another question, with what is suggested or half ticked."""
        self._question = question
        self._several = question.kind == "choices"
        marks = [*_FIGURES, *_MORE]
        points = [_Item(k, p, t, True) for k, (p, t) in zip(_POINTS, question.points, strict=False)]
        options = [
            _Item(marks[n] if n < len(marks) else " ", name, label, self._several)
            for n, (name, label) in enumerate(question.options)
        ]
        self._items = points + options
        kept = question.suggested if text is None else text
        self._ticks = {part.strip() for part in kept.split(";")} if self._several else set()
        chosen = [n for n, item in enumerate(self._items) if item.id == kept and not item.ticked]
        self._at = chosen[0] if chosen else (0 if self._several else -1)
        self._letters = {} if self._several else _letters(options)
        self.refresh(layout=True)

    @property
    def text(self) -> str:
        """The options ticked, as they could be typed."""
        return "; ".join(item.id for item in self._items if item.ticked and item.id in self._ticks)

    def on_key(self, event: events.Key) -> None:
        """Choose, tick or move."""
        self.take(event)

    def take(self, event: events.Key) -> None:
        """The same for a key that came to another place first."""
        if self._press(event):
            event.stop()
            event.prevent_default()

    def on_resize(self) -> None:
        """Lay the columns out again."""
        self.refresh(layout=True)

    def _press(self, event: events.Key) -> bool:
        if not self._items:
            return self._said(event.key)
        if event.key in ("up", "down", "left", "right", "tab", "shift+tab"):
            step = -1 if event.key in ("up", "left", "shift+tab") else 1
            first = self._at if self._at >= 0 else (-1 if step > 0 else 0)
            self._at = (first + step) % len(self._items)
            self._keep_in_sight()
            return True
        if event.key == "enter":
            return self._enter()
        if event.key == "space" and self._at >= 0:
            return self._take(self._items[self._at], "space")
        item = self._named(event.character)
        return item is not None and self._take(item, event.key)

    def _named(self, character: str | None) -> _Item | None:
        number = figure(character)
        wanted = _FIGURES[number - 1] if number else (character or "").lower()
        found = next((item for item in self._items if item.key == wanted), None)
        return found or self._letters.get(fold(wanted) if wanted.strip() else "")

    def _said(self, key: str) -> bool:
        if key not in ("enter", "space"):
            return False
        self._give("", key)
        return True

    def _enter(self) -> bool:
        if self._several:
            self._give(self.text, "enter")
        elif self._at >= 0:
            self._take(self._items[self._at], "enter")
        return True

    def _take(self, item: _Item, key: str) -> bool:
        if item.ticked:
            self._ticks ^= {item.id}
            self._at = self._items.index(item)
            self._keep_in_sight()
            if self._several:
                self.post_message(Typing(self._step, self.text))
        else:
            self._give(item.id, key)
        return True

    def _keep_in_sight(self) -> None:
        """Draw it again with the row that is marked in sight, where a card is longer than its place."""
        self.refresh()
        rows = [row.plain for row in self._drawn().wrap(self.size.width)]
        at = next((n for n, row in enumerate(rows) if "›" in row), 0)
        last = self._at == len(self._items) - 1  # what Enter does stands under it
        region = Region(0, at, self.size.width, len(rows) - at if last else 1)
        if isinstance(self.parent, Widget):
            self.parent.scroll_to_region(region.translate(self.virtual_region.offset), animate=False)

    def _give(self, typed: str, key: str) -> None:
        heard = tuple(i.id for i in self._items if i.ticked and i.id in self._ticks and not self._several)
        self.post_message(Given(self._step, typed, key, heard))

    @property
    def _step(self) -> str:
        return "" if self._question is None else self._question.step

    def render(self) -> Content:
        """The options with their keys."""
        return self._drawn()

    def _drawn(self) -> Content:
        if not self._items:
            return words(_("Enter: said, go on"))
        points = [self._line(n) for n, item in enumerate(self._items) if item.ticked and not self._several]
        shown = [self._line(n) for n, item in enumerate(self._items) if self._several or not item.ticked]
        head = [words(_("To listen for (a letter ticks):"), "dim")] if points else []
        return joined(*head, *points, *_rows(shown, middle(self.app.size.width)), words(self._foot(), "dim"))

    def _line(self, index: int) -> Content:
        item = self._items[index]
        tick = ("[x] " if item.id in self._ticks else "[ ] ") if item.ticked else ""
        marker = "›" if index == self._at else " "
        key = Content.styled(f"{marker}{item.key}", "bold")
        return Content.assemble(key, " ", words(tick + item.label, "reverse" if index == self._at else ""))

    def _foot(self) -> str:
        if self._several:
            count = len(self.text.split(";")) if self.text else 0
            return (
                _("Enter: {count} ticked, go on").format(count=count) if count else _("Enter: none of these")
            )
        if self._at >= 0:
            item = self._items[self._at]
            sentence = _("Enter ticks: {label}") if item.ticked else _("Enter: {label}")
            return sentence.format(label=item.label)
        if self.spoken_to and not self.has_focus:
            return _("A figure answers")
        return _("One key answers: the figure or the first letter")


def _letters(options: list[_Item]) -> dict[str, _Item]:
    letters: dict[str, _Item] = {}
    for item in options:
        letters.setdefault(fold(item.label)[:1], item)
    return letters


def _rows(lines: list[Content], width: int) -> list[Content]:
    """On one row where they fit, in two columns where they are many and short, else one a row."""
    room = min(width, 120) - 8
    for gap in (4, 2):
        if sum(line.cell_length + gap for line in lines) - gap <= room:
            return [Content(" " * gap).join(lines)]
    if len(lines) > 5 and all(line.cell_length <= _COLUMN for line in lines):
        half = (len(lines) + 1) // 2
        return [
            Content.assemble(line.pad_right(_COLUMN - line.cell_length), *lines[n + half : n + half + 1])
            for n, line in enumerate(lines[:half])
        ]
    return lines

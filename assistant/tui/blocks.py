"""A long text in blocks, with a cursor that goes from one to the next; each is laid out once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from assistant.tui.keys import N_, binding, translate

GUTTER: Final = 2
"""Cells before everything, where the cursor is drawn."""
HEADS: Final = 13
"""Cells of what stands before the text."""
STEP: Final = 3
"""Rows by which a block is read that is higher than the widget."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part that the cursor stands on."""

    name: str
    content: Content
    heads: Sequence[str] = ()
    """What stands before its first rows."""


class Blocks(ScrollView):
    """Blocks below each other."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("up", "move(-1)", N_("Up"), N_("The line above"), name="blocks.up", show=False),
        binding("down", "move(1)", N_("Down"), N_("The line below"), name="blocks.down", show=False),
        binding("pageup", "page(-1)", N_("Page up"), N_("A page up"), name="blocks.pageup", show=False),
        binding(
            "pagedown", "page(1)", N_("Page down"), N_("A page down"), name="blocks.pagedown", show=False
        ),
        binding("home", "go(0)", N_("First"), N_("The first line"), name="blocks.first", show=False),
        binding("end", "go(-1)", N_("Last"), N_("The last line"), name="blocks.last", show=False),
    ]
    HELP = N_("The arrows go from line to line; › marks the one that the keys are about.")

    class Reached(Message):
        """The cursor stands on another block."""

    def __init__(self, name: str) -> None:
        super().__init__(id=name, can_focus=True)
        translate(self)
        self._blocks: Sequence[Block] = ()
        self._at = 0
        self._rows: list[Strip] = []
        self._starts: list[int] = []
        """The first row of each block."""
        self._width = 0

    @property
    def chosen(self) -> str:
        """The name of the block under the cursor; empty where there is none."""
        return self._blocks[self._at].name if self._blocks else ""

    @property
    def cursor_row(self) -> int:
        """Where the cursor is."""
        return self._at

    def show(self, blocks: Sequence[Block], then: str | None = None) -> None:
        """Show these blocks; the cursor stays on its block, or goes to the one named."""
        wanted = self.chosen if then is None else then
        self._blocks = blocks
        there = (at for at, block in enumerate(blocks) if block.name == wanted)
        self._lay_out()
        self.action_go(next(there, max(0, min(self._at, len(blocks) - 1))))

    def go(self, name: str) -> None:
        """Put the cursor on a block, where it is there."""
        at = next((at for at, block in enumerate(self._blocks) if block.name == name), None)
        if at is not None:
            self.action_go(at)

    def step(self, kind: str, by: int) -> None:
        """Go to the next block whose name begins so, or to the one before; round again at the end.

        Args:
            kind: what the name begins with.
            by: 1 or -1.
        """
        places = [at for at, block in enumerate(self._blocks) if block.name.startswith(kind)]
        if by > 0:
            self.action_go(next((at for at in places if at > self._at), places[0]))
        else:
            self.action_go(next((at for at in reversed(places) if at < self._at), places[-1]))

    def render_line(self, y: int) -> Strip:
        """One row, with the cursor before it where it belongs to the block chosen."""
        width = self.scrollable_content_region.width
        row = y + self.scroll_offset.y
        if row >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        sign = " "
        if bisect_right(self._starts, row) - 1 == self._at:
            sign = "›" if row == self._starts[self._at] else "│"
        return Strip([Segment(sign.ljust(GUTTER), self.rich_style), *self._rows[row]])

    def on_resize(self) -> None:
        """Lay out for another width; the cursor stays in sight."""
        if self._width != self.scrollable_content_region.width:
            self._lay_out()
        self._into_sight()

    def notify_style_update(self) -> None:
        """Lay out again: colours are part of the rows."""
        super().notify_style_update()
        self._lay_out()

    def on_click(self, event: events.Click) -> None:
        """Choose a block."""
        place = event.get_content_offset(self)
        if place is not None and self._starts:
            self.action_go(bisect_right(self._starts, place.y + self.scroll_offset.y) - 1)

    def _lay_out(self) -> None:
        """Lay out what is in sight; the rest once that is painted."""
        self._width = self.scrollable_content_region.width
        self._rows, self._starts = [], []
        if self._room > 0:
            self._reach(self._at)
            self.call_after_refresh(self._lay_out_rest)

    @property
    def _room(self) -> int:
        return self._width - GUTTER - HEADS

    def _lay_out_rest(self) -> None:
        if self.is_attached:  # the screen may have been left meanwhile
            self._reach(len(self._blocks))
            self._into_sight()

    def _reach(self, at: int) -> None:
        """Lay out as far as a block, and as many rows again as are in sight."""
        base, dim = self.rich_style, self.rich_style + Style(dim=True)
        blank, before = Strip.blank(max(0, self._room), base), len(self._rows)
        last = before + self.size.height
        while self._room > 0 and len(self._starts) < len(self._blocks):
            if len(self._starts) > at and len(self._rows) > last:
                break
            if len(self._starts) == at:
                last = len(self._rows) + self.size.height
            block = self._blocks[len(self._starts)]
            self._starts.append(len(self._rows))
            text = Visual.to_strips(self, block.content, self._room, None, self.visual_style)
            for head, row in zip_longest(block.heads, text):
                self._rows.append(Strip([Segment((head or "").ljust(HEADS), dim), *(row or blank)]))
        if len(self._rows) != before:
            self.virtual_size = Size(self._width, len(self._rows))
            self.refresh()

    def action_move(self, blocks: int) -> None:
        """Move the cursor by some blocks; first to the end of one that is higher than what is in sight."""
        top, bottom = self._span(self._at)
        height, seen = self.scrollable_content_region.height, self.scroll_offset.y
        if blocks > 0 and bottom > seen + height:
            self.scroll_to(y=seen + STEP, animate=False, immediate=True)
        elif blocks < 0 and top < seen:
            self.scroll_to(y=seen - STEP, animate=False, immediate=True)
        else:
            self.action_go(min(max(0, self._at + blocks), max(0, len(self._blocks) - 1)))

    def action_page(self, pages: int) -> None:
        """Move the cursor by some pages."""
        if self._starts:
            row = self._starts[self._at] + pages * max(1, self.scrollable_content_region.height - 1)
            at = bisect_right(self._starts, max(0, row)) - 1
            if at == self._at:
                at = min(max(0, at + pages), len(self._blocks) - 1)
            self.action_go(at)

    def action_go(self, at: int) -> None:
        """Move the cursor to a block; -1 is the last."""
        self._at = max(0, len(self._blocks) - 1) if at < 0 else at
        self._reach(self._at)
        self._into_sight()
        self.refresh()
        self.post_message(self.Reached())

    def _span(self, at: int) -> tuple[int, int]:
        """The first row of a block, and the one behind its last."""
        if at >= len(self._starts):
            return 0, 0
        return self._starts[at], [*self._starts, len(self._rows)][at + 1]

    def _into_sight(self) -> None:
        top, bottom = self._span(self._at)
        height, seen = self.scrollable_content_region.height, self.scroll_offset.y
        if bottom > seen + height:
            seen = bottom - height
        self.scroll_to(y=min(seen, top), animate=False, immediate=True, force=True)

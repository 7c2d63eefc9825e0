"""Rows under a head that stays, of which only those in sight are drawn: what a list costs does not grow."""

from __future__ import annotations

from abc import abstractmethod
from typing import Final

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from assistant.tui.keys import translate
from assistant.tui.plain import safe

HEAD: Final = 1
"""Lines above the rows."""
HELD: Final = 400
"""Rows kept as they were drawn."""


class DrawnRows(ScrollView):
    """A list in which keys and the mouse choose a row; each kind says what a row is and how it looks."""

    def __init__(self, *, name: str) -> None:
        """A list of this id."""
        super().__init__(id=name, can_focus=True)
        translate(self)
        self._at = 0
        self._strips: dict[tuple[int, bool], Strip] = {}

    @property
    @abstractmethod
    def count(self) -> int:
        """How many rows there are."""

    @abstractmethod
    def action_open(self) -> None:
        """Open the row under the cursor."""

    @abstractmethod
    def reached(self) -> None:
        """The cursor was moved."""

    @abstractmethod
    def place_columns(self, width: int) -> None:
        """Fit the columns to so many cells."""

    @abstractmethod
    def head_strip(self, width: int) -> Strip:
        """The head as it is drawn."""

    @abstractmethod
    def row_strip(self, at: int, width: int, *, chosen: bool) -> Strip:
        """One row as it is drawn."""

    def headed(self, x: int) -> None:
        """The head was clicked; nothing comes of it unless a kind of list says so."""

    def render_line(self, y: int) -> Strip:
        """The head, or one row."""
        width = self.scrollable_content_region.width
        if y < HEAD:
            return self.head_strip(width)
        at = y - HEAD + self.scroll_offset.y
        if at >= self.count:
            return Strip.blank(width, self.rich_style)
        chosen = at == self._at
        strip = self._strips.get((at, chosen))
        if strip is None:
            if len(self._strips) > HELD:
                self._strips.clear()
            strip = self._strips[at, chosen] = self.row_strip(at, width, chosen=chosen)
        return strip

    def lay_out(self) -> None:
        """Fit everything to the room there is, and draw it again."""
        width = self.scrollable_content_region.width
        self._strips.clear()
        self.place_columns(width)
        self.virtual_size = Size(width, self.count + HEAD)
        self.refresh()

    def on_resize(self) -> None:
        """Fit the columns to the width, and keep the cursor in sight."""
        self.lay_out()
        self._into_sight()

    def notify_style_update(self) -> None:
        """Draw again: colours are part of the rows."""
        super().notify_style_update()
        self._strips.clear()

    def on_click(self, event: events.Click) -> None:
        """Choose a row, open the one chosen, or do what the head does."""
        place = event.get_content_offset(self)
        if place is None:
            return
        if place.y < HEAD:
            self.headed(place.x)
            return
        at = place.y - HEAD + self.scroll_offset.y
        if at == self._at:
            self.action_open()
        elif at < self.count:
            self.action_go(at)

    def action_move(self, rows: int) -> None:
        """Move the cursor by some rows."""
        self.action_go(min(max(0, self._at + rows), max(0, self.count - 1)))

    def action_page(self, pages: int) -> None:
        """Move the cursor by some pages."""
        self.action_move(pages * max(1, self.scrollable_content_region.height - HEAD))

    def action_go(self, at: int) -> None:
        """Move the cursor to a row; -1 is the last."""
        self._at = max(0, self.count - 1) if at < 0 else at
        self._into_sight()
        self.refresh()
        self.reached()

    def _into_sight(self) -> None:
        # The head covers the first row of what is scrolled.
        rows = max(1, self.scrollable_content_region.height - HEAD)
        top = max(min(self.scroll_offset.y, self._at), self._at - rows + 1)
        self.scroll_to(y=top, animate=False, immediate=True, force=True)


def fitted(text: str, width: int) -> str:
    """The text in so many cells, its end cut off where it is longer."""
    line = safe(text).replace("\n", " ")
    if cell_len(line) <= width:
        return set_cell_size(line, width)
    return set_cell_size(line, width - 1) + "…"

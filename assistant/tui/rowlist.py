"""A long list in columns of which only the rows in sight are drawn; keys and the mouse choose one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from assistant.tui.keys import N_, binding, translate
from assistant.tui.patientlist import HEAD, HELD, fitted

LEAST = 10
"""Cells at least of the column that takes what is left."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column."""

    label: str
    width: int = 0
    """Cells; what is left where it is 0, which one of them is."""
    least: int = 0
    """Cells of the list from which it is shown."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row."""

    name: str
    cells: Sequence[str]
    """One for each column."""
    strong: bool = False
    """Whether it stands out."""


class RowList(ScrollView):
    """Rows under a head that stays."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--head", "rows--chosen"}
    BINDINGS: ClassVar[list[BindingType]] = [
        binding("enter", "open", N_("Open"), N_("Open what is under the cursor"), name="rows.open"),
        binding("up", "move(-1)", N_("Up"), N_("The row above"), name="rows.up", show=False),
        binding("down", "move(1)", N_("Down"), N_("The row below"), name="rows.down", show=False),
        binding("pageup", "page(-1)", N_("Page up"), N_("A page up"), name="rows.pageup", show=False),
        binding("pagedown", "page(1)", N_("Page down"), N_("A page down"), name="rows.pagedown", show=False),
        binding("home", "go(0)", N_("First"), N_("The first row"), name="rows.first", show=False),
        binding("end", "go(-1)", N_("Last"), N_("The last row"), name="rows.last", show=False),
    ]
    HELP = N_("The arrows choose a row, Enter opens it.")

    class Said(Message):
        """Something about one row."""

        def __init__(self, listed: RowList, name: str) -> None:
            super().__init__()
            self.listed = listed
            self.name = name

        @property
        def control(self) -> RowList:
            """Where."""
            return self.listed

    class Opened(Said):
        """A row was chosen."""

    class Reached(Said):
        """Another row is under the cursor."""

    def __init__(self, heads: Sequence[Head], *, name: str, opens: bool = True) -> None:
        """A list.

        Args:
            heads: its columns.
            name: its id.
            opens: whether Enter does something.
        """
        super().__init__(id=name, can_focus=True)
        translate(self)
        self._heads = heads
        self._opens = opens
        self._all: Sequence[Row] = ()
        self._at = 0
        self._placed: list[tuple[int, int, int]] = []
        """Column, where it begins, its cells."""
        self._strips: dict[tuple[int, bool], Strip] = {}

    @property
    def chosen(self) -> str | None:
        """The name of the row under the cursor."""
        return self._all[self._at].name if self._all else None

    @property
    def names(self) -> list[str]:
        """The rows there are."""
        return [row.name for row in self._all]

    @property
    def cursor_row(self) -> int:
        """Where the cursor is."""
        return self._at

    def show(self, rows: Sequence[Row], then: str | None = None) -> None:
        """Show these rows; the cursor stays on its row, or goes to the one named.

        Args:
            rows: all of them.
            then: name of the row to go to.
        """
        wanted = self.chosen if then is None else then
        self._all = rows
        there = (at for at, row in enumerate(rows) if row.name == wanted)
        self._lay_out()
        self.action_go(next(there, max(0, min(self._at, len(rows) - 1))))

    def head(self, heads: Sequence[Head]) -> None:
        """Have these columns from the next `show` on."""
        self._heads = heads

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is opened where nothing is."""
        return action != "open" or (self._opens and bool(self._all))

    def render_line(self, y: int) -> Strip:
        """The head, or one row."""
        width = self.scrollable_content_region.width
        if y < HEAD:
            style = self.get_component_rich_style("rows--head")
            return self._strip([head.label for head in self._heads], style, width)
        at = y - HEAD + self.scroll_offset.y
        if at >= len(self._all):
            return Strip.blank(width, self.rich_style)
        chosen = at == self._at
        strip = self._strips.get((at, chosen))
        if strip is None:
            if len(self._strips) > HELD:
                self._strips.clear()
            strip = self._strips[at, chosen] = self._row(self._all[at], width, chosen=chosen)
        return strip

    def _row(self, row: Row, width: int, *, chosen: bool) -> Strip:
        style = self.rich_style + Style(bold=row.strong)
        if chosen:
            style += self.get_component_rich_style("rows--chosen", partial=True)
        return self._strip(row.cells, style, width)

    def _strip(self, cells: Sequence[str], style: Style, width: int) -> Strip:
        segments, at = [], 0
        for column, start, room in self._placed:
            segments.append(Segment(" " * (start - at) + fitted(cells[column], room), style))
            at = start + room
        return Strip(segments).adjust_cell_length(width, style)

    def on_resize(self) -> None:
        """Fit the columns, and keep the cursor in sight."""
        self._lay_out()
        self._into_sight()

    def notify_style_update(self) -> None:
        """Draw again: colours are part of the rows."""
        super().notify_style_update()
        self._strips.clear()

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        self._strips.clear()
        shown = [column for column, head in enumerate(self._heads) if head.least <= width]
        taken = sum(self._heads[column].width + 1 for column in shown)
        self._placed, start = [], 0
        for column in shown:
            room = self._heads[column].width or max(LEAST, width - taken)
            self._placed.append((column, start, room))
            start += room + 1
        self.virtual_size = Size(width, len(self._all) + HEAD)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Choose a row, or open the one chosen."""
        place = event.get_content_offset(self)
        if place is None or place.y < HEAD:
            return
        at = place.y - HEAD + self.scroll_offset.y
        if at == self._at:
            self.action_open()
        elif at < len(self._all):
            self.action_go(at)

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self._opens and self.chosen is not None:
            self.post_message(self.Opened(self, self.chosen))

    def action_move(self, rows: int) -> None:
        """Move the cursor by some rows."""
        self.action_go(min(max(0, self._at + rows), max(0, len(self._all) - 1)))

    def action_page(self, pages: int) -> None:
        """Move the cursor by some pages."""
        self.action_move(pages * max(1, self.scrollable_content_region.height - HEAD))

    def action_go(self, at: int) -> None:
        """Move the cursor to a row; -1 is the last."""
        self._at = max(0, len(self._all) - 1) if at < 0 else at
        self._into_sight()
        self.refresh()
        if self.chosen is not None:
            self.post_message(self.Reached(self, self.chosen))

    def _into_sight(self) -> None:
        # The head covers the first row of what is scrolled.
        rows = max(1, self.scrollable_content_region.height - HEAD)
        top = max(min(self.scroll_offset.y, self._at), self._at - rows + 1)
        self.scroll_to(y=top, animate=False, immediate=True, force=True)

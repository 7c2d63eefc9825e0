"""A list in columns, of whatever there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from assistant.tui.drawnrows import DrawnRows, fitted
from assistant.tui.keys import N_, binding

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


class RowList(DrawnRows):
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
        super().__init__(name=name)
        self._heads = heads
        self._opens = opens
        self._all: Sequence[Row] = ()
        self._placed: list[tuple[int, int, int]] = []
        """Column, where it begins, its cells."""

    @property
    def chosen(self) -> str | None:
        """The name of the row under the cursor."""
        return self._all[self._at].name if self._all else None

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._all)

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
        self.lay_out()
        self.action_go(next(there, max(0, min(self._at, len(rows) - 1))))

    def head(self, heads: Sequence[Head]) -> None:
        """Have these columns from the next `show` on."""
        self._heads = heads

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is opened where nothing is."""
        return action != "open" or (self._opens and bool(self._all))

    def head_strip(self, width: int) -> Strip:
        """The names of the columns."""
        style = self.get_component_rich_style("rows--head")
        return self._strip([head.label for head in self._heads], style, width)

    def row_strip(self, at: int, width: int, *, chosen: bool) -> Strip:
        """One row."""
        row = self._all[at]
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

    def place_columns(self, width: int) -> None:
        """Those there is room for; what is left goes to the one without a width."""
        shown = [column for column, head in enumerate(self._heads) if head.least <= width]
        taken = sum(self._heads[column].width + 1 for column in shown)
        self._placed, start = [], 0
        for column in shown:
            room = self._heads[column].width or max(LEAST, width - taken)
            self._placed.append((column, start, room))
            start += room + 1

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self._opens and self.chosen is not None:
            self.post_message(self.Opened(self, self.chosen))

    def reached(self) -> None:
        """Say which row is under the cursor."""
        if self.chosen is not None:
            self.post_message(self.Reached(self, self.chosen))

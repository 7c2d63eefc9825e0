"""The patients in rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from assistant.language import _
from assistant.tui.columns import Placed, placed
from assistant.tui.drawnrows import DrawnRows, fitted
from assistant.tui.keys import N_, binding
from assistant.year.ordering import Order, Urgency

if TYPE_CHECKING:
    from assistant.year.worklist import WorkLine


class PatientList(DrawnRows):
    """One row a patient, under a head that stays; keys and the mouse choose one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "patients--head",
        "patients--chosen",
        "patients--strong",
        "patients--left",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        binding("enter", "open", N_("Open"), N_("Open the patient"), name="patients.open"),
        binding("up", "move(-1)", N_("Up"), N_("The patient above"), name="patients.up", show=False),
        binding("down", "move(1)", N_("Down"), N_("The patient below"), name="patients.down", show=False),
        binding("pageup", "page(-1)", N_("Page up"), N_("A page up"), name="patients.pageup", show=False),
        binding(
            "pagedown", "page(1)", N_("Page down"), N_("A page down"), name="patients.pagedown", show=False
        ),
        binding("home", "go(0)", N_("First"), N_("The first patient"), name="patients.first", show=False),
        binding("end", "go(-1)", N_("Last"), N_("The last patient"), name="patients.last", show=False),
    ]

    class Opened(Message):
        """A patient was chosen to be opened."""

        def __init__(self, ref: str) -> None:
            super().__init__()
            self.ref = ref

    class Chosen(Message):
        """Another patient is under the cursor, or none."""

        def __init__(self, line: WorkLine | None) -> None:
            super().__init__()
            self.line = line

    class Headed(Message):
        """The head of a column was clicked."""

        def __init__(self, order: Order) -> None:
            super().__init__()
            self.order = order

    def __init__(self) -> None:
        super().__init__(name="patients")
        self._lines: Sequence[WorkLine] = ()
        self._placed: tuple[Placed, ...] = ()
        self._order: Order = "urgency"
        self._turned = False
        self._amounts = True

    @property
    def chosen(self) -> WorkLine | None:
        """The patient under the cursor."""
        return self._lines[self._at] if self._lines else None

    @property
    def count(self) -> int:
        """How many patients are shown."""
        return len(self._lines)

    def show(
        self, lines: Sequence[WorkLine], order: Order, *, turned: bool, amounts: bool, keep: bool
    ) -> None:
        """Show these patients.

        Args:
            lines: the patients, in their order.
            order: what they are sorted by, to be marked in the head.
            turned: whether the other way round.
            amounts: whether amounts may be seen.
            keep: whether the cursor stays on its patient where that is among them, instead of on the first.
        """
        at = 0
        if keep and self.chosen is not None:
            ref = self.chosen.summary.patient.ref
            there = (n for n, line in enumerate(lines) if line.summary.patient.ref == ref)
            at = next(there, min(self._at, len(lines) - 1))
        self._lines, self._order, self._turned, self._amounts = lines, order, turned, amounts
        self.lay_out()
        self.action_go(max(0, at))

    def watch_has_focus(self, has_focus: bool) -> None:
        """Draw the cursor otherwise while keys go elsewhere."""
        super().watch_has_focus(has_focus)
        self._strips.clear()

    def headed(self, x: int) -> None:
        """Sort by the column clicked."""
        for one in self._placed:
            if one.column.order and one.start <= x < one.start + one.width:
                self.post_message(self.Headed(one.column.order))

    def action_open(self) -> None:
        """Open the patient under the cursor."""
        if self.chosen is not None:
            self.post_message(self.Opened(self.chosen.summary.patient.ref))

    def reached(self) -> None:
        """Say who is under the cursor."""
        self.post_message(self.Chosen(self.chosen))

    def place_columns(self, width: int) -> None:
        """Fit the columns to so many cells."""
        self._placed = placed(width, amounts=self._amounts)

    def head_strip(self, width: int) -> Strip:
        """The names of the columns, with the mark of the order."""
        style = self.get_component_rich_style("patients--head")
        mark = " ▼" if self._turned else " ▲"
        cells = [
            _(one.column.label) + (mark if one.column.order == self._order else "") for one in self._placed
        ]
        return self._strip(cells, [style] * len(cells), style, width)

    def row_strip(self, at: int, width: int, *, chosen: bool) -> Strip:
        """One patient."""
        line = self._lines[at]
        base = self.rich_style
        if line.urgency == Urgency.LEFT:
            base += self.get_component_rich_style("patients--left", partial=True)
        if chosen:
            base += self.get_component_rich_style("patients--chosen", partial=True)
        # The colour of what stands out is not readable under the cursor.
        strong = Style(bold=True)
        if not chosen:
            strong = self.get_component_rich_style("patients--strong", partial=True)
        styles = [
            base + strong if one.column.strong and one.column.strong(line) else base for one in self._placed
        ]
        cells = [one.column.write(line, self._amounts) for one in self._placed]
        return self._strip(cells, styles, base, width)

    def _strip(self, cells: Sequence[str], styles: Sequence[Style], base: Style, width: int) -> Strip:
        segments, at = [], 0
        for one, cell, style in zip(self._placed, cells, styles, strict=True):
            segments.append(Segment(" " * (one.start - at), base))
            segments.append(Segment(fitted(cell, one.width), style))
            at = one.start + one.width
        return Strip(segments).adjust_cell_length(width, base)

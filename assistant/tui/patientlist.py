"""The patients in rows, of which only those in sight are drawn: what a list costs does not grow with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from assistant.language import _
from assistant.tui.columns import Placed, placed
from assistant.tui.keys import N_, binding, translate
from assistant.tui.plain import safe
from assistant.year.ordering import Order, Urgency

if TYPE_CHECKING:
    from assistant.year.worklist import WorkLine

HEAD: Final = 1
"""Rows above the patients."""
HELD: Final = 400
"""Rows kept as they were drawn."""


class PatientList(ScrollView):
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
        super().__init__(id="patients", can_focus=True)
        translate(self)
        self._lines: Sequence[WorkLine] = ()
        self._at = 0
        self._placed: tuple[Placed, ...] = ()
        self._order: Order = "urgency"
        self._turned = False
        self._amounts = True
        self._strips: dict[tuple[int, bool], Strip] = {}

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
        self._lay_out()
        self.action_go(max(0, at))

    def render_line(self, y: int) -> Strip:
        """The head, or one patient."""
        width = self.scrollable_content_region.width
        if y < HEAD:
            return self._head(width)
        at = y - HEAD + self.scroll_offset.y
        if at >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        chosen = at == self._at
        strip = self._strips.get((at, chosen))
        if strip is None:
            if len(self._strips) > HELD:
                self._strips.clear()
            strip = self._strips[at, chosen] = self._row(self._lines[at], width, chosen=chosen)
        return strip

    def on_resize(self) -> None:
        """Fit the columns to the width, and keep the cursor in sight."""
        self._lay_out()
        self._into_sight()

    def notify_style_update(self) -> None:
        """Draw again: colours are part of the rows."""
        super().notify_style_update()
        self._strips.clear()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Draw the cursor otherwise while keys go elsewhere."""
        super().watch_has_focus(has_focus)
        self._strips.clear()

    def on_click(self, event: events.Click) -> None:
        """Choose a patient, open the one chosen, or sort by a column."""
        place = event.get_content_offset(self)
        if place is None:
            return
        if place.y < HEAD:
            for one in self._placed:
                if one.column.order and one.start <= place.x < one.start + one.width:
                    self.post_message(self.Headed(one.column.order))
            return
        at = place.y - HEAD + self.scroll_offset.y
        if at == self._at:
            self.action_open()
        elif at < len(self._lines):
            self.action_go(at)

    def action_open(self) -> None:
        """Open the patient under the cursor."""
        if self.chosen is not None:
            self.post_message(self.Opened(self.chosen.summary.patient.ref))

    def action_move(self, rows: int) -> None:
        """Move the cursor by some rows."""
        self.action_go(min(max(0, self._at + rows), max(0, len(self._lines) - 1)))

    def action_page(self, pages: int) -> None:
        """Move the cursor by some pages."""
        self.action_move(pages * max(1, self.scrollable_content_region.height - HEAD))

    def action_go(self, at: int) -> None:
        """Move the cursor to a row; -1 is the last."""
        self._at = max(0, len(self._lines) - 1) if at < 0 else at
        self._into_sight()
        self.refresh()
        self.post_message(self.Chosen(self.chosen))

    def _into_sight(self) -> None:
        # The head covers the first row of what is scrolled.
        rows = max(1, self.scrollable_content_region.height - HEAD)
        top = min(self.scroll_offset.y, self._at)
        top = max(top, self._at - rows + 1)
        self.scroll_to(y=top, animate=False, immediate=True, force=True)

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        self._strips.clear()
        self._placed = placed(width, amounts=self._amounts)
        self.virtual_size = Size(width, len(self._lines) + HEAD)
        self.refresh()

    def _head(self, width: int) -> Strip:
        style = self.get_component_rich_style("patients--head")
        mark = " ▼" if self._turned else " ▲"
        cells = [
            _(one.column.label) + (mark if one.column.order == self._order else "") for one in self._placed
        ]
        return self._strip(cells, [style] * len(cells), style, width)

    def _row(self, line: WorkLine, width: int, *, chosen: bool) -> Strip:
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


def fitted(text: str, width: int) -> str:
    """The text in so many cells, its end cut off where it is longer."""
    line = safe(text).replace("\n", " ")
    if cell_len(line) <= width:
        return set_cell_size(line, width)
    return set_cell_size(line, width - 1) + "…"

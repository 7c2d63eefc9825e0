"""The parts of a dossier side by side as far as there is room: one, two or three columns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from assistant.dossier.control import last_inr_words, time_in_range_words
from assistant.dossier.curve import curve_of
from assistant.dossier.dossier import Dossier
from assistant.dossier.notions import not_acquired, notions
from assistant.dossier.summary import Summary, TranscriptLine
from assistant.language import _
from assistant.tui.factrows import fact_rows, treatment_words
from assistant.tui.held import act_words
from assistant.tui.nextsteps import NextStep
from assistant.tui.part import Part, PartName
from assistant.tui.parts import FactsPart, HeldPart, InrPart, NotionsPart, Overview
from assistant.tui.partsline import ORDER, PartsLine, part_title
from assistant.tui.plain import joined, words

TWO_COLUMNS: Final = 110
"""Cells from which the overview stays beside the other parts."""
THREE_COLUMNS: Final = 170
"""Cells from which every part is in sight."""
RECENT: Final = timedelta(days=365)


class DossierView(Horizontal):
    """Five parts. Where not all have room, the overview or the one gone to are in sight."""

    def __init__(self) -> None:
        super().__init__(id="dossier")
        self.current: PartName = "overview"
        self._beside: PartName = "inr"
        self._dossier: Dossier | None = None
        self._today = date.min
        self._gap = 0
        self._recent = False

    def compose(self) -> ComposeResult:
        """Three columns."""
        yield Overview()
        with Vertical(id="middle"):
            yield InrPart()
            yield HeldPart()
        with Vertical(id="right"):
            yield FactsPart()
            yield NotionsPart()

    def show(
        self, dossier: Dossier, summary: Summary, steps: Sequence[NextStep], today: date, max_gap_days: int
    ) -> None:
        """The dossier as it is now."""
        self._dossier, self._today, self._gap = dossier, today, max_gap_days
        target = dossier.treatment.target
        inr = [
            *last_inr_words(dossier.readings, target, today),
            *time_in_range_words(dossier.readings, target, max_gap_days),
        ]
        last = joined(words(_("INR"), "bold"), *map(words, inr)) if dossier.readings else Content("")
        self.query_one(Overview).show(steps, last, treatment_words(dossier))
        self.query_one(HeldPart).show(summary.transcripts[::-1], act_words(dossier.acts))
        self.query_one(FactsPart).show(fact_rows(dossier))
        rated = notions(dossier.interviews)
        self.query_one(NotionsPart).show(not_acquired(dossier.interviews), len(rated))
        self._show_inr()

    def show_year(self, year: Content) -> None:
        """Where the year stands."""
        self.query_one(Overview).show_year(year)

    def _show_inr(self) -> None:
        if self._dossier is None:
            return
        target = self._dossier.treatment.target
        held = [act.day for act in self._dossier.acts if act.kind == "interview"]
        curve = curve_of(self._dossier.readings, target, held, self._gap)
        readings = self._dossier.readings
        head = []
        if self._recent:
            start = self._today - RECENT
            readings = tuple(reading for reading in readings if reading.day >= start)
            if readings:
                curve = curve.since(start)
                head = [_("The last 12 months")]
            else:
                readings = self._dossier.readings
                head = [_("No INR in the last 12 months: all of them are shown")]
        self.query_one(InrPart).show(curve, [*head, *time_in_range_words(readings, target, self._gap)])

    @property
    def interview(self) -> TranscriptLine | None:
        """The interview of the cursor, while the keys go to the interviews."""
        return self.query_one(HeldPart).chosen if self.current == "held" else None

    def toggle_period(self) -> None:
        """Show the INR of the last 12 months, or all of them."""
        self._recent = not self._recent
        self._show_inr()

    def toggle_values(self) -> None:
        """Show the INR values as text, or drawn."""
        self.query_one(InrPart).toggle_values()
        self.query_one(InrPart).entry.focus()

    def part(self, name: PartName) -> Part:
        """The widget of a part."""
        return self.query_one(f"#{name}", Part)

    def go(self, name: PartName) -> None:
        """Show a part and let the keys go to it."""
        self._choose(name)
        self.part(name).entry.focus()

    def on_resize(self, _event: events.Resize) -> None:
        """Use the room there is."""
        self._arrange()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The part that the keys go to is the current one."""
        part = next((one for one in event.widget.ancestors_with_self if isinstance(one, Part)), None)
        if part is not None:
            self._choose(part.name_)

    def _choose(self, name: PartName) -> None:
        self.current = name
        if name != "overview":
            self._beside = name
        self._arrange()

    def _arrange(self) -> None:
        width = self.app.size.width
        if width >= THREE_COLUMNS:
            shown = set(ORDER)
        else:
            shown = {"overview", self._beside} if width >= TWO_COLUMNS else {self.current}
        for number, name in enumerate(ORDER, 1):
            part = self.part(name)
            part.display = name in shown
            part.set_class(len(shown) > 1, "-framed")
            part.set_class(name == self.current, "-current")
            part.border_title = words(f"{number} {part_title(name)}").markup if len(shown) > 1 else ""
        for column in ("#middle", "#right"):
            holder = self.query_one(column)
            holder.display = any(child.display for child in holder.children)
        self.screen.query_one(PartsLine).mark(self.current)

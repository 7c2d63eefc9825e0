"""What the parts of a dossier have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets.option_list import Option

from assistant.tui.listing import Listing

PartName = Literal["overview", "inr", "held", "facts", "notions"]
Row = tuple[str, Content]
"""Id and words; a heading has no id."""


class Part(Vertical):
    """A part of the dossier, in the keys' order."""

    name_: ClassVar[PartName]

    @property
    def entry(self) -> Widget:
        """What has the focus when the part is gone to."""
        return next(w for w in self.query("OptionList, VerticalScroll") if w.display)


class Chosen(Listing):
    """A list that keeps its place when it is filled again."""

    def fill(self, rows: Sequence[Row]) -> None:
        """Show these rows; those without id are headings."""
        at = self.highlighted
        self.clear_options()
        self.add_options([Option(text, id=name or None, disabled=not name) for name, text in rows])
        choosable = [n for n, (name, _text) in enumerate(rows) if name]
        if choosable:
            self.highlighted = at if at in choosable else choosable[0]

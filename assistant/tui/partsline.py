"""The names of the parts of a dossier on one line, with the key of each and the one in sight marked."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from assistant.language import _
from assistant.tui.part import PartName
from assistant.tui.plain import words

ORDER: tuple[PartName, ...] = ("overview", "inr", "held", "facts", "notions")
"""The parts by their keys, 1 to 5."""


class PartsLine(Static):
    """One line; a click goes to the part under it."""

    class Clicked(Message):
        """A part was clicked on."""

        def __init__(self, part: PartName) -> None:
            super().__init__()
            self.part = part

    def __init__(self) -> None:
        super().__init__(id="parts")
        self._ends: list[int] = []

    def mark(self, current: PartName) -> None:
        """Mark the part in sight."""
        labels = [
            f"{'›' if part == current else ' '}{n} {part_title(part)} " for n, part in enumerate(ORDER, 1)
        ]
        self._ends = [sum(map(len, labels[: n + 1])) for n in range(len(labels))]
        styles = ["bold reverse" if part == current else "" for part in ORDER]
        self.update(
            Content.assemble(*(words(text, style) for text, style in zip(labels, styles, strict=True)))
        )

    def on_click(self, event: events.Click) -> None:
        """Go to the part under the pointer."""
        column = event.get_content_offset(self)
        if column is not None:
            part = next((p for p, end in zip(ORDER, self._ends, strict=True) if column.x < end), None)
            if part is not None:
                self.post_message(self.Clicked(part))


def part_title(part: PartName) -> str:
    """What a part is called."""
    return {
        "overview": _("Overview"),
        "inr": _("INR"),
        "held": _("Interviews"),
        "facts": _("Facts"),
        "notions": _("Notions"),
    }[part]

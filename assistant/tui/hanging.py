"""Lines that begin further in, or with a mark, keep their indent where they are wrapped."""

from __future__ import annotations

from typing import Final

from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

LEAST: Final = 20
"""Cells of text under which nothing is kept: there would be no room to read."""
_MARKS: Final = ("- ", "! ", "✓ ", "✗ ")


class Hanging(Static):
    """Text in lines; what is wrapped stands below the words it belongs to."""

    def __init__(self, content: Content, *, id: str, classes: str) -> None:  # noqa: A002 - the name Textual gives it
        super().__init__(content, id=id, classes=classes)
        self._text = content
        self._fitted: tuple[int, list[Content]] = 0, []

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows it takes."""
        return len(self._rows(width))

    def render(self) -> Content:
        """The rows as they fit."""
        return Content("\n").join(self._rows(self.size.width))

    def _rows(self, width: int) -> list[Content]:
        if self._fitted[0] != width:
            self._fitted = width, hung(self._text, width)
        return self._fitted[1]


def hung(content: Content, width: int) -> list[Content]:
    """The rows of a text, each as wide as fits.

    Args:
        content: lines of text.
        width: cells.
    """
    return [row for line in content.split("\n", allow_blank=True) for row in _rows(line, width)]


def _rows(line: Content, width: int) -> list[Content]:
    text = line.plain.lstrip(" ")
    indent = len(line.plain) - len(text) + (2 if text.startswith(_MARKS) else 0)
    if line.cell_length <= width or not indent or width - indent < LEAST:
        return line.wrap(width)
    rows = line[indent:].wrap(width - indent)
    return [Content.assemble(" " * indent if at else line[:indent], row) for at, row in enumerate(rows)]

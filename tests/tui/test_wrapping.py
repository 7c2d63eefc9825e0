"""French punctuation stays with its word."""

from __future__ import annotations

import pytest
from textual.content import Content

from assistant.tui.plain import words
from assistant.tui.wrapping import keep_together


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("Qui est là\u00a0? Moi.", 11, ["Qui est", "là\u00a0? Moi."]),
        ("Il dit «\u00a0oui\u00a0» deux fois", 13, ["Il dit", "«\u00a0oui\u00a0» deux", "fois"]),
        ("12\u202f%\u00a0: rien", 6, ["12\u202f%\u00a0:", "rien"]),
        ("un deux trois", 7, ["un deux", "trois"]),
        ("  un", 9, ["  un"]),
        ("", 9, [""]),
        ("\u00a0\u00a0", 9, ["\u00a0\u00a0"]),
    ],
)
def test_no_line_begins_with_a_mark(text: str, width: int, rows: list[str]) -> None:
    keep_together()
    content: Content = words(text)
    assert [line.plain.rstrip(" ") for line in content.wrap(width)] == rows

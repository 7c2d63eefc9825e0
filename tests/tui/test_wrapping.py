"""French punctuation stays with its word."""

from __future__ import annotations

import pytest
from textual.content import Content

from assistant.tui.hanging import hung
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


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("  abc defghijklmnopqrstu vwx", 24, ["  abc defghijklmnopqrstu", "  vwx"]),
        ("- abcdefghijkl mnopqrst uvw", 24, ["- abcdefghijkl mnopqrst", "  uvw"]),
        ("    ✓ abcdefghijkl mnopqrst uvw", 28, ["    ✓ abcdefghijkl mnopqrst", "      uvw"]),
        ("abcdefghijkl mnopqrst uvwxyz", 24, ["abcdefghijkl mnopqrst", "uvwxyz"]),
        ("  abc def", 24, ["  abc def"]),
        ("  abc def", 8, ["  abc", "def"]),
        ("a\n\n  b", 24, ["a", "", "  b"]),
    ],
)
def test_what_is_wrapped_keeps_its_indent(text: str, width: int, rows: list[str]) -> None:
    keep_together()
    assert [row.plain.rstrip(" ") for row in hung(words(text), width)] == rows

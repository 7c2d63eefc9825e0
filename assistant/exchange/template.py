"""Empty tables to fill in."""

from __future__ import annotations

from collections.abc import Sequence


def template(columns: Sequence[str]) -> bytes:
    """A CSV file with a line of headings and nothing else, which spreadsheets open in either language."""
    return (";".join(columns) + "\r\n").encode("utf-8-sig")

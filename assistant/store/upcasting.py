"""Old documents in the shape of today: changed as they are read, never on disk.

A journal's header tells the format of its records: those of an old journal are read through the steps below.
What is appended to an old journal says its own format, as `{"format": N, …}`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from assistant.store import frame

Document = dict[str, Any]
Step = Callable[[str, Document], Document]
"""From one format to the next: the name of the table, a document; the document in its new shape."""

STEPS: Final[dict[int, Step]] = {}
"""Format number to what leads to the next one. Empty: format 1 is the first."""
FORMAT: Final = "format"
"""Names, among the tables of a record, the format it was written in where that is not its journal's."""


def marked(additions: Mapping[str, Any], journal: int) -> Mapping[str, Any]:
    """What is appended to a journal of that format, with today's number where it differs."""
    return additions if journal == frame.FORMAT else {FORMAT: frame.FORMAT, **additions}


def upcast(additions: Mapping[str, Any], journal: int) -> dict[str, list[Document]]:
    """The tables of a record in today's shape."""
    written = additions.get(FORMAT, journal)
    tables = {name: rows for name, rows in additions.items() if name != FORMAT}
    for number in range(int(written), frame.FORMAT):
        step = STEPS[number]
        tables = {name: [step(name, row) for row in rows] for name, rows in tables.items()}
    return tables

"""Interviews as one table of a file: CSV or a workbook, a row an interview or a row an event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.clock import today
from assistant.exchange.eventrows import COLUMNS, event_rows
from assistant.exchange.interviews import interviews
from assistant.exchange.recorded import Held, Steps
from assistant.exchange.sheet import Sheet, csv_lines, to_xlsx
from assistant.language import _
from assistant.store.store import Store


def table(
    store: Store,
    rows: Iterable[Held],
    *,
    long: bool = False,
    workbook: bool = False,
    words: bool = False,
    separator: str = "",
    bom: bool = False,
) -> Iterator[bytes]:
    """The parts of the file.

    Args:
        store: where the interviews are.
        rows: the interviews.
        long: a row an event instead of a row an interview.
        workbook: XLSX instead of CSV.
        words: answers as they are read, instead of as they are recorded.
        separator: of a CSV; that of the language where it is empty.
        bom: whether a CSV begins with a byte order mark.
    """
    steps = Steps(store)
    wide = None if long else interviews(rows, steps, words=words)
    events = event_rows(rows, steps, words=words)
    if workbook:
        yield to_xlsx(wide or Sheet(_("Events"), COLUMNS, tuple(events)), today(store.clock))
        return
    headings, body = (wide.headings, wide.rows) if wide else (COLUMNS, events)
    yield from csv_lines(headings, body, separator, bom=bom)

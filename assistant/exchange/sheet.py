"""A table to open in a spreadsheet: CSV, and XLSX with real dates and numbers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from assistant.language import current

Cell = str | int | float | date | None

_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a text for a formula."""
_REFUSED: Final = re.compile(r"[\[\]:*?/\\']")
"""What the name of a page cannot hold."""
_LONGEST: Final = 32_767
"""Characters a cell of XLSX holds."""
_FIRST: Final = date(1900, 3, 1)
"""Before it, spreadsheets do not agree on which number a day is."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Columns with their headings, and a row each."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    euros: frozenset[int] = frozenset()
    """Columns, from 0, whose numbers are euros."""


def to_csv(sheet: Sheet) -> bytes:
    """UTF-8 with a byte order mark, days by ISO 8601; semicolons in French, as spreadsheets expect there."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if current() == "fr" else ",", lineterminator="\r\n")
    for row in (sheet.headings, *sheet.rows):
        writer.writerow([_written(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig", "replace")


def defused(text: str) -> str:
    """The text, which no spreadsheet takes for a formula: an apostrophe goes before what looks like one."""
    return "'" + text if text.lstrip(" \u00a0").startswith(_STARTS) or text.startswith(_STARTS) else text


def to_xlsx(sheet: Sheet, made: date) -> bytes:
    """A workbook of one page: texts stay texts, days are days, numbers are numbers.

    Args:
        sheet: the table.
        made: the day the workbook says it was made on.
    """
    from xlsxwriter import Workbook

    file = io.BytesIO()
    # In memory: the temporary files it would make otherwise are readable.
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": datetime(made.year, made.month, made.day), "author": ""})  # noqa: DTZ001  the format has no zone
        page = book.add_worksheet(_REFUSED.sub(" ", sheet.name)[:31])
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
        euros = book.add_format({"num_format": '0 "€"'})
        for column, heading in enumerate(sheet.headings):
            page.write_string(0, column, heading, bold)
        for line, row in enumerate(sheet.rows, 1):
            for column, cell in enumerate(row):
                if isinstance(cell, date) and cell >= _FIRST:
                    page.write_datetime(line, column, cell, day)
                elif isinstance(cell, int | float):
                    page.write_number(line, column, cell, euros if column in sheet.euros else None)
                elif cell is not None:
                    page.write_string(line, column, _text(cell)[:_LONGEST])
        page.freeze_panes(1, 0)
        if sheet.headings:
            page.autofilter(0, 0, len(sheet.rows), len(sheet.headings) - 1)
        for column, width in enumerate(_widths(sheet)):
            page.set_column(column, column, width)
    return file.getvalue()


def _widths(sheet: Sheet) -> Sequence[int]:
    columns = zip(sheet.headings, *sheet.rows, strict=True)
    return [min(60, 2 + max(len(_text(cell)) for cell in column)) for column in columns]


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return cell.isoformat() if isinstance(cell, date) else str(cell).encode("utf-8", "replace").decode()


def _written(cell: Cell) -> str:
    return defused(cell) if isinstance(cell, str) else _text(cell)

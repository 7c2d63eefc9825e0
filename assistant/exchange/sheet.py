"""A table to open in a spreadsheet: CSV, and XLSX with real dates and numbers."""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Final

from assistant.errors import InputError
from assistant.language import _, current
from assistant.notation import defused

Cell = str | int | float | date | datetime | None
"""An instant is written as it was at the place: XLSX has no zones."""

_REFUSED: Final = re.compile(r"[\[\]:*?/\\']")
"""What the name of a page cannot hold."""
_LONGEST: Final = 32_767
"""Characters a cell of XLSX holds."""
_MOST: Final = (1_048_576, 16_384)
"""Rows and columns of a page of XLSX."""
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
    """The table as CSV, with a byte order mark."""
    return b"".join(csv_lines(sheet.headings, sheet.rows, bom=True))


def csv_lines(
    headings: Sequence[str], rows: Iterable[Sequence[Cell]], separator: str = "", *, bom: bool = False
) -> Iterator[bytes]:
    """UTF-8, a row at a time; days and instants by ISO 8601.

    Args:
        headings: of the columns.
        rows: a cell for each column.
        separator: semicolons in French, as spreadsheets expect there, and commas in English, if not given.
            With commas numbers have a point; otherwise what the language has.
        bom: whether a byte order mark comes first, by which some programs know UTF-8.
    """
    chosen = separator or (";" if current() == "fr" else ",")
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=chosen, lineterminator="\r\n")
    point = "," if chosen != "," and current() == "fr" else "."
    yield BOM_UTF8 if bom else b""
    for row in chain((headings,), rows):
        writer.writerow([_written(cell, point) for cell in row])
        yield text.getvalue().encode("utf-8", "replace")
        text.seek(0)
        text.truncate()


def to_xlsx(sheet: Sheet, made: date) -> bytes:
    """A workbook of one page: texts stay texts, days are days, numbers are numbers.

    Args:
        sheet: the table.
        made: the day the workbook says it was made on.

    Raises:
        InputError: a workbook cannot hold so many rows or columns.
    """
    from xlsxwriter import Workbook

    if len(sheet.rows) >= _MOST[0] or len(sheet.headings) > _MOST[1]:
        raise InputError(
            _("A workbook holds {rows} rows and {columns} columns, and this is more: write CSV.").format(
                rows=_MOST[0], columns=_MOST[1]
            )
        )
    file = io.BytesIO()
    # In memory: the temporary files it would make otherwise are readable.
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": datetime(made.year, made.month, made.day), "author": ""})  # noqa: DTZ001  the format has no zone
        page = book.add_worksheet(_REFUSED.sub(" ", sheet.name)[:31])
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
        instant = book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"})
        euros = book.add_format({"num_format": '0 "€"'})
        for column, heading in enumerate(sheet.headings):
            page.write_string(0, column, heading, bold)
        for line, row in enumerate(sheet.rows, 1):
            for column, cell in enumerate(row):
                if isinstance(cell, datetime) and cell.date() >= _FIRST:
                    page.write_datetime(line, column, cell.replace(tzinfo=None), instant)
                elif isinstance(cell, date) and not isinstance(cell, datetime) and cell >= _FIRST:
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
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="milliseconds")
    return cell.isoformat() if isinstance(cell, date) else str(cell).encode("utf-8", "replace").decode()


def _written(cell: Cell, point: str) -> str:
    if isinstance(cell, str):
        return defused(cell)
    return _text(cell).replace(".", point) if isinstance(cell, float) else _text(cell)

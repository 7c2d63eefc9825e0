"""Tables as pharmacies have them: CSV in UTF-8 or CP1252, with commas or semicolons."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from assistant.errors import InputError
from assistant.language import _
from assistant.notation import fold, shorten
from assistant.script.faults import unreadable

Row = tuple[int, dict[str, str] | str]
"""The line it begins on, from 1, and its cells by column; or what is wrong with it, in words."""


def read_table(
    path: str,
    needed: Sequence[str],
    known: Sequence[str] = (),
    also: Mapping[str, str] | None = None,
    *,
    strict: bool = True,
) -> Iterator[Row]:
    """The rows of a file that are not empty.

    Args:
        path: the file.
        needed: columns it must have.
        known: columns it may also have.
        also: other names of columns, folded, to the name used here.
        strict: whether other columns are refused, since a misspelt one would be lost.

    Raises:
        NotFoundError: the file cannot be read.
        InputError: it is no such table; says which line or column.
    """
    text = _text(path)
    first = text.partition("\n")[0]
    lines = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=";" if first.count(";") > first.count(",") else ",",
        strict=True,
    )
    try:
        header = [fold(name).replace(" ", "_") for name in next(lines, [])]
        header = [(also or {}).get(name, name) for name in header]
        if not strict:  # of two columns of one name neither can be told from the other
            header = [name if name in (*needed, *known) else f"?{n}" for n, name in enumerate(header)]
        _check_header(path, [name for name in header if name[:1] != "?"], needed, known)
        end = lines.line_num
        for cells in lines:
            start, end = end + 1, lines.line_num
            if any(cell.strip() for cell in cells):
                if len(cells) > len(header):
                    yield (
                        start,
                        _("{count} cells for {columns} columns. Check the quotes.").format(
                            count=len(cells), columns=len(header)
                        ),
                    )
                    continue
                cells += [""] * (len(header) - len(cells))
                yield start, dict(zip(header, (cell.strip() for cell in cells), strict=True))
    except csv.Error as error:
        raise InputError(
            _("{path}, line {line}: this is not CSV. Check the quotes and the end of the line.").format(
                path=path, line=lines.line_num
            )
        ) from error


def _text(path: str) -> str:
    try:
        raw = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(
        _("{path} is neither UTF-8 nor Windows text (CP1252). Save it as UTF-8.").format(path=path)
    )


def _check_header(path: str, header: list[str], needed: Sequence[str], known: Sequence[str]) -> None:
    missing = [name for name in needed if name not in header]
    strange = [name for name in header if name not in (*needed, *known)]
    twice = [name for name in header if header.count(name) > 1]
    if twice and not missing and not strange:
        raise InputError(
            _("{path}: each column stands once. More than once: {twice}.").format(
                path=path, twice=", ".join(map(shorten, dict.fromkeys(twice)))
            )
        )
    if missing or strange or twice:
        raise InputError(
            _("{path}: the columns are not right. Missing: {missing}. Not known: {strange}.").format(
                path=path,
                missing=", ".join(missing) or "—",
                strange=", ".join(map(shorten, dict.fromkeys(strange + twice))) or "—",
            )
        )

"""An office program as an independent reader, with French settings; tests skip where there is none."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
SEMICOLON, QUOTE, UTF8, FRENCH = 59, 34, 76, 1036
Cell = tuple[str, str]
"""Its type and its value."""


def converted(path: Path) -> list[dict[str, Cell]]:
    """The rows of a CSV file as the program reads them, by heading.

    Numbers are recognised as they are written in French, and days too.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("no LibreOffice here: an independent reader with French settings is not there to ask")
    options = f"{SEMICOLON},{QUOTE},{UTF8},1,,{FRENCH},false,true"
    profile = path.parent / "profile"
    subprocess.run(
        [
            program,
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            f"--infilter=Text - txt - csv (StarCalc):{options}",
            "--convert-to",
            "fods",
            "--outdir",
            str(path.parent),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    root = ElementTree.fromstring(path.with_suffix(".fods").read_text(encoding="utf-8"))
    rows = [_row(row) for row in root.iter(f"{{{_TABLE}}}table-row")]
    rows = [row for row in rows if any(value for _kind, value in row)]
    width = len([cell for cell in rows[0] if cell[1]])
    headings = [value for _kind, value in rows[0][:width]]
    return [dict(zip(headings, row[:width], strict=True)) for row in rows[1:]]


def _row(row: ElementTree.Element) -> list[Cell]:
    cells: list[Cell] = []
    for cell in row.iter(f"{{{_TABLE}}}table-cell"):
        kind = cell.get(f"{{{_OFFICE}}}value-type", "")
        text = "\n".join("".join(part.itertext()) for part in cell.iter(f"{{{_TEXT}}}p"))
        value = cell.get(f"{{{_OFFICE}}}value") or cell.get(f"{{{_OFFICE}}}date-value") or text
        cells += [(kind, value)] * min(500, int(cell.get(f"{{{_TABLE}}}number-columns-repeated", "1")))
    return cells

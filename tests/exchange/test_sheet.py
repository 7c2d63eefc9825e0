"""Tables for spreadsheets: real dates and numbers, and texts that stay texts."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree

import pytest

from assistant import language
from assistant.exchange.sheet import Cell, Sheet, to_csv, to_xlsx
from assistant.notation import defused

SPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
DAY = date(2016, 12, 31)
FORMULAS = ["=1+1", "+33 6", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", '=HYPERLINK("http://x","y")', "＝1+1"]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = language.current()
    language.use("en")
    yield
    language.use(before)


def sheet(*cells: Cell) -> Sheet:
    return Sheet("2016", tuple(f"c{n}" for n in range(len(cells))), (cells,), frozenset({1}))


def parts(data: bytes) -> tuple[list[ElementTree.Element], list[str], str]:
    """The cells of the second row, the shared texts, and the styles."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        page = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        texts = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        styles = book.read("xl/styles.xml").decode()
    cells = page.findall(".//m:row[@r='2']/m:c", SPACE)
    return cells, ["".join(si.itertext()) for si in texts.findall("m:si", SPACE)], styles


def test_csv_has_iso_days_plain_numbers_and_the_separator_of_the_language() -> None:
    table = sheet("Léa; Zoé", 40, DAY, None)
    data = to_csv(table)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows == [["c0", "c1", "c2", "c3"], ["Léa; Zoé", "40", "2016-12-31", ""]]
    language.use("fr")
    french = list(csv.reader(io.StringIO(to_csv(table).decode("utf-8-sig"), newline=""), delimiter=";"))
    assert french == rows


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_looks_like_a_formula_is_defused(text: str) -> None:
    (row,) = list(csv.reader(io.StringIO(to_csv(sheet(text)).decode("utf-8-sig"), newline="")))[1:]
    assert row[0] == "'" + text
    cells, texts, _styles = parts(to_xlsx(sheet(text, 1), DAY))
    assert cells[0].get("t") == "s"
    assert cells[0].find("m:f", SPACE) is None
    assert any(text.strip() in one or "_x" in one for one in texts)


@pytest.mark.parametrize("text", ["Durand", "2016-01-01", "a=b", "", "l’été"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert defused(text) == text


def test_a_negative_number_is_a_number() -> None:
    assert b"\r\n-5\r\n" in to_csv(sheet(-5))


def test_xlsx_has_real_dates_and_numbers() -> None:
    cells, texts, styles = parts(to_xlsx(sheet("Léa", 40, DAY, None), DAY))
    assert [cell.get("r") for cell in cells] == ["A2", "B2", "C2"]
    values = [cell.findtext("m:v", namespaces=SPACE) for cell in cells]
    assert texts[int(str(values[0]))] == "Léa"
    assert (cells[1].get("t"), values[1]) == (None, "40")
    assert (cells[2].get("t"), values[2]) == (None, str((DAY - date(1899, 12, 30)).days))
    assert "dd/mm/yyyy" in styles
    assert "€" in styles


def test_a_day_no_spreadsheet_can_count_is_written_out() -> None:
    cells, texts, _styles = parts(to_xlsx(sheet(date(1899, 12, 31)), DAY))
    assert cells[0].get("t") == "s"
    assert "1899-12-31" in texts


@pytest.mark.parametrize("text", ["x" * 40_000, "a\x00b\x1b[31m", "\ud800", "http://x.example/y", "{=1}"])
def test_a_hostile_text_makes_a_workbook_that_opens(text: str) -> None:
    cells, _texts, _styles = parts(to_xlsx(sheet(text), DAY))
    assert cells[0].get("t") == "s"
    assert to_csv(sheet(text))


def test_a_table_without_rows_has_its_headings() -> None:
    empty = Sheet("2016", ("a", "b"), ())
    assert to_csv(empty).endswith(b"a,b\r\n")
    assert parts(to_xlsx(empty, DAY))[0] == []


def test_the_same_table_makes_the_same_bytes() -> None:
    assert to_xlsx(sheet("a", 1, DAY), DAY) == to_xlsx(sheet("a", 1, DAY), DAY)

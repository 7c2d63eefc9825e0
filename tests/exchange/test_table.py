"""Tables as pharmacies have them."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import language
from assistant.errors import InputError, NotFoundError
from assistant.exchange.table import Row, read_table


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_current", "en")


def rows(
    folder: Path, raw: bytes | str, needed: tuple[str, ...] = ("a", "b"), known: tuple[str, ...] = ("c",)
) -> list[Row]:
    path = folder / "t.csv"
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return list(read_table(str(path), needed, known))


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("bom", "encoding"), [("", "utf-8"), ("\ufeff", "utf-8"), ("", "cp1252")])
def test_every_form_reads_alike(tmp_path: Path, separator: str, end: str, bom: str, encoding: str) -> None:
    lines = ["a,c,b", "Léa,œ,1", "", " , , ", '"x, ""y""",,2']
    text = bom + end.join(lines).replace(",", separator).replace(f'"x{separator} ', '"x, ') + end
    assert rows(tmp_path, text.encode(encoding)) == [
        (2, {"a": "Léa", "c": "œ", "b": "1"}),
        (5, {"a": 'x, "y"', "c": "", "b": "2"}),
    ]


def test_a_row_is_named_by_the_line_it_begins_on(tmp_path: Path) -> None:
    assert [line for line, _cells in rows(tmp_path, 'a,b\n"x\ny",1\n\nz,2\n')] == [2, 5]


def test_cells_left_out_at_the_end_are_empty(tmp_path: Path) -> None:
    assert rows(tmp_path, "a,b,c\n1\n1,2\n") == [
        (2, {"a": "1", "b": "", "c": ""}),
        (3, {"a": "1", "b": "2", "c": ""}),
    ]


def test_a_column_is_known_by_its_name_however_it_is_typed(tmp_path: Path) -> None:
    assert rows(tmp_path, " A , B\n1,2\n") == [(2, {"a": "1", "b": "2"})]


@pytest.mark.parametrize(
    ("header", "named"),
    [
        ("a", "Missing: b."),
        ("a,b,colour", "Not known: colour."),
        ("a,b,b", "More than once: b."),
        ("", "Missing: a, b."),
        ("a,b,", "Not known"),
        ("a\tb", "Missing: a, b."),
    ],
)
def test_columns_that_are_missing_unknown_or_twice_are_named(tmp_path: Path, header: str, named: str) -> None:
    with pytest.raises(InputError, match=named):
        rows(tmp_path, header + "\n1,2\n")


@pytest.mark.parametrize(("text", "line"), [('a,b\n1,2\n"x,2\n', 3), ('a,b\n"x"y,2\n', 2)])
def test_a_broken_row_is_named(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(InputError, match=f"line {line}"):
        rows(tmp_path, text)


def test_a_text_longer_than_csv_takes_is_refused_not_broken(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        rows(tmp_path, "a,b\n" + "x" * 200_000 + ",1\n")


@pytest.mark.parametrize("raw", [b"a,b\n\x81\xff,1\n", "a,b\n1,2\n".encode("utf-16"), b"\x00\x01\x02\x8d"])
def test_bytes_that_are_no_table_are_refused(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(InputError):
        rows(tmp_path, raw)


@pytest.mark.parametrize("name", ["nope.csv", "", "a\0b", "x" * 5000, "\ud800"])
def test_a_file_that_cannot_be_read_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotFoundError, match="cannot be read"):
        list(read_table(f"{tmp_path}/{name}", ("a",)))


def test_a_row_too_long_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    found = rows(tmp_path, "a,b\n1,2\n1,2,3\n4,5\n")
    assert found[0] == (2, {"a": "1", "b": "2"})
    assert found[1][0] == 3
    assert "3 cells for 2 columns" in str(found[1][1])
    assert found[2] == (4, {"a": "4", "b": "5"})

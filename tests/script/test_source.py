"""YAML by the rules of 1.2, with places; hostile files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.errors import NotFoundError
from assistant.script.source import LIMIT, Source, parse, read_source

PATH = Path("f.yaml")


def source(text: str | bytes) -> Source:
    return parse(text if isinstance(text, bytes) else text.encode(), PATH)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("off", "off"),
        ("Y", "Y"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("2016-05-01", "2016-05-01"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("+4", 4),
        ("007", 7),
        ("2.5", 2.5),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("2,5", "2,5"),
        ("0x1F", "0x1F"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("1" * 30, "1" * 30),
        ("'12'", "12"),
        ('"true"', "true"),
        ('""', ""),
        ("|\n  no\n", "no\n"),
        ("=", "="),
    ],
)
def test_scalars_by_the_rules_of_1_2(written: str, value: Any) -> None:
    read = source(f"key: {written}")
    assert read.faults == ()
    assert read.data == {"key": value}
    assert type(read.data["key"]) is type(value)


def test_place_of_values_and_of_what_is_absent() -> None:
    read = source("a:\n  - b: 1\n    c: {d: 2}\n  - e: 3\n")
    assert read.place(("a", 0, "c", "d")) == (3, 12)
    assert read.place(("a", 0, "c", "d"), key=True) == (3, 9)
    assert read.place(("a", 1, "e")) == (4, 8)
    assert read.place(("a", 0, "missing")) == (2, 5)
    assert read.place(("a", 9)) == (2, 3)
    assert read.place(("a", 0, "c"), key=True) == (3, 5)
    assert read.place(("a", 0, "<tag>", "c")) == (3, 8)


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, 1, "“a” stands here a second time"),
        ("a: &x 1\nb: *x\n", 1, 4, "Aliases"),
        ("a: !!python/object:os.system 1\n", 1, 4, "Tags (tag:yaml.org,2002:python/object:os.system)"),
        ("a: !!str 1\n", None, None, None),
        ("? [a, b]\n: 1\n", 1, 3, "A key is a word"),
        ("", 1, 1, "empty"),
        ("# only words\n", 1, 1, "empty"),
        ("a: [1, 2\n", 2, 1, "not YAML"),
        ("a: 1\n---\nb: 2\n", 2, 1, "not YAML"),
        ("a: 'x\n", 2, 1, "not YAML"),
        ("\ta: 1\n", 1, 1, "not YAML"),
    ],
)
def test_faults_of_yaml(text: str, line: int | None, column: int | None, words: str | None) -> None:
    read = source(text)
    if words is None:
        assert read.faults == ()
        return
    assert words in read.faults[-1].message
    if "Aliases" not in words:
        assert (read.faults[-1].line, read.faults[-1].column) == (line, column)


def test_bytes_that_are_not_utf8_are_placed() -> None:
    read = source(b"a: 1\nb: \xe9t\xe9\n")
    assert [(f.line, "UTF-8" in f.message) for f in read.faults] == [(2, True)]


def test_a_byte_order_mark_is_no_fault() -> None:
    assert source(b"\xef\xbb\xbfa: 1\n").data == {"a": 1}


@pytest.mark.parametrize(
    "text",
    [
        b"\x00\x01\x02",
        b"a: \x1b[31m\n",
        "a: \ud800".encode("utf-8", "surrogatepass"),
        b"[" * 5_000,
        b"a:\n" + b"".join(b" " * i + b"- \n" for i in range(1, 200)),
        b"{a: " * 300 + b"1" + b"}" * 300,
        b"&a [*a]",
        b"&a {b: *a}",
        b"a: &x [1,2]\nb: &y [*x,*x,*x]\nc: &z [*y,*y,*y]\nd: [*z,*z,*z]\n",
        b"%YAML 9.9\n---\na: 1\n",
        b"%TAG ! tag:x,2000:\n---\na: !b 1\n",
        b"*unknown",
        b"a: " + b"x" * LIMIT,
        b"<<: {a: 1}\na: 2\n<<: {b: 1}\n",
    ],
)
def test_hostile_files_end_in_faults(text: bytes) -> None:
    read = source(text)
    assert read.faults
    assert all(fault.line >= 1 and fault.column >= 1 for fault in read.faults)


def test_a_bomb_of_aliases_is_not_written_out() -> None:
    rows = [b"a0: &a0 [x,x,x,x,x,x,x,x,x]"]
    rows += [b"a%d: &a%d [%s]" % (i, i, b",".join([b"*a%d" % (i - 1)] * 9)) for i in range(1, 30)]
    assert len(source(b"\n".join(rows)).faults) > 200


def test_the_digest_does_not_depend_on_line_ends() -> None:
    assert source(b"a: 1\r\nb: 2\r\n").digest == source(b"a: 1\nb: 2\n").digest
    assert source("a: 1\n").digest != source("a: 2\n").digest
    assert len(source("a: 1").digest) == 16


@pytest.mark.parametrize("name", ["nowhere.yaml", "."])
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotFoundError, match="cannot be read"):
        read_source(tmp_path / name)


def test_no_words_of_a_file_reach_a_terminal_raw() -> None:
    read = source('"\\e[31m": 1\n"\\e[31m": 2\n')
    assert len(read.faults) == 1
    assert "\x1b" not in str(read.faults[0])

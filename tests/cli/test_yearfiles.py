"""`assistant year --csv --xlsx --ics`."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest

from tests.cli.calling import Call
from tests.cli.test_importing import COLUMNS
from tests.cli.test_year import ROWS


@pytest.fixture
def year(call: Call, tmp_path: Path) -> list[str]:
    path = tmp_path / "import.csv"
    rows = [*ROWS, "EVIL,=cmd|' /C calc'!A0,+1,1943-02-01,,,,,,,,,,"]
    path.write_text("\n".join([COLUMNS, *rows]) + "\n", encoding="utf-8")
    assert call("import", str(path)).code == 0
    return ["year", "--as-of", "01/10/2016"]


def test_a_table_has_a_row_a_patient(call: Call, tmp_path: Path, year: list[str]) -> None:
    out = tmp_path / "year.csv"
    called = call(*year, "--csv", str(out))
    assert called.code == 0
    assert "plain text" in called.err
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"), newline="")))
    found = {row["Ref"]: row for row in rows}
    assert set(found) == {"MET", "OPEN", "YOUNG", "LATE", "NONE", "EVIL"}
    assert (found["MET"]["Amount (€)"], found["MET"]["Met on"]) == ("40", "2016-06-10")
    assert (found["OPEN"]["Missing: Interviews"], found["OPEN"]["To start by"]) == ("1", "2016-12-31")
    assert found["YOUNG"]["Missing: Interviews"] == ""
    assert found["EVIL"]["Family name"].startswith("'=")
    assert found["EVIL"]["Given name"] == "'+1"
    assert out.stat().st_mode & 0o077 == 0


def test_a_workbook_and_a_calendar_are_written_with_the_report(
    call: Call, tmp_path: Path, year: list[str]
) -> None:
    book, ics = tmp_path / "year.xlsx", tmp_path / "year.ics"
    called = call(*year, "--xlsx", str(book), "--ics", str(ics), "--json")
    assert called.result["totals"]["patients"] == 6
    with zipfile.ZipFile(book) as opened:
        assert opened.testzip() is None
    text = ics.read_text(encoding="utf-8")
    assert text.startswith("BEGIN:VCALENDAR")
    assert call(*year, "--ics", str(ics)).code == 0, "a calendar of ours is replaced"


def test_appointments_of_the_dossiers_are_in_the_calendar(call: Call, tmp_path: Path, ref: str) -> None:
    facts = tmp_path / "p2.json"
    facts.write_text(
        '{"family_name": "Petit", "given_name": "Jean", "birth_date": "1950-02-01",'
        ' "medicine": "Sintrom", "next_interview": "2016-11-03", "next_inr": "2016-10-12"}',
        encoding="utf-8",
    )
    assert call("patients", "add", "--ref", "P2", "--from", str(facts)).code == 0
    out = tmp_path / "c.ics"
    assert call("year", "--as-of", "2016-10-01", "--ics", str(out)).code == 0
    text = out.read_text(encoding="utf-8")
    assert "DTSTART;VALUE=DATE:20161103" in text
    assert "DTSTART;VALUE=DATE:20161012" in text
    assert "ref P2" in text
    assert "Petit" not in text


@pytest.mark.parametrize("option", ["--csv", "--xlsx", "--ics"])
def test_what_is_there_already_is_not_lost(call: Call, tmp_path: Path, year: list[str], option: str) -> None:
    out = tmp_path / "there"
    out.write_text("mine", encoding="utf-8")
    called = call(*year, option, str(out), "--json")
    assert (called.code, called.error["kind"]) == (1, "input")
    assert out.read_text(encoding="utf-8") == "mine"


def test_a_folder_that_is_not_there_is_said(call: Call, tmp_path: Path, year: list[str]) -> None:
    called = call(*year, "--csv", str(tmp_path / "no" / "x.csv"), "--json")
    assert (called.code, called.error["kind"]) == (1, "store")


def test_several_rule_sets_make_no_file(call: Call, tmp_path: Path, year: list[str]) -> None:
    out = tmp_path / "x.csv"
    called = call(*year, "--rules", "all", "--csv", str(out), "--json")
    assert (called.code, called.error["kind"]) == (1, "input")
    assert not out.exists()


def test_what_later_rules_miss_has_a_column(call: Call, tmp_path: Path, year: list[str]) -> None:
    out = tmp_path / "x.csv"
    words = ("year", "--as-of", "01/03/2025", "--rules", "avenant-1-2024", "--csv", str(out))
    assert call(*words).code == 0
    head = out.read_text(encoding="utf-8-sig").splitlines()[0]
    assert "Missing: Thematic interviews" in head

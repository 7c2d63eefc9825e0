"""`assistant import`: today's columns, the dry run, the template, progress."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.progress import LONG
from assistant.exchange import arrivals, dispensed
from tests.cli.calling import Call

HEAD = (
    "patient_ref;family_name;given_name;birth_date;prescriber;prescriber_rpps;proposed_on;adhesion_date;"
    "adhesion_declared;acts_declared_until;act;act_date"
)
ROWS = [
    "R1;Durand;Léa;01/02/1943;Dr Petit;10001234565;01/03/2015;05/03/2015;06/03/2015;31/12/2015;"
    "interview;10/02/2016",
    "R1;;;;;;;;;;evaluation;11/02/2016",
    "R1;;;;;;;;;;thematic;12/02/2016",
    "R2;Petit;Jean;03/05/1950;;;;;;;;",
]


def _file(folder: Path, rows: list[str], head: str = HEAD) -> str:
    path = folder / "import.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return str(path)


def test_prescriber_and_declared_days_are_taken_in(call: Call, tmp_path: Path) -> None:
    assert call("import", _file(tmp_path, ROWS), "--json").result["acts"] == 3
    facts = call("patients", "show", "R1", "--json").result["facts"]
    assert (facts["prescriber"], facts["prescriber_rpps"]) == ("Dr Petit", "10001234565")
    assert (facts["proposed_on"], facts["adhesion_declared"]) == ("2015-03-01", "2015-03-06")
    assert facts["acts_declared_until"] == "2015-12-31"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("R;A;B;01/02/1943;;123;;;;;;", "prescriber_rpps"),
        ("R;A;B;01/02/1943;;10001234566;;;;;;", "prescriber_rpps"),
        ("R;A;B;01/02/1943;;;;05/03/2015;04/03/2015;;;", "adhesion_declared"),
        ("R;A;B;01/02/1943;;;31/12/2099;;;;;", "proposed_on"),
        ("R;A;B;01/02/1943;;;;;;;tele;01/02/2016", "act"),
    ],
)
def test_a_wrong_one_is_named(call: Call, tmp_path: Path, row: str, column: str) -> None:
    called = call("import", _file(tmp_path, [row]), "--json")
    assert [one["reason"].partition(":")[0] for one in called.error["details"]["rows"]] == [column]


def test_a_dry_run_says_what_would_be_taken_and_takes_nothing(call: Call, tmp_path: Path) -> None:
    path = _file(tmp_path, ROWS)
    dry = call("import", path, "--dry-run", "--json").result
    assert (dry["dry_run"], dry["patients"], dry["updated"], dry["acts"]) == (True, 2, 0, 3)
    assert [(one["ref"], one["line"], one["new"]) for one in dry["changes"]] == [
        ("R1", 2, True),
        ("R2", 5, True),
    ]
    assert "prescriber_rpps" in dry["changes"][0]["facts"]
    assert {"kind": "evaluation", "theme": None, "date": "2016-02-11"} in dry["changes"][0]["acts"]
    assert call("patients", "list", "--json").result == []
    assert call("import", path, "--json").result == {"patients": 2, "updated": 0, "acts": 3}


def test_a_dry_run_says_what_differs_without_saying_what_the_facts_hold(call: Call, tmp_path: Path) -> None:
    call("import", _file(tmp_path, [*ROWS[:1], *ROWS[3:]]))
    grown = ["R2;Petit;Jean;03/05/1950;Dr Secret;;;;;;interview;01/04/2016", *ROWS[:1]]
    dry = call("import", _file(tmp_path, grown), "--dry-run", "--json").result
    assert dry["changes"] == [
        {
            "ref": "R2",
            "line": 2,
            "new": False,
            "facts": ["prescriber"],
            "acts": [{"kind": "interview", "theme": None, "date": "2016-04-01"}],
        }
    ]
    said = call("import", _file(tmp_path, grown), "--dry-run")
    assert "R2  changed: Prescriber of the AVK · interview 01/04/2016" in said.out
    assert "Secret" not in said.out + said.err
    assert "prescriber" not in call("patients", "show", "R2", "--json").result["facts"]


def test_faults_are_the_same_in_a_dry_run(call: Call, tmp_path: Path) -> None:
    path = _file(tmp_path, ["R;A;B;x;;;;;;;;"])
    dry, real = call("import", path, "--dry-run", "--json"), call("import", path, "--json")
    assert dry.error == real.error


def test_a_new_ref_for_somebody_known_is_a_doubt(call: Call, tmp_path: Path) -> None:
    call("import", _file(tmp_path, ROWS))
    again = _file(tmp_path, ["NEW;DURAND;Lea;01/02/1943;;;;;;;;"])
    for words in (("--dry-run",), ()):
        called = call("import", again, *words, "--json")
        (doubt,) = called.result["warnings"]
        assert doubt.startswith("Line 2: Perhaps the same patient: DURAND Léa")
    assert call("import", again, "--json").result == {"patients": 0, "updated": 0, "acts": 0}


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ((), {*arrivals.NEEDED, *arrivals.OPTIONAL}),
        (("--dispensed",), {*dispensed.NEEDED, *dispensed.KNOWN}),
    ],
)
def test_a_template_has_every_column_and_can_be_read(
    call: Call, tmp_path: Path, words: tuple[str, ...], names: set[str]
) -> None:
    path = tmp_path / "t.csv"
    called = call("import", "--template", str(path), *words, "--json")
    assert called.code == 0
    (head,) = csv.reader(path.read_text(encoding="utf-8-sig").splitlines(), delimiter=";")
    assert set(head) == names == set(called.result["columns"])
    assert call("import", str(path), *words).code == 0
    again = call("import", "--template", str(path), *words, "--json")
    assert (again.code, again.error["kind"]) == (1, "input")


def test_a_template_and_a_file_are_not_asked_for_together(call: Call, tmp_path: Path) -> None:
    called = call("import", str(tmp_path / "in.csv"), "--template", str(tmp_path / "t.csv"), "--json")
    assert (called.code, called.error["kind"]) == (1, "input")
    assert not (tmp_path / "t.csv").exists()


def test_a_template_needs_no_store(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_STORE", str(tmp_path / "none"))
    monkeypatch.delenv("ASSISTANT_PASSPHRASE")
    assert call("import", "--template", str(tmp_path / "t.csv")).code == 0
    assert not (tmp_path / "none").exists()


def test_without_a_file_it_says_how_to_get_one(call: Call) -> None:
    called = call("import", "--json")
    assert (called.code, called.error["kind"]) == (1, "input")
    assert "--template" in called.error["message"]


def test_long_work_is_told_in_tenths_and_short_work_not(call: Call, tmp_path: Path) -> None:
    short = call("import", _file(tmp_path, ROWS), "--dry-run")
    assert short.err == ""
    rows = [f"Q{n};Durand;Léa;01/02/1943;;;;;;;;" for n in range(LONG)]
    long = call("import", _file(tmp_path, rows), "--dry-run", "--json")
    told = [line for line in long.err.splitlines() if line.startswith("Reading ")]
    assert told == [f"Reading {n * LONG // 10}/{LONG}" for n in range(1, 11)]
    assert long.result["patients"] == LONG


def test_a_terminal_sees_one_line_that_ends(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    from assistant.cli.progress import progress

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    tell = progress("Reading")
    for done in range(1, 5001):
        tell(done, 5000)
    said = capsys.readouterr().err
    assert said.endswith("\rReading 5000/5000\n")
    assert said.count("\n") == 1
    assert said.count("\r") < 100


def test_a_terminal_is_told_nothing_of_what_is_over_at_once(
    monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    from assistant.cli import progress as telling

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    tell = telling.progress("Reading")
    for done in range(1, 13):
        tell(done, 12)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(telling, "_SOON", 0.0)
    telling.progress("Reading")(12, 12)
    assert capsys.readouterr().err == "\rReading 12/12\n", "it takes its time"

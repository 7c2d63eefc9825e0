"""`assistant import`: all rows or none, and twice adds nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.calling import Call

COLUMNS = (
    "patient_ref,family_name,given_name,birth_date,nir,regime,medicine,treatment_start,treatment_end,"
    "expected_months,adhesion_date,death_date,act,act_date"
)
ROWS = [
    "R1,Durand,Léa,01/02/1943,,général,Coumadine 5 mg,01/01/2015,,24,05/03/2015,,interview,10/02/2016",
    "R1,,,,,,,,,,,,interview,2016-02-10",
    "R1,Durand,Léa,1943-02-01,,,,,,,,,observance,2016-06-15",
    "R2,Петров,Noël,1950-12-31,,,fluindione,2016-02-01,2016-03-01,,,,,",
    "R3,Jeune,Tom,01/01/2010,,,,,,,,,interview,31/12/2099",
]


def _file(folder: Path, rows: list[str], head: str = COLUMNS) -> str:
    path = folder / "import.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return str(path)


def _acts(call: Call, ref: str) -> list[tuple[str, str]]:
    return [(act["kind"], act["date"]) for act in call("patients", "show", ref, "--json").result["acts"]]


def _faults(called: Any) -> list[tuple[int, str]]:
    assert called.code == 1
    return [(row["line"], row["reason"].partition(":")[0]) for row in called.error["details"]["rows"]]


def test_patients_and_acts_are_taken_in(call: Call, tmp_path: Path) -> None:
    called = call("import", _file(tmp_path, ROWS), "--json")
    assert called.result == {"patients": 3, "updated": 0, "acts": 4}
    # Not eligible, or an act that will not count, is no fault.
    assert [row["ref"] for row in call("patients", "list", "--json").result] == ["R1", "R3", "R2"]
    assert _acts(call, "R1") == [
        ("interview", "2016-02-10"),
        ("interview", "2016-02-10"),
        ("observance", "2016-06-15"),
    ]
    facts = call("patients", "show", "R1", "--json").result["facts"]
    assert (facts["medicine"], facts["strength_mg"], facts["expected_months"]) == ("coumadine", 5, 24)
    assert facts["adhesion_date"] == "2015-03-05"


def test_the_same_file_twice_adds_nothing(call: Call, tmp_path: Path) -> None:
    path = _file(tmp_path, ROWS)
    call("import", path)
    before = call("patients", "list", "--json").result
    again = call("import", path, "--json")
    assert again.result == {"patients": 0, "updated": 0, "acts": 0}
    assert call("patients", "list", "--json").result == before


def test_only_what_is_new_in_a_grown_file_is_added(call: Call, tmp_path: Path) -> None:
    call("import", _file(tmp_path, ROWS))
    grown = [*ROWS, "R1,,,,,,,,,,,,interview,10/02/2016", "R2,,,,,,,,,12,,,observance,2016-09-01"]
    called = call("import", _file(tmp_path, grown), "--json")
    assert called.result == {"patients": 0, "updated": 2, "acts": 2}
    assert _acts(call, "R1").count(("interview", "2016-02-10")) == 3


def test_every_faulty_row_is_named_and_none_is_taken(call: Call, tmp_path: Path) -> None:
    rows = [
        ROWS[0],
        ",Sans,Ref,1943-02-01,,,,,,,,,,",
        "R4,Durand,Léa,31/02/1943,123,,aspirine,,,zero,,,,",
        "",
        "R5,Durand,,1943-02-01,,,,,,,,,visite,2016-01-01",
        "R1,Dupont,,,,,,,,,,,interview,",
        "R6,Durand,Léa,1943-02-01,,,,2016-02-01,2016-01-01,,,,,2016-01-01",
    ]
    called = call("import", _file(tmp_path, rows), "--json")
    assert _faults(called) == [
        (3, "patient_ref"),
        (4, "birth_date"),
        (4, "expected_months"),
        (4, "medicine"),
        (4, "nir"),
        (6, "act"),
        (6, "“Given name” is needed."),
        (7, "act_date"),
        (7, "family_name"),
        (8, "act"),
        (8, "treatment_end"),
    ]
    assert all(f"Line {line}: " in called.error["message"] for line in (3, 4, 6, 7, 8))
    assert call("patients", "list", "--json").result == []


def test_faults_are_said_on_standard_error(call: Call, tmp_path: Path) -> None:
    called = call("import", _file(tmp_path, ["R1,A,B,x,,,,,,,,,,"]))
    assert (called.code, called.out) == (1, "")
    assert called.err.startswith("1 fault; nothing was taken in:\nLine 2: birth_date: “x” is not a date.")


def test_rows_of_one_patient_that_contradict_each_other_are_named(call: Call, tmp_path: Path) -> None:
    rows = [
        "R1,Durand,Léa,1943-02-01,,,,2016-02-01,,,,,,",
        "R1,,,,,,,,2016-01-01,,,,,",
        "R2,Durand,Léa,1943-02-01,,,,,,,,,,",
        "R2,,,1944-02-01,,,,,,,,,,",
    ]
    assert _faults(call("import", _file(tmp_path, rows), "--json")) == [
        (3, "treatment_end"),
        (5, "birth_date"),
    ]


def test_a_patient_without_a_name_is_named_by_its_first_line(call: Call, tmp_path: Path) -> None:
    called = call("import", _file(tmp_path, [ROWS[0], "R9,,,,,,,,,,,,,", "R9,,,,,,,,,,,,,"]), "--json")
    assert {line for line, _reason in _faults(called)} == {3}
    assert len(_faults(called)) == 3


def test_only_the_needed_columns_are_needed(call: Call, tmp_path: Path) -> None:
    path = _file(tmp_path, ["1943-02-01;Léa;Durand;R1"], "birth_date;given_name;family_name;patient_ref")
    assert call("import", path, "--json").result["patients"] == 1


@pytest.mark.parametrize("head", [COLUMNS.replace("birth_date,", ""), COLUMNS + ",colour", COLUMNS + ",nir"])
def test_a_wrong_header_is_refused(call: Call, tmp_path: Path, head: str) -> None:
    called = call("import", _file(tmp_path, ROWS, head), "--json")
    assert (called.code, called.error["kind"]) == (1, "input")


def test_a_table_without_rows_is_no_fault(call: Call, tmp_path: Path) -> None:
    assert call("import", _file(tmp_path, []), "--json").result == {"patients": 0, "updated": 0, "acts": 0}


def test_the_cost_of_a_row_does_not_grow_with_their_number(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assistant.store import index

    looks: list[Path] = []
    scan = index.scan

    def counted(folder: Path) -> dict[str, index.Signature]:
        looks.append(folder)
        return scan(folder)

    monkeypatch.setattr(index, "scan", counted)
    rows = [f"Q{n},Durand,Léa,1943-02-01,,,,,,,,,interview,2016-02-{n % 27 + 1:02}" for n in range(60)]
    assert call("import", _file(tmp_path, rows), "--json").result["patients"] == 60
    assert call("import", _file(tmp_path, rows), "--json").result["acts"] == 0
    assert len(looks) < 8


def test_a_doubt_is_said_and_taken_in(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "late.csv"
    path.write_text(
        "patient_ref;family_name;given_name;birth_date;nir;medicine;treatment_start\n"
        "A1;Durand;Léa;01/02/1943;;Coumadine;01/01/2019\n"
        "A2;Petit;Jean;03/05/1950;;fluindione;01/12/2018\n",
        encoding="utf-8",
    )
    said = call("import", str(path), "--json")
    assert said.code == 0
    assert said.result["patients"] == 2
    (doubt,) = said.result["warnings"]
    assert "3" in doubt
    assert "01/12/2018" in doubt
    assert doubt in said.err

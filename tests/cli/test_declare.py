"""`assistant declare`: the sheet, ticking, taking back, in words and as JSON; what `year` says of it."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.clock import SystemClock
from tests.cli.calling import Call
from tests.opening import opened

HEAD = (
    "patient_ref;family_name;given_name;birth_date;nir;regime;prescriber;prescriber_rpps;treatment_start;"
    "expected_months;adhesion_date;adhesion_declared;acts_declared_until;act;act_date"
)
ROWS = [
    "A;Durand;Léa;01/02/1943;243029900100168;Général;Dr Petit;10001234565;01/01/2014;240;01/03/2015;"
    "02/03/2015;31/12/2015;interview;10/02/2016",
    "A;;;;;;;;;;;;;interview;11/02/2016",
    "B;Bé;=Éva;01/02/1950;;;;;01/01/2014;240;10/01/2016;;;interview;12/02/2016",
    "C;Cé;Jean;01/02/1950;;;;;01/01/2014;240;;;;;",
]
YEAR = ("--year", "2016", "--as-of", "01/12/2016")


@pytest.fixture(autouse=True)
def _patients(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "import.csv"
    path.write_text("\n".join([HEAD, *ROWS]) + "\n", encoding="utf-8")
    assert call("import", str(path)).code == 0


def entries(result: Any, *states: str) -> list[tuple[str, str, str]]:
    return [
        (patient["ref"], entry["what"], entry["date"])
        for patient in result["patients"]
        for entry in patient["entries"]
        if not states or entry["state"] in states
    ]


def listed(call: Call, *words: str) -> Any:
    return call("declare", "list", *YEAR, *words, "--json").result


def test_the_list_says_what_is_to_be_entered_of_whom(call: Call) -> None:
    result = listed(call)
    assert entries(result) == [
        ("B", "adhesion", "2016-01-10"),
        ("B", "interview", "2016-02-12"),
        ("A", "interview", "2016-02-10"),
        ("A", "interview", "2016-02-11"),
    ]
    assert result["totals"] == {"due": 4, "declared": 1, "waiting": 0, "refused": 0, "stray": 0}
    assert entries(listed(call, "--all"), "declared") == [("A", "adhesion", "2015-03-01")]
    second, _none, first = result["patients"]
    assert (first["nir"], first["refused_for"][0]["code"]) == ("2 43 02 99 001 001 68", "act_undeclared")
    assert [one["code"] for one in second["refused_for"]][:2] == ["nir_missing", "regime_missing"]
    assert {warning["ref"] for warning in result["warnings"]} == {"A", "B"}
    assert listed(call, "--as-of", "01/10/2016")["warnings"] == []
    assert result["when"]["avenant-8"][0].startswith("Adhésion: ")
    said = call("declare", "list", *YEAR)
    assert "4 things to declare (2 patients) before 31/12/2016" in said.out
    assert "Source: ameli.fr" in said.out
    assert "€" not in said.out


def test_what_is_due_under_the_rules_in_force(call: Call) -> None:
    result = listed(call, "--rules", "avenant-1-2024")
    codes = {entry["code"] for patient in result["patients"] for entry in patient["entries"]}
    assert codes == {"TAC"}  # these rules do not know the acts


def test_ticking_one_by_one_and_the_rest_at_once(call: Call) -> None:
    once = call("declare", "tick", "A", "interview", "10/02/2016", "--on", "11/02/2016", "--json").result
    assert [(one["day"], one["on"]) for one in once["ticked"]] == [("2016-02-10", "2016-02-11")]
    again = call("declare", "tick", "A", "interview", "10/02/2016", "--json").result
    assert (again["ticked"], again["already"]) == ([], [{"what": "interview", "date": "2016-02-10"}])
    right = call("declare", "tick", "A", "interview", "10/02/2016", "--on", "12/02/2016", "--json").result
    assert [one["on"] for one in right["ticked"]] == ["2016-02-12"]
    assert entries(listed(call), "due")[-1] == ("A", "interview", "2016-02-11")
    assert call("declare", "tick", "B", "adhesion", "10/01/2016").code == 0
    assert call("declare", "tick", "B", "interview", "12/02/2016").code == 0
    assert entries(listed(call)) == [("A", "interview", "2016-02-11")]
    details = call("year", *YEAR, "--json").result
    assert details["details"]["B"]["refused_for"][-1]["code"] == "prescriber_missing"
    assert [warning["ref"] for warning in details["warnings"]] == ["A"]


def test_everything_of_a_patient_at_once(call: Call) -> None:
    opened_now = call("declare", "list", "--json").result
    due = [one for one in entries(opened_now, "due") if one[0] == "B"]
    result = call("declare", "tick", "B", "--all", "--json").result
    assert [(one["what"], one["day"]) for one in result["ticked"]] == [one[1:] for one in due]
    assert result["left"] == 0
    assert "Nothing is to be entered" in call("declare", "tick", "B", "--all").out


def test_a_tick_is_taken_back_and_exports_tell_both(call: Call) -> None:
    call("declare", "tick", "A", "interview", "10/02/2016", "--on", "11/02/2016")
    taken = call("declare", "untick", "A", "interview", "10/02/2016", "--json").result["taken_back"]
    assert [one["day"] for one in taken] == ["2016-02-10"]
    assert len(entries(listed(call), "due")) == 4
    assert "interview of 10/02/2016" in call("patients", "export", "A").out
    exported = call("patients", "export", "A", "--json").result
    assert [one["kind"] for one in exported["declaring"]] == ["declared", "undeclared"]
    assert [one["what"] for one in exported["declared"]] == ["adhesion"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("A",), "adhesion, interview, observance, evaluation, thematic"),
        (("A", "vaccination"), "“vaccination” is nothing that is declared"),
        (("A", "interview", "--all"), "not both"),
        (("A", "interview", "soon"), "soon"),
        (("A", "interview", "10/02/2016", "--on", "09/02/2016"), "cannot be entered before that day"),
        (("A", "interview", "10/02/2016", "--on", "31/12/2099"), "in the future"),
        (("A", "interview", "01/02/2016"), "There is no interview of 01/02/2016 here"),
        (("A", "thematic"), "There is no thematic here"),
        (("Z", "interview"), "There is no patient “Z”"),
        (("C", "adhesion"), "There is no adhesion here"),
    ],
)
def test_what_cannot_be_ticked_is_said(call: Call, words: tuple[str, ...], said: str) -> None:
    called = call("declare", "tick", *words)
    assert (called.code, called.out) == (1, "")
    assert said in called.err


def test_what_is_not_to_be_entered_needs_a_word_more(call: Call, tmp_path: Path) -> None:
    row = "E;É;A;01/02/1950;;;;;01/01/2014;240;01/03/2016;;;interview;01/02/2016"
    (tmp_path / "more.csv").write_text(f"{HEAD}\n{row}\n", encoding="utf-8")
    call("import", str(tmp_path / "more.csv"))
    refused = call("declare", "tick", "E", "interview", "01/02/2016")
    assert refused.code == 1
    assert "before any adhésion" in refused.err
    assert call("declare", "tick", "E", "interview", "01/02/2016", "--anyway").code == 0
    strays = [one for one in entries(listed(call), "stray") if one[0] == "E"]
    assert strays == [("E", "interview", "2016-02-01")]
    assert call("declare", "untick", "E", "interview").code == 0
    assert call("declare", "untick", "E", "interview").code == 1


def test_several_of_a_kind_are_named_with_their_days(call: Call, tmp_path: Path) -> None:
    call("declare", "tick", "A", "interview", "10/02/2016")
    call("declare", "tick", "A", "interview", "11/02/2016")
    called = call("declare", "untick", "A", "interview")
    assert (called.code, called.out) == (1, "")
    assert "interview 10/02/2016, interview 11/02/2016" in called.err


def test_the_table_is_a_new_file_in_which_nothing_is_a_formula(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    said = call("declare", "list", *YEAR, "--csv", str(path))
    assert "plain text" in said.err
    head, *rows = csv.reader(io.StringIO(path.read_text("utf-8-sig")))
    assert (head[4], len(rows)) == ("NIR", 4)
    assert rows[0][2] == "'=Éva"
    assert call("declare", "list", "--csv", str(path)).code == 1


def test_a_supervisor_reads_and_a_student_sees_nothing(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(tmp_path / "store", SystemClock(), "Paul", "supervisor").close()
    opened(tmp_path / "store", SystemClock(), "Zoé", "student").close()
    monkeypatch.setenv("ASSISTANT_USER", "Paul")
    assert len(entries(listed(call))) == 4
    for words in (("tick", "B", "--all"), ("untick", "A", "adhesion")):
        assert "supervisor" in call("declare", *words).err
    monkeypatch.setenv("ASSISTANT_USER", "Zoé")
    assert "rehearsals" in call("declare", "list").err
    assert call("declare", "tick", "B", "--all").code == 1


@pytest.mark.parametrize("day", ["01/01/2017", "20/01/2017", "01/06/2017"])
def test_once_the_year_is_over_the_report_still_says_what_is_to_be_entered(call: Call, day: str) -> None:
    report = call("year", "--as-of", day, "--json").result
    sheet = call("declare", "list", "--as-of", day, "--json").result
    assert report["warnings"] == sheet["warnings"]
    assert [(one["ref"], one["until"], len(one["what"])) for one in report["warnings"]] == [
        ("B", "2016-12-31", 1),
        ("A", "2016-12-31", 2),
    ]
    words = (
        "3 things to declare (2 patients) of the year that ended on 31/12/2016: "
        "enter them in Espace pro without delay"
    )
    assert report["undeclared"] == words
    assert f"{words} (`assistant declare list` lists them)" in call("year", "--as-of", day).out
    earlier = call("year", "--year", "2016", "--as-of", day).out
    assert "(`assistant declare list --year 2016` lists them)" in earlier
    one = call("year", "--as-of", day, "--ref", "B", "--json").result
    assert [line["ref"] for line in one["warnings"]] == ["B"]
    for what in ("2016-02-10", "2016-02-11"):
        assert call("declare", "tick", "A", "interview", what, "--on", "02/01/2017").code == 0
    assert call("declare", "tick", "B", "interview", "2016-02-12", "--on", "02/01/2017").code == 0
    after = call("year", "--as-of", day, "--json").result
    assert (after["warnings"], after["undeclared"]) == ([], None)


def test_the_dossier_says_what_is_to_be_declared(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.cli.yearsets.local_day", lambda: date(2017, 1, 20))
    said = call("patients", "show", "B").out
    assert "To declare without delay, the year ended on 31/12/2016: interview of 12/02/2016" in said
    assert "To declare" not in call("patients", "show", "C").out


def test_both_languages(call: Call) -> None:
    said = call("declare", "list", *YEAR, lang="fr").out
    assert "4 éléments à déclarer (2 patients) avant le 31/12/2016" in said
    assert "À saisir dans Espace pro\u00a0; cochez" in said

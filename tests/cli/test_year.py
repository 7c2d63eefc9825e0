"""`assistant year`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.year.library import rule_sets
from tests.cli.calling import Call
from tests.cli.test_importing import COLUMNS

ROWS = [
    "MET,A,A,1943-02-01,,,,2014-01-01,,24,2015-03-05,,interview,2016-02-10",
    "MET,,,,,,,,,,,,interview,2016-06-10",
    "OPEN,B,B,1943-02-01,,,,2014-01-01,,24,2015-03-05,,interview,2016-02-10",
    "OPEN,,,,,,,,,,,,interview,2016-02-10",
    "YOUNG,C,C,2010-02-01,,,,2014-01-01,,24,2015-03-05,,interview,2016-02-10",
    "LATE,D,D,1943-02-01,,,,2014-01-01,,24,2016-08-05,,interview,2016-09-10",
    "NONE,E,E,1943-02-01,,,,2014-01-01,,24,2015-03-05,,,",
]
PATIENT = {"ref", "status", "amount_eur", "met_on", "options", "last_date", "uncounted", "reasons"}


def _report(call: Call, folder: Path, *words: str) -> dict[str, object]:
    path = folder / "import.csv"
    path.write_text("\n".join([COLUMNS, *ROWS]) + "\n", encoding="utf-8")
    assert call("import", str(path)).code == 0
    report: dict[str, object] = call("year", *words, "--json").result
    return report


def test_the_report_has_each_patient_with_every_field(call: Call, tmp_path: Path) -> None:
    report = _report(call, tmp_path, "--year", "2016", "--as-of", "01/10/2016")
    assert {"year", "rules", "as_of", "patients", "totals"} <= set(report)
    assert (report["year"], report["rules"], report["as_of"]) == (2016, "avenant-8", "2016-10-01")
    assert isinstance(report["patients"], list)
    assert all(set(patient) == PATIENT for patient in report["patients"])
    found = {patient["ref"]: patient for patient in report["patients"]}
    assert {ref: patient["status"] for ref, patient in found.items()} == {
        "MET": "met",
        "OPEN": "possible",
        "YOUNG": "not_eligible",
        "LATE": "to_confirm",
        "NONE": "possible",
    }
    assert (found["MET"]["amount_eur"], found["MET"]["met_on"]) == (40, "2016-06-10")
    assert found["OPEN"]["uncounted"] == [{"kind": "interview", "date": "2016-02-10", "reason": "same_day"}]
    assert found["LATE"]["amount_eur"] == 40
    options = found["OPEN"]["options"]
    assert {"amount_eur": 40, "missing": {"interview": 1, "observance": 0, "adhesion": 0}} in options
    assert {"amount_eur": 30, "missing": {"interview": 0, "observance": 2, "adhesion": 0}} in options
    assert found["NONE"]["last_date"] is not None
    assert all(isinstance(reason, str) and reason for reason in found["YOUNG"]["reasons"])
    assert isinstance(report["totals"], dict)
    assert (report["totals"]["secured_eur"], report["totals"]["to_confirm_eur"]) == (40, 40)


def test_the_year_is_that_of_the_report_unless_another_is_asked_for(call: Call, tmp_path: Path) -> None:
    assert _report(call, tmp_path, "--as-of", "2017-05-01")["year"] == 2017
    later = call("year", "--year", "2016", "--as-of", "2017-05-01", "--json").result
    assert (later["year"], later["as_of"]) == (2016, "2017-05-01")
    assert {p["ref"]: p["status"] for p in later["patients"]}["NONE"] == "impossible"


def test_the_report_in_words(call: Call, tmp_path: Path) -> None:
    _report(call, tmp_path, "--as-of", "2016-10-01")
    said = call("year", "--as-of", "2016-10-01")
    assert (said.code, said.err) == (0, "")
    for words in (
        "2016",
        "avenant-8",
        "MET",
        "still possible",
        "to confirm",
        "not eligible",
        "40 €",
        "Secured",
    ):
        assert words in said.out


def test_outside_its_dates_one_line_says_which_text_is_in_force(call: Call, tmp_path: Path) -> None:
    inside = _report(call, tmp_path, "--year", "2016", "--as-of", "2016-10-01")
    outside = call("year", "--year", "2023", "--as-of", "2023-10-01", "--json").result
    assert inside["warning"] is None
    assert "2022" in outside["warning"]
    assert "\n" not in outside["warning"]
    assert outside["warning"] in call("year", "--year", "2023", "--as-of", "2023-10-01").out


def test_without_patients_the_report_is_empty(call: Call) -> None:
    report = call("year", "--year", "2016", "--json").result
    assert report["patients"] == []
    assert report["totals"]["patients"] == 0


def test_a_damaged_dossier_is_mentioned_and_the_others_are_reported(call: Call, tmp_path: Path) -> None:
    _report(call, tmp_path, "--as-of", "2016-10-01")
    journal = sorted((tmp_path / "store").glob("dossiers/*/facts.journal"))[0]
    journal.write_bytes(journal.read_bytes().replace(b"entretien-avk", b"entretien-xyz") + b"\n")
    for words in (("year", "--as-of", "2016-10-01"), ("patients", "list"), ("transcripts", "list")):
        called = call(*words, "--json")
        assert called.code == 0
        assert journal.parent.name in called.err
    report = call("year", "--as-of", "2016-10-01", "--json").result
    assert len(report["patients"]) == 4
    assert len(report["damaged"]) == 1


SETS = ["avenant-1", "avenant-8", "avenant-11", "avenant-21", "convention-2022", "avenant-1-2024"]


@pytest.mark.parametrize("name", SETS)
def test_a_rule_set_may_be_named(name: str, call: Call, tmp_path: Path) -> None:
    report = _report(call, tmp_path, "--as-of", "2016-10-01", "--rules", name)
    assert (report["rules"], report["sets"]) == (name, [name])
    assert report["uncertain"]
    assert set(report["sources"]) == {name}  # type: ignore[call-overload]
    assert (report["warning"] is None) == (name == "avenant-8")
    said = call("year", "--as-of", "2016-10-01", "--rules", name).out
    assert f"{name}: " in said
    assert "[?]" in said


def test_the_rules_in_force_are_found_for_each_patient(call: Call, tmp_path: Path) -> None:
    _report(call, tmp_path)
    days = {"2015-10-01": "avenant-1", "2016-10-01": "avenant-8", "2019-02-01": "avenant-11"}
    for day, applied in days.items():
        report = call("year", "--as-of", day, "--rules", "current", "--json").result
        assert (report["rules"], report["sets"], report["warning"]) == ("current", [applied], None)
        assert {one["rules"] for one in report["details"].values()} == {applied}
    assert call("settings", "set", "rules", "current").code == 0
    assert call("year", "--as-of", "2026-02-01", "--json").result["sets"] == ["avenant-1-2024"]


def test_every_rule_set_side_by_side(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _report(call, tmp_path)
    monkeypatch.setenv("COLUMNS", "10000")
    result = call("year", "--as-of", "2016-10-01", "--rules", "all", "--json").result
    assert [report["rules"] for report in result["reports"]] == SETS
    assert (result["rules"], result["year"]) == ("all", 2016)
    said = call("year", "--as-of", "2016-10-01", "--rules", "all")
    head = next(line for line in said.out.splitlines() if "avenant-21" in line)
    assert head.replace(" at best", "").split() == SETS
    assert head.count("at best") == len(SETS), "a column beside each set"
    details = {report["rules"]: report["details"] for report in result["reports"]}
    assert details["avenant-8"]["OPEN"] == {"secured_eur": 0, "possible_eur": 40, "best_eur": 40}
    assert details["avenant-8"]["LATE"] == {"secured_eur": 0, "possible_eur": 0, "best_eur": 40}
    assert details["avenant-11"]["NONE"]["best_eur"] == 30
    never = next(line for line in said.out.splitlines() if line.startswith("NONE"))
    cells = [cell.strip() for cell in re.split("  +", never)]
    assert cells[2:] == [
        cell for name in SETS for cell in ("still possible 0 €", f"{details[name]['NONE']['best_eur']} €")
    ]
    row = next(line for line in said.out.splitlines() if line.startswith("MET"))
    assert "met 40 €" in row
    assert "is not in force in 2016" in said.out
    for one in rule_sets():
        assert result["sources"][one.id] == {"source": one.source, "verified": one.verified}
        assert result["uncertain"][one.id] == [str(note) for note in one.uncertain]
        for note in one.uncertain:
            (line,) = (line for line in said.out.splitlines() if line.startswith(f"[?] {note} ("))
            assert one.id in line.rpartition("(")[2]
    monkeypatch.setenv("COLUMNS", "80")
    narrow = call("year", "--as-of", "2016-10-01", "--rules", "all").out.split("\n")
    blocks = [line for line in narrow if any(line.split()[:1] == [name] for name in SETS) and ":" not in line]
    assert [name for line in blocks for name in line.replace("at best", "").split()] == SETS
    assert all(line.count("at best") == len(line.replace("at best", "").split()) for line in blocks)
    assert len(blocks) > 1
    assert all(len(line) <= 80 for line in narrow if line.startswith(("MET", "OPEN", " ")))


def test_one_patient_under_every_rule_set(call: Call, tmp_path: Path) -> None:
    _report(call, tmp_path)
    every = "year", "--as-of", "2016-10-01", "--rules", "all", "--ref"
    reports = call(*every, "MET", "--json").result["reports"]
    assert [[one["ref"] for one in report["patients"]] for report in reports] == [["MET"]] * len(SETS)
    assert "OPEN" not in call(*every, "MET").out
    nobody = call(*every, "NOBODY")
    assert (nobody.code, "NOBODY" in nobody.err) == (1, True)


def test_no_such_rule_set(call: Call, tmp_path: Path) -> None:
    _report(call, tmp_path)
    said = call("year", "--rules", "avenant-9")
    assert said.code != 0
    assert "avenant-1-2024" in said.err


def test_the_details_say_what_would_be_refused_and_each_way(call: Call, tmp_path: Path) -> None:
    report = _report(call, tmp_path, "--as-of", "2016-10-01")
    details = report["details"]
    assert isinstance(details, dict)
    assert [one["code"] for one in details["OPEN"]["refused_for"]] == [
        "nir_missing",
        "regime_missing",
        "prescriber_missing",
        "adhesion_undeclared",
        "act_undeclared",
    ]
    assert details["YOUNG"]["refused_for"] == []
    assert "adhesion_unsigned" not in {one["code"] for one in details["NONE"]["refused_for"]}
    assert details["MET"]["counted"][0] == {"kind": "interview", "date": "2016-02-10", "theme": None}
    assert (details["MET"]["secured_eur"], details["LATE"]["secured_eur"]) == (40, 0)
    assert details["OPEN"]["best_eur"] == 40
    assert [way["last_date"] for way in details["OPEN"]["ways"]] == ["2016-12-31", "2016-12-30"]
    assert details["OPEN"]["window"] == ["2016-01-01", "2016-12-31"]
    assert "Would be refused: the NIR is missing." in call("year", "--as-of", "2016-10-01").out


def test_what_is_to_be_expected_and_every_way_with_its_last_date(call: Call, tmp_path: Path) -> None:
    report = _report(call, tmp_path, "--as-of", "2016-10-01")
    details = report["details"]
    assert isinstance(details, dict)
    assert [way["last_date"] for way in details["OPEN"]["ways"]] == ["2016-12-31", "2016-12-30"]
    coming = details["OPEN"]["forecast"]
    assert coming == {
        "last_day": "2016-12-31",
        "status": "impossible",
        "amount_eur": 0,
        "secured_eur": 0,
        "at_risk_eur": 40,
        "missing": {"interview": 1, "observance": 0, "adhesion": 0},
        "start_by": "2016-12-31",
        "appointment": None,
        "rhythm_days": 121,
        "rhythm_from": "pharmacy",
        "acts": [],
    }
    forecast = report["forecast"]
    assert isinstance(forecast, dict)
    risks = [one["forecast"]["at_risk_eur"] for one in details.values()]
    assert forecast["at_risk_eur"] == sum(risks) > 0
    said = call("year", "--as-of", "2016-10-01", "--ref", "OPEN").out
    assert "On 31/12/2016 would be missing: 1 more interview. An appointment by 31/12/2016 would do." in said
    assert "at risk: 40 €" in said
    assert "MET" not in said
    assert call("year", "--as-of", "2016-10-01", "--ref", "NOBODY").code == 1


def test_the_work_of_the_coming_weeks(call: Call, tmp_path: Path) -> None:
    _report(call, tmp_path, "--as-of", "2016-10-01")
    found = call("year", "--as-of", "2016-12-01", "--work", "5", "--json").result["work"]
    assert found["weeks"] == 5
    assert [task["ref"] for task in found["tasks"]][:2] == ["NONE", "OPEN"], "40 € each, NONE a day sooner"
    assert all(task["at_risk_eur"] or task["possible_eur"] for task in found["tasks"])
    assert call("year", "--as-of", "2016-12-01", "--work", "--json").result["work"]["weeks"] == 6
    said = call("year", "--as-of", "2016-12-01", "--work").out
    assert said.index("NONE") < said.index("OPEN")
    assert "agree on a day; 1 more interview" in said
    later = call("year", "--year", "2016", "--as-of", "2017-12-01", "--work")
    assert "Nothing is to be done for the year within 6 weeks." in later.out
    for wrong in ("0", "54", "x", "-1", "1e3", "٣"):
        assert call("year", "--work=" + wrong).code == 1, wrong
    assert call("year", "--rules", "all", "--work").code == 1
    assert call("year", "--rules", "all", "--months").code == 1


def test_the_months(call: Call, tmp_path: Path) -> None:
    assert "months" not in _report(call, tmp_path, "--as-of", "2016-10-01")
    months = call("year", "--as-of", "2016-10-01", "--months", "--json").result["months"]
    assert [month["month"] for month in months] == [f"2016-{n:02}" for n in range(1, 13)]
    assert [month["foreseen"] for month in months] == [False] * 9 + [True] * 3
    assert months[5]["secured_eur"] == 40, "MET on 10 June"
    assert months[8]["to_confirm_eur"] == 40, "LATE in September"
    assert months[11]["possible_eur"] == 0
    over = call("year", "--year", "2016", "--as-of", "2017-03-01", "--months", "--json").result
    last, totals = over["months"][-1], over["totals"]
    names = ("secured_eur", "to_confirm_eur", "possible_eur")
    assert {name: last[name] for name in names} == {name: totals[name] for name in names}
    said = call("year", "--as-of", "2016-10-01", "--months").out
    assert "06/2016  40 €" in said
    assert "12/2016" in said


def test_the_work_list_names_whose_dossier_is_to_be_mended(call: Call, tmp_path: Path) -> None:
    columns = "patient_ref,family_name,given_name,birth_date,nir,regime,prescriber,prescriber_rpps,"
    columns += "treatment_start,expected_months,adhesion_date,act,act_date"
    rows = [
        "KEY,A,A,1943-02-01,243029900100168,R,Dr P,10001234565,2014-01-01,24,2015-03-05,interview,2016-02-10",
        "RPPS,B,B,1943-02-01,243029900100168,,Dr P,,2014-01-01,24,2015-03-05,interview,2016-02-10",
        "FACTS,C,C,1943-02-01,243029900100168,R,Dr P,10001234565,,,2015-03-05,,",
    ]
    path = tmp_path / "mend.csv"
    path.write_text("\n".join([columns, *rows]) + "\n", encoding="utf-8")
    assert call("import", str(path)).code == 0
    work = call("year", "--as-of", "2016-10-01", "--work", "--json").result["work"]
    assert {"weeks", "tasks"} < set(work)
    assert [
        (one["ref"], [what["code"] for what in one["what"]], one["last_date"]) for one in work["to_mend"]
    ] == [
        ("FACTS", ["treatment_unknown"], "2016-12-30"),
        ("RPPS", ["regime_missing", "rpps_missing"], "2016-12-31"),
    ]
    said = call("year", "--as-of", "2016-10-01", "--work").out
    assert "To be mended in the dossier, or the caisse would refuse it:" in said
    line = next(line for line in said.splitlines() if "RPPS  " in line and "health insurance" in line)
    assert line.startswith("31/12/2016")
    assert "40 €" in line
    assert line.endswith("health insurance scheme missing, RPPS number of the prescriber missing")
    assert "To be mended" not in call("year", "--as-of", "2016-10-01", "--work", "--ref", "KEY").out


@pytest.mark.parametrize("day", ["01/01/0001", "31/12/0001", "01/12/9999", "31/12/9999"])
def test_the_first_and_last_days_of_the_calendar_are_no_fault(call: Call, tmp_path: Path, day: str) -> None:
    rows = ["OPEN,B,B,1943-02-01,,,,2014-01-01,,24,2015-03-05,,,", "FACTS,C,C,1943-02-01,,,,,,,,,,"]
    path = tmp_path / "import.csv"
    path.write_text("\n".join([COLUMNS, *rows]) + "\n", encoding="utf-8")
    assert call("import", str(path)).code == 0
    for words in (("--work",), ("--work", "53"), ("--months",), ("--rules", "current"), ("--rules", "all")):
        said = call("year", "--as-of", day, *words)
        assert (said.code, said.err) == (0, ""), words

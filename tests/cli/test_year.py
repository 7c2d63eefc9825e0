"""`assistant year`."""

from __future__ import annotations

from pathlib import Path

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

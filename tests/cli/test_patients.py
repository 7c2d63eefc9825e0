"""`assistant patients`: add by options and from a file, list, show."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.opening import local_day
from assistant.script.knowledge import facts
from tests.cli.calling import Call

NAMES = {"family_name": "Durand", "given_name": "Léa", "birth_date": "1943-02-01"}
IMPORTED = {
    "nir": "2 43 02 75 012 345 42",
    "regime": "général",
    "medicine": "Préviscan 20 mg",
    "treatment_start": "01/01/2016",
    "treatment_end": "2017-01-01",
    "expected_months": 12,
    "adhesion_date": "05/02/2016",
    "death_date": "",
    "act": "interview",
    "act_date": "06/02/2016",
}


def _file(folder: Path, document: Any, name: str = "patient.json") -> str:
    path = folder / name
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return str(path)


def _options(fields: dict[str, Any]) -> list[str]:
    return [f"--{name.replace('_', '-')}={text}" for name, text in fields.items()]


def test_there_is_an_option_for_every_field(call: Call) -> None:
    said = call("patients", "add", "--help")
    assert said.code == 0
    for name in [*facts(), "patient_ref", "act", "act_date"]:
        assert f"--{name.replace('_', '-')} " in said.out


def test_names_and_birth_date_are_enough_and_the_ref_is_printed(call: Call) -> None:
    added = call("patients", "add", *_options(NAMES))
    assert (added.code, added.err) == (0, "")
    made = added.out.strip()
    shown = call("patients", "show", made, "--json").result
    assert shown["facts"] == NAMES
    assert call("patients", "add", *_options(NAMES), "--json").result["ref"] not in ("", made)


@pytest.mark.parametrize("lacking", list(NAMES))
def test_what_is_needed_is_asked_for(call: Call, lacking: str) -> None:
    called = call("patients", "add", *_options({k: v for k, v in NAMES.items() if k != lacking}), "--json")
    assert called.code == 1
    assert list(called.error["details"]["fields"]) == [lacking]


@pytest.mark.parametrize("key", ["ref", "patient_ref"])
def test_a_file_has_the_fields_of_the_import(call: Call, tmp_path: Path, key: str) -> None:
    path = _file(tmp_path, {key: "A-1", **NAMES, **IMPORTED})
    assert call("patients", "add", "--from", path).out == "A-1\n"
    shown = call("patients", "show", "A-1", "--json").result
    assert shown["ref"] == "A-1"
    assert shown["facts"] == {
        **NAMES,
        "nir": "243027501234542",
        "regime": "général",
        "medicine": "previscan",
        "strength_mg": 20,
        "treatment_start": "2016-01-01",
        "treatment_end": "2017-01-01",
        "expected_months": 12,
        "adhesion_date": "2016-02-05",
    }
    assert shown["acts"] == [{"kind": "interview", "theme": None, "date": "2016-02-06", "origin": "import"}]


@pytest.mark.parametrize(
    ("typed", "medicine", "strength"),
    [
        ("Coumadine 5 mg", "coumadine", 5),
        ("warfarine 2mg", "coumadine", 2),
        ("SINTROM", "sintrom", 4),
        ("minisintrom 1 mg", "minisintrom", 1),
        ("fluindione", "previscan", 20),
    ],
)
def test_a_medicine_is_a_brand_or_a_substance_with_its_strength(
    call: Call, typed: str, medicine: str, strength: int
) -> None:
    ref = call("patients", "add", *_options({**NAMES, "medicine": typed}), "--json").result["ref"]
    known = call("patients", "show", ref, "--json").result["facts"]
    assert known["medicine"] == medicine
    assert known.get("strength_mg", strength) == strength


def test_every_fault_of_a_file_is_named_at_once_and_nothing_is_added(call: Call, tmp_path: Path) -> None:
    document = {
        "ref": "A",
        "patient_ref": "B",
        "family_name": None,
        "given_name": {"deep": ["x"]},
        "birth_date": "31/02/1943",
        "nir": "123",
        "medicine": "aspirine",
        "colour": "red",
        "act": "visit",
        "expected_months": "twelve",
    }
    called = call("patients", "add", "--from", _file(tmp_path, document), "--json")
    assert called.code == 1
    wrong = called.error["details"]["fields"]
    assert set(wrong) == {
        "patient_ref", "family_name", "given_name", "birth_date", "nir", "medicine", "colour", "act",
        "expected_months",
    }  # fmt: skip
    assert all(name in called.error["message"] for name in wrong)
    assert call("patients", "list", "--json").result == []


@pytest.mark.parametrize(
    "text",
    ["", "[]", '"x"', "null", "{", "[" * 100_000, '{"a":' * 100_000, "\x00", '{"family_name": NaN}', "é"],
)
def test_a_file_that_is_no_patient_is_refused(call: Call, tmp_path: Path, text: str) -> None:
    called = call("patients", "add", "--from", _file(tmp_path, text), "--json")
    assert called.code == 1
    assert called.error["kind"] in ("input", "script")


def test_a_file_in_another_encoding_is_refused(call: Call, tmp_path: Path) -> None:
    (tmp_path / "p.json").write_bytes('{"family_name": "Léa"}'.encode("latin-1"))
    assert call("patients", "add", "--from", str(tmp_path / "p.json")).code == 1


def test_a_file_with_a_byte_order_mark_is_read(call: Call, tmp_path: Path) -> None:
    assert call("patients", "add", "--from", _file(tmp_path, "\ufeff" + json.dumps(NAMES))).code == 0


def test_an_option_goes_before_the_file(call: Call, tmp_path: Path) -> None:
    path = _file(tmp_path, {"ref": "A", **NAMES})
    assert call("patients", "add", "--from", path, "--ref", "B", "--given-name", "Zoé").out == "B\n"
    assert call("patients", "show", "B", "--json").result["facts"]["given_name"] == "Zoé"


def test_a_ref_is_taken_once(call: Call, ref: str) -> None:
    called = call("patients", "add", "--ref", ref, *_options(NAMES), "--json")
    assert called.code == 1
    assert ref in called.error["message"]


@pytest.mark.parametrize("ref", ["x" * 61, "a\x1bb", "a\nb", "a\u202eb", "a\ud800"])
def test_a_ref_that_cannot_be_one_is_refused(call: Call, ref: str) -> None:
    assert call("patients", "add", f"--ref={ref}", *_options(NAMES), "--json").code == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"treatment_start": "1940-01-01"}, "treatment_start"),
        ({"treatment_start": "2016-01-02", "treatment_end": "2016-01-01"}, "treatment_end"),
        ({"inr_low": "3", "inr_high": "2"}, "inr_high"),
        ({"inr_low": "3", "inr_high": "3"}, "inr_high"),
    ],
)
def test_fields_that_contradict_each_other_are_refused(
    call: Call, first: dict[str, str], second: str
) -> None:
    called = call("patients", "add", *_options({**NAMES, **first}), "--json")
    assert list(called.error["details"]["fields"]) == [second]


def test_the_list_has_a_line_each_by_name(call: Call, ref: str) -> None:
    assert call("patients", "add", "--ref", "P0", *_options({**NAMES, "family_name": "Zola"})).code == 0
    listed = call("patients", "list")
    lines = listed.out.splitlines()
    assert [line.split()[0] for line in lines] == [ref, "P0"]
    assert "DURAND Léa" in lines[0]
    assert "01/02/1943" in lines[0]
    assert "Coumadine (warfarin)" in lines[0]
    rows = call("patients", "list", "--json").result
    assert [(row["ref"], row["family_name"], row["birth_date"]) for row in rows] == [
        (ref, "Durand", "1943-02-01"),
        ("P0", "Zola", "1943-02-01"),
    ]


def test_an_empty_list_is_no_data_but_a_hint(call: Call) -> None:
    empty = call("patients", "list")
    assert (empty.code, empty.out) == (0, "")
    assert "patients add" in empty.err
    assert call("patients", "list", "--json").result == []


def test_show_has_every_fact_in_words(call: Call, ref: str) -> None:
    shown = call("patients", "show", ref)
    assert shown.code == 0
    for words in (ref, "Durand", "Léa", "01/02/1943", "Coumadine (warfarin)", "5 mg", "24 months"):
        assert words in shown.out


def test_doubts_are_said_and_do_not_hold_up(call: Call) -> None:
    fields = {**NAMES, "medicine": "fluindione", "treatment_start": "2019-01-01"}
    first = call("patients", "add", *_options(fields), "--json")
    assert first.code == 0
    (warning,) = first.result["warnings"]
    assert "01/12/2018" in warning
    assert warning in first.err
    again = call("patients", "add", *_options(NAMES), "--json")
    assert again.code == 0
    (alike,) = again.result["warnings"]
    assert first.result["ref"] in alike
    assert alike in again.err
    other = call("patients", "add", *_options({**NAMES, "family_name": "Petit"}), "--json")
    assert (list(other.result), other.err) == (["ref"], "")


def test_what_becomes_of_a_patient_is_recorded_and_each_has_its_answer(call: Call, ref: str) -> None:
    today = local_day()
    assert call("settings", "set", "rules", "current").code == 0
    signed = (today - timedelta(days=40)).isoformat()
    begun = (
        "--adhesion-date",
        signed,
        "--expected-months",
        "600",
        "--act",
        "evaluation",
        "--act-date",
        signed,
    )
    assert call("patients", "set", ref, *begun, "--json").result["acts"] == 1
    day = (today - timedelta(days=10)).isoformat()
    answers = {
        ("--medicine", "Sintrom 4 mg"): "One AVK replaced another",
        ("--treatment-end", day, "--end-reason", "doac"): "replaced by a direct anticoagulant",
        ("--end-reason", "interrupted"): "was interrupted on",
        ("--treatment-end", "", "--end-reason", "", "--moved-on", day): "left this pharmacy on",
        ("--moved-on", "", "--death-date", day): "the patient died on",
        ("--death-date", ""): "can still be met",
    }
    for changed, answer in answers.items():
        assert call("patients", "set", ref, *changed).code == 0
        for said in (call("patients", "show", ref).out, call("year").out):
            assert answer in said, (changed, said)
    assert call("patients", "withdraw", ref, "--on", day).code == 0
    assert "Consent was withdrawn on" in call("patients", "show", ref).out


def test_a_change_that_cannot_be_is_said(call: Call, ref: str) -> None:
    before = call("patients", "show", ref, "--json").result["facts"]
    for changed, said in (
        ((), "What is to change?"),
        (("--death-date", "01/01/1900"), "The death cannot come before the birth."),
        (("--family-name", ""), "“Family name” is needed."),
        (("--nir", "12"), "nir: "),
        (("--act", "interview"), "act_date: "),
        (("--act", "thematic:food", "--act-date", "2026-02-01"), "“food” is not a theme."),
    ):
        refused = call("patients", "set", ref, *changed)
        assert refused.code == 1
        assert said in refused.err, refused.err
    same = call("patients", "set", ref, "--medicine", "Coumadine 5 mg")
    assert "Nothing differs." in same.out
    assert call("patients", "set", "NOBODY", "--phone", "1").code == 1
    assert call("patients", "show", ref, "--json").result["facts"] == before

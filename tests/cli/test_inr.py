"""`assistant inr` and `assistant ttr`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.calling import Call


def test_every_field_of_an_inr(call: Call) -> None:
    result = call("inr", "7", "--target", "2-3", "--json").result
    assert set(result) == {"value", "class", "action", "high_bleeding_risk", "overdue", "reference"}
    assert result["value"] == 7.0
    assert (result["class"], result["action"]) == ("above", "call")
    assert result["high_bleeding_risk"] is True
    assert result["overdue"] is False
    assert "1-2 mg" in result["reference"]["text"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("2.5", "--target", "2-3"), ("in_range", "note", False)),
        (("2,5", "--target", "2,5-3,5"), ("in_range", "note", False)),
        (("2.4", "--target", "2.5 - 3.5"), ("below", "advise", False)),
        (("1.9", "--target", "2.5–3.5"), ("below", "call", False)),
        (("1,4", "--target", "2-3"), ("below", "call", False)),
        (("4", "--target", "2-3"), ("above", "call", False)),
        (("3.5", "--target", "2-3"), ("above", "advise", False)),
        (("2.5", "--target", "2-3", "--bleeding"), ("in_range", "call", False)),
        (("6", "--target", "2-3", "--bleeding"), ("above", "emergency", False)),
        (
            ("2.5", "--target", "2-3", "--last", "01/05/2016", "--today", "2016-06-01"),
            ("in_range", "note", False),
        ),
        (
            ("2.5", "--target", "2-3", "--last", "2016-05-01", "--today", "02/06/2016"),
            ("in_range", "advise", True),
        ),
    ],
)
def test_class_action_and_overdue(
    call: Call, words: tuple[str, ...], expected: tuple[str, str, bool]
) -> None:
    result = call("inr", *words, "--json").result
    assert (result["class"], result["action"], result["overdue"]) == expected


def test_the_value_is_said_in_words_too(call: Call) -> None:
    called = call("inr", "6", "--target", "2-3", "--last", "01/01/2016", "--today", "01/06/2016")
    for words in (
        "INR 6",
        "above the range",
        "call the prescriber",
        "High bleeding risk",
        "overdue",
        "will weigh",
    ):
        assert words in called.out


@pytest.mark.parametrize("value", ["0,4", "20.1", "25"])
def test_a_value_outside_05_to_20_is_refused_unless_confirmed(call: Call, value: str) -> None:
    words = ("inr", value, "--target", "2-3", "--json")
    refused = call(*words)
    assert refused.code == 1
    assert "confirm" in refused.error["message"]
    assert call(*words, "--confirmed").result["value"] == float(value.replace(",", "."))


@pytest.mark.parametrize("value", ["0.5", "20"])
def test_the_bounds_themselves_are_taken(call: Call, value: str) -> None:
    assert call("inr", value, "--target", "2-3").code == 0


@pytest.mark.parametrize("value", ["0", "-2", "nan", "inf", "1e3", "2..5", "", "٢", "2\0", "9" * 10_000])
def test_what_is_no_inr_is_refused_even_if_confirmed(call: Call, value: str) -> None:
    called = call("inr", "--target", "2-3", "--confirmed", "--json", "--", value)
    assert called.code == 1
    assert len(called.error["message"]) < 500


@pytest.mark.parametrize("target", ["2", "2-", "-3", "a-b", "3-3", "3-2", "0-3", "2-3-4", "", "x" * 10_000])
def test_what_is_no_range_is_refused(call: Call, target: str) -> None:
    called = call("inr", "2.5", f"--target={target}", "--json")
    assert called.code == 1
    assert len(called.error["message"]) < 500


def test_a_last_day_to_come_is_refused(call: Call) -> None:
    called = call("inr", "2", "--target", "2-3", "--last", "02/05/2016", "--today", "01/05/2016")
    assert (called.code, called.out) == (1, "")
    assert "02/05/2016" in called.err


def _file(folder: Path, text: str) -> str:
    path = folder / "readings.csv"
    path.write_bytes(text.encode())
    return str(path)


def test_time_in_range_by_straight_lines(call: Call, tmp_path: Path) -> None:
    # 28 days from 2 to 4 against 2-3: half of them; then 28 days within the range.
    path = _file(tmp_path, "date,value\n2016-05-01,2\n29/05/2016,4.0\n2016-05-29,4\n2016-06-26,4\n")
    result = call("ttr", path, "--target", "2-3", "--json").result
    assert result["ttr"] == pytest.approx(14 / 56)
    assert (result["days"], result["days_in_range"]) == (56, 14)
    assert result["gaps"] == []


def test_gaps_are_left_out_and_named(call: Call, tmp_path: Path) -> None:
    path = _file(tmp_path, "date;value\n2016-01-01;2,5\n2016-01-15;2,5\n2016-12-01;2,5\n2016-12-11;5\n")
    called = call("ttr", path, "--target", "2-3", "--json").result
    assert (called["days"], called["days_in_range"]) == (24, pytest.approx(16))
    assert called["ttr"] == pytest.approx(16 / 24)
    assert called["gaps"] == [{"from": "2016-01-15", "to": "2016-12-01"}]
    assert "15/01/2016" in call("ttr", path, "--target", "2-3").out


@pytest.mark.parametrize("rows", ["", "2016-05-01,2.5\n", "2016-01-01,2\n2016-12-01,2\n"])
def test_without_an_interval_there_is_no_time_in_range(call: Call, tmp_path: Path, rows: str) -> None:
    called = call("ttr", _file(tmp_path, "date,value\n" + rows), "--target", "2-3", "--json")
    assert called.code == 0
    assert (called.result["ttr"], called.result["days"]) == (None, 0)


def test_every_row_that_cannot_be_read_is_named(call: Call, tmp_path: Path) -> None:
    path = _file(tmp_path, "date,value\n2016-05-01,2\n\nhier?,2\n2016-05-29,x\n2016-06-01,55\n2016-06-02,0\n")
    called = call("ttr", path, "--target", "2-3", "--json")
    assert called.code == 1
    assert [row.partition(":")[0] for row in called.error["details"]["rows"]] == [
        "Line 4",
        "Line 5",
        "Line 6",
        "Line 7",
    ]


def test_an_unlikely_reading_is_taken_once_confirmed(call: Call, tmp_path: Path) -> None:
    path = _file(tmp_path, "date,value\n2016-05-01,25\n2016-05-11,25\n")
    assert call("ttr", path, "--target", "2-3").code == 1
    assert call("ttr", path, "--target", "2-3", "--confirmed", "--json").result["ttr"] == 0


@pytest.mark.parametrize("text", ["", "day,value\n", "date\n2016-05-01\n", "date,value,note\n"])
def test_a_file_of_another_shape_is_refused(call: Call, tmp_path: Path, text: str) -> None:
    called = call("ttr", _file(tmp_path, text), "--target", "2-3")
    assert (called.code, called.out) == (1, "")
    assert "readings.csv" in called.err

"""Hostile text through every field and command: never a traceback, never obeyed by the terminal."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.script.knowledge import facts
from tests.cli.calling import Call, Called
from tests.cli.test_importing import COLUMNS
from tests.cli.test_script import ANSWERS

HOSTILE = [
    "[/",
    "[red",
    "[/red][bold]x[/]",
    "{0} {x} %s %(x)s",
    "\x1b[31mred\x1b[2J\x1b]0;title\x07",
    "\x9b31m",
    "\u202egnirts\u2066x",
    "a\0b",
    "\ud800half",
    "\r\nline two",
    "x" * 10_000,
    "e\u0301" * 300,
    "👩‍⚕️",
    "' OR 1=1 --",
    "../../x",
    "$(reboot)`x`",
    "﷽",
]


def harmless(called: Called) -> Called:
    """It ended in words or in data that a terminal only shows."""
    assert called.code in (0, 1, 2), called.err
    for text in (called.out, called.err):
        assert all(c.isprintable() or c in "\n\u00a0\u202f" for c in text)
        assert "Traceback" not in text
    return called


@pytest.mark.parametrize("text", HOSTILE)
def test_every_field_of_a_patient(call: Call, tmp_path: Path, text: str) -> None:
    of_each_kind = {
        (field.answer.kind, getattr(field.answer, "format", "")): name for name, field in facts().items()
    }
    for name in ("family_name", *of_each_kind.values()):
        fields = {"family_name": "Durand", "given_name": "Léa", "birth_date": "1943-02-01", name: text}
        path = tmp_path / "p.json"
        path.write_text(json.dumps(fields), encoding="utf-8")
        harmless(call("patients", "add", "--from", str(path)))
    options = [f"--{name.replace('_', '-')}={text}" for name in facts()]
    harmless(call("patients", "add", *options))
    harmless(call("patients", "add", *options, "--json"))


@pytest.mark.parametrize("text", ["[/", "[red", "{0} %s", "' OR 1=1 --", "x" * 200, "Ну́мер"])
def test_a_text_is_kept_as_typed_and_shown_in_every_list(
    call: Call, talk: Callable[..., Called], text: str
) -> None:
    words = ("--ref", "P1", f"--family-name={text}", f"--given-name={text}", "--birth-date=1943-02-01")
    call("patients", "add", *words)
    shown = call("patients", "show", "P1", "--json").result["facts"]
    assert shown["family_name"] == shown["given_name"] == text
    talk("P1", replies={"contact_agreement": [{"note": text}]}, last="medicine")
    for listing in (("patients", "list"), ("patients", "show", "P1"), ("year",), ("transcripts", "list")):
        assert harmless(call(*listing)).code == 0
    transcript = call("transcripts", "list", "--json").result[0]["id"]
    assert text in harmless(call("transcripts", "show", transcript)).out
    events = call("transcripts", "show", transcript, "--json").result["events"]
    assert [event["value"] for event in events if event["kind"] == "noted"] == [text]


@pytest.mark.parametrize("text", HOSTILE)
def test_every_argument(call: Call, text: str) -> None:
    for words in (
        (text,),
        ("--lang", text),
        ("--store", text, "patients", "list"),
        ("inr", text, "--target", text, "--last", text, "--today", text),
        ("ttr", text, "--target", "2-3"),
        ("play", text, "--answers", text),
        ("play", "observance", "--answers", text),
        ("import", text),
        ("year", "--year", text, "--as-of", text),
        ("script", "check", text),
        ("patients", "show", text),
        ("patients", "add", "--from", text),
        ("patients", text),
        ("transcripts", "show", text),
        ("interview", text, "--jsonl"),
        ("interview", text, "--plain", "--resume", "--script", text),
    ):
        called = harmless(call(*words))
        assert called.code != 0 or words[:1] == ("--store",)
        assert len(called.err) < 2_000 + len(text) * (words[0] == "script")  # a fault names its whole path
        harmless(call(*words, "--json"))


@pytest.mark.parametrize("text", HOSTILE)
def test_every_answer_and_note(call: Call, talk: Callable[..., Called], ref: str, text: str) -> None:
    replies = {
        name: [
            {"answer": text},
            {"note": text},
            {"correct": text, "answer": text},
            {"open": text},
            {"do": text},
        ]
        for name in (
            "confidential_space",
            "consent",
            "medicine",
            "expected_months",
            "treatment_start",
            "why_avk",
        )
    }
    replies["avk_history"] = [{"answer": text}]
    held = harmless(talk(ref, replies={**replies, "past_events": {"answer": "oui"}}, last="narrow_margin"))
    assert held.code == 0
    transcript = held.messages[-1]["transcripts"][0]
    harmless(call("transcripts", "show", transcript))
    harmless(call("transcripts", "show", transcript, "--json"))


@pytest.mark.parametrize("text", HOSTILE)
def test_line_by_line(call: Call, ref: str, text: str) -> None:
    typed = f"{text}\n\n{text}\n\n:note {text}\n:{text}\n:correct {text} {text}\nyes\n{text}\n"
    harmless(call("interview", ref, "--plain", typed=typed))


@pytest.mark.parametrize("text", [text for text in HOSTILE if "\ud800" not in text])
def test_every_cell_of_an_import(call: Call, tmp_path: Path, text: str) -> None:
    from assistant.exchange.arrivals import NEEDED, OPTIONAL

    good = {"patient_ref": "R", "family_name": "Durand", "given_name": "Léa", "birth_date": "1943-02-01"}
    for column in (*NEEDED, *OPTIONAL, text):
        path = tmp_path / "import.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow([*NEEDED, *OPTIONAL, *([text] if column == text else [])])
            rows.writerow([text if name == column else good.get(name, "") for name in (*NEEDED, *OPTIONAL)])
        harmless(call("import", str(path)))
        harmless(call("import", str(path), "--json"))
    harmless(call("year", "--json"))


@pytest.mark.parametrize("day", ["0001-01-01", "01/01/0001", "9999-12-31"])
def test_the_ends_of_the_calendar(call: Call, ref: str, tmp_path: Path, day: str) -> None:
    table = tmp_path / "t.csv"
    table.write_text(f"date,value\n{day},2\n2016-01-01,2\n", encoding="utf-8")
    rows = tmp_path / "i.csv"
    cells = [f"R,A,B,{day},,,,{day},{day},600,{day},,interview,{day}", f"P1,,,,,,,{day},,,,,interview,{day}"]
    rows.write_text("\n".join([COLUMNS, *cells]), encoding="utf-8")
    for words in (
        ("inr", "2", "--target", "2-3", "--today", day, "--last", "hier"),
        ("inr", "2", "--target", "2-3", "--today", day, "--last", "0001-01-01"),
        ("ttr", str(table), "--target", "2-3"),
        ("import", str(rows)),
        (
            "patients",
            "add",
            "--family-name=A",
            "--given-name=B",
            "--birth-date",
            day,
            "--treatment-start",
            day,
        ),
        ("year", "--as-of", day),
        ("year", "--as-of", day, "--year", "2016"),
        ("year", "--as-of", "2016-06-01", "--year", "2016"),
        ("play", "avk", "--answers", str(ANSWERS / "avk.yaml"), "--today", day),
    ):
        harmless(call(*words))

"""Pausing, and going on: at the right question, open alerts first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.clock import SystemClock
from tests.cli.calling import Call, Called, of
from tests.opening import opened

Talk = Callable[..., Called]


def test_the_end_of_the_input_pauses_and_resume_asks_on_from_there(talk: Talk, call: Call, ref: str) -> None:
    first = talk(ref, last="medicine")
    assert first.code == 0
    end = first.messages[-1]
    assert (end["event"], end["status"]) == ("end", "paused")
    assert call("transcripts", "list", "--json").result[0]["status"] == "paused"
    second = talk(ref, "--resume", last="medicine").messages
    assert (second[0]["event"], second[0]["step"]) == ("question", "medicine")
    assert second[0]["transcript"] == end["transcripts"][0]
    assert len(call("transcripts", "list", "--json").result) == 1


def test_pause_is_the_end_for_now(talk: Talk, ref: str) -> None:
    said = talk(ref, replies={"consent": {"do": "pause"}}).messages
    assert [m["event"] for m in said[-2:]] == ["saved", "end"]
    assert said[-1]["status"] == "paused"
    assert talk(ref, "--resume", last="consent").messages[0]["step"] == "consent"


def test_open_alerts_come_first_on_resuming(talk: Talk, ref: str) -> None:
    replies = {"bleeding": {"answer": "yes"}}
    whole = talk(ref, "--script", "avk", replies=replies).messages
    alert = of(whole, "alert")[0]
    cut = talk(ref, "--script", "avk", replies=replies, last=alert["id"]).messages
    assert cut[-2]["event"] == "alert"
    assert cut[-1]["status"] == "paused"
    again = talk(ref, "--script", "avk", "--resume", last="nothing").messages
    alerts = of(cut, "alert")
    assert again[: len(alerts)] == alerts
    assert again[len(alerts)]["event"] == "saved"


def test_a_sitting_of_both_goes_on_in_the_second_and_between_the_two(
    talk: Talk, call: Call, ref: str
) -> None:
    to_come = {name: {"answer": "31/12/2099"} for name in ("next_inr", "next_interview")}
    talk(ref, "--script", "avk", replies=to_come)
    between = talk(ref, "--script", "both", "--resume", last="memory").messages
    assert between[0]["transcript"] != call("transcripts", "list", "--json").result[0]["id"]
    inside = talk(ref, "--script", "both", "--resume").messages
    assert inside[0]["step"] == "memory"
    assert inside[-1]["status"] == "completed"
    scripts = [line["script"] for line in call("transcripts", "list", "--json").result]
    assert scripts == ["avk", "observance"]


def test_nothing_to_resume_is_said(call: Call, talk: Talk, ref: str) -> None:
    for _time in range(2):
        called = call("interview", ref, "--jsonl", "--resume", "--json")
        assert (called.code, called.error["kind"]) == (1, "not_found")
        talk(ref, replies={"consent": {"answer": "no"}})


def test_a_transcript_that_is_held_is_refused_in_words(
    talk: Talk, call: Call, ref: str, tmp_path: Path
) -> None:
    name = talk(ref, last="medicine").messages[-1]["transcripts"][0]
    with opened(tmp_path / "store", SystemClock(), "Bruno Petit") as other:
        other.resume(name)
        plain = call("interview", ref, "--resume", "--jsonl")
        document = call("interview", ref, "--resume", "--plain", "--json")
        reading = call("transcripts", "show", name, "--json")
    assert (plain.code, plain.out) == (1, "")
    assert "Bruno Petit" in plain.err
    assert document.error["kind"] == "held"
    assert reading.result["status"] == "in_progress"
    assert talk(ref, "--resume", last="medicine").messages[0]["step"] == "medicine"


@pytest.mark.parametrize("script", ["nope", "", "\0", "x" * 10_000, "facts"])
def test_a_script_nobody_knows_is_refused_before_anything_begins(call: Call, ref: str, script: str) -> None:
    called = call("interview", ref, "--script", script, "--jsonl", "--json")
    assert called.code == 1
    assert len(called.error["message"]) < 500
    assert call("transcripts", "list", "--json").result == []

"""`assistant transcripts`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from tests.cli.calling import Call, Called

LINE = {"id", "patient", "script", "version", "status", "started_at", "events"}


def test_the_list_has_each_transcript(call: Call, talk: Callable[..., Called], ref: str) -> None:
    paused = talk(ref, last="consent").messages[-1]["transcripts"]
    stopped = talk(ref, replies={"consent": {"do": "stop"}}).messages[-1]["transcripts"]
    done = talk(ref, "--script", "observance").messages[-1]["transcripts"]
    listed = call("transcripts", "list", "--json").result
    assert all(set(line) >= LINE for line in listed)
    assert [(line["id"], line["status"]) for line in listed] == [
        (*paused, "paused"),
        (*stopped, "stopped"),
        (*done, "completed"),
    ]
    first = listed[0]
    assert (first["patient"], first["script"], first["version"], first["events"]) == (ref, "avk", 3, 4)
    assert datetime.fromisoformat(first["started_at"]).tzinfo is not None
    lines = call("transcripts", "list").out.splitlines()
    assert [line.split()[0] for line in lines] == [line["id"] for line in listed]
    assert lines[1].endswith("refused")


def test_one_transcript_has_its_events_and_what_counts_now(
    call: Call, talk: Callable[..., Called], ref: str
) -> None:
    name = talk(ref, replies={"contact_agreement": [{"note": "oui mais"}]}, last="medicine").messages[-1]
    shown = call("transcripts", "show", name["transcripts"][0], "--json").result
    listed = call("transcripts", "list", "--json").result[0]
    assert {k: v for k, v in shown.items() if k in LINE - {"events"}} == {
        k: v for k, v in listed.items() if k in LINE - {"events"}
    }
    assert len(shown["events"]) == listed["events"]
    for seq, event in enumerate(shown["events"], 1):
        assert set(event) >= {"seq", "kind", "step", "value", "at", "by"}
        assert (event["seq"], event["by"]) == (seq, "Anne Martin")
        assert datetime.fromisoformat(event["at"]).tzinfo is not None
    assert shown["answers"]["consent"] == "yes"
    assert "medicine" not in shown["answers"]
    said = call("transcripts", "show", name["transcripts"][0]).out
    assert "oui mais" in said
    assert "Do you agree to begin?" in said


def test_without_transcripts_the_list_is_empty(call: Call, ref: str) -> None:
    assert call("transcripts", "list", "--json").result == []
    empty = call("transcripts", "list")
    assert (empty.code, empty.out) == (0, "")
    assert empty.err

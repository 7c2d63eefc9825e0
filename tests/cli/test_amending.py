"""An interview that is over: verified, amended with a reason, its signature withdrawn and given again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.cli.opening import local_day
from tests.cli.calling import Call, Called

Talk = Callable[..., Called]


@pytest.fixture
def name(talk: Talk, ref: str) -> str:
    """A completed observance questionnaire."""
    said = talk(ref, "--script", "observance").messages
    assert said[-1]["status"] == "completed"
    return str(said[-1]["transcripts"][0])


def test_nothing_is_altered(call: Call, name: str) -> None:
    for words in ((), (name,)):
        found = call("transcripts", "verify", *words, "--json")
        assert found.code == 0
        assert (found.result["ok"], found.result["checked"], found.result["signed"]) == (True, 1, 1)
        assert (found.result["faults"], found.result["first"]) == ([], None)
        assert len(found.result["cannot_prove"]) == 10
    said = call("transcripts", "verify")
    assert "Nothing was altered." in said.out
    assert "cannot prove" in said.out
    assert call("transcripts", "verify", "0" * 16, "--json").error["kind"] == "not_found"


def test_what_was_altered_is_named_with_exit_code_2(call: Call, name: str, ref: str, tmp_path: Path) -> None:
    path = next((tmp_path / "store").glob(f"dossiers/*/{name}.journal"))
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 4
    path.write_bytes(bytes(data))
    found = call("transcripts", "verify", "--json")
    assert found.code == 2
    first = found.result["first"]
    assert (found.result["ok"], first["transcript"], first["patient"]) == (False, name, ref)
    assert (first["kind"], first["record"]) == ("damaged", 3)
    said = call("transcripts", "verify", name)
    assert said.code == 2
    assert "ALTERED" in said.out
    assert "record 3" in said.out


def test_an_amendment_keeps_what_was_there(call: Call, name: str) -> None:
    answers = call("transcripts", "show", name, "--json").result["answers"]
    step, before = next((step, value) for step, value in answers.items() if value in ("yes", "no"))
    other = "no" if before == "yes" else "yes"
    assert call("transcripts", "amend", name, step, other, "--json").error["kind"] == "usage"
    empty = call("transcripts", "amend", name, step, other, "--reason", " ", "--json")
    assert (empty.code, empty.error["kind"]) == (1, "input")
    done = call("transcripts", "amend", name, step, other, "--reason", "misheard", "--json").result
    assert (done["event"]["kind"], done["event"]["reason"], done["signed"]) == ("amended", "misheard", True)
    shown = call("transcripts", "show", name, "--json").result
    assert shown["answers"][step] == other
    assert [e["value"] for e in shown["events"] if e["step"] == step] == [before, other]
    said = call("transcripts", "show", name).out
    assert "misheard" in said
    assert "Signed." in said
    assert call("transcripts", "verify", "--json").result["ok"] is True


def test_a_withdrawn_signature_stops_the_act_from_counting(call: Call, name: str, ref: str) -> None:
    def reasons() -> list[str]:
        (patient,) = call("year", "--json").result["patients"]
        return [row["reason"] for row in patient["uncounted"]]

    assert "unsigned" not in reasons()
    assert call("transcripts", "sign", name, "--json").error["kind"] == "state"
    done = call("transcripts", "unsign", name, "--reason", "wrong patient", "--json").result
    assert (done["event"]["kind"], done["signed"]) == ("unsigned", False)
    assert reasons() == ["unsigned"]
    assert call("transcripts", "list", "--json").result[0]["signed"] is False
    assert "signature is withdrawn" in call("transcripts", "show", name).out
    assert call("transcripts", "unsign", name, "--reason", "again", "--json").error["kind"] == "state"
    assert call("transcripts", "sign", name, "--json").result["signed"] is True
    assert "unsigned" not in reasons()
    assert call("transcripts", "verify", "--json").code == 0


def test_an_interview_under_way_is_not_amended(call: Call, talk: Talk, ref: str) -> None:
    name = talk(ref, last="medicine").messages[0]["transcript"]
    for words in (("amend", name, "medicine", "x"), ("unsign", name)):
        assert call("transcripts", *words, "--reason", "x", "--json").error["kind"] == "state"


def test_consent_is_not_amended(call: Call, talk: Talk, ref: str) -> None:
    name = talk(ref, "--script", "avk").messages[-1]["transcripts"][0]
    refused = call("transcripts", "amend", name, "consent", "no", "--reason", "x", "--json")
    assert refused.error["kind"] == "state"
    words = ("transcripts", "amend", name, "inr_readings", f"{local_day()} 25", "--reason", "misread")
    assert call(*words, "--json").error["kind"] == "implausible"
    told = call(*words, "--confirmed", "--json").result
    assert [alert["level"] for alert in told["alerts"]] == ["emergency"]


def test_a_torn_record_is_dropped_and_told(call: Call, talk: Talk, ref: str, tmp_path: Path) -> None:
    name = talk(ref, last="medicine").messages[0]["transcript"]
    path = next((tmp_path / "store").glob(f"dossiers/*/{name}.journal"))
    with path.open("ab") as journal:
        journal.write(b"\0\0\1\0")
    said = call("interview", ref, "--resume", "--plain", typed=":pause\n")
    assert "never acknowledged" in said.err
    assert call("transcripts", "verify", "--json").result["ok"] is True

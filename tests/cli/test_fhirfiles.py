"""FHIR from the command line: what leaves, what is recorded about it, what comes in, what is refused."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.clock import SystemClock
from tests.cli.calling import Call, Called
from tests.exchange.fhir.validity import faults
from tests.opening import PASSPHRASE, opened

Talk = Callable[..., Called]
LABORATORY = Path(__file__).parents[2] / "docs" / "examples" / "laboratory.json"


@pytest.fixture
def held(talk: Talk, ref: str) -> str:
    """A completed questionnaire."""
    return str(talk(ref, "--script", "observance").messages[-1]["transcripts"][0])


def exported(tmp_path: Path) -> list[Any]:
    """What the audit trail says of exports."""
    with opened(tmp_path / "store", SystemClock()) as store:
        return [line.about for line in store.audit.lines() if line.kind == "exported"]


def test_a_script_leaves_without_a_store(call: Call, tmp_path: Path) -> None:
    done = call("script", "export", "observance", "--fhir")
    assert (done.code, json.loads(done.out)["resourceType"]) == (0, "Questionnaire")
    assert json.loads(done.out)["language"] == "en"
    file = tmp_path / "avk.json"
    written = call("script", "export", "avk", "--fhir", "--out", str(file), "--json")
    assert written.result["script"] == "avk"
    assert "hidden items" in written.err
    assert any("inr.action" in note for note in written.result["notes"])
    assert faults(json.loads(file.read_text(encoding="utf-8"))) == []
    assert call("script", "export", "avk", "--fhir", "--out", str(file), "--json").error["kind"] == "input"
    assert call("script", "export", "observance", "--json", "--fhir").result["status"] == "active"
    french = call("script", "export", "observance", "--fhir", lang="fr")
    assert json.loads(french.out)["title"] == "Questionnaire d’observance"
    assert call("script", "export", "nowhere", "--fhir").code == 1
    assert call("script", "export", "avk").code == 1
    assert exported(tmp_path) == []


def test_a_dossier_and_an_interview_leave_and_that_is_recorded(
    call: Call, held: str, ref: str, tmp_path: Path
) -> None:
    file = tmp_path / "P1.json"
    done = call("patients", "export", ref, "--fhir", "--out", str(file))
    assert done.code == 0
    assert "not encrypted" in done.err
    assert "history" in done.err
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    bundle = json.loads(file.read_text(encoding="utf-8"))
    assert faults(bundle, forms=False) == []
    assert [one["what"] for one in exported(tmp_path)] == ["fhir"]
    again = call("patients", "export", ref, "--fhir", "--json").result
    assert again["entry"] == bundle["entry"]
    one = tmp_path / "one.json"
    assert call("transcripts", "export", held, "--fhir", "--out", str(one)).code == 0
    response = json.loads(one.read_text(encoding="utf-8"))
    assert (response["resourceType"], response["status"]) == ("QuestionnaireResponse", "completed")
    assert json.loads(call("transcripts", "export", held, "--fhir").out) == response
    trail = exported(tmp_path)
    assert [line.get("transcript") for line in trail] == [None, None, held, held]
    assert "Durand" not in str(trail)
    assert call("transcripts", "export", held, held, "--fhir").code == 1
    assert call("patients", "export", "nobody", "--fhir").code == 1
    assert call("patients", "export", ref, "--fhir", "--out", str(file)).code == 1


def test_a_dossier_goes_into_another_store(
    call: Call, held: str, ref: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "P1.json"
    call("patients", "export", ref, "--fhir", "--out", str(file))
    before = call("patients", "show", ref, "--json").result
    opened(tmp_path / "other", SystemClock(), "Zoé Lopez").close()
    monkeypatch.setenv("ASSISTANT_STORE", str(tmp_path / "other"))
    monkeypatch.setenv("ASSISTANT_USER", "Zoé Lopez")
    monkeypatch.setenv("ASSISTANT_PASSPHRASE", PASSPHRASE)
    dry = call("import", "--fhir", str(file), "--dry-run", "--json").result
    assert dry["dry_run"] is True
    assert dry["patients"] == 1
    assert call("patients", "list", "--json").result == []
    done = call("import", "--fhir", str(file))
    assert (done.code, "Dossiers made: 1" in done.out) == (0, True)
    after = call("patients", "show", ref, "--json").result
    assert after["facts"] == before["facts"]
    assert after["transcripts"] == before["transcripts"] == [held]
    assert [act["date"] for act in after["acts"]] == [act["date"] for act in before["acts"]]
    checked = call("transcripts", "verify", "--json").result
    assert (checked["ok"], checked["imported"]) == (True, 1)
    assert call("import", "--fhir", str(file), "--json").result["there"] == 1


def test_a_laboratory_sends_an_inr(call: Call) -> None:
    done = call("import", str(LABORATORY), "--fhir", "--json")
    assert done.result["readings"] == 1
    assert call("patients", "show", "LAB-77", "--json").result["facts"]["inr_readings"] == [
        {"date": "2016-05-20", "value": 2.7}
    ]
    said = call("import", str(LABORATORY), "--fhir", lang="fr")
    assert "déjà présents\u00a0: 1" in said.out


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('{"resourceType": "Bundle", "entry": [3]}', "no FHIR"),
        ('{"resourceType": "Bundle"}', "resource Patient is needed"),
        ('{"resourceType": "Patient", "id": "1", "birthDate": "1951-13-45"}', "Resource 1 (Patient)"),
    ],
)
def test_a_file_that_is_none_is_said(call: Call, tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "bad.json"
    file.write_text(text, encoding="utf-8")
    done = call("import", "--fhir", str(file))
    assert (done.code, words in done.err) == (1, True), done.err
    assert call("import", "--fhir", str(tmp_path / "none.json"), "--json").error["kind"] == "not_found"


@pytest.mark.parametrize(
    "others", [["--jsonl"], ["--dispensed"], ["--rehearsals"], ["--as-of", "01/01/2016"]]
)
def test_options_of_other_files_are_refused(call: Call, others: list[str]) -> None:
    assert call("import", "--fhir", str(LABORATORY), *others).code == 1

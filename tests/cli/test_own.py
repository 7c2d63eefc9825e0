"""Scripts of one's own: begun, checked while they are written, listed beside the shipped ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.cli import watching
from assistant.settings import configuration_folder
from tests.cli.calling import Call, Called
from tests.proof.small import KEPT
from tests.script.small import SMALL


@pytest.fixture
def folder() -> Path:
    path = configuration_folder() / "scripts" / "interviews"
    path.mkdir(parents=True)
    return path


def test_a_new_script_is_whole_found_held_and_no_act_of_the_year(
    call: Call, talk: Callable[..., Called], ref: str, folder: Path, tmp_path: Path
) -> None:
    made = call("script", "new", "evening_talk", "--json").result
    path = Path(made["file"])
    assert path == folder / "evening_talk.yaml"
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=script.schema.json"
    assert json.loads((folder / "script.schema.json").read_text(encoding="utf-8"))["$defs"]
    assert call("script", "check", str(path)).code == 0
    answers = tmp_path / "answers.yaml"
    answers.write_text("agreed: oui\nforgotten: 1\nreason: unwell\nmissed_dose: acquis\n", encoding="utf-8")
    played = call("play", "evening_talk", "--answers", str(answers), "--json").result
    assert (played["status"], played["mandates"]["missing"]) == ("completed", [])
    assert [alert["id"] for alert in played["alerts"]] == ["unwell"]
    held = talk(ref, "--script", "evening_talk").messages[-1]
    assert held["status"] == "completed"
    assert call("patients", "show", ref, "--json").result["acts"] == []
    talk(ref, "--script", "observance")
    assert [act["kind"] for act in call("patients", "show", ref, "--json").result["acts"]] == ["observance"]


def test_one_s_own_stand_beside_the_shipped_ones(call: Call, folder: Path) -> None:
    (folder / "small.yaml").write_text(SMALL, encoding="utf-8")
    (folder / "broken.yaml").write_text("id: broken\nversion: one\n", encoding="utf-8")
    (folder / "other_name.yaml").write_text(SMALL, encoding="utf-8")
    listed = call("script", "list", "--json")
    assert listed.code == 0
    assert {row["id"] for row in listed.result} >= {"avk", "aod", "observance", "small"}
    assert [row["id"] for row in listed.result if row["own"]] == ["small"]
    assert {row["id"]: row["kind"] for row in listed.result}["aod"] == "other"
    assert "broken.yaml:2:10: " in listed.err
    assert "call its file small.yaml" in listed.err
    assert "à vous" in call("script", "list", lang="fr").out


def test_one_s_own_takes_the_place_of_a_shipped_one_even_where_it_is_at_fault(
    call: Call, folder: Path
) -> None:
    """What is asked is never other than what was meant."""
    (folder / "aod.yaml").write_text("id: aod\n", encoding="utf-8")
    listed = call("script", "list", "--json")
    assert "aod" not in {row["id"] for row in listed.result}
    assert "aod.yaml:" in listed.err
    refused = call("script", "graph", "aod", "--json")
    assert (refused.code, refused.error["kind"]) == (1, "script")


def test_a_file_called_otherwise_than_its_script_is_not_begun(
    call: Call, talk: Callable[..., Called], ref: str, folder: Path
) -> None:
    (folder / "mine.yaml").write_text(SMALL, encoding="utf-8")
    refused = call("interview", ref, "--script", "mine", "--plain", "--json")
    assert (refused.code, refused.error["kind"]) == (1, "script")
    assert "mine.yaml:1:5: " in refused.error["message"]


@pytest.mark.parametrize("name", ["avk", "Sore", "both", "", "a b", "../x", "x" * 61, "[/red]"])
def test_a_name_that_cannot_be(call: Call, folder: Path, name: str) -> None:
    refused = call("script", "new", name, "--json")
    assert (refused.code, refused.error["kind"]) == (1, "input")
    assert list(folder.iterdir()) == []


def test_a_file_that_is_there_is_not_replaced(call: Call, tmp_path: Path) -> None:
    out = tmp_path / "mine.yaml"
    assert call("script", "new", "mine", "--out", str(out)).code == 0
    text = out.read_text(encoding="utf-8")
    again = call("script", "new", "mine", "--out", str(out), "--json")
    assert (again.code, again.error["kind"]) == (1, "input")
    assert out.read_text(encoding="utf-8") == text


def test_the_schema_is_printed_or_written(call: Call, tmp_path: Path) -> None:
    out = tmp_path / "schema.json"
    assert call("script", "schema", "--out", str(out)).code == 0
    assert json.loads(out.read_text(encoding="utf-8")) == call("script", "schema", "--json").result
    assert call("script", "schema").out == out.read_text(encoding="utf-8")


def test_a_file_is_checked_again_at_each_change(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "small.yaml"
    steps = iter(["id: [\n", None, KEPT, KEPT.replace("kind: interview", "kind: dance")])

    def someone_writes() -> None:
        text = next(steps, "stop")
        if text == "stop":
            raise KeyboardInterrupt
        if text is not None:
            path.write_text(text, encoding="utf-8")

    monkeypatch.setattr(watching, "pause", someone_writes)
    watched = call("script", "check", str(path), "--watch", "--json")
    assert watched.code == 0
    results = [json.loads(line)["result"][0]["valid"] for line in watched.out.splitlines()]
    assert results == [False, False, True, False]
    assert "Ctrl+C" in watched.err

"""`assistant script graph`."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.script.library import find_script
from tests.cli.calling import Call, Called


def test_a_script_is_drawn_as_text_or_as_a_picture(call: Call, tmp_path: Path) -> None:
    drawn = call("script", "graph", "observance")
    assert drawn.code == 0
    assert drawn.out.startswith("flowchart TD\n")
    assert "“observance score” is below 6" in drawn.out
    out = tmp_path / "observance.svg"
    assert call("script", "graph", "observance", "--format", "svg", "--out", str(out)).code == 0
    assert ET.fromstring(out.read_text(encoding="utf-8")).tag.endswith("svg")
    assert "« score d’observance »" in call("script", "graph", "observance", lang="fr").out.replace(
        "\u00a0", " "
    )


def test_json_has_the_machine_itself(call: Call) -> None:
    result = call("script", "graph", "observance", "--json").result
    assert (result["script"], result["version"], result["format"]) == (
        "observance",
        find_script("observance").version,
        "mermaid",
    )
    assert {"id": "completed", "kind": "end", "section": None, "title": "Completed"} in result["states"]
    guarded = [edge for edge in result["edges"] if edge["guarded"]]
    assert [edge["when"] for edge in guarded] == ["“observance score” is 6", "“observance score” is below 6"]
    assert result["drawing"].startswith("flowchart")
    assert "path" not in result


def test_the_way_of_a_transcript_is_shown_on_it(call: Call, talk: Callable[..., Called], ref: str) -> None:
    (name,) = talk(ref, "--script", "observance").messages[-1]["transcripts"]
    drawn = call("script", "graph", "--transcript", name, "--json")
    assert "not encrypted" in drawn.err
    path = drawn.result["path"]
    assert path[0] == "last_dose_taken"
    assert path[-1] == "completed"
    assert call("script", "graph", "observance", "--transcript", name).out.count("==>") == len(path) - 1
    (line,) = [one for one in call("review", "trail", "--json").result if one["kind"] == "exported"][-1:]
    assert (line["ref"], line["transcript"]) == (ref, name)
    other = call("script", "graph", "avk", "--transcript", name, "--json")
    assert (other.code, other.error["kind"]) == (1, "input")


@pytest.mark.parametrize("words", [(), ("nothing",), ("--transcript", "../x"), ("avk", "--format", "png")])
def test_what_cannot_be_drawn_is_said(call: Call, words: tuple[str, ...]) -> None:
    refused = call("script", "graph", *words, "--json")
    assert (refused.code, refused.document["ok"]) == (1, False)


def test_no_file_is_replaced(call: Call, tmp_path: Path) -> None:
    out = tmp_path / "there.svg"
    out.write_text("mine", encoding="utf-8")
    refused = call("script", "graph", "avk", "--format", "svg", "--out", str(out), "--json")
    assert (refused.code, refused.error["kind"]) == (1, "input")
    assert out.read_text(encoding="utf-8") == "mine"
    away = call("script", "graph", "avk", "--out", str(out / "deeper.mmd"), "--json")
    assert (away.code, away.error["kind"]) == (1, "input")

"""`assistant script diff`."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.settings import shipped
from tests.cli.calling import Call, Called
from tests.cli.test_replaying import MEMORY, MORE, own

SHIPPED = shipped() / "interviews" / "observance.yaml"


@pytest.fixture
def other(tmp_path: Path) -> str:
    """The questionnaire with one more question, and one that is worded otherwise."""
    text = (
        SHIPPED.read_text(encoding="utf-8").replace(MEMORY, MORE + MEMORY).replace("version: 3", "version: 4")
    )
    path = tmp_path / "other.yaml"
    path.write_text(text.replace("Mémoire", "La mémoire"), encoding="utf-8")
    return str(path)


def test_what_changed_and_what_that_does(call: Call, other: str) -> None:
    compared = call("script", "diff", "observance", other, "--json")
    assert compared.code == 2
    result = compared.result
    assert not result["same"]
    assert [(one["what"], one["id"]) for one in result["changes"]] == [
        ("added", "evening"),
        ("reworded", "memory"),
    ]
    assert result["ways"]["gained"] == [
        {"from": "on_time", "to": "evening", "when": ""},
        {"from": "evening", "to": "memory", "when": ""},
    ]
    assert result["ways"]["lost"] == [{"from": "on_time", "to": "memory", "when": ""}]
    assert (result["mandates"], result["held"]) == ([], None)
    assert result["paths"] == {"before": 64, "after": 64}  # nothing looks at the new answer
    words = call("script", "diff", "observance", other, lang="fr").out.replace("\u00a0", " ")
    assert "observance 3 → observance 4" in words
    assert "+ La mémoire" in words
    assert "À l’heure → Le soir" in words


def test_ways_are_counted_from_beginning_to_end(call: Call, tmp_path: Path) -> None:
    text = (shipped() / "interviews" / "surveillance.yaml").read_text(encoding="utf-8")
    path = tmp_path / "surveillance.yaml"
    path.write_text(re.sub(r"^        when: .*\n", "", text, count=1, flags=re.MULTILINE), encoding="utf-8")
    paths = call("script", "diff", "surveillance", str(path), "--json").result["paths"]
    assert paths["before"] != paths["after"]
    said = call("script", "diff", "surveillance", str(path)).out
    assert f"Ways from beginning to end: {paths['before']} before, {paths['after']} now" in said


def test_the_same_is_said_and_done(call: Call) -> None:
    same = call("script", "diff", "observance", str(SHIPPED), "--json")
    assert (same.code, same.result["same"], same.result["changes"]) == (0, True, [])
    assert "Nothing" in call("script", "diff", "avk", "avk").out


def test_interviews_that_would_go_another_way(
    call: Call, talk: Callable[..., Called], ref: str, other: str
) -> None:
    (name,) = talk(ref, "--script", "observance").messages[-1]["transcripts"]
    held = call("script", "diff", "observance", other, "--held", "--json").result["held"]
    assert held["played"] == 1
    (row,) = held["other_way"]
    assert (row["id"], row["patient"], row["why"], row["instead"]) == (name, ref, "asked", "evening")
    assert "another way: 1." in call("script", "diff", "observance", other, "--held").out
    same = call("script", "diff", "observance", "observance", "--held", "--json").result["held"]
    assert same == {"played": 1, "other_way": []}


def test_a_version_that_a_store_kept(call: Call, talk: Callable[..., Called], ref: str) -> None:
    talk(ref, "--script", "observance")
    own(MEMORY, MORE + MEMORY)
    compared = call("script", "diff", "observance@3", "observance", "--json")
    assert [(one["what"], one["id"]) for one in compared.result["changes"]] == [("added", "evening")]
    missing = call("script", "diff", "observance@7", "observance", "--json")
    assert (missing.code, missing.error["kind"]) == (1, "not_found")
    assert "observance@3" in missing.error["message"]


@pytest.mark.parametrize(
    "words", [("avk",), ("avk", "nothing"), ("", "avk"), ("a\x00b", "avk"), ("[/red]@1", "avk")]
)
def test_what_cannot_be_compared_is_said(call: Call, words: tuple[str, ...]) -> None:
    refused = call("script", "diff", *words, "--json")
    assert (refused.code, refused.document["ok"]) == (1, False)

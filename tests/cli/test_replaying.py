"""`assistant transcripts replay`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.settings import configuration_folder, shipped
from tests.cli.calling import Call, Called

MEMORY = "      - id: memory\n"
MORE = (
    "      - id: evening\n        title: {fr: Le soir, en: In the evening}\n"
    '        say: {fr: "Et le soir ?", en: "And in the evening?"}\n        answer: {kind: yes_no}\n'
)


def own(old: str, new: str) -> Path:
    """One's own questionnaire in place of the shipped one."""
    text = (shipped() / "interviews" / "observance.yaml").read_text(encoding="utf-8")
    assert old in text
    path = configuration_folder() / "scripts" / "interviews" / "observance.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace(old, new, 1).replace("version: 3", "version: 4"), encoding="utf-8")
    return path


@pytest.fixture
def held(talk: Callable[..., Called], ref: str) -> str:
    """A questionnaire held under the shipped script."""
    return str(talk(ref, "--script", "observance").messages[-1]["transcripts"][0])


def test_the_same_way_under_the_same_script(call: Call, held: str, ref: str) -> None:
    played = call("transcripts", "replay", held, "--json")
    assert played.code == 0
    (row,) = played.result
    assert (row["id"], row["patient"], row["own"], row["today"]) == (held, ref, None, None)
    assert row["script"] == row["today_script"]
    assert "the same way" in call("transcripts", "replay", held).out


def test_another_way_today_is_told_and_is_no_fault(call: Call, held: str) -> None:
    own(MEMORY, MORE + MEMORY)
    played = call("transcripts", "replay", "--all", "--json")
    assert played.code == 0
    (row,) = played.result
    assert row["own"] is None
    assert (row["today"]["why"], row["today"]["step"], row["today"]["instead"]) == (
        "asked",
        "memory",
        "evening",
    )
    said = call("transcripts", "replay", "--all").out
    assert "Another way under version 4. At event " in said
    assert "this version asks “In the evening”" in said
    assert "1 transcript played." in said
    assert "Un autre chemin" in call("transcripts", "replay", "--all", lang="fr").out


def test_a_script_of_today_with_faults_hides_nothing(call: Call, held: str) -> None:
    own("kind: observance", "kind: dance")
    played = call("transcripts", "replay", held, "--json")
    assert played.code == 0
    assert played.result[0]["own"] is None
    assert played.result[0]["today"]["why"] == "unreadable"


def test_what_its_own_version_does_not_lead_to_is_a_no(
    call: Call, held: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assistant.interview import transcript as playing

    real = playing.Transcript.__init__

    def without(self: playing.Transcript, events: object = ()) -> None:
        real(self, [e for e in events if e.step != "memory"])  # type: ignore[attr-defined]

    monkeypatch.setattr(playing.Transcript, "__init__", without)
    played = call("transcripts", "replay", held, "--json")
    assert played.code == 2
    assert played.result[0]["own"]["why"] == "asked"
    assert played.result[0]["own"]["instead"] == "memory"
    assert "! Not as its own version leads." in call("transcripts", "replay", "--all").out


@pytest.mark.parametrize("words", [(), ("x", "--all"), ("nothing",)])
def test_what_cannot_be_played_is_said(call: Call, words: tuple[str, ...]) -> None:
    refused = call("transcripts", "replay", *words, "--json")
    assert (refused.code, refused.document["ok"]) == (1, False)


def test_without_interviews_there_is_nothing_to_play(call: Call) -> None:
    played = call("transcripts", "replay", "--all", "--json")
    assert (played.code, played.result) == (0, [])


def test_a_changed_text_without_a_new_version_is_refused(
    call: Call, held: str, talk: Callable[..., Called], ref: str
) -> None:
    path = own("title: ", "title: ")
    path.write_text(path.read_text(encoding="utf-8").replace("version: 4", "version: 3") + "\n", "utf-8")
    refused = call("interview", ref, "--script", "observance", "--plain", "--json")
    assert (refused.code, refused.error["kind"]) == (1, "frozen")
    assert "version 3" in refused.error["message"]
    checked = call("script", "check", str(path), "--json")
    assert checked.code == 2
    assert "raise “version”" in checked.result[0]["faults"][0]["message"]

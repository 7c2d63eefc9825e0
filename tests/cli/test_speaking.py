"""`--speak` line by line, and looking for words in the script."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.clock import SystemClock
from assistant.dossier.intake import read_facts
from assistant.voice import speaker
from tests.opening import PASSPHRASE, opened


class Parrot:
    """A voice that remembers, or has a reason not to speak."""

    said: list[str]
    voices: list[tuple[str, str]]
    """In which language each was said, and in whose voice."""
    fault = ""

    def __init__(self) -> None:
        type(self).said, type(self).voices = [], []

    def say(self, text: str, language: str, told: object, who: str) -> None:
        self.said.append(text)
        self.voices.append((language, who))
        if self.fault:
            told(self.fault)  # type: ignore[operator]

    def stop(self) -> None:
        """Nothing goes on here."""

    wait = stop


class Hoarse(Parrot):
    """A machine without speech."""

    fault = "Rien ne peut être lu."


@pytest.fixture
def typing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A patient, and somebody who types two answers."""
    with opened(tmp_path / "store", SystemClock()) as store:
        values, wrong = read_facts(
            {"family_name": "Durand", "given_name": "Léa", "birth_date": "01/02/1943"},
            SystemClock().now().date(),
        )
        assert not wrong
        store.add_patient(values, "P1")
    monkeypatch.setenv("ASSISTANT_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("ASSISTANT_USER", "Anne Martin")
    monkeypatch.setenv("ASSISTANT_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr("sys.stdin", io.StringIO("\n\n:chercher oublié prise\n:chercher girafe\n"))
    return tmp_path


@pytest.mark.parametrize(
    "words", [("interview", "P1", "--plain", "--speak"), ("--speak", "interview", "P1", "--plain")]
)
def test_each_question_is_read(
    typing: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    monkeypatch.setattr(speaker, "Speaker", Parrot)
    assert main([*words]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    assert len(set(Parrot.said)) == 3
    assert Parrot.said[2:] == Parrot.said[2:3] * 3  # after words were looked for, it is asked again
    assert all(f"« {said} »" in shown.out for said in Parrot.said)


def test_why_nothing_is_heard_is_said_once_and_the_interview_goes_on(
    typing: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(speaker, "Speaker", Hoarse)
    assert main(["interview", "P1", "--plain", "--speak"]) == 0
    shown = capsys.readouterr()
    assert shown.err == "Rien ne peut être lu.\n"
    assert shown.out.count("« ") >= 3


def test_words_are_looked_for_line_by_line(typing: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["interview", "P1", "--plain"]) == 0
    shown = capsys.readouterr().out.replace("\u00a0", " ")
    assert "  missed_dose · Prise oubliée · à venir, si elle s’applique" in shown
    assert "Rien dans ce script ne correspond" in shown


def test_a_simulated_patient_is_heard_in_a_voice_of_their_own(
    typing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speaker, "Speaker", Parrot)
    monkeypatch.setattr("sys.stdin", io.StringIO("\n?\n"))
    assert main(["--lang", "en", "rehearse", "coat_on", "--plain", "--speak", "--seed", "1"]) == 0
    assert len(Parrot.said) == 2  # the patient alone: the student asks aloud
    assert not any("twenty minutes" in words for words in Parrot.said)
    assert set(Parrot.voices) == {("en", "f")}

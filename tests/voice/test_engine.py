"""Which voice reads, and what the process that speaks says of itself."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass, field
from types import ModuleType, SimpleNamespace

import pytest

from assistant.voice.engine import DONE, NO_PACKAGE, main, voice_for


@dataclass
class Voice:
    """A voice as the three engines describe theirs."""

    id: str
    name: str
    languages: list[str | bytes] = field(default_factory=list)
    gender: str | None = None


ESPEAK = [
    Voice("gmw/en", "English (Great Britain)", ["en-gb"]),
    Voice("roa/fr-be", "French (Belgium)", ["fr-be"]),
    Voice("roa/fr", "French (France)", ["fr-fr"]),
]
SAPI = [
    Voice("zira", "Microsoft Zira Desktop - English (United States)", ["en-US"]),
    Voice("hortense", "Microsoft Hortense Desktop - French", ["fr-FR"]),
]
OLD_SAPI = [Voice("zira", "Microsoft Zira - English"), Voice("hortense", "Microsoft Hortense - French")]
NSSS = [Voice("alex", "Alex", ["en_US"]), Voice("thomas", "Thomas", ["fr_FR"])]
BYTES = [Voice("en", "default", [b"\x02en"]), Voice("fr", "french", [b"\x05fr"])]


@pytest.mark.parametrize(
    ("voices", "french", "english"),
    [
        (ESPEAK, "roa/fr", "gmw/en"),
        (SAPI, "hortense", "zira"),
        (OLD_SAPI, "hortense", "zira"),
        (NSSS, "thomas", "alex"),
        (BYTES, "fr", "en"),
        ([ESPEAK[1]], "roa/fr-be", None),
        ([], None, None),
    ],
)
def test_the_voice_of_the_language(voices: list[Voice], french: str | None, english: str | None) -> None:
    assert voice_for(voices, "fr") == french
    assert voice_for(voices, "en") == english


def spoken(name: str, gender: str | None = None) -> Voice:
    """A French voice."""
    return Voice(name, name, ["fr-fr"], gender)


@pytest.mark.parametrize(
    ("voices", "woman", "man"),
    [
        ([spoken("a", "VoiceGenderFemale"), spoken("b", "Male"), spoken("c", "Female")], "c", "b"),
        ([spoken("a"), spoken("b")], "b", "b"),  # the engine does not tell: another one at least
        ([spoken("a", "Female"), spoken("b", "Male")], "a", "b"),  # rather the usual voice than a man's
        ([spoken("a", "Male"), spoken("b", "Male")], "b", "b"),
        ([spoken("a")], "a", "a"),
        ([SAPI[0]], None, None),
    ],
)
def test_a_simulated_patient_has_another_voice(
    voices: list[Voice], woman: str | None, man: str | None
) -> None:
    assert voice_for(voices, "fr", "f") == woman
    assert voice_for(voices, "fr", "m") == man


def asked(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    document = json.dumps({"text": text, "language": "fr"}).encode()
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(document)))


def test_it_speaks_with_the_voice_of_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[object] = []
    engine = SimpleNamespace(
        getProperty=lambda name: {"voices": ESPEAK}[name],
        setProperty=lambda name, value: said.append((name, value)),
        say=said.append,
        runAndWait=lambda: said.append("waited"),
    )
    package = ModuleType("pyttsx3")
    package.init = lambda: engine  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pyttsx3", package)
    asked(monkeypatch, "À quoi sert-il ?")
    assert main() == DONE
    assert said == [("voice", "roa/fr"), ("rate", 160), "À quoi sert-il ?", "waited"]


def test_a_missing_package_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyttsx3", None)
    asked(monkeypatch, "Bonjour")
    assert main() == NO_PACKAGE

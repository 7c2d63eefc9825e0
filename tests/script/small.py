"""A script small enough to be read at once, with a step of every kind, and what is made of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest

from assistant.errors import ScriptError
from assistant.script.library import load_script, parse_script
from assistant.script.steps import Script

SMALL: Final = """\
id: small
version: 1
kind: interview
title: {fr: Petit, en: Small}
chapters:
  - {id: taking, title: {fr: La prise, en: Taking it}}
sections:
  - id: welcome
    title: {fr: Accueil, en: Welcome}
    minutes: 2
    steps:
      - id: hello
        title: {fr: Bonjour, en: Hello}
        tell: {fr: Bonjour., en: Hello.}
      - id: consent
        title: {fr: Accord, en: Consent}
        mandates: [informed_consent]
        say: {fr: "D’accord ?", en: "Do you agree?"}
        answer: {kind: yes_no}
        stop: {when: no, as: refused}
  - id: inr
    title: {fr: INR, en: INR}
    minutes: 6
    steps:
      - id: low
        title: {fr: Bas, en: Low}
        say: {fr: "Borne basse ?", en: "Lower bound?"}
        answer: {kind: number, bounds: {min: 1, max: 9}, plausible: {min: 1.5, max: 3.5}}
        fact: inr_low
        feeds: inr.low
      - id: high
        title: {fr: Haut, en: High}
        say: {fr: "Borne haute ?", en: "Upper bound?"}
        answer: {kind: number, bounds: {min: 1, max: 9}}
        fact: inr_high
        feeds: inr.high
      - id: rows
        title: {fr: Carnet, en: Booklet}
        say: {fr: "Vos INR ?", en: "Your INRs?"}
        answer: {kind: readings}
        fact: inr_readings
        feeds: inr.readings
      - id: bleeding
        title: {fr: Saignement, en: Bleeding}
        say: {fr: "Saignez-vous ?", en: "Do you bleed?"}
        answer: {kind: yes_no, unsure: true}
        feeds: inr.bleeding
      - id: where
        title: {fr: "Où", en: Where}
        when: {answer: bleeding, "=": yes}
        say: {fr: "Où ?", en: "Where?"}
        answer:
          kind: choices
          options:
            - {id: gums, label: {fr: Gencives, en: Gums}}
            - {id: stools, label: {fr: "Selles noires, rouges", en: "Stools, black or red"}, danger: true}
            - {id: skin, label: {fr: Peau, en: Skin}, also: [bleus]}
        feeds: inr.danger
  - id: plan
    title: {fr: Suite, en: Plan}
    minutes: 3
    steps:
      - id: missed
        title: {fr: Oubli, en: Missed dose}
        say: {fr: "Et en cas d’oubli ?", en: "And when you forget?"}
        rate:
          chapter: taking
          listen_for:
            - {id: late, fr: jusqu’à 8 heures, en: up to 8 hours}
            - {id: never_two, fr: jamais deux, en: never two}
          explain: {fr: Jamais deux., en: Never two.}
      - id: missed_words
        title: {fr: Précision, en: More}
        when: {any: [{answer: missed, "=": not_acquired}, {answer: missed, "=": partial}]}
        say: {fr: "Que feriez-vous ?", en: "What would you do?"}
        answer: {kind: text, optional: true}
      - id: known
        title: {fr: Rappel, en: Reminder}
        when: {previous: missed, exists: true}
        tell: {fr: Comme la dernière fois., en: As last time.}
      - id: go_on
        title: {fr: Suite, en: Go on}
        say: {fr: "On continue ?", en: "Shall we go on?"}
        answer: {kind: yes_no}
        stop: {when: no, as: withdrawn}
      - id: next_date
        title: {fr: Prochain, en: Next}
        say: {fr: "À quand ?", en: "When next?"}
        answer: {kind: date, bounds: future}
      - id: medicine_choice
        title: {fr: Forme, en: Form}
        say: {fr: "Quelle forme ?", en: "Which form?"}
        answer:
          kind: choice
          options:
            - {id: tablet, label: {fr: Comprimé, en: Tablet}}
            - {id: drops, label: {fr: Gouttes, en: Drops}}
alerts:
  - id: call
    when: {computed: inr.action, "=": call}
    level: call
    say: {fr: Appelons., en: Let us call.}
    do: {fr: Appeler., en: Call.}
  - id: emergency
    when: {computed: inr.action, "=": emergency}
    level: emergency
    say: {fr: Le 15., en: Call 15.}
    do: {fr: Appeler le 15., en: Call 15.}
  - id: gums
    when: {answer: where, "=": gums}
    level: note
    say: {fr: Noté., en: Noted.}
    do: {fr: Noter., en: Write it down.}
  - id: low_bound
    when: {fact: inr_low, ">": 3}
    level: advise
    say: {fr: Voyez le médecin., en: See the doctor.}
    do: {fr: Vérifier., en: Check.}
"""

PYDANTIC: Final = (
    "Input should",
    "Field required",
    "Extra inputs",
    "validation error",
    "Value error",
    "String should",
    "Unable to extract",
    "List should",
    "Tuple should",
    "valid dictionary",
    "pydantic",
    "see docs/",
    "cannot be taken as it is",
)
"""Words of the validator, and ours for a fault that nobody foresaw."""


def changed(*changes: tuple[str, str]) -> str:
    """The small script with pieces of its text exchanged; each piece stands there."""
    return exchanged(SMALL, *changes)


def exchanged(text: str, *changes: tuple[str, str]) -> str:
    """A text with pieces of it exchanged, once each; each piece stands there."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def script_of(text: str = SMALL) -> Script:
    """The script of a text."""
    return parse_script(text.encode(), "small.yaml")


def place(text: str, piece: str) -> tuple[int, int]:
    """Line and column of the first place where the piece stands, or of what follows a bar in it."""
    passed, bar, rest = piece.partition("|")
    before = text[: text.index(passed + rest)] + (passed if bar else "")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def faults_of(text: str | bytes, folder: Path) -> list[tuple[int, int, str]]:
    """Line, column and words of every fault of a script, each checked for its form."""
    path = folder / "wrong.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ScriptError) as refused:
        load_script(path)
    found: Any = refused.value.details["faults"]
    assert found
    lines = refused.value.message.splitlines()[1:]
    assert lines == [f"{path}:{f['line']}:{f['column']}: {f['message']}" for f in found]
    height = path.read_bytes().count(b"\n") + 1
    for fault in found:
        assert 1 <= fault["line"] <= height
        assert fault["column"] >= 1
        assert not [words for words in PYDANTIC if words in fault["message"]], fault["message"]
    return [(f["line"], f["column"], f["message"]) for f in found]

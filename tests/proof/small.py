"""A small script that keeps every promise, and what becomes of it when a piece of it is changed."""

from __future__ import annotations

from pathlib import Path

from assistant.proof.finding import Finding
from assistant.proof.proving import Proof, prove
from assistant.script.library import parse_script
from assistant.script.references import reference_faults
from assistant.script.source import parse
from tests.script.small import exchanged

KEPT = """\
id: kept
version: 1
kind: interview
title: {fr: Court, en: Short}
chapters:
  - {id: taking, title: {fr: La prise, en: Taking it}}
sections:
  - id: welcome
    title: {fr: Accueil, en: Welcome}
    minutes: 1
    steps:
      - id: hello
        title: {fr: Bonjour, en: Hello}
        mandates:
          [confidential_space, posology, duration, precautions, generic_substitution, other_precautions,
           inr_check, prescriber_contact]
        tell: {fr: Bonjour., en: Hello.}
      - id: consent
        title: {fr: Accord, en: Consent}
        mandates: [informed_consent]
        say: {fr: "D’accord ?", en: "Do you agree?"}
        answer: {kind: yes_no}
        stop: {when: no, as: refused}
  - id: signs
    title: {fr: Signes, en: Signs}
    minutes: 2
    steps:
      - id: bleeding
        title: {fr: Saignement, en: Bleeding}
        say: {fr: "Saignez-vous ?", en: "Do you bleed?"}
        answer: {kind: yes_no}
        feeds: inr.bleeding
      - id: where
        title: {fr: "Où", en: Where}
        when: {answer: bleeding, "=": yes}
        say: {fr: "Où ?", en: "Where?"}
        answer:
          kind: choices
          options:
            - {id: gums, label: {fr: Gencives, en: Gums}}
            - {id: stools, label: {fr: Selles noires, en: Black stools}, danger: true}
        feeds: inr.danger
      - id: readings
        title: {fr: INR, en: INR}
        mandates: [blood_tests]
        say: {fr: "Vos INR ?", en: "Your INRs?"}
        answer: {kind: readings}
        feeds: inr.readings
  - id: taking
    title: {fr: La prise, en: Taking it}
    minutes: 3
    steps:
      - id: missed
        title: {fr: Oubli, en: Missed dose}
        mandates: [good_use]
        when: {any: [{previous: missed, exists: false}, {previous: missed, "!=": acquired}]}
        say: {fr: "Et en cas d’oubli ?", en: "And when you forget?"}
        rate:
          chapter: taking
          listen_for: [{id: never_two, fr: jamais deux, en: never two}]
          explain: {fr: Jamais deux., en: Never two.}
      - id: closing
        title: {fr: Fin, en: End}
        mandates: [good_use]
        tell: {fr: Au revoir., en: Goodbye.}
alerts:
  - id: emergency
    when: {computed: inr.action, "=": emergency}
    level: emergency
    say: {fr: Le 15., en: Call 15.}
    do: {fr: Appeler le 15., en: Call 15.}
"""

FILE = Path("kept.yaml")


def changed(*changes: tuple[str, str]) -> str:
    """The script with pieces of its text exchanged; each piece stands there."""
    return exchanged(KEPT, *changes)


def proof(*changes: tuple[str, str]) -> Proof:
    """The proof of the script so changed."""
    text = changed(*changes).encode()
    assert list(reference_faults(parse(text, FILE))) == []
    return prove(parse_script(text, "kept.yaml"), FILE)


def found(*changes: tuple[str, str]) -> list[tuple[str, str]]:
    """Finding and what it is about, of all that is found."""
    return [(finding.id, finding.at) for finding in proof(*changes).findings]


def only(*changes: tuple[str, str]) -> Finding:
    """The one thing that is found."""
    (one,) = proof(*changes).findings
    return one

"""What a script refers to exists."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.script.small import changed, faults_of, place

WHERE = 'when: {answer: bleeding, "=": yes}'


@pytest.mark.parametrize(
    ("old", "new", "at", "words"),
    [
        (WHERE, 'when: {answer: missed, "=": partial}', "when: {answer", "is not a step before this one"),
        (WHERE, 'when: {answer: where, "=": gums}', "when: {answer", "is not a step before this one"),
        (WHERE, 'when: {answer: nowhere, "=": yes}', "when: {answer", "There is no step “nowhere”"),
        (WHERE, 'when: {previous: nowhere, "=": yes}', "when: {prev", "There is no step “nowhere”"),
        (WHERE, "when: {answer: hello, exists: true}", "when: {answer", "only tells"),
        (WHERE, 'when: {answer: bleeding, "=": maybe}', "when: {answer", "Known: yes, no, unknown"),
        (WHERE, 'when: {answer: low, "=": two}', "when: {answer", "compare it with a number"),
        (WHERE, 'when: {answer: low, ">": "2"}', "when: {answer", "compare it with a number"),
        (WHERE, "when: {fact: shoe_size, exists: true}", "when: {fact", "“shoe_size” is not known"),
        (WHERE, 'when: {fact: sex, "=": x}', "when: {fact", "Known: f, m"),
        (WHERE, 'when: {computed: inr.mood, "=": good}', "when: {comp", "“inr.mood” is not known"),
        (WHERE, 'when: {computed: inr.action, "=": run}', "when: {comp", "Known: note, advise"),
        ('{answer: missed, "=": partial}', '{answer: missed, "=": half}', "when: {any", "Known: acquired"),
        ("[informed_consent]", "[informed_consents]", "informed_consents", "is not known here"),
        ("chapter: taking", "chapter: giving", "chapter: giving", "Known: taking"),
        ("fact: inr_low", "fact: shoe_size", "fact: shoe_size", "is not known here"),
        ("fact: inr_low", "fact: sex", "answer: {kind: number", "The fact “sex” is a choice"),
        ("feeds: inr.low", "feeds: inr.bleeding", "feeds: inr.bl", "needs an answer of kind yes_no"),
        (
            "stop: {when: no, as: withdrawn}",
            "stop: {when: nope, as: withdrawn}",
            "when: nope",
            "Known: yes, no",
        ),
        (
            "{id: drops,",
            "{id: tablet,",
            "options:\n            - {id: tablet",
            "Two options have the same id",
        ),
        ("id: never_two", "id: late", "listen_for", "Two points have the same id"),
        ("- id: high", "- id: low", "id: low\n        title: {fr: Haut", "stands twice"),
        ("- id: plan", "- id: inr", "id: inr\n    title: {fr: Suite", "stands twice"),
        ("- id: high", "- id: completed", "id: completed", "kept for the machine"),
        ("- id: high", "- id: if_so", "id: if_so", "kept for the machine"),
        (
            "        feeds: inr.low",
            "        feeds: inr.low\n        favourable: yes",
            "favourable",
            "Only a yes or no question",
        ),
    ],
)
def test_a_reference_that_leads_nowhere(tmp_path: Path, old: str, new: str, at: str, words: str) -> None:
    text = changed((old, new))
    found = faults_of(text, tmp_path)
    assert [f for f in found if words in f[2] and f[:2] == place(text, at)], found
    assert len(found) == 1, found


def test_every_reference_at_once(tmp_path: Path) -> None:
    text = changed(
        ("fact: inr_low", "fact: shoe_size"),
        ("chapter: taking", "chapter: giving"),
        ("[informed_consent]", "[other]"),
    )
    assert len(faults_of(text, tmp_path)) == 3


def test_hostile_names_are_said_short_and_plain(tmp_path: Path) -> None:
    text = changed(('"=": yes}', f'"=": "\\e[31m{"x" * 5000}"}}'))
    message = faults_of(text, tmp_path)[0][2]
    assert "\x1b" not in message
    assert len(message) < 200

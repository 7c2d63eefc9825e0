"""What a script refers to exists."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.script.small import changed, faults_of, place

WHERE = 'when: {answer: bleeding, "=": yes}'


@pytest.mark.parametrize(
    ("old", "new", "at", "words"),
    [
        (
            WHERE,
            'when: {answer: missed, "=": partial}',
            'answer: |missed, "=": partial',
            "is not a step before this one",
        ),
        (WHERE, 'when: {answer: where, "=": gums}', "answer: |where", "is not a step before this one"),
        (WHERE, 'when: {answer: nowhere, "=": yes}', "answer: |nowhere", "There is no step “nowhere”"),
        (WHERE, 'when: {previous: nowhere, "=": yes}', "previous: |nowhere", "There is no step “nowhere”"),
        (WHERE, "when: {answer: hello, exists: true}", "answer: |hello", "only tells"),
        (WHERE, 'when: {answer: bleeding, "=": maybe}', '"=": |maybe', "Known: yes, no, unknown"),
        (WHERE, 'when: {answer: low, "=": two}', '"=": |two', "compare it with a number"),
        (WHERE, 'when: {answer: low, ">": "2"}', '">": |"2"', "compare it with a number"),
        (WHERE, "when: {fact: shoe_size, exists: true}", "fact: |shoe_size", "“shoe_size” is not known"),
        (WHERE, 'when: {fact: sex, "=": x}', '"=": |x', "Known: f, m"),
        (WHERE, 'when: {computed: inr.mood, "=": good}', "computed: |inr.mood", "“inr.mood” is not known"),
        (WHERE, 'when: {computed: inr.action, "=": run}', '"=": |run', "Known: note, advise"),
        ('{answer: missed, "=": partial}', '{answer: missed, "=": half}', '"=": |half', "Known: acquired"),
        ("[informed_consent]", "[informed_consents]", "informed_consents", "is not known here"),
        ("chapter: taking", "chapter: giving", "chapter: |giving", "Known: taking"),
        ("fact: inr_low", "fact: shoe_size", "fact: |shoe_size", "is not known here"),
        ("fact: inr_low", "fact: sex", "answer: |{kind: number", "The fact “sex” is a choice"),
        ("feeds: inr.low", "feeds: inr.bleeding", "feeds: |inr.bl", "needs an answer of kind yes_no"),
        (
            "stop: {when: no, as: withdrawn}",
            "stop: {when: nope, as: withdrawn}",
            "when: |nope",
            "Known: yes, no",
        ),
        (
            "{id: drops,",
            "{id: tablet,",
            "options:\n            |- {id: tablet",
            "Two options have the same id",
        ),
        ("id: never_two", "id: late", "listen_for:\n            |- {id", "Two points have the same id"),
        (
            "alerts:",
            "promises: {only: [{ask: nowhere, when: {fact: sex, '=': f}}]}\nalerts:",
            "ask: |nowhere",
            "not known",
        ),
        (
            "alerts:",
            "promises: {only: [{ask: where, when: {answer: nowhere, '=': yes}}]}\nalerts:",
            "answer: |nowhere",
            "There is no step",
        ),
        ("- id: high", "- id: low", "id: |low\n        title: {fr: Haut", "stands twice"),
        ("- id: plan", "- id: inr", "id: |inr\n    title: {fr: Suite", "stands twice"),
        ("- id: high", "- id: completed", "id: |completed", "kept for the machine"),
        ("- id: high", "- id: if_so", "id: |if_so", "kept for the machine"),
        (
            "        feeds: inr.low",
            "        feeds: inr.low\n        favourable: yes",
            "favourable: |yes",
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


SHAPES = [
    ("{kind: yes_no, unsure: true}", "{kind: yesno}"),  # the step “bleeding”
    ("level: note", "level: loud"),
    ("    minutes: 6\n", "    minute: 6\n"),
    ("version: 1", "version: one"),
]
LOST = [
    ("[informed_consent]", "[other]"),
    ("fact: inr_low", "fact: shoe_size"),
    ("chapter: taking", "chapter: giving"),
    ("- id: high", "- id: low"),
    ('{answer: missed, "=": partial}', '{answer: go_on, "=": yes}'),
    ("previous: missed", "previous: nowhere"),
    ("{fact: inr_low,", "{fact: weather,"),
]
AT = [
    "mandates: [|other]",
    "id: |low\n        title: {fr: Haut",
    "fact: |shoe_size",
    "chapter: |giving",
    "answer: |go_on",
    "previous: |nowhere",
    "fact: |weather",
]


@pytest.mark.parametrize("shape", [*([one] for one in SHAPES), SHAPES], ids=lambda shape: shape[-1][1])
def test_references_are_named_beside_faults_of_shape(tmp_path: Path, shape: list[tuple[str, str]]) -> None:
    shapes = {fault[:2] for fault in faults_of(changed(*shape), tmp_path)}
    text = changed(*shape, *LOST)
    found = {fault[:2] for fault in faults_of(text, tmp_path)}
    assert found - {place(text, at) for at in AT} == shapes
    assert {place(text, at) for at in AT} <= found


def test_a_step_keeps_its_other_references_when_a_key_it_can_do_without_is_wrong(tmp_path: Path) -> None:
    text = changed(("[informed_consent]", "[other]\n        color: red"), ("as: refused", "as: bored"))
    found = [fault[:2] for fault in faults_of(text, tmp_path)]
    assert found == [place(text, at) for at in ("[|other]", "color: red", "as: |bored")]


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        ("- id: bleeding", "- idd: bleeding", 2),
        ("- id: bleeding", "- id: Bleeding", 1),
        ("    steps:\n      - id: low", "    step:\n      - id: low", 2),
        ("sections:\n", "sections: []\nsections:\n", 2),
        ("chapters:\n", "chapter:\n", 1),
        ("- {id: taking, title", "- {title", 1),
        ("  - id: plan", "  - wrong\n  - id: plan", 1),
        ('say: {fr: "Et en cas', 'sai: {fr: "Et en cas', 2),
    ],
)
def test_what_a_faulty_part_may_name_is_not_called_unknown(
    tmp_path: Path, old: str, new: str, count: int
) -> None:
    found = faults_of(changed((old, new)), tmp_path)
    assert len(found) == count, found


def test_hostile_names_are_said_short_and_plain(tmp_path: Path) -> None:
    text = changed(('"=": yes}', f'"=": "\\e[31m{"x" * 5000}"}}'))
    message = faults_of(text, tmp_path)[0][2]
    assert "\x1b" not in message
    assert len(message) < 200

"""Every fault of a script at once, each with its place, in our words."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import ScriptError
from assistant.script.library import load_script
from tests.script.small import SMALL, changed, faults_of, place, script_of


def test_the_small_script_has_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    script = load_script(path)
    assert script.ref == f"small/1/{script.digest}"
    assert script.text == SMALL.encode()
    assert [step.kind for _section, step in script.steps()] == [
        "tell",
        "yes_no",
        "number",
        "number",
        "readings",
        "yes_no",
        "choices",
        "rate",
        "text",
        "tell",
        "yes_no",
        "date",
        "choice",
    ]


def test_a_bare_no_stays_text() -> None:
    consent = {step.id: step for _section, step in script_of().steps()}["consent"]
    assert getattr(consent, "stop").when == "no"  # noqa: B009 - only questions have one


@pytest.mark.parametrize(
    ("old", "new", "at", "words"),
    [
        (
            "    minutes: 6\n",
            "    minutes: 6\n    color: red\n",
            "color",
            "“color” is not a known key here. Allowed: id, title, minutes, steps.",
        ),
        ("title: {fr: Bas, en: Low}", "title: {fr: Bas}", "title: |{fr: Bas}", "“en” is missing here."),
        ("title: {fr: Bas, en: Low}", "title: {en: Low}", "title: |{en: Low}", "“fr” is missing here."),
        ("title: {fr: Bas, en: Low}", 'title: {fr: " ", en: Low}', 'fr: |" "', "too short"),
        ("{fr: Bonjour., en: Hello.}", "{fr: Bonjour., en: 12}", "en: |12", "A text is needed here"),
        ("{kind: yes_no}", "{kind: maybe}", "kind: |maybe", "“maybe” is not allowed here"),
        ("{kind: yes_no}", "{}", "answer: |{}", "“kind” is missing"),
        ("{kind: yes_no}", "yes_no", "answer: |yes_no", "A mapping is needed"),
        ("{kind: yes_no}", "[yes_no]", "answer: |[yes_no]", "A mapping is needed"),
        ("kind: interview", "kind: talk", "kind: |talk", "'interview', 'observance'"),
        ("version: 1", "version: 0", "version: |0", "at least 1"),
        ("version: 1", "version: one", "version: |one", "A whole number is needed"),
        ("version: 1", "version: 1.5", "version: |1.5", "A whole number is needed"),
        ("version: 1", "version: true", "version: |true", "A whole number is needed"),
        ("minutes: 2", "minutes: 61", "minutes: |61", "at most 60"),
        ("id: small", "id: Small", "id: |Small", "An id is a small letter"),
        ("id: small", "id: " + "a" * 61, "id: |a", "at most 60 characters"),
        ("chapters:\n  - {id", "chapters:\n   {id", "chapters:\n   |{id", "A list is needed here"),
        ("min: 1, max: 9}, p", "min: 9, max: 1}, p", "bounds: |{min: 9", "“min” is above “max”"),
        ("min: 1, max: 9}, p", "min: low}, p", "min: |low", "A number is needed here"),
        ("min: 1, max: 9}, p", "min: 1e999}, p", "min: |1e999", "A number is needed here"),
        ("unsure: true", "unsure: yes", "unsure: |yes", "true or false is needed"),
        ('"=": yes}', '"==": yes}', '"==": yes', "not a known key"),
        ('"=": yes}', '"=": [yes]}', '"=": |[yes]', "One value is needed"),
        ('"=": yes}', '"=": yes, "!=": no}', "when: |{answer: bleeding", "exactly one operator"),
        ('answer: bleeding, "="', '"="', 'when: |{"=": yes', "exactly one of"),
        ("answer: bleeding,", "answer: bleeding, fact: sex,", "when: |{answer: bl", "exactly one of"),
        ('when: {answer: bleeding, "=": yes}', "when: 3", "when: |3", "A mapping is needed"),
        ('when: {answer: bleeding, "=": yes}', "when: [1]", "when: |[1]", "A mapping is needed"),
        ('when: {answer: bleeding, "=": yes}', "when: {all: []}", "all: |[]", "at least 1 entries"),
        (
            'when: {answer: bleeding, "=": yes}',
            'when: {all: [{answer: bleeding, "=": yes}], extra: 1}',
            "extra: 1",
            "not a known key",
        ),
        ("tell: {fr: Bonjour., en: Hello.}", "sing: {fr: a, en: b}", "|id: hello", "A step has “tell”"),
        ("as: refused", "as: bored", "as: |bored", "'refused', 'withdrawn'"),
        ("feeds: inr.low", "feeds: inr.lowest", "feeds: |inr.lowest", "'inr.low'"),
        ("level: note", "level: loud", "level: |loud", "'emergency'"),
        ("{kind: readings}", "{kind: readings, unit: x}", "unit: x", "not a known key"),
        ("{kind: date, bounds: future}", "{kind: date, bounds: soon}", "bounds: |soon", "'past', 'future'"),
        ("fr: jamais deux", 'fr: "  "', 'fr: |"  "', "too short"),
    ],
)
def test_one_fault_in_its_place(tmp_path: Path, old: str, new: str, at: str, words: str) -> None:
    text = changed((old, new))
    found = faults_of(text, tmp_path)
    assert len(found) == 1, found
    assert found[0][:2] == place(text, at)
    assert words in found[0][2]


def test_the_place_is_right_though_a_step_is_named_like_a_key(tmp_path: Path) -> None:
    wrong = [
        ("title: {fr: Bonjour, en: Hello}", "title: {fr: 1, en: Hello}"),
        ("title: {fr: Oubli, en: Missed dose}", "title: {fr: 2, en: Missed dose}"),
        ("explain: {fr: Jamais deux., en: Never two.}", "explain: {fr: 3, en: Never two.}"),
    ]
    text = changed(*wrong)
    assert [f[:2] for f in faults_of(text, tmp_path)] == [place(text, f"fr: |{n}") for n in (1, 2, 3)]


ONE: str = """\
id: one
version: 1
kind: interview
title: {fr: Un, en: One}
sections:
  - id: only
    title: {fr: Seule, en: Only}
    minutes: 1
    steps:
      - id: asked
        title: {fr: Question, en: Question}
        say: {fr: "Oui ?", en: "Yes?"}
        answer: {kind: yesno}
"""


def test_one_mistake_is_one_fault_though_nothing_of_its_list_remains(tmp_path: Path) -> None:
    found = faults_of(ONE, tmp_path)
    assert [fault[:2] for fault in found] == [place(ONE, "kind: |yesno")]
    assert "yes_no" in found[0][2]


def test_a_list_that_is_too_short_is_still_a_fault(tmp_path: Path) -> None:
    text = ONE[: ONE.index("steps:")] + "steps: []\n"
    assert faults_of(text, tmp_path) == [(*place(text, "steps: |[]"), "The list needs at least 1 entries.")]


def test_every_fault_at_once(tmp_path: Path) -> None:
    text = changed(
        ("version: 1", "version: one"),
        ("minutes: 2", "minutes: 2\n    minutes: 3"),
        ("{kind: yes_no}", "{kind: maybe}"),
        ("{fr: Haut, en: High}", "{fr: Haut}"),
        ("level: note", "level: loud"),
        ("    do: {fr: Vérifier., en: Check.}\n", ""),
    )
    found = faults_of(text, tmp_path)
    assert len(found) == 6
    assert found == sorted(found)


def test_a_script_without_anything(tmp_path: Path) -> None:
    missing = {message for _line, _column, message in faults_of("{}", tmp_path)}
    names = ("id", "version", "kind", "title", "sections")
    assert missing == {f"“{name}” is missing here." for name in names}


@pytest.mark.parametrize("text", ["[]", "word", "12", "null", "", "- a\n- b\n", "true"])
def test_a_file_that_is_no_mapping(tmp_path: Path, text: str) -> None:
    assert len(faults_of(text, tmp_path)) == 1


def test_a_condition_nested_without_end(tmp_path: Path) -> None:
    deep = "{all: [" * 200 + '{answer: bleeding, "=": yes}' + "]}" * 200
    found = faults_of(changed(('when: {answer: bleeding, "=": yes}', f"when: {deep}")), tmp_path)
    assert any("deep nesting" in message for _line, _column, message in found)


def test_words_of_a_file_in_a_fault_are_short_and_plain(tmp_path: Path) -> None:
    text = changed(("    minutes: 6\n", f'    minutes: 6\n    "\\e[31m{"x" * 500}": 1\n'))
    assert len(faults_of(text, tmp_path)[0][2]) < 140
    path = tmp_path / "wrong.yaml"
    with pytest.raises(ScriptError) as refused:
        load_script(path)
    assert "\x1b" not in refused.value.message
    assert refused.value.kind == "script"

"""Each promise, broken in one place of a small script: what is found, where, and on which way."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import language
from assistant.proof import exploring
from tests.proof.small import FILE, changed, found, only, proof

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _english() -> None:
    language.use("en")


def place(text: str, piece: str) -> tuple[int, int]:
    before = text[: text.index(piece)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def test_the_script_keeps_every_promise() -> None:
    kept = proof()
    assert kept.findings == ()
    assert kept.holds
    assert kept.questions is not None
    assert kept.minutes is not None
    assert (kept.questions.least, kept.questions.most) == (3, 5)
    assert kept.minutes.most == 6
    assert kept.questions.least <= kept.questions.typical <= kept.questions.most
    # Refused; or bleeding, where, and what of the notion: three kinds of answer last time.
    assert kept.paths == 1 + 2 * 3


GOOD_USE = ("        mandates: [good_use]\n        tell", "        tell")
BLEEDING = '{answer: bleeding, "=": yes}'
NOTION = '{any: [{previous: missed, exists: false}, {previous: missed, "!=": acquired}]}'
EMERGENCY = '{computed: inr.action, "=": emergency}'
STOP = ("        stop: {when: no, as: refused}\n", "")
Change = tuple[str, str]


def at_end(text: str) -> Change:
    """A key of the script itself."""
    return ("alerts:", text + "\nalerts:")


CASES: dict[tuple[str, str], tuple[Change, str]] = {
    ("mandate-missed", "good_use"): (GOOD_USE, "[good_use]"),
    ("owed-missed", "missed"): ((NOTION, "{previous: missed, exists: false}"), "{previous: missed, exists"),
    ("consent-missing", "kept"): (STOP, "welcome"),
    ("emergency-missed", "emergency"): (
        (EMERGENCY, f"{{all: [{EMERGENCY}, {{answer: missed, exists: true}}]}}"),
        "{all: [{computed",
    ),
    ("unreachable", "where"): (
        (BLEEDING, f'{{all: [{BLEEDING}, {{answer: bleeding, "=": no}}]}}'),
        "{all: [{answer: bleeding",
    ),
    ("never-false", "where"): ((BLEEDING, "{answer: bleeding, exists: true}"), "{answer: bleeding, exists"),
    ("never-true", "where"): ((BLEEDING, f"{{any: [{BLEEDING}, {EMERGENCY}]}}"), EMERGENCY),
    ("no-effect", "missed"): ((f"        when: {NOTION}\n", ""), "missed\n        title"),
    ("used-before", "where"): ((BLEEDING, '{computed: observance.score, "=": 6}'), "{computed: observance"),
    ("early-conclusion", "plan"): (("- id: signs", "- id: plan"), "plan\n"),
    ("promise-broken", "kept"): (at_end("promises: {steps: {least: 6, most: 9}}"), "{least"),
    ("promise-broken", "emergency"): (at_end("promises: {alerts: {call: [emergency]}}"), "{call"),
    ("promise-broken", "where"): (
        at_end('promises: {only: [{ask: where, when: {answer: bleeding, "=": no}}]}'),
        "{ask",
    ),
    ("needless-silence", ""): (
        at_end("silence:\n  - {finding: endless, reason: {fr: Si., en: So.}}"),
        "{finding",
    ),
}


@pytest.mark.parametrize("finding", CASES)
def test_a_promise_broken_is_found_where_it_breaks(finding: tuple[str, str]) -> None:
    change, piece = CASES[finding]
    findings = proof(change).findings
    one = next(f for f in findings if (f.id, f.at) == finding)
    assert (one.fault.path, one.fault.line, one.fault.column) == (FILE, *place(changed(change), piece))
    assert one.fault.message.endswith(".")
    assert one.severity == ("warning" if finding[0] == "needless-silence" else "error")
    assert proof(change).holds is (finding[0] == "needless-silence")


def test_sections_in_another_order_break_a_promise() -> None:
    one = only(at_end("promises: {sections: [welcome, taking, signs]}"))
    assert one.id == "promise-broken"
    assert "welcome, signs, taking" in one.fault.message


def test_a_question_that_lost_its_condition_is_shown_being_asked() -> None:
    """A property of every way, with the way that breaks it; the number of steps is no part of it."""
    promise = at_end(f"promises: {{only: [{{ask: where, when: {BLEEDING}}}]}}")
    assert proof(promise).holds
    (one,) = proof(promise, (f"        when: {BLEEDING}\n", "")).findings
    assert (one.id, one.at) == ("promise-broken", "where")
    assert one.example is not None
    assert "where" in one.example.path
    assert one.example.answers["bleeding"] == "no"


def test_the_shortest_way_is_shown() -> None:
    """Nobody has to say more than what the promise breaks on."""
    one = next(f for f in proof(GOOD_USE).findings if f.id == "mandate-missed")
    assert one.example is not None
    assert one.example.path == ("hello", "consent", "bleeding", "readings", "closing")
    assert one.example.background.previous == {"missed": "acquired"}
    assert one.example.end == "completed"


def test_an_interview_that_nobody_can_refuse_is_shown_from_end_to_end() -> None:
    one = next(f for f in proof(STOP).findings if f.id == "consent-missing")
    assert one.example is not None
    assert (one.example.path[0], one.example.end) == ("hello", "completed")


def test_a_question_before_consent_is_late() -> None:
    early = (
        "      - {id: early, title: {fr: Tôt, en: Early}, say: {fr: Et ?, en: And?}, answer: {kind: text}}\n"
    )
    before = "      - id: consent\n"
    assert found((before, early + before)) == [("consent-late", "early"), ("refusal-recorded", "consent")]
    one = proof((before, early + before)).findings[0]
    assert one.example is not None
    assert one.example.path[:2] == ("hello", "early")
    # What says nothing of anybody's health may come first.
    agreed = early.replace("{kind: text}", "{kind: yes_no}, fact: contact_agreed")
    assert found((before, agreed + before)) == []


def test_nothing_known_is_looked_at_before_consent() -> None:
    early = (
        "      - {id: early, title: {fr: Tôt, en: Early}, tell: {fr: Voilà., en: So.}, "
        'when: {previous: consent, "!=": "yes"}}\n'
    )
    before = "      - id: consent\n"
    assert found((before, early + before)) == [("known-before-consent", "early")]
    after = "      - id: readings\n"
    assert found((after, early + after)) == []


def test_a_refusal_after_answers_is_found() -> None:
    late = (
        "      - {id: go_on, title: {fr: Suite, en: Go on}, say: {fr: Oui ?, en: Yes?}, "
        "answer: {kind: yes_no}, stop: {when: no, as: refused}}\n"
    )
    one = only(("      - id: readings\n", late + "      - id: readings\n"))
    assert (one.id, one.at) == ("refusal-recorded", "go_on")
    assert one.example is not None
    assert one.example.end == "refused"
    assert "bleeding" in one.example.path
    # Withdrawing keeps what was said.
    assert (
        found(("      - id: readings\n", late.replace("refused", "withdrawn") + "      - id: readings\n"))
        == []
    )


def test_what_is_silenced_is_still_told_with_its_reason() -> None:
    reason = "reason: {fr: Exprès., en: On purpose.}"
    kept = proof(GOOD_USE, at_end(f"silence:\n  - {{finding: mandate-missed, at: good_use, {reason}}}"))
    (one,) = kept.findings
    assert (one.id, str(one.reason), one.counts) == ("mandate-missed", "On purpose.", False)
    assert kept.holds
    assert one.to_json()["silenced"] == "On purpose."


def test_conditions_on_everything_are_refused_with_the_widest_of_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert f"at most {exploring.WIDEST:,} states" in (ROOT / "docs" / "proof.md").read_text(encoding="utf-8")
    monkeypatch.setattr(exploring, "WIDEST", 200)
    names = [f"q{number}" for number in range(20)]
    asked = "".join(
        f"      - {{id: {name}, title: {{fr: Q, en: Q}}, say: {{fr: Q, en: Q}}, answer: {{kind: yes_no}}}}\n"
        for name in names
    )
    pairs = ", ".join(
        f'{{all: [{{answer: {one}, "=": yes}}, {{answer: {other}, "=": yes}}]}}'
        for one, other in zip(names[::2], names[1::2], strict=True)
    )
    again = asked.replace("id: q", "id: r").replace(
        "kind: yes_no}", f"kind: text}}, when: {{any: [{pairs}]}}"
    )
    change = ("      - id: missed\n", asked + again + "      - id: missed\n")
    one = only(change)
    assert one.id == "too-entangled"
    assert str(len(names)) in one.fault.message
    assert (one.fault.line, one.fault.column) == place(changed(change), "{any: [{all")
    assert not proof(change).holds


def test_a_long_list_is_looked_at_option_by_option() -> None:
    names = [f"o{number}" for number in range(24)]
    options = ", ".join(f"{{id: {name}, label: {{fr: {name}, en: {name}}}}}" for name in names)
    asked = (
        "      - {id: many, title: {fr: L, en: L}, say: {fr: L, en: L}, "
        f"answer: {{kind: choices, options: [{options}]}}}}\n"
    )
    looked = ", ".join(f'{{answer: many, "=": {name}}}' for name in names)
    told = "say: {fr: A, en: A}, do: {fr: A, en: A}}"
    alert = f"alerts:\n  - {{id: many, level: note, when: {{any: [{looked}]}}, {told}\n"
    then = (
        "      - {id: so, title: {fr: S, en: S}, tell: {fr: S, en: S}, when: {answer: many, exists: true}}\n"
    )
    kept = proof(("      - id: missed\n", asked + then + "      - id: missed\n"), ("alerts:\n", alert))
    assert kept.findings == ()
    assert kept.paths < 10 * len(names) ** 2


def test_findings_stand_in_the_order_of_the_file() -> None:
    changes = [GOOD_USE, STOP, ("[blood_tests]", "[]"), ("[informed_consent]", "[]")]
    findings = proof(*changes).findings
    lines = [(one.fault.line, one.fault.column) for one in findings]
    assert lines == sorted(lines)
    assert len(findings) > 1
    language.use("fr")
    assert [(one.id, one.at) for one in proof(*changes).findings] == [(one.id, one.at) for one in findings]

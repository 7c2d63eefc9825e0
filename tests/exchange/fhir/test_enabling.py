"""Conditions as `enableWhen`: whatever a script asks, a form shows the same questions."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from assistant.exchange.fhir.asked import Asked
from assistant.exchange.fhir.enabling import MOST, UnwritableError, clauses, levels
from assistant.exchange.fhir.questionnaire import Form, wrapped
from assistant.exchange.fhir.terms import bilingual
from assistant.script.conditions import Condition
from assistant.script.library import find_script, script_files
from assistant.script.options import NO, RATINGS, YES, Option
from tests.exchange.fhir.enabled import visible
from tests.exchange.fhir.renderjob import held, responded
from tests.exchange.fhir.validity import items
from tests.script.small import changed, script_of

READ = TypeAdapter(Condition)
TITLE = RATINGS[0].label
PLACES = {
    "answer.a": Asked("a", "yes_no", "s", (YES, NO)),
    "answer.b": Asked("b", "choices", "s", RATINGS),
    "answer.c": Asked("c", "number", ""),
    "answer.d": Asked("d", "rate", "s", RATINGS),
}
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "a": st.sampled_from([None, "yes", "no"]),
    "b": st.lists(st.sampled_from([one.id for one in RATINGS]), unique=True, max_size=2),
    "c": st.sampled_from([None, 1.0, 2.0, 3.5]),
    "d": st.sampled_from([None, *(one.id for one in RATINGS)]),
}


class View:
    """What a condition sees in these tests."""

    def __init__(self, answers: dict[str, Any]) -> None:
        self.answer = answers.get
        self.previous = self.fact = self.computed = answers.get


def comparison() -> st.SearchStrategy[dict[str, Any]]:
    coded = st.sampled_from(["acquired", "partial", "elsewhere"])
    return st.one_of(
        st.builds(lambda name, yes: {"answer": name, "exists": yes}, st.sampled_from("abcd"), st.booleans()),
        st.builds(
            lambda op, value: {"answer": "a", op: value},
            st.sampled_from(["=", "!="]),
            st.sampled_from(["yes", "no", "unknown"]),
        ),
        st.builds(
            lambda name, op, value: {"answer": name, op: value},
            st.sampled_from("bd"),
            st.sampled_from(["=", "!="]),
            coded,
        ),
        st.builds(
            lambda op, value: {"answer": "c", op: value},
            st.sampled_from(["=", "!=", "<", "<=", ">", ">="]),
            st.sampled_from([1, 2.0, 3]),
        ),
    )


CONDITIONS = st.recursive(
    comparison(),
    lambda inner: st.one_of(
        st.builds(lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: {"all": parts}, st.lists(inner, min_size=1, max_size=3)),
    ),
    max_leaves=8,
)


@settings(max_examples=100, deadline=None)
@given(condition=CONDITIONS, answers=st.fixed_dictionaries(VALUES))
def test_any_nesting_holds_where_its_condition_does(
    condition: dict[str, Any], answers: dict[str, Any]
) -> None:
    read = READ.validate_python(_tuples(condition))
    try:
        found = clauses(read, {name: [place] for name, place in PLACES.items()})
    except UnwritableError:
        pytest.skip(f"more than {MOST} parts")
    asked = [{"linkId": name, "type": "string"} for name in "abcd"]
    question = {"linkId": "q", **bilingual("text", TITLE), "type": "display"}
    form = {"item": [*asked, *wrapped([question], found, "q", TITLE)]}
    given_ = [
        {"linkId": name, "answer": PLACES[f"answer.{name}"].answers(value)} for name, value in answers.items()
    ]
    for differs in (True, False):  # however a renderer reads “differs from” where there is no answer
        assert ("q" in visible(form, {"item": given_}, differs=differs)) == read.holds(View(answers))


def _tuples(condition: Any) -> Any:
    if isinstance(condition, dict):
        return {
            key: tuple(map(_tuples, value)) if isinstance(value, list) else value
            for key, value in condition.items()
        }
    return condition


def test_one_level_needs_no_group_and_two_need_one() -> None:
    places = {name: [place] for name, place in PLACES.items()}
    flat = READ.validate_python({"any": ({"answer": "a", "=": "yes"}, {"answer": "c", ">": 2})})
    (level,) = levels(clauses(flat, places))
    assert level == {
        "enableWhen": [
            {"question": "a", "operator": "=", "answerBoolean": True},
            {"question": "c", "operator": ">", "answerDecimal": 2},
        ],
        "enableBehavior": "any",
    }
    nested = READ.validate_python({"all": ({"answer": "a", "=": "yes"}, {"answer": "d", "!=": "acquired"})})
    outer, inner = levels(clauses(nested, places))
    assert "enableBehavior" not in outer
    assert [test["operator"] for test in inner["enableWhen"]] == ["!=", "exists"]


@pytest.mark.parametrize("path", list(script_files()), ids=lambda path: path.stem)
def test_the_form_shows_what_the_interview_asks(path: Any, long: bool) -> None:
    """Many ways through each script, first interviews and later ones, refusals too."""
    script = find_script(path.stem)
    form = Form(script).to_json()
    steps = {step.id for _section, step in script.steps()}
    before: dict[str, Any] = {}
    for seed in range(200 if long else 12):
        facts = _FACTS[seed % 3]
        refuses = seed % 5 == 4
        standing = held(
            script, seed, facts, before if seed % 2 and not refuses else {}, CONSENT if refuses else None
        )
        assert visible(form, responded(standing)) & steps == set(standing.walk.path), seed
        before = before if refuses else dict(standing.walk.course.counting)


CONSENT = "consent"
_FACTS: tuple[dict[str, str], ...] = (
    {},
    {"sex": "m", "doctor": "Dr X"},
    {"sex": "f", "prescriber": "Dr Y", "laboratory": "L"},
)


LEARNT = (
    '{all: [{fact: inr_low, ">": 2.2}, '
    '{any: [{answer: missed, "=": partial}, {answer: bleeding, "!=": unknown}]}]}'
)


def test_a_fact_learnt_on_the_way_goes_before_a_known_one() -> None:
    script = script_of(changed(("{previous: missed, exists: true}", LEARNT)))
    form = Form(script).to_json()
    seen = set()
    for seed in range(40):
        session = held(script, seed, {"inr_low": 3.0 if seed % 2 else 2.0})
        shown = "known" in session.walk.path
        assert ("known" in visible(form, responded(session))) == shown
        seen.add(shown)
    assert seen == {True, False}


def test_what_fhir_cannot_say_is_shown_and_said() -> None:
    form = Form(script_of(changed(('{answer: bleeding, "=": yes}', '{answer: bleeding, ">": no}'))))
    assert any("where" in note for note in form.notes)
    (where,) = [item for item in items(form.to_json()) if item["linkId"] == "where"]
    assert "enableWhen" not in where


def test_options_of_every_kind_are_bilingual() -> None:
    offered = Asked("x", "choice", "s", (Option(id="o", label=TITLE),)).item()["answerOption"]
    assert offered[0]["valueCoding"]["_display"]["extension"][0]["extension"][1]["valueString"] == TITLE.fr

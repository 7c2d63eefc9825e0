"""Conditions with FHIR's operators, over answers, facts and computed values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from assistant.script.conditions import (
    OPERATORS,
    Comparison,
    Condition,
    Operator,
    compare,
    comparisons,
)

READ: TypeAdapter[Condition] = TypeAdapter(Condition)


@dataclass
class Seen:
    """What a condition can see."""

    answers: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)

    def answer(self, step: str) -> Any:
        return self.answers.get(step)

    def previous(self, step: str) -> Any:
        return self.before.get(step)

    def fact(self, name: str) -> Any:
        return self.facts.get(name)

    def computed(self, name: str) -> Any:
        return self.values.get(name)


@pytest.mark.parametrize(
    ("value", "test", "operand", "holds"),
    [
        (None, "exists", True, False),
        (None, "exists", False, True),
        ([], "exists", True, False),
        ([], "exists", False, True),
        ("no", "exists", True, True),
        (0, "exists", True, True),
        (False, "exists", True, True),
        ("", "exists", True, True),
        ("yes", "=", "yes", True),
        ("yes", "=", "no", False),
        (True, "=", "yes", True),
        (False, "=", "no", True),
        ("yes", "=", True, True),
        (True, "=", True, True),
        (True, "=", False, False),
        (1, "=", True, False),
        (2, "=", 2.0, True),
        ("2", "=", 2, False),
        (["a", "b"], "=", "b", True),
        (["a", "b"], "=", "c", False),
        (None, "=", "a", False),
        ([], "=", "a", False),
        ("no", "!=", "yes", True),
        ("yes", "!=", "yes", False),
        (["a", "b"], "!=", "b", False),
        (["a", "b"], "!=", "c", True),
        (None, "!=", "a", True),
        ([], "!=", "a", True),
        (3, ">", 2, True),
        (2, ">", 2, False),
        (2, ">=", 2, True),
        (1.5, "<", 2, True),
        (2, "<=", 2, True),
        (2.1, "<=", 2, False),
        ([1, 5], ">", 4, True),
        ([1, 3], ">", 4, False),
        (None, ">", 0, False),
        (None, "<=", 0, False),
        ("2016-06-01", "<", "2018-12-01", True),
        ("2019-06-01", "<", "2018-12-01", False),
        ("9", ">", 3, False),
        (9, ">", "3", False),
        (True, ">", 0, False),
        ([{"date": "2016-05-01", "value": 2.4}], "exists", True, True),
        ([{"date": "2016-05-01", "value": 2.4}], ">", 2, False),
        ([{"date": "2016-05-01", "value": 2.4}], "=", 2.4, False),
    ],
)
def test_operators(value: Any, test: Operator, operand: Any, holds: bool) -> None:
    assert compare(value, test, operand) is holds


VALUES = (
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats(-5, 5) | st.sampled_from(["yes", "no", "a"])
)


@settings(max_examples=200, deadline=None)
@given(
    VALUES | st.lists(VALUES, max_size=3), st.sampled_from(OPERATORS), VALUES.filter(lambda v: v is not None)
)
def test_operators_never_fail_and_their_opposites_are_opposite(
    value: Any, test: Operator, operand: Any
) -> None:
    held = compare(value, test, operand)
    if test == "=":
        assert compare(value, "!=", operand) is not held
    if test == "exists" and isinstance(operand, bool):
        assert compare(value, "exists", not operand) is not held
    if test in (">", "<") and held:
        larger: Operator = ">=" if test == ">" else "<="
        assert compare(value, larger, operand)


def test_each_source_is_looked_at() -> None:
    seen = Seen({"a": "yes"}, {"a": "no"}, {"a": 3}, {"a": "call"})
    for data in ({"answer": "a", "=": "yes"}, {"previous": "a", "=": "no"}, {"fact": "a", ">": 2}):
        assert READ.validate_python(data).holds(seen)
    assert READ.validate_python({"computed": "a", "=": "call"}).holds(seen)
    assert not READ.validate_python({"computed": "b", "=": "call"}).holds(seen)
    assert READ.validate_python({"previous": "b", "exists": False}).holds(seen)


def test_all_and_any_nest() -> None:
    data = {
        "any": (
            {"all": ({"answer": "a", "=": "x"}, {"answer": "b", "=": "y"})},
            {"answer": "c", "exists": True},
        )
    }
    condition = READ.validate_python(data)
    assert [c.name for c in comparisons(condition)] == ["a", "b", "c"]
    assert not condition.holds(Seen({"a": "x"}))
    assert condition.holds(Seen({"a": "x", "b": "y"}))
    assert condition.holds(Seen({"c": 1}))


def test_a_comparison_says_what_it_compares() -> None:
    read = READ.validate_python({"fact": "inr_low", ">=": 2})
    assert isinstance(read, Comparison)
    assert (read.source, read.name, read.test) == ("fact", "inr_low", (">=", 2))

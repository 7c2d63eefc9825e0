"""Conditions as `enableWhen`: in conjunctive form, one level of groups for each part that has alternatives.

An item of FHIR has one list of comparisons, of which all or any hold. A condition of a script is brought into
“all of (any of …)”: what has no alternative goes into one level, each rest into a group around it. So nesting
needs no expression, and every renderer of R4 can follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from assistant.exchange.fhir.asked import Asked
from assistant.exchange.fhir.terms import Json
from assistant.script.conditions import All, Comparison, Condition

MOST: Final = 64
"""More parts than that are not written: the question is then shown always, and that is said."""


@dataclass(frozen=True, slots=True)
class Test:
    """One comparison of `enableWhen`."""

    question: str
    operator: str
    key: str
    """Such as `answerBoolean`."""
    value: Any
    """One value; of a coding, system and code."""

    def to_json(self) -> Json:
        """As a part of `enableWhen`."""
        value = {"system": self.value[0], "code": self.value[1]} if self.key == "answerCoding" else self.value
        return {"question": self.question, "operator": self.operator, self.key: value}


Clause = frozenset[Test]
"""Tests of which any holds; none holds of no tests."""
Clauses = tuple[Clause, ...]
"""Of which all hold."""
ALWAYS: Final[Clauses] = ()
NEVER: Final[Clauses] = (frozenset(),)


class UnwritableError(Exception):
    """A condition that FHIR has no words for."""


def exists(question: str, *, there: bool) -> Test:
    """Whether a question has an answer."""
    return Test(question, "exists", "answerBoolean", there)


def both(*parts: Clauses) -> Clauses:
    """All of these hold."""
    return _shortest(clause for part in parts for clause in part)


def either(*parts: Clauses) -> Clauses:
    """Any of these holds.

    Raises:
        UnwritableError: too many parts come of it.
    """
    found: Clauses = NEVER
    for part in parts:
        found = _shortest(one | other for one in found for other in part)
        if len(found) > MOST:
            raise UnwritableError
    return found


def _shortest(clauses: Iterable[Clause]) -> Clauses:
    """Without what holds anyhow, and without what another part says already."""
    kept: list[Clause] = []
    for clause in dict.fromkeys(clauses):
        if any(_opposite(test) in clause for test in clause if test.operator == "exists"):
            continue
        if any(one <= clause for one in kept):
            continue
        kept = [one for one in kept if not clause <= one] + [clause]
    return tuple(kept)


def _opposite(test: Test) -> Test:
    return exists(test.question, there=not test.value)


def clauses(condition: Condition, known: Mapping[str, Sequence[Asked]]) -> Clauses:
    """A condition in conjunctive form.

    Args:
        condition: of a script.
        known: `source.name` to the questions that may hold the value; the first answered one counts.

    Raises:
        UnwritableError: FHIR has no words for it.
    """
    if isinstance(condition, Comparison):
        places = known[f"{condition.source}.{condition.name}"]
        found: Clauses = _missing(condition)
        for place in reversed(places):
            here = _compared(place, condition)
            if place is places[-1]:
                found = here
                continue
            there, not_there = ((exists(place.exists_link, there=yes),) for yes in (True, False))
            found = either(both((frozenset(there),), here), both((frozenset(not_there),), found))
        return found
    parts = [
        clauses(part, known) for part in (condition.all if isinstance(condition, All) else condition.any)
    ]
    return both(*parts) if isinstance(condition, All) else either(*parts)


def _missing(condition: Comparison) -> Clauses:
    operator, operand = condition.test
    holds = operator == "!=" or (operator == "exists" and operand is not True)
    return ALWAYS if holds else NEVER


def _compared(place: Asked, condition: Comparison) -> Clauses:
    operator, operand = condition.test
    if operator == "exists":
        if place.told:  # words that were said: they always are, once it is their turn
            return ALWAYS if operand is True else NEVER
        return (frozenset({exists(place.exists_link, there=operand is True)}),)
    value = place.operand(operand)
    if operator in ("=", "!="):
        if value is None:  # nothing that can be answered
            return _missing(condition)
        test = Test(place.link, operator, *value)
        # That a question without an answer differs from everything is not understood alike everywhere.
        return (frozenset({test, exists(place.link, there=False)} if operator == "!=" else {test}),)
    if not place.ordered:
        raise UnwritableError
    return NEVER if value is None else (frozenset({Test(place.link, operator, *value)}),)


def levels(found: Clauses) -> list[Json]:
    """`enableWhen` and `enableBehavior` for each level, from the outermost to that of the item itself."""
    single = [test for clause in found if len(clause) == 1 for test in clause]
    several = [sorted(clause, key=_order) for clause in found if len(clause) > 1]
    return [
        *([_level(single, "all")] if single else []),
        *(_level(tests, "any") for tests in several),
    ]


def _level(tests: list[Test], behaviour: str) -> Json:
    said = {"enableBehavior": behaviour} if len(tests) > 1 else {}
    return {"enableWhen": [test.to_json() for test in tests], **said}


def _order(test: Test) -> tuple[str, str, str]:
    return test.question, test.operator, str(test.value)

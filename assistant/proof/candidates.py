"""Values worth trying for each kind of answer: on every threshold, between them, beyond them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final

from assistant.avk.interactions import LEVELS
from assistant.errors import InputError
from assistant.proof.inrgrid import Rows
from assistant.proof.uses import Test
from assistant.script.answers import AnswerKind, Number, Words
from assistant.script.knowledge import interactions
from assistant.script.steps import Rate, Tell

_EXAMPLES: Final = {None: "rien", "nir": "243057505601273", "rpps": "10001234565"}
"""A text of each form; the numbers have their keys and are nobody's."""


def taken(kind: AnswerKind | Rate | Tell, value: Any, today: date) -> bool:
    """Whether the question takes this value, typed as it would be."""
    try:
        return bool(kind.read(kind.typed(value), today, confirmed=True) == value)
    except InputError:
        return False


def thresholds(tests: Iterable[Test]) -> list[float]:
    """The numbers that a value is held against."""
    return sorted(
        {
            float(operand)
            for _test, operand in tests
            if isinstance(operand, int | float) and not isinstance(operand, bool)
        }
    )


def numbers(kind: Number, tests: Iterable[Test]) -> list[float]:
    """Numbers on, between and beyond the thresholds; one where there are none."""
    edges = [kind.bounds.min, kind.bounds.max, kind.plausible.min, kind.plausible.max]
    marks = sorted({*thresholds(tests), *(float(edge) for edge in edges if edge is not None)})
    if not marks:
        return [1.0]
    between = [round((low + high) / 2, 6) for low, high in pairwise(marks)]
    return [*between, *marks, marks[0] - 1, marks[-1] + 1]


def likely(kind: Number, value: float) -> bool:
    """Whether a number need not be typed twice."""
    low, high = kind.plausible.min, kind.plausible.max
    return (low is None or value >= low) and (high is None or value <= high)


def days(tests: Iterable[Test], today: date) -> list[str]:
    """Days on, before and after those that conditions name, and around today."""
    found = [today, today - timedelta(30), today + timedelta(30)]
    for _test, operand in tests:
        try:
            named = date.fromisoformat(str(operand))
        except ValueError:
            continue
        found += [named, named - timedelta(1), named + timedelta(1)]
    return [day.isoformat() for day in found]


def texts(kind: Words, tests: Iterable[Test], feed: str | None) -> list[str]:
    """A text that says nothing, those that conditions name and their neighbours, a medicine of each level."""
    named = [str(operand) for _test, operand in tests if isinstance(operand, str)]
    found = [_EXAMPLES[kind.format], *named]
    if kind.format is None:
        found += [near for text in named for near in (text + "a", text[:-1]) if near]
        found += ["a", "zz"]
    if feed == "medicines":
        first = {level: _first_name(level) for level in LEVELS}
        found += [name for name in first.values() if name is not None]
    return found


def _first_name(level: str) -> str | None:
    """A name that stands in interactions of this level and in none that is graver."""
    by_name = interactions().by_name
    return next((name for name, found in by_name.items() if _gravest(found) == level), None)


def _gravest(found: Iterable[Any]) -> str:
    return str(min((interaction.level for interaction in found), key=LEVELS.index))


def dated(rows: Rows, today: date) -> list[dict[str, Any]]:
    """Readings so many days ago, as an answer holds them."""
    return [{"date": (today - timedelta(days)).isoformat(), "value": value} for days, value in rows]


def ago(rows: list[dict[str, Any]], today: date) -> Rows:
    """The same backwards."""
    return tuple(((today - date.fromisoformat(row["date"])).days, row["value"]) for row in rows)

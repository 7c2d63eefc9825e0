"""The finite set of values that stand for everything a variable can be: one for each kind told apart.

Each is a value that the question really takes; the likely ones come first, so that examples look like life.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from assistant.avk.interactions import find_interactions
from assistant.proof.candidates import ago, dated, days, likely, numbers, taken, texts, thresholds
from assistant.proof.inrgrid import InrGrid
from assistant.proof.uses import Origin, Test, Uses, Variable
from assistant.script.answering import Answer
from assistant.script.answers import AnswerKind, Day, Number, Readings, Words
from assistant.script.conditions import compare
from assistant.script.knowledge import interactions
from assistant.script.steps import Ask, Rate, Tell

_BOUNDS: Final = {"inr_low": "inr.low", "inr_high": "inr.high"}


class Domains:
    """The values of every variable of a script."""

    def __init__(self, uses: Uses, today: date) -> None:
        self._uses = uses
        self.today = today
        self._found: dict[tuple[Origin, str], tuple[Any, ...]] = {}
        feeds = uses.plan.feeds
        bounds = {feed: self._bounds(feed) for feed in ("inr.low", "inr.high")}
        self._grid = InrGrid(uses.computed, bounds["inr.low"], bounds["inr.high"], "inr.readings" in feeds)

    def of(self, variable: Variable) -> tuple[Any, ...]:
        """The values of a variable; None where there is none, or where a question was left empty."""
        if variable.option is not None:
            return (False, True)
        key = (variable.origin, variable.name)
        if key not in self._found:
            self._found[key] = tuple(self._values(*key))
        return self._found[key]

    def rank(self, variable: Variable, value: Any) -> int:
        """The rank of the value that stands for this one: the same is told of both."""
        tests = self._uses.tests.get((variable.origin, variable.name), {})
        told = self._told(value, tests)
        return next(rank for rank, one in enumerate(self.of(variable)) if self._told(one, tests) == told)

    def _bounds(self, feed: str) -> set[float]:
        """What conditions ask about a bound of the range directly, and what lies between."""
        keys: list[tuple[Origin, str]] = [("answer", step.id) for step in self._uses.plan.feeds.get(feed, ())]
        keys += [("fact", name) for name, fed in _BOUNDS.items() if fed == feed]
        return {
            value
            for key in keys
            if isinstance(kind := self._uses.kind(*key), Number)
            and thresholds(tests := self._uses.tests.get(key, {}))
            for value in numbers(kind, tests)
        }

    def _values(self, origin: Origin, name: str) -> Iterator[Any]:
        kind = self._uses.kind(origin, name)
        tests = self._uses.tests.get((origin, name), {})
        feed = self._feed(origin, name)
        empty = origin != "answer" or (isinstance(kind, Answer) and kind.optional)
        seen: set[Any] = set()
        values = [value for value in self._candidates(kind, tests, feed) if taken(kind, value, self.today)]
        for value in [*values, None] if empty else values:
            mark = (self._told(value, tests), self._fed(origin, name, feed, value))
            if mark not in seen:
                seen.add(mark)
                yield value

    def _feed(self, origin: Origin, name: str) -> str | None:
        if origin == "fact":
            return _BOUNDS.get(name)
        step = self._uses.plan.steps[name]
        return step.feeds if origin == "answer" and isinstance(step, Ask) else None

    def _told(self, value: Any, tests: Iterable[Test]) -> tuple[bool, ...]:
        return tuple(compare(value, *test) for test in tests)

    def _fed(self, origin: Origin, name: str, feed: str | None, value: Any) -> Any:
        """What a value comes to where it is an input of a computed value."""
        if feed in ("inr.low", "inr.high"):
            return self._grid.of_low(value) if feed == "inr.low" else self._grid.of_high(value)
        if feed == "inr.readings":
            return self._grid.of_rows(ago(value, self.today))
        if feed == "medicines":
            found = find_interactions(value or "", interactions())
            return found[0].level if found else "none"
        if feed is not None:
            return value == "yes"
        step = self._uses.plan.steps.get(name) if origin == "answer" else None
        wanted = step.favourable if isinstance(step, Ask) else None
        return None if wanted is None else (value in ("yes", "no"), value == wanted)

    def _candidates(
        self, kind: AnswerKind | Rate | Tell, tests: dict[Test, None], feed: str | None
    ) -> Iterable[Any]:
        if isinstance(kind, Number):
            bounds = {"inr.low": self._grid.lows, "inr.high": self._grid.highs}.get(feed or "")
            found = numbers(kind, tests) if bounds is None else [b for b in bounds if b is not None]
            return sorted(found, key=lambda value: not likely(kind, value))
        if isinstance(kind, Readings):
            return [[], *(dated(rows, self.today) for rows in self._grid.rows if rows)]
        if isinstance(kind, Day):
            return days(tests, self.today)
        if isinstance(kind, Words):
            return texts(kind, tests, feed)
        if isinstance(kind, Tell):
            return [""]
        options = kind.options if isinstance(kind, Rate) else kind.choices_offered()
        return [option.id for option in options]

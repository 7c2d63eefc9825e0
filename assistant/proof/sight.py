"""What conditions see while the machine is walked with open answers: a look at one asks which it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final, cast

from assistant.avk.computed import Inputs, compute
from assistant.interview.background import Background
from assistant.interview.course import Course
from assistant.proof.uses import Origin, Uses, Variable
from assistant.script.answers import Choices
from assistant.script.knowledge import thresholds

ABSENT: Final = object()
"""The value of the answer to a step that does not lie on the way."""


class Open(Exception):  # noqa: N818 - not an error: it says what has to be known to go on
    """A variable was looked at whose value is still open."""

    def __init__(self, variable: Variable) -> None:
        super().__init__(variable)
        self.variable = variable


class Sight(Course):
    """A course of which only some answers, facts and earlier answers are known."""

    def __init__(self, uses: Uses, today: date) -> None:
        known = Background("", today, _Known(self, "fact"), _Known(self, "previous"))
        super().__init__(uses.plan, known, {}, frozenset())
        self.counting = cast("dict[str, Any]", _Known(self, "answer"))
        self.uses = uses
        self._values: Mapping[Variable, Any] = {}
        self._readable: Mapping[tuple[Origin, str], Sequence[Variable]] = {}

    def look(
        self, values: Mapping[Variable, Any], readable: Mapping[tuple[Origin, str], Sequence[Variable]]
    ) -> None:
        """Look at these from now on.

        Args:
            values: of every variable that may be looked at its value or `ABSENT`; nothing while it is open.
            readable: by origin and name, the variables that may be looked at.
        """
        self._values = values
        self._readable = readable

    def computed(self, name: str) -> Any:
        """A computed value; only what it hangs on is looked at."""
        given = self.needed(name)
        if "observance" in given:
            return compute(Inputs(today=self._background.today, **given), thresholds()).get(name)
        return _computed(self._background.today, tuple(given.items())).get(name)

    def reached(self, origin: Origin, name: str) -> bool:
        """Whether there can be a value of this origin: an answer's step lies on the way."""
        if origin != "answer":
            return True
        variables = self._readable.get((origin, name), ())
        return bool(variables) and self._values.get(variables[0]) is not ABSENT

    def value(self, origin: Origin, name: str) -> Any:
        """The value, or of a list of choices its options, to be looked at one by one.

        Raises:
            Open: it is still open.
        """
        variables = self._readable.get((origin, name), ())
        if not isinstance(self.uses.kind(origin, name), Choices):
            return self.one(variables[0]) if variables else None
        return _Options(self, variables)

    def one(self, variable: Variable) -> Any:
        """The value of one variable that may be looked at.

        Raises:
            Open: it is still open.
        """
        if variable not in self._values:
            raise Open(variable)
        return self._values[variable]


@lru_cache(maxsize=20_000)
def _computed(today: date, given: tuple[tuple[str, Any], ...]) -> dict[str, Any]:
    return compute(Inputs(today=today, **dict(given)), thresholds())


class _Known(Mapping[str, Any]):
    """The answers, facts or earlier answers of a sight."""

    def __init__(self, sight: Sight, origin: Origin) -> None:
        self._sight = sight
        self._origin = origin

    def __contains__(self, name: object) -> bool:
        return self._sight.reached(self._origin, str(name))

    def __getitem__(self, name: str) -> Any:
        if name not in self:
            raise KeyError(name)
        return self._sight.value(self._origin, name)

    def __iter__(self) -> Iterator[str]:
        raise TypeError("What is open cannot be listed.")

    def __len__(self) -> int:
        raise TypeError("What is open cannot be counted.")


class _Options(list[str]):
    """The options chosen of a list, each looked at only when it is asked for."""

    def __init__(self, sight: Sight, variables: Sequence[Variable]) -> None:
        super().__init__()
        self._sight = sight
        self._variables = variables

    def __contains__(self, option: object) -> bool:
        return any(self._sight.one(v) for v in self._variables if v.option == option)

    def __bool__(self) -> bool:
        return any(self._sight.one(variable) for variable in self._variables)

    def __iter__(self) -> Iterator[str]:
        return (str(v.option) for v in self._variables if self._sight.one(v))


class Looking:
    """What a guard is given in place of the machine's own event: where to look."""

    __slots__ = ("model",)

    def __init__(self, model: Sight) -> None:
        self.model = model

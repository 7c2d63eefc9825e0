"""What is looked out for along the ways through a script."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from assistant.proof.sight import Sight
from assistant.proof.uses import Variable
from assistant.script.conditions import Condition

R = TypeVar("R")
Chosen = tuple[tuple[Variable, int], ...]
"""Variables that a guard looked at, each with the rank of its value in its domain."""
Move = tuple[str | None, Chosen, int]
"""Where an edge leads, None where none does; what was found open on the way; the mark then."""


class Forking(Protocol):
    """Decides something in one case, for each value of what it finds open."""

    def __call__(
        self, state: str, known: Mapping[Variable, Any], decide: Callable[[Sight], R]
    ) -> Iterator[tuple[R, Chosen]]:
        """What is decided, with the values on which it is."""


@dataclass(frozen=True)
class Watch:
    """What is looked out for along the ways: a mark from 0, changed by states entered and by what is seen."""

    conditions: tuple[Condition, ...] = ()
    """The conditions it looks at, after each answer that they hang on."""
    enter: Callable[[int, str, str], int] = lambda mark, _source, _target: mark
    look: Callable[[int, Sight], int] = lambda mark, _sight: mark
    given: Mapping[Variable, tuple[Any, ...]] = field(default_factory=dict)
    """Variables that are known to have one of these values from the beginning."""
    probe: Callable[[Forking, str, dict[Variable, Any]], None] | None = None
    """Called for each case that is looked at, to look at it in other ways too."""


def passing(steps: Iterable[str]) -> Callable[[int, str, str], int]:
    """Marks the ways that pass one of these steps with 1."""
    wanted = frozenset(steps)
    return lambda mark, source, _target: mark or int(source in wanted)

"""What an exploration comes to: the ends reached, the edges taken, and what was summed up on the ways."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from assistant.proof.watch import Chosen

V = TypeVar("V")


class Tally(Protocol[V]):
    """What is summed up along the ways."""

    start: V

    def extend(self, value: V, source: str, chosen: Chosen, target: str) -> V:
        """The same one state further."""

    def join(self, one: V, other: V) -> V:
        """Of two ways that come together."""


@dataclass
class Explored(Generic[V]):
    """What was found."""

    ends: dict[tuple[str, int], V] = field(default_factory=dict)
    """End, or a state that nothing leads on from, and mark: what was summed up."""
    edges: set[tuple[str, str]] = field(default_factory=set)
    """Edges taken."""
    states: int = 0
    widest: int = 0
    """Most states told apart in one place."""

    def marked(self, end: str, wrong: Callable[[int], bool]) -> list[V]:
        """What was summed up on the ways to an end with such a mark."""
        return [value for (name, mark), value in self.ends.items() if name == end and wrong(mark)]

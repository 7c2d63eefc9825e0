"""Ways through a script that between them take every edge of its machine that can be taken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from assistant.proof.example import Example, along
from assistant.proof.exploring import Exploration
from assistant.proof.ground import Ground
from assistant.proof.survey import Survey
from assistant.proof.tallies import Link
from assistant.proof.watch import Chosen

Edge = tuple[str, str]


class New(NamedTuple):
    """How many edges of a way were not taken before, and its moves."""

    new: int
    link: Link | None


class Newest:
    """Keeps the way with most edges that were not taken before."""

    def __init__(self, left: set[Edge]) -> None:
        self._left = left
        self.start = New(0, None)

    def extend(self, value: New, source: str, chosen: Chosen, target: str) -> New:
        new = value.new + ((source, target) in self._left)
        return New(new, Link(value.link, source, chosen, target))

    def join(self, one: New, other: New) -> New:
        return other if other.new > one.new else one


def edges(link: Link | None) -> Iterator[Edge]:
    while link is not None:
        yield link.source, link.target
        link = link.before


def sample(ground: Ground) -> list[Example]:
    """Ways that take every edge there is, as few as come by taking the newest each time."""
    left = set(Survey(ground).explored.edges)
    found = []
    while left:
        exploration = Exploration(ground, Newest(left))
        best = max(exploration.run().ends.values(), key=lambda found: found.new)
        assert best.new, left
        left -= set(edges(best.link))
        found.append(along(ground, exploration.focus, best.link))
    return found

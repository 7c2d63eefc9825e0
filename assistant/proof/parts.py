"""The parts of a condition, each of which can be true and false somewhere, or stands there by mistake."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.proof.uses import Variable
from assistant.proof.watch import Forking
from assistant.script.conditions import All, Comparison, Condition
from assistant.script.faults import Path_


def parts(condition: Condition, path: Path_ = ()) -> Iterator[tuple[Path_, Condition]]:
    """Every condition inside a condition, with its path in it."""
    if isinstance(condition, Comparison):
        return
    key, inside = ("all", condition.all) if isinstance(condition, All) else ("any", condition.any)
    for index, part in enumerate(inside):
        here = (*path, key, index)
        yield here, part
        yield from parts(part, here)


class Truths:
    """Which truths the parts of some conditions were found to have."""

    def __init__(self) -> None:
        self._open: dict[str, dict[Path_, Condition]] = {}
        self._seen: dict[str, dict[Path_, set[bool]]] = {}
        """By owner of a condition and path in it."""

    def look(
        self, owner: str, condition: Condition, forks: Forking, state: str, known: dict[Variable, Any]
    ) -> None:
        """Look at the parts of a condition in one more case, as long as anything new can be seen."""
        if owner not in self._open:
            self._open[owner] = dict(parts(condition))
            self._seen[owner] = {path: set() for path in self._open[owner]}
        for path, part in list(self._open[owner].items()):
            seen = self._seen[owner][path]
            for truth, _chosen in forks(state, known, part.holds):
                seen.add(truth)
                if len(seen) == 2:
                    del self._open[owner][path]
                    break

    def whole(self, owner: str, truth: bool) -> bool:
        """Whether every part of a condition was looked at and found to be so somewhere."""
        return owner in self._open and all(truth in seen for seen in self._seen[owner].values())

    def always(self, owner: str, truth: bool) -> list[Path_]:
        """The parts of a condition that were never found to be otherwise."""
        return [path for path, seen in self._seen.get(owner, {}).items() if seen == {truth}]

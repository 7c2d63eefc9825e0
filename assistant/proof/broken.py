"""A promise that does not hold, where it breaks, and the shortest way on which it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.proof.example import Example, along
from assistant.proof.exploring import EntangledError, Exploration
from assistant.proof.ground import Ground
from assistant.proof.tallies import Trace, Tracing
from assistant.proof.watch import Watch
from assistant.script.faults import Path_
from assistant.script.held import FindingId
from assistant.script.steps import Script


@dataclass(frozen=True, slots=True)
class Broken:
    """One promise that does not hold."""

    finding: FindingId
    at: str
    """Id of the step, alert or mandate it is about; of the script, where it is about all of it."""
    path: Path_
    """Where it stands in the script's file."""
    message: str
    example: Example | None = None
    """The shortest way on which it breaks; None where it is said of all ways."""


def shortest(
    ground: Ground, watch: Watch, wrong: Callable[[str, int], bool], sites: frozenset[str] | None = None
) -> Example | None:
    """The way with the fewest questions that ends with such a mark.

    Where keeping everything apart is too much, the other conditions are passed by: then it is one of the
    short ways.
    """
    exploration = Exploration(ground, Tracing(ground), None, watch)
    try:
        ends = exploration.run().ends
    except EntangledError:
        exploration = Exploration(ground, Tracing(ground), sites, watch)
        ends = exploration.run().ends
    found: list[Trace] = [trace for (end, mark), trace in ends.items() if wrong(end, mark)]
    if not found:
        return None
    return along(ground, exploration.focus, min(found, key=lambda trace: trace[:2]).link)


class Places:
    """Where the parts of a script stand in its file, as paths of keys and positions."""

    def __init__(self, script: Script) -> None:
        self._steps: dict[str, Path_] = {}
        self._sections: dict[str, Path_] = {}
        for s, section in enumerate(script.sections):
            self._sections[section.id] = ("sections", s)
            for t, step in enumerate(section.steps):
                self._steps[step.id] = ("sections", s, "steps", t)
        self._alerts: dict[str, Path_] = {a.id: ("alerts", n) for n, a in enumerate(script.alerts)}
        self.script = script

    def step(self, name: str, *more: int | str) -> Path_:
        """A step, or a part of it."""
        return (*self._steps[name], *(more or ("id",)))

    def section(self, name: str) -> Path_:
        """A section."""
        return (*self._sections[name], "id")

    def alert(self, name: str, *more: int | str) -> Path_:
        """An alert, or a part of it."""
        return (*self._alerts[name], *(more or ("id",)))

    def mandate(self, name: str) -> Path_:
        """The last step that covers a mandate; the kind of the script where none does."""
        found = [step.id for _section, step in self.script.steps() if name in step.mandates]
        return self.step(found[-1], "mandates") if found else ("kind",)

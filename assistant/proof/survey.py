"""Every way through a script, seen once: what is reached, what guards decided, how many ways and how long."""

from __future__ import annotations

from typing import Any

from assistant.proof.explored import Explored
from assistant.proof.exploring import Exploration
from assistant.proof.ground import Ground
from assistant.proof.parts import Truths
from assistant.proof.tallies import Length, Measuring, Sums
from assistant.proof.uses import Variable
from assistant.proof.watch import Forking


class Survey:
    """One walk along every way, with every guard asked."""

    def __init__(self, ground: Ground) -> None:
        """Walk.

        Raises:
            EntangledError: there is more to keep apart than the limit allows.
        """
        self._ground = ground
        self.truths = Truths()
        self._measuring = Measuring(ground)
        self.explored: Explored[Sums] = Exploration(ground, self._measuring, probe=self._look).run()

    def _look(self, forks: Forking, state: str, known: dict[Variable, Any]) -> None:
        condition = self._ground.condition(state)
        if condition is not None:
            self.truths.look(state, condition, forks, state, known)

    @property
    def completed(self) -> Sums | None:
        """The ways that complete the interview, summed up; None where none does."""
        sums = self.explored.marked("completed", lambda _mark: True)
        return sums[0] if sums else None

    @property
    def paths(self) -> int:
        """How many ways there are, whatever their end."""
        return sum(sums.paths for sums in self.explored.ends.values())

    @property
    def questions(self) -> Length | None:
        """How many questions a completed interview asks."""
        return None if self.completed is None else self._measuring.questions(self.completed)

    @property
    def minutes(self) -> Length | None:
        """How many minutes a completed interview usually takes."""
        return None if self.completed is None else self._measuring.minutes(self.completed)

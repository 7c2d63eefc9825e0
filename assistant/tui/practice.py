"""What is to be practised at once, as the command line asks for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Practice:
    """A rehearsal that is begun, or taken up again, as soon as the store is open."""

    case: str
    """Id or file of a case."""
    seed: int | None
    """None for the number of the attempt."""
    mode: str
    resume: bool = False
    """Whether to go on with the unfinished one instead."""

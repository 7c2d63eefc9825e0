"""Words that deny and forbid, as data: `scripts/rehearsal/denying.yaml`."""

from __future__ import annotations

import re
from functools import cache, cached_property

from assistant.notation import fold
from assistant.rehearsal.phrasings import Ways
from assistant.script.closed import Closed
from assistant.script.loader import load
from assistant.settings import shipped

_STOPS = r"[,;:.!?\u2026]+\s"


class Denying(Closed):
    """`denying.yaml`."""

    denies: Ways
    after: Ways
    forbids: Ways
    turns: Ways

    @cached_property
    def denying(self) -> frozenset[str]:
        """Words that deny what follows in their clause, folded."""
        return _folded(self.denies)

    @cached_property
    def denying_before(self) -> frozenset[str]:
        """Those that deny the word right before them too: “doctor not told”."""
        return _folded(self.after)

    @cached_property
    def forbidding(self) -> frozenset[str]:
        """Words of a clause that forbids, folded."""
        return _folded(self.forbids)

    @cached_property
    def clause(self) -> re.Pattern[str]:
        """What stands between two clauses."""
        return re.compile("|".join([_STOPS, *(rf"\b{re.escape(word)}\b" for word in _both(self.turns))]))


def _both(ways: Ways) -> tuple[str, ...]:
    return (*ways.fr, *ways.en)


def _folded(ways: Ways) -> frozenset[str]:
    return frozenset(map(fold, _both(ways)))


@cache
def denying() -> Denying:
    """The words that are shipped.

    Raises:
        ScriptError: the file has faults.
    """
    return load(shipped() / "rehearsal" / "denying.yaml", Denying)

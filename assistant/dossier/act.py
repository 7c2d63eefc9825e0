"""Interviews and follow-ups that may count for the year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

ActKind = Literal["interview", "observance"]


@dataclass(frozen=True, slots=True)
class Act:
    """One interview or observance follow-up that was completed."""

    kind: ActKind
    day: date
    """Local day on which it was completed."""
    origin: str
    """Id of its transcript, or `import` for an act taken from a file."""
    signed: bool = True
    """False while the signature of the interview is withdrawn."""
    returned: bool = False
    """Whether a supervisor returned it, and nobody answered for it yet."""

"""Why a dossier stands where it stands, as codes; `words` says them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Code = Literal[
    # met
    "met",
    # not eligible
    "died_before",
    "withdrawn_before",
    "moved_before",
    "not_started",
    "treatment_over",
    "treatment_short",
    "expected_short",
    "treatment_unproven",
    "treatment_unknown",
    "minor",
    "minor_at_adhesion",
    # still possible
    "open",
    "adhesion_missing",
    "adhesion_ahead",
    "minor_until",
    "exception_only",
    # no longer possible
    "adhesion_never",
    "adhesion_later",
    "died",
    "withdrawn",
    "moved",
    "treatment_ended",
    "no_time",
    "counted",
    "steps_paid",
    # what became of the treatment
    "to_doac",
    "interrupted",
    "other_avk",
    "start_moved",
    # to confirm
    "death",
    "late_adhesion",
]


@dataclass(frozen=True, slots=True)
class Reason:
    """One code and what its sentence needs."""

    code: Code
    day: date | None = None
    number: int | None = None
    """Euros for `met` and `steps_paid`, months for `expected_short`, interviews for `counted`."""

"""An INR and its date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Reading:
    """One INR result."""

    day: date
    """Local day of the blood sample."""
    value: float
    """INR, without unit."""


@dataclass(frozen=True, slots=True)
class Target:
    """The range written on the prescription or carnet; never inferred."""

    low: float
    high: float

    @property
    def possible(self) -> bool:
        """Whether the bounds stand in their order; learnt one by one, they may not."""
        return 0 < self.low < self.high

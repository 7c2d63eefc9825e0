"""What was known when an interview began."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Background:
    """A snapshot, kept in the first event so that a replay sees what the session saw."""

    patient: str
    """Ref of the patient."""
    today: date
    """Local day on which the interview began."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What the dossier knew: fact id to value."""
    previous: Mapping[str, Any] = field(default_factory=dict)
    """The patient's latest answer to each step in completed interviews of the same script."""

    def to_json(self) -> dict[str, Any]:
        """The background as a JSON object."""
        return {
            "patient": self.patient,
            "today": self.today.isoformat(),
            "facts": dict(self.facts),
            "previous": dict(self.previous),
        }

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> Background:
        """The background that `to_json` wrote."""
        return cls(
            patient=document["patient"],
            today=date.fromisoformat(document["today"]),
            facts=document["facts"],
            previous=document["previous"],
        )

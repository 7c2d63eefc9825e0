"""What was known when an interview began."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Background:
    """A snapshot, kept in an event so that a replay sees what the session saw.

    Where the patient may still refuse it is kept bare in the first event, and whole once consent is given:
    a refusal adds nothing of what was known.
    """

    patient: str
    """Ref of the patient."""
    today: date
    """Local day on which the interview began."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What the dossier knew: fact id to value."""
    previous: Mapping[str, Any] = field(default_factory=dict)
    """The patient's latest answer to each step in completed interviews of the same script."""

    def bare(self) -> Background:
        """The same without anything known of the patient."""
        return Background(self.patient, self.today)

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

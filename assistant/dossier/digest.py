"""What a supervisor's list needs of one transcript, small enough to keep in an index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from assistant.dossier.review import State

_LISTS: Final = ("weak", "unexplained", "late", "readers")


@dataclass(frozen=True, slots=True)
class Digest:
    """One transcript, as the queue and the overview see it."""

    by: str
    """Who held it: the last to answer."""
    ended_at: str
    """When it ended, or its last event, in ISO 8601."""
    seconds: int
    """From its first event to its end, pauses left out."""
    usual_minutes: int
    """What the script says it usually takes."""
    answers: int
    median_seconds: float
    """From one answer to the next."""
    longest_gap: int
    """Seconds of the longest silence that is no pause."""
    alerts: tuple[tuple[str, str, str], ...]
    """Id, level, and what was done; empty where nothing was."""
    overdue: bool
    """Whether the INR was overdue."""
    score: int | None
    """Of the observance questionnaire."""
    observance: str | None
    weak: tuple[str, ...]
    """Notions rated as not, or only partly, acquired."""
    unexplained: tuple[str, ...]
    """Those of them that were passed too fast to have been explained."""
    late: tuple[str, ...]
    """Steps corrected late."""
    amended: int
    """Changes after the end."""
    unsigned: bool
    """Whether it is over and its signature is withdrawn."""
    rehearsal: str | None
    """Id of the case, for a rehearsal."""
    state: State
    """Where its review stands."""
    reopened: bool
    """Whether it was approved, and grew since."""
    open_remarks: int
    readers: tuple[str, ...]
    """Who opened it to review it."""

    def to_json(self) -> dict[str, Any]:
        """The digest as a JSON object."""
        row = {name: getattr(self, name) for name in self.__slots__}
        lists = {name: list(value) for name, value in row.items() if isinstance(value, tuple)}
        return row | lists | {"alerts": [list(alert) for alert in self.alerts]}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Digest:
        """The digest that `to_json` wrote."""
        # A queue reads thousands of them: most of these lists are empty.
        kept = {name: tuple(row[name]) if row[name] else () for name in _LISTS}
        alerts = tuple([(name, level, done) for name, level, done in row["alerts"]])
        return cls(**{**row, **kept, "alerts": alerts})

"""What happened in one interview, played from its events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from assistant.interview.background import Background
from assistant.interview.event import Event, Value

Status = Literal["in_progress", "paused", "stopped", "completed"]


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as it was given."""

    value: Value
    heard: tuple[str, ...]
    seq: int
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Note:
    """Free text on a step, or on the interview as a whole."""

    step: str | None
    text: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """What was done about an alert, and the values it was done on."""

    alert: str
    done: str
    on: Mapping[str, Any]
    at: datetime
    by: str


class Transcript:
    """The events of one interview and what they amount to before any script is looked at."""

    def __init__(self, events: Iterable[Event] = ()) -> None:
        self.events: list[Event] = []
        self.background: Background | None = None
        self.rehearsal: Mapping[str, Any] | None = None
        """What it practises on: case, seed and mode; None for an interview with a patient."""
        self.briefed = False
        """Whether what was known is recorded beyond the first event."""
        self.status: Status = "in_progress"
        self.stopped_as: str | None = None
        """`refused`, `withdrawn` or another reason, once stopped."""
        self.signed = False
        """Whether it is over and its signature stands."""
        self.answers: dict[str, Given] = {}
        """The latest answer to each step, whether or not its branch is still taken."""
        self.history: dict[str, list[Given]] = {}
        """Every answer to each step, oldest first."""
        self.notes: list[Note] = []
        self.scripts: set[str] = set()
        """Every version of a script it was held under: `id/version/hash`."""
        self.acknowledgements: list[Acknowledgement] = []
        self.opened: set[str] = set()
        """Steps the pharmacist opened although they did not apply."""
        self.returned_to: str | None = None
        """The step gone back to or opened, until it is answered."""
        for event in events:
            self.add(event)

    def add(self, event: Event) -> None:
        """Play one more event."""
        self.events.append(event)
        self.scripts.add(event.script)
        _PLAYED[event.kind](self, event)

    @property
    def script(self) -> str:
        """The script of the latest event: `id/version/hash`."""
        return self.events[-1].script if self.events else ""

    @property
    def started_at(self) -> datetime | None:
        """When it began."""
        return self.events[0].at if self.events else None

    @property
    def ended_at(self) -> datetime | None:
        """When it was completed or stopped; what follows are amendments."""
        return next((event.at for event in self.events if event.kind in ("completed", "stopped")), None)

    @property
    def over(self) -> bool:
        """Whether nothing more is asked."""
        return self.status in ("stopped", "completed")

    def _started(self, event: Event) -> None:
        self.background = Background.from_json(event.value)
        self.rehearsal = event.value.get("rehearsal")

    def _briefed(self, event: Event) -> None:
        self.background = Background.from_json(event.value)
        self.briefed = True

    def _answered(self, event: Event) -> None:
        if event.step is None:
            return
        given = Given(event.value, event.heard, event.seq, event.at, event.by)
        self.answers[event.step] = given
        self.history.setdefault(event.step, []).append(given)
        if self.returned_to == event.step:
            self.returned_to = None

    def _went_back(self, event: Event) -> None:
        self.returned_to = event.step

    def _opened(self, event: Event) -> None:
        if event.step is not None:
            self.opened.add(event.step)
        self.returned_to = event.step

    def _noted(self, event: Event) -> None:
        self.notes.append(Note(event.step, str(event.value), event.at, event.by))

    def _spoke(self, event: Event) -> None:
        """What was said in a rehearsal is part of no answer."""

    def _acknowledged(self, event: Event) -> None:
        value = event.value
        self.acknowledgements.append(
            Acknowledgement(value["alert"], value["done"], value["on"], event.at, event.by)
        )

    def _paused(self, event: Event) -> None:
        self.status = "paused"

    def _resumed(self, event: Event) -> None:
        self.status = "in_progress"

    def _stopped(self, event: Event) -> None:
        self.status, self.stopped_as, self.signed = "stopped", str(event.value), True

    def _completed(self, event: Event) -> None:
        self.status, self.signed = "completed", True

    def _unsigned(self, event: Event) -> None:
        self.signed = False

    def _signed(self, event: Event) -> None:
        self.signed = True


_PLAYED = {
    "started": Transcript._started,
    "briefed": Transcript._briefed,
    "answered": Transcript._answered,
    "corrected": Transcript._answered,
    "went_back": Transcript._went_back,
    "opened": Transcript._opened,
    "noted": Transcript._noted,
    "spoke": Transcript._spoke,
    "acknowledged": Transcript._acknowledged,
    "paused": Transcript._paused,
    "resumed": Transcript._resumed,
    "stopped": Transcript._stopped,
    "completed": Transcript._completed,
    "amended": Transcript._answered,
    "unsigned": Transcript._unsigned,
    "signed": Transcript._signed,
}

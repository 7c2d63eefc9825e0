"""What a debrief says: every part of everything expected with its points, and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Final, Literal

from assistant.language import _
from assistant.rehearsal.attempts import Attempt
from assistant.rehearsal.expected import Expected, Part

State = Literal["missed", "asked", "answered", "explained", "done"]

FULL: Final = 100


@dataclass(frozen=True, slots=True)
class Scored:
    """One part of an item with its points."""

    part: Part
    done: bool
    points: int
    of: int
    why: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One thing expected, and what was done of it."""

    item: Expected
    parts: tuple[Scored, ...]
    line: int | None
    """Number of the event where it was done or tried."""
    could: int | None
    """Number of the event where it could have been."""
    could_be: str
    """What was happening there."""

    @property
    def points(self) -> int:
        """Points given."""
        return sum(part.points for part in self.parts)

    @property
    def of(self) -> int:
        """Points there are."""
        return sum(part.of for part in self.parts)

    @property
    def state(self) -> State:
        """How far it was taken."""
        done = [part.part for part in self.parts if part.done]
        if len(done) == len(self.parts):
            return "done" if done[-1] != "explained" else "explained"
        if "explained" in done:
            return "explained"
        if "recorded" in done:
            return "answered"
        return "asked" if done else "missed"

    @property
    def grave(self) -> bool:
        """Whether it is a red flag: critical, and with a consequence."""
        return self.item.weight == "critical" and bool(self.item.consequence)


@dataclass(frozen=True, slots=True)
class SectionScore:
    """The points of one group."""

    id: str
    title: str
    points: int
    of: int
    seconds: int
    """Time that its events took, without the pauses."""
    items: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """One answer, recorded and true."""

    step: str
    title: str
    recorded: str
    true: str
    right: bool


@dataclass(frozen=True, slots=True)
class Debrief:
    """What a student is told after a rehearsal."""

    attempt: Attempt
    sections: tuple[SectionScore, ...]
    compared: tuple[Compared, ...]
    early: bool = False
    """Whether help was called before the script came to the emergency, and nothing was asked after it."""
    finished: bool = True
    """Whether it was held to an end: completed, out of time, stopped as the patient wished, or left for an
    emergency."""
    left: bool = False
    """Whether the student stopped it midway, the patient not wishing it."""

    @property
    def items(self) -> list[Judged]:
        """Everything expected."""
        return [item for section in self.sections for item in section.items]

    @property
    def points(self) -> int:
        """Points given."""
        return sum(section.points for section in self.sections)

    @property
    def of(self) -> int:
        """Points there are."""
        return sum(section.of for section in self.sections)

    @property
    def percent(self) -> int:
        """Points given out of a hundred, rounded down: full marks are all of them."""
        return FULL * self.points // self.of if self.of else 0

    @property
    def red_flags(self) -> list[Judged]:
        """What is grave and was missed, traps and alerts first."""
        return [one for one in self.items if one.grave and one.points < one.of]

    @property
    def missed(self) -> list[Judged]:
        """What else was not done, or not wholly, the weightiest first."""
        short = [one for one in self.items if one.points < one.of and not one.grave]
        return sorted(short, key=lambda one: one.points - one.of)

    @property
    def well(self) -> list[Judged]:
        """What went well: everything critical or found out that was done whole."""
        return [
            one
            for one in self.items
            if one.points == one.of and (one.item.weight == "critical" or one.item.kind == "trap")
        ]

    def to_json(self) -> dict[str, Any]:
        """The debrief as `debrief ID --json` prints it."""
        attempt, case = self.attempt, self.attempt.case
        transcript = attempt.interview.standing.transcript
        return {
            "transcript": attempt.id,
            "case": case.id,
            "version": case.version,
            "title": str(case.title),
            "difficulty": case.difficulty,
            "mode": attempt.practised.mode,
            "seed": attempt.practised.seed,
            "by": attempt.by,
            "started_at": transcript.events[0].at.isoformat(timespec="milliseconds"),
            "status": transcript.status,
            "stopped_as": transcript.stopped_as,
            "finished": self.finished,
            "left": self.left,
            "score": {"points": self.points, "of": self.of, "percent": self.percent},
            "red_flags": [one.item.id for one in self.red_flags],
            "well": [one.item.id for one in self.well],
            "sections": [
                {
                    "id": section.id,
                    "title": section.title,
                    "points": section.points,
                    "of": section.of,
                    "seconds": section.seconds,
                    "items": [_json(one) for one in section.items],
                }
                for section in self.sections
            ],
            "recorded": [
                {field.name: getattr(one, field.name) for field in fields(one)} for one in self.compared
            ],
            "teaches": str(case.teaches),
            "worries": [str(one) for one in case.worries],
            "needs": [str(one) for one in case.needs],
            "not_scored": not_scored(),
        }


def not_scored() -> str:
    """What no point is given for."""
    return _(
        "Content and order are scored. Kindness, tone and listening are not: people hardly agree on them, "
        "and this program knows nothing of them. Ask somebody who was there."
    )


def _json(one: Judged) -> dict[str, Any]:
    item = one.item
    return {
        "id": item.id,
        "kind": item.kind,
        "title": item.title,
        "weight": item.weight,
        "state": one.state,
        "points": one.points,
        "of": one.of,
        "parts": [
            {"part": part.part, "done": part.done, "points": part.points, "of": part.of, "why": part.why}
            for part in one.parts
        ],
        "line": one.line,
        "could": None if one.could is None else {"line": one.could, "at": one.could_be},
        "tied": list(item.tied),
        "consequence": item.consequence,
        "source": item.source,
    }

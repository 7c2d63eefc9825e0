"""What the transcripts of a pharmacy come to: who held how many, what patients do not know, what was done.

People stand by name: nobody is ranked, least of all by speed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Final

from assistant.dossier.digest import Digest
from assistant.dossier.review import STATES
from assistant.dossier.summary import Summary, TranscriptLine
from assistant.interview.alerts import LEVELS
from assistant.notation import fold
from assistant.review.chosen import Filter, facts_of, roles_of
from assistant.store.dossiers import Dossiers

CLASSES: Final = ("good", "weak", "non_observance")
"""Of observance, as `avk.observance` has them."""


@dataclass(frozen=True, slots=True)
class Held:
    """What somebody held, or what was held in a month."""

    name: str
    """Of the person; or the month, in ISO 8601."""
    role: str = ""
    """Id of the role of the person; empty for somebody the register does not know, and for a month."""
    interviews: int = 0
    completed: int = 0
    seconds: int = 0
    """Pauses left out."""
    alerts: int = 0
    """Calls and emergencies."""
    answered: int = 0
    """Those of them for which it was said what was done."""
    states: dict[str, int] = field(default_factory=dict)
    """State of the review to how many."""

    @property
    def minutes(self) -> int:
        """Minutes they took."""
        return round(self.seconds / 60)

    @property
    def to_read(self) -> int:
        """Transcripts that wait for a supervisor."""
        return self.states.get("to_read", 0) + self.states.get("answered", 0)

    @property
    def to_answer(self) -> int:
        """Transcripts that wait for who held them."""
        return self.states.get("queried", 0) + self.states.get("returned", 0)

    def to_json(self) -> dict[str, Any]:
        """The row as a JSON object."""
        names = ("name", "role", "interviews", "completed", "minutes", "alerts", "answered")
        return {name: getattr(self, name) for name in names} | {"states": dict(self.states)}


@dataclass(frozen=True, slots=True)
class WeakNotion:
    """A notion that patients have not, or only partly, acquired."""

    script: str
    step: str
    patients: int
    """Patients whose last interview rated it so."""
    of: int
    """Patients interviewed with this script."""
    unexplained: int
    """Patients to whom it was not explained then."""

    def to_json(self) -> dict[str, Any]:
        """The notion as a JSON object."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class AlertCount:
    """The alerts of one level."""

    level: str
    raised: int
    answered: int
    """Those for which it was said what was done."""

    def to_json(self) -> dict[str, Any]:
        """The counts as a JSON object."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Overview:
    """What the transcripts asked for come to."""

    people: tuple[Held, ...]
    """By name."""
    periods: tuple[Held, ...]
    """By month, the first first; months without any stand between."""
    weak: tuple[WeakNotion, ...]
    """The most frequent first."""
    alerts: tuple[AlertCount, ...]
    """The gravest level first."""
    ttrs: tuple[float, ...]
    """Time in range of each patient of whom it is known, 0 to 1, from the lowest."""
    patients: int
    """Patients looked at."""
    observance: dict[str, int]
    """Class to the patients whose last score is in it."""
    states: dict[str, int]
    """State of the review to the transcripts in it."""

    @property
    def ttr(self) -> float | None:
        """Time in range of the pharmacy: the mean of its patients', 0 to 1; None where none is known."""
        return sum(self.ttrs) / len(self.ttrs) if self.ttrs else None

    @property
    def interviews(self) -> int:
        """How many transcripts."""
        return sum(self.states.values())

    def to_json(self) -> dict[str, Any]:
        """The overview as `review overview --json` prints it."""
        return {
            "interviews": self.interviews,
            "patients": self.patients,
            "people": [one.to_json() for one in self.people],
            "periods": [one.to_json() for one in self.periods],
            "weak": [one.to_json() for one in self.weak],
            "alerts": [one.to_json() for one in self.alerts],
            "ttr": self.ttr,
            "ttrs": list(self.ttrs),
            "observance": dict(self.observance),
            "states": dict(self.states),
        }


_Row = tuple[Summary, TranscriptLine, Digest]


def overview(dossiers: Dossiers, chosen: Filter) -> Overview:
    """What the transcripts asked for come to, whether or not they are to be read."""
    summaries, roles = dossiers.summaries(), roles_of(dossiers)
    rows: list[_Row] = []
    for summary in summaries:
        for line in summary.transcripts:
            digest = line.digest
            if digest is not None and chosen.takes(facts_of(line, summary.patient, digest), roles):
                rows.append((summary, line, digest))
    refs = {summary.patient.ref for summary, _line, _digest in rows}
    about = [one for one in summaries if not chosen.narrow or one.patient.ref in refs]
    people: dict[str, Held] = {}
    periods: dict[str, Held] = {}
    for _summary, line, digest in rows:
        people[digest.by] = _more(people.get(digest.by), digest.by, line, digest, roles.get(digest.by, ""))
        month = line.started_at[:7]
        periods[month] = _more(periods.get(month), month, line, digest)
    levels = Counter(level for _s, _l, digest in rows for _id, level, _done in digest.alerts)
    done = Counter(level for _s, _l, digest in rows for _id, level, did in digest.alerts if did)
    states = Counter(str(digest.state) for _s, _l, digest in rows)
    last = {summary.patient.ref: digest.observance for summary, _l, digest in rows if digest.observance}
    classes = Counter(last.values())
    return Overview(
        people=tuple(sorted(people.values(), key=lambda one: (fold(one.name), one.name))),
        periods=tuple(periods.get(month, Held(month)) for month in _months(periods)),
        weak=tuple(_weak(rows)),
        alerts=tuple(AlertCount(level, levels[level], done[level]) for level in reversed(LEVELS)),
        ttrs=tuple(sorted(one.ttr for one in about if one.ttr is not None)),
        patients=len(about),
        observance={name: classes[name] for name in CLASSES},
        states={name: states[name] for name in STATES},
    )


def _more(sofar: Held | None, name: str, line: TranscriptLine, digest: Digest, role: str = "") -> Held:
    before = sofar or Held(name, role)
    grave = [did for _id, level, did in digest.alerts if level in ("call", "emergency")]
    return replace(
        before,
        interviews=before.interviews + 1,
        completed=before.completed + (line.status == "completed"),
        seconds=before.seconds + digest.seconds,
        alerts=before.alerts + len(grave),
        answered=before.answered + sum(map(bool, grave)),
        states=before.states | {digest.state: before.states.get(digest.state, 0) + 1},
    )


def _months(found: Iterable[str]) -> list[str]:
    """Every month from the first to the last."""
    months = sorted(found)
    if not months:
        return []
    first, last = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (months[0], months[-1]))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1)]


def _weak(rows: Iterable[_Row]) -> list[WeakNotion]:
    """Each patient counts once for a notion: as the last completed interview with the script has it."""
    last: dict[tuple[str, str], Digest] = {}
    for summary, line, digest in rows:  # the oldest of a patient first
        if line.status == "completed":
            last[line.script, summary.patient.ref] = digest
    asked = Counter(script for script, _ref in last)
    weak = Counter((script, step) for (script, _ref), one in last.items() for step in one.weak)
    silent = Counter((script, step) for (script, _ref), one in last.items() for step in one.unexplained)
    found = [
        WeakNotion(script, step, count, asked[script], silent[script, step])
        for (script, step), count in weak.items()
    ]
    return sorted(found, key=lambda one: (-one.patients, one.script, one.step))

"""Progress over attempts and cases, and which case to take next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from assistant.errors import AssistantError
from assistant.language import _
from assistant.rehearsal.attempts import attempt_of
from assistant.rehearsal.case import Case
from assistant.rehearsal.debrief import debrief
from assistant.rehearsal.library import DIFFICULTIES, cases
from assistant.rehearsal.practised import Mode
from assistant.rehearsal.scored import FULL, Debrief
from assistant.store.dossiers import Dossiers

MASTERED: Final = 90
"""Percent from which a case need not be proposed again."""
LATEST: Final = 5
"""Attempts that say where somebody is weak now."""
NAMED: Final = 3
"""Weak sections that are named."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One attempt."""

    transcript: str
    case: str
    by: str
    at: datetime
    mode: Mode
    percent: int
    finished: bool
    """Whether it was held to an end: completed, out of time, stopped as the patient wished, or left for an
    emergency."""
    left: bool
    """Whether the student stopped it midway, the patient not wishing it."""
    red_flags: int

    def to_json(self) -> dict[str, Any]:
        """The attempt as a JSON object."""
        row = {name: getattr(self, name) for name in self.__slots__}
        return row | {"at": self.at.isoformat(timespec="milliseconds")}


@dataclass(frozen=True, slots=True)
class Progress:
    """What somebody has practised."""

    attempts: tuple[Tried, ...]
    """Oldest first."""
    weakest: tuple[tuple[str, int], ...]
    """Title of each section, alerts and order included, and its percent; the weakest first."""
    next: str | None
    """Id of the case proposed."""
    why: str
    """Why that one."""

    @property
    def weak(self) -> tuple[tuple[str, int], ...]:
        """The weakest sections to name: a few, and none that had every point."""
        return tuple(one for one in self.weakest if one[1] < FULL)[:NAMED]

    def best(self, case: str) -> int | None:
        """The best score of a case that was held to an end."""
        return max((one.percent for one in self.attempts if one.case == case and one.finished), default=None)

    def last(self, case: str) -> Tried | None:
        """The last attempt at a case."""
        return next((one for one in reversed(self.attempts) if one.case == case), None)

    def count(self, case: str) -> int:
        """How often a case was tried."""
        return sum(one.case == case for one in self.attempts)

    def to_json(self) -> dict[str, Any]:
        """The progress as `rehearse list --json` prints it."""
        return {
            "attempts": [one.to_json() for one in self.attempts],
            "weakest": [{"section": title, "percent": percent} for title, percent in self.weakest],
            "next": self.next,
            "why": self.why,
        }


def progress(store: Dossiers, by: str | None = None) -> Progress:
    """What was practised in a store.

    Args:
        store: of rehearsals.
        by: name of the person; everybody where left out.
    """
    found = sorted(_debriefs(store, by), key=lambda one: _began(one))
    attempts = tuple(map(_tried, found))
    latest = [one for one, tried in zip(found, attempts, strict=True) if tried.finished][-LATEST:]
    weakest = _weakest(latest)
    chosen, why = _next(list(cases()), attempts, weakest)
    titles = {section.id: section.title for one in latest for section in one.sections}
    return Progress(
        attempts, tuple((titles[name], percent) for name, percent in weakest.items()), chosen, why
    )


def _debriefs(store: Dossiers, by: str | None) -> Iterable[Debrief]:
    for summary in store.summaries():
        if not summary.transcripts:
            continue
        for interview in store.dossier(summary.patient.ref).interviews:
            try:
                attempt = attempt_of(store, interview)
                if attempt is not None and by in (None, attempt.by):
                    yield debrief(attempt)
            except AssistantError:  # a case that is gone, an exam under way: the others can still be told
                continue


def _began(one: Debrief) -> datetime:
    return one.attempt.interview.began


def _tried(one: Debrief) -> Tried:
    attempt = one.attempt
    return Tried(
        attempt.id,
        attempt.case.id,
        attempt.by,
        _began(one),
        attempt.practised.mode,
        one.percent,
        one.finished,
        one.left,
        len(one.red_flags),
    )


def _weakest(latest: Iterable[Debrief]) -> Mapping[str, int]:
    points: dict[str, list[int]] = {}
    for one in latest:
        for section in one.sections:
            both = points.setdefault(section.id, [0, 0])
            both[0] += section.points
            both[1] += section.of
    percents = {name: 100 * got // of for name, (got, of) in points.items() if of}
    return dict(sorted(percents.items(), key=lambda pair: pair[1]))


def _next(
    known: list[Case], attempts: tuple[Tried, ...], weakest: Mapping[str, int]
) -> tuple[str | None, str]:
    """The case proposed: one not mastered yet that asks most of what is weakest, the easier first.

    The case just played comes again only where no other deals with it.
    """
    best: dict[str, int] = {}
    for one in attempts:
        if one.finished:
            best[one.case] = max(one.percent, best.get(one.case, 0))
    open_ = [case for case in known if best.get(case.id, 0) < MASTERED]
    if not open_:
        return None, _("Every case is mastered. Try one again in exam mode, with another seed.")
    if not weakest:
        return open_[0].id, _("The easiest case to begin with.")
    weak = [name for name, percent in weakest.items() if percent < MASTERED][:2]
    if not weak:
        return open_[0].id, _("The easiest case that is not mastered yet.")

    def asks(case: Case) -> tuple[int, int, int]:
        tried = best.get(case.id, 0)
        return (-_load(case, weak), DIFFICULTIES.index(case.difficulty), tried)

    played = {attempts[-1].case, next(one.case for one in reversed(attempts) if one.finished)}
    others = [case for case in open_ if case.id not in played and _load(case, weak)]
    return min(others or open_, key=asks).id, _("It practises what went worst lately.")


def _load(case: Case, weak: Iterable[str]) -> int:
    """How much a case has in these sections: notions not known, answers that are not clear, traps."""
    from assistant.rehearsal.expected import ALERTS, ORDER
    from assistant.script.library import find_script

    try:
        script = find_script(case.script)
    except AssistantError:
        return 0
    sections = {step.id: section.id for section, step in script.steps()}
    load: dict[str, int] = {}
    for name, truth in case.answers.items():
        if truth.first is not None or truth.knows is not None:
            section = sections.get(name, "")
            load[section] = load.get(section, 0) + 1
    for trap in case.traps:
        kind, name = trap.noticed.about
        section = sections.get(name, ALERTS if kind == "alert" else ORDER)
        load[section] = load.get(section, 0) + 2
    return sum(load.get(name, 0) for name in weak)

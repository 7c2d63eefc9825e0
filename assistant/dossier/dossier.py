"""A patient's facts, readings, acts and transcripts, played from events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Final

from assistant.avk.reading import Reading, Target
from assistant.dossier.act import Act, counts, held, imported
from assistant.dossier.fact import FactEvent
from assistant.dossier.patient import Adhesion, Papers, Patient, Treatment
from assistant.dossier.review import Review
from assistant.interview.background import Background
from assistant.interview.flow import flow_of
from assistant.interview.standing import Standing
from assistant.script.steps import Script

REF: Final = "ref"
"""The fact that holds a dossier's own name."""
READINGS: Final = "inr_readings"
"""The fact whose values add up by day instead of replacing each other."""


@dataclass(frozen=True, slots=True)
class Known:
    """One value of a fact, and where it comes from."""

    value: Any
    at: datetime
    by: str
    origin: str
    """Id of the transcript it was learnt in, or `dossier`."""


@dataclass(frozen=True, slots=True)
class Interview:
    """One transcript of the dossier with where it stands."""

    id: str
    standing: Standing
    review: Review = field(default_factory=Review)
    """What supervisors made of it."""

    @property
    def began(self) -> datetime:
        """When its first event was recorded."""
        return self.standing.transcript.events[0].at

    @property
    def completed_on(self) -> date | None:
        """The local day on which it was completed."""
        last = next((e for e in reversed(self.standing.transcript.events) if e.kind == "completed"), None)
        return None if last is None else last.at.date()


class Dossier:
    """What is known of one patient."""

    def __init__(
        self,
        events: Iterable[FactEvent],
        interviews: Sequence[Interview],
        unreadable: Mapping[str, str] | None = None,
        *,
        practised: bool = False,
    ) -> None:
        """A dossier played from its events.

        Args:
            events: the facts.
            interviews: the transcripts.
            unreadable: those that cannot be read, and why.
            practised: whether it is practised on: nothing in it counts for a year.
        """
        self.events = tuple(events)
        self.unreadable: Mapping[str, str] = unreadable or {}
        """Id of each transcript that cannot be read, and why, in words."""
        self.interviews = tuple(sorted(interviews, key=lambda one: one.began))
        """Every transcript, oldest first."""
        self._practised = practised

    @cached_property
    def _history(self) -> dict[str, list[Known]]:
        history: dict[str, list[Known]] = {}
        for event in self.events:
            if event.kind == "fact":
                history.setdefault(event.name, []).append(Known(event.value, event.at, event.by, "dossier"))
        for interview in self.interviews:
            for name, known in _learnt(interview):
                history.setdefault(name, []).append(known)
        for values in history.values():
            values.sort(key=lambda known: known.at)
        return history

    def history(self, name: str) -> list[Known]:
        """Every value a fact has had, oldest first."""
        return list(self._history.get(name, ()))

    @cached_property
    def facts(self) -> dict[str, Any]:
        """Fact id to its present value; withdrawn ones are absent."""
        present = {name: values[-1].value for name, values in self._history.items() if name != REF}
        if READINGS in self._history:
            present[READINGS] = _merged(self._history[READINGS])
        return {name: value for name, value in present.items() if value is not None}

    @property
    def ref(self) -> str:
        """The dossier's own name."""
        return str(self._history[REF][-1].value)

    @property
    def patient(self) -> Patient:
        """Who it is about."""
        facts = self.facts
        return Patient(
            ref=self.ref,
            family_name=facts.get("family_name", ""),
            given_name=facts.get("given_name", ""),
            birth_date=_day(facts.get("birth_date")) or date.min,
            nir=facts.get("nir"),
            regime=facts.get("regime"),
            death_date=_day(facts.get("death_date")),
            moved_on=_day(facts.get("moved_on")),
        )

    @property
    def treatment(self) -> Treatment:
        """The anticoagulant treatment."""
        facts = self.facts
        low, high = facts.get("inr_low"), facts.get("inr_high")
        months, before = facts.get("expected_months"), self._avk_before
        return Treatment(
            medicine=facts.get("medicine"),
            start=_day(facts.get("treatment_start")),
            end=_day(facts.get("treatment_end")),
            expected_months=None if months is None else int(months),
            target=None if low is None or high is None else Target(low, high),
            end_reason=facts.get("end_reason"),
            before=before,
            start_before=self._start_before if before else None,
        )

    @property
    def _avk_before(self) -> str | None:
        """The AVK before the present one; None where no other was recorded."""
        present = self.facts.get("medicine")
        others = [one.value for one in self.history("medicine") if one.value not in (None, present)]
        return others[-1] if others and present else None

    @property
    def _start_before(self) -> date | None:
        """The earliest start that was recorded, where the present one is later."""
        known = [day for one in self.history("treatment_start") if (day := _day(one.value))]
        present = _day(self.facts.get("treatment_start"))
        return min(known) if present and min(known) < present else None

    @property
    def papers(self) -> Papers:
        """What the caisse looks at besides."""
        facts = self.facts
        dispensed = {_day(one.value) for one in self.history("dispensed_on")} - {None}
        return Papers(
            dependant=facts.get("insured") == "dependant",
            insured_name=facts.get("insured_name"),
            prescriber=facts.get("prescriber"),
            prescriber_rpps=facts.get("prescriber_rpps"),
            dispensed=tuple(sorted(day for day in dispensed if day)),
        )

    @property
    def adhesion(self) -> Adhesion | None:
        """The signed form, if there is one."""
        day = _day(self.facts.get("adhesion_date"))
        if day is None:
            return None
        known = [date.fromisoformat(one.value) for one in self.history("adhesion_date") if one.value]
        earlier = Adhesion.ended_before(day, _day(self.facts.get("withdrawal_date")), known)
        return Adhesion(day, self.withdrawn_on, earlier=earlier)

    @property
    def withdrawn_on(self) -> date | None:
        """Day on which the patient withdrew consent to the accompaniment, unless a form was signed since."""
        day, signed = _day(self.facts.get("withdrawal_date")), _day(self.facts.get("adhesion_date"))
        return None if day is None or (signed is not None and signed > day) else day

    @property
    def readings(self) -> tuple[Reading, ...]:
        """Every known INR, by day."""
        return tuple(
            Reading(date.fromisoformat(row["date"]), row["value"]) for row in self.facts.get(READINGS, ())
        )

    @property
    def acts(self) -> tuple[Act, ...]:
        """Interviews and follow-ups completed here or taken from a file, by day; a rehearsal is none."""
        if self._practised:
            return ()
        found = imported([(e.name, _day(e.value) or date.min) for e in self.events if e.kind == "act"])
        found += [
            held(
                interview.standing.script,
                interview.completed_on,
                interview.id,
                signed=interview.standing.transcript.signed,
                returned=interview.review.returned,
            )
            for interview in self.interviews
            if interview.completed_on is not None and counts(interview.standing.script)
        ]
        return tuple(sorted(found, key=lambda act: act.day))

    def background(self, script: Script, today: date) -> Background:
        """What an interview that begins now knows."""
        previous: dict[str, Any] = {}
        for interview in self.interviews:
            if interview.completed_on is not None and interview.standing.script.id == script.id:
                previous |= interview.standing.walk.course.counting
        return Background(self.ref, today, self.facts, previous)


def _learnt(interview: Interview) -> Iterable[tuple[str, Known]]:
    transcript = interview.standing.transcript
    if transcript.stopped_as == "refused" or transcript.rehearsal is not None:
        return
    counting = interview.standing.walk.course.counting
    ended = transcript.ended_at or transcript.events[-1].at
    for name, steps in flow_of(interview.standing.script).plan.facts.items():
        for step in steps:
            if counting.get(step) is not None:  # left empty: nothing was learnt
                given = transcript.answers[step]
                # An amendment says what was true then: it is no newer than the interview.
                yield name, Known(given.value, min(given.at, ended), given.by, interview.id)


def _merged(values: Iterable[Known]) -> list[dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = {}
    for known in values:
        if known.value is None:  # withdrawn
            rows.clear()
        rows |= {row["date"]: row for row in known.value or ()}
    return [rows[day] for day in sorted(rows)]


def _day(value: Any) -> date | None:
    return None if value is None else date.fromisoformat(value)

"""What lists need of a dossier, small enough to keep in an index. It needs no script to be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from assistant.avk.reading import Reading, Target
from assistant.dossier.act import Act
from assistant.dossier.declaration import Declaration, declarations, with_declaration
from assistant.dossier.patient import Adhesion, Papers, Patient, Treatment
from assistant.notation import fold

if TYPE_CHECKING:
    from assistant.dossier.digest import Digest
    from assistant.dossier.dossier import Dossier

SHAPE: Final = "summary-12"
"""Changes whenever the fields below do, so that an older index is made again."""


@dataclass(frozen=True, slots=True)
class TranscriptLine:
    """One transcript in a list."""

    id: str
    patient: str
    script: str
    version: int
    status: str
    stopped_as: str | None
    started_at: str
    events: int
    signed: bool
    """Whether it is over and its signature stands."""
    kept: Mapping[str, Any] | None = None
    """Its digest as the index keeps it: read when it is asked for, since most lists do not."""

    @property
    def digest(self) -> Digest | None:
        """What a supervisor's list needs of it."""
        from assistant.dossier.digest import Digest

        return None if self.kept is None else Digest.from_json(self.kept)

    def to_json(self) -> dict[str, Any]:
        """The line as `transcripts list --json` prints it."""
        row = {name: getattr(self, name) for name in self.__slots__ if name != "kept"}
        return row | ({} if self.kept is None else {"review": self.kept["state"]})

    def to_row(self) -> dict[str, Any]:
        """The line as an index keeps it."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Summary:
    """One dossier in a list."""

    patient: Patient
    treatment: Treatment
    adhesion: Adhesion | None
    acts: tuple[Act, ...]
    last_reading: Reading | None
    transcripts: tuple[TranscriptLine, ...]
    next_inr: date | None = None
    """Day agreed on for the next INR; it may lie behind the last one."""
    next_interview: date | None = None
    """Day agreed on for the next interview."""
    ttr: float | None = None
    """Share of days in range over all INR values, 0 to 1; None where it cannot be known."""
    papers: Papers = field(default_factory=Papers)
    """What the caisse looks at besides."""
    declared: tuple[Declaration, ...] = ()
    """What stands declared to the caisse, by day."""

    @property
    def unfinished(self) -> tuple[TranscriptLine, ...]:
        """Interviews that can be taken up again, the latest first."""
        open_ = [line for line in self.transcripts if line.status in ("in_progress", "paused")]
        return tuple(reversed(open_))

    def to_json(self) -> dict[str, Any]:
        """The summary as a JSON object."""
        patient, treatment, target, last = (
            self.patient,
            self.treatment,
            self.treatment.target,
            self.last_reading,
        )
        return {
            "ref": patient.ref,
            "family_name": patient.family_name,
            "given_name": patient.given_name,
            "birth_date": patient.birth_date.isoformat(),
            "nir": patient.nir,
            "regime": patient.regime,
            "death_date": _iso(patient.death_date),
            "moved_on": _iso(patient.moved_on),
            "medicine": treatment.medicine,
            "treatment_start": _iso(treatment.start),
            "treatment_end": _iso(treatment.end),
            "expected_months": treatment.expected_months,
            "end_reason": treatment.end_reason,
            "avk_before": treatment.before,
            "papers": {
                "dependant": self.papers.dependant,
                "insured_name": self.papers.insured_name,
                "prescriber": self.papers.prescriber,
                "prescriber_rpps": self.papers.prescriber_rpps,
                "dispensed": [day.isoformat() for day in self.papers.dispensed],
            },
            "target": None if target is None else [target.low, target.high],
            "adhesion_date": _iso(self.adhesion.signed_on if self.adhesion else None),
            "withdrawal_date": _iso(self.adhesion.withdrawn_on if self.adhesion else None),
            "acts": [
                [act.kind, act.day.isoformat(), act.origin, act.signed, act.counts, act.theme]
                for act in self.acts
            ],
            "last_reading": None if last is None else [last.day.isoformat(), last.value],
            "next_inr": _iso(self.next_inr),
            "next_interview": _iso(self.next_interview),
            "transcripts": [line.to_json() for line in self.transcripts],
            "declared": [one.to_json() for one in self.declared],
        }

    def to_row(self) -> dict[str, Any]:
        """The summary as an index keeps it."""
        return self.to_json() | {
            "acts": [
                [act.kind, act.day.isoformat(), act.origin, act.signed, act.returned, act.counts, act.theme]
                for act in self.acts
            ],
            "transcripts": [line.to_row() for line in self.transcripts],
            "start_before": _iso(self.treatment.start_before),
            "adhesion_before": None if self.adhesion is None else self.adhesion.earlier_days,
            "ttr": self.ttr,
        }

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Summary:
        """The summary that `to_row` wrote."""
        signed, last, target = _day(row["adhesion_date"]), row["last_reading"], row["target"]
        earlier = Adhesion.of_days(row["adhesion_before"])
        adhesion = None if signed is None else Adhesion(signed, _day(row["withdrawal_date"]), earlier=earlier)
        declared = tuple(map(Declaration.from_json, row["declared"]))
        return cls(
            patient=Patient(
                ref=row["ref"],
                family_name=row["family_name"],
                given_name=row["given_name"],
                birth_date=date.fromisoformat(row["birth_date"]),
                nir=row["nir"],
                regime=row["regime"],
                death_date=_day(row["death_date"]),
                moved_on=_day(row["moved_on"]),
            ),
            treatment=Treatment(
                medicine=row["medicine"],
                start=_day(row["treatment_start"]),
                end=_day(row["treatment_end"]),
                expected_months=row["expected_months"],
                target=None if target is None else Target(*target),
                end_reason=row["end_reason"],
                before=row["avk_before"],
                start_before=_day(row["start_before"]),
            ),
            adhesion=with_declaration(adhesion, declared),
            acts=tuple(
                Act(kind, date.fromisoformat(day), origin, signed, returned, counts=counts, theme=theme)
                for kind, day, origin, signed, returned, counts, theme in row["acts"]
            ),
            last_reading=None if last is None else Reading(date.fromisoformat(last[0]), last[1]),
            transcripts=tuple(TranscriptLine(**line) for line in row["transcripts"]),
            next_inr=_day(row["next_inr"]),
            next_interview=_day(row["next_interview"]),
            ttr=row["ttr"],
            declared=declared,
            papers=Papers(
                **row["papers"] | {"dispensed": tuple(map(date.fromisoformat, row["papers"]["dispensed"]))}
            ),
        )


def summary(dossier: Dossier) -> Summary:
    """The summary of a dossier."""
    from assistant.dossier.digesting import digest

    readings, declared = dossier.readings, declarations(dossier)
    return Summary(
        patient=dossier.patient,
        treatment=dossier.treatment,
        adhesion=with_declaration(dossier.adhesion, declared),
        acts=dossier.acts,
        last_reading=readings[-1] if readings else None,
        transcripts=tuple(
            replace(
                line(interview.id, dossier.ref, interview.standing.transcript),
                kept=digest(interview.standing, interview.review).to_json(),
            )
            for interview in dossier.interviews
        ),
        next_inr=_day(dossier.facts.get("next_inr")),
        next_interview=_day(dossier.facts.get("next_interview")),
        ttr=_ttr(dossier),
        papers=dossier.papers,
        declared=declared,
    )


def _ttr(dossier: Dossier) -> float | None:
    from assistant.avk.ttr import time_in_range

    target = dossier.treatment.target
    return None if target is None else time_in_range(dossier.readings, target).ttr


def by_name(rows: Iterable[Mapping[str, Any]]) -> list[Summary]:
    """The summaries that `to_row` wrote, by name; rows that are none are left out."""
    found = [Summary.from_row(row) for row in rows if "ref" in row]
    return sorted(found, key=lambda s: (fold(s.patient.name), s.patient.birth_date, s.patient.ref))


def line(name: str, patient: str, transcript: Any) -> TranscriptLine:
    """One transcript as a line of a list."""
    script, version, _digest = transcript.script.split("/")
    return TranscriptLine(
        id=name,
        patient=patient,
        script=script,
        version=int(version),
        status=transcript.status,
        stopped_as=transcript.stopped_as,
        started_at=transcript.events[0].at.isoformat(timespec="milliseconds"),
        events=len(transcript.events),
        signed=transcript.signed,
    )


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)

"""Facts about a person, as the rest of the program reads them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.avk.reading import Target

EndReason = Literal["finished", "doac", "interrupted"]


@dataclass(frozen=True, slots=True)
class Patient:
    """Who the dossier is about."""

    ref: str
    family_name: str
    given_name: str
    birth_date: date
    nir: str | None = None
    regime: str | None = None
    death_date: date | None = None
    moved_on: date | None = None
    """Day from which another pharmacy follows the patient; that day's acts still count here."""

    @property
    def name(self) -> str:
        """The name as it is shown: family name in capitals, then given name."""
        return f"{self.family_name.upper()} {self.given_name}"


@dataclass(frozen=True, slots=True)
class Treatment:
    """The anticoagulant treatment, by dates of dispensing."""

    medicine: str | None = None
    """Id of a medicine of `scripts/knowledge/medicines.yaml`."""
    start: date | None = None
    end: date | None = None
    expected_months: int | None = None
    """Foreseeable duration in months."""
    target: Target | None = None
    end_reason: EndReason | None = None
    """Why it ended."""
    before: str | None = None
    """The AVK that the present one replaced, where a change is recorded."""
    start_before: date | None = None
    """An earlier start that was recorded, where one AVK replaced another."""


@dataclass(frozen=True, slots=True)
class Adhesion:
    """The signed form by which the patient joins, declared to the caisse."""

    signed_on: date
    withdrawn_on: date | None = None
    """Day on which the patient withdrew consent; a form signed later is another adhesion."""
    declared_on: date | None = None
    """Day on which it was declared to the caisse, where that is known."""
    earlier: Adhesion | None = None
    """The one that a withdrawal of consent ended before this was signed: what was done under it counts."""

    def standing_by(self, day: date) -> Adhesion:
        """This one, or the earlier one for a day on which this was not signed yet."""
        return self if self.signed_on <= day or self.earlier is None else self.earlier

    @property
    def earlier_days(self) -> list[str] | None:
        """First and last day of the earlier one, as a row keeps them."""
        one = self.earlier
        return None if one is None else [day.isoformat() for day in (one.signed_on, one.withdrawn_on) if day]

    @classmethod
    def of_days(cls, days: Sequence[str] | None) -> Adhesion | None:
        """The earlier one that a row keeps."""
        return None if days is None else cls(date.fromisoformat(days[0]), date.fromisoformat(days[1]))

    @classmethod
    def ended_before(cls, signed: date, ended: date | None, known: Iterable[date]) -> Adhesion | None:
        """The one that a withdrawal ended before another was signed; a day that was only corrected is none.

        Args:
            signed: day of the other.
            ended: day of the withdrawal.
            known: every day of an adhesion that was recorded, the oldest record first.
        """
        days = [day for day in known if ended is not None and day <= ended < signed]
        return cls(days[-1], ended) if days else None


@dataclass(frozen=True, slots=True)
class Papers:
    """What the caisse looks at in a file, besides the patient and the treatment."""

    dependant: bool = False
    """Whether the patient is an ayant droit."""
    insured_name: str | None = None
    prescriber: str | None = None
    prescriber_rpps: str | None = None
    dispensed: tuple[date, ...] = ()
    """Every day of dispensing that was recorded, the earliest first."""

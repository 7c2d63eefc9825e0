"""Facts about a person, as the rest of the program reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.avk.reading import Target


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


@dataclass(frozen=True, slots=True)
class Adhesion:
    """The signed form by which the patient joins, declared to the caisse."""

    signed_on: date
    withdrawn_on: date | None = None
    """Day on which the patient withdrew consent; a form signed later is another adhesion."""

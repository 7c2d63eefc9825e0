"""The AVK medicines: the shape of `scripts/knowledge/medicines.yaml`, and reading what is typed."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.avk.names import fold
from assistant.bilingual import Text
from assistant.errors import InputError
from assistant.language import _
from assistant.notation import shorten, write_number

MedicineId = Literal["coumadine", "previscan", "sintrom", "minisintrom"]
_Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
_TYPED: Final = re.compile(
    r"(?P<name>[a-z][a-z ]*?)(?: (?P<strength>[0-9]+(?:\.[0-9]+)?)(?: mg)?)?"
    r"(?: (?:cp|cpr|comprimes?|tablets?))?(?: (?:bi|quadri)?secables?)?"
)


class Medicine(BaseModel):
    """One AVK as it is sold."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: MedicineId
    brand: Text
    substance: Text
    names: tuple[str, ...] = ()
    """Other ways to type it."""
    strengths_mg: Annotated[tuple[_Positive, ...], Field(min_length=1)]
    """Milligrams in one tablet."""
    no_new_patient_since: date | None = None
    """From this day on no new patient may start it."""

    def __str__(self) -> str:
        """Brand, substance and strengths in the language spoken now."""
        strengths = ", ".join(f"{write_number(mg)} mg" for mg in self.strengths_mg)
        return f"{self.brand} ({self.substance}) {strengths}"


class Medicines(BaseModel):
    """The medicines file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    medicines: Annotated[tuple[Medicine, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _ids_once(self) -> Self:
        ids = [medicine.id for medicine in self.medicines]
        if len(set(ids)) < len(ids):
            raise ValueError("medicines: an id stands twice")
        return self

    def __getitem__(self, medicine: str) -> Medicine:
        """The medicine with this id; KeyError when there is none."""
        for known in self.medicines:
            if known.id == medicine:
                return known
        raise KeyError(medicine)


def find_medicine(typed: str, medicines: Medicines) -> tuple[MedicineId, float | None]:
    """The medicine that a brand or substance names, and the strength in milligrams where one is given.

    Case, accents and punctuation do not count; brand and substance may stand together, and a tablet's form
    may follow. A substance sold as two medicines (acenocoumarol) needs its strength: 4 mg is Sintrom, 1 mg
    Minisintrom, and nothing is guessed without it.

    Raises:
        InputError: an unknown name, a strength that the medicine lacks, or a substance that leaves the choice
            between two medicines.
    """
    match = _TYPED.fullmatch(fold(typed))
    named = _named(match["name"], medicines) if match else []
    if not match or not named:
        raise InputError(
            _("“{typed}” is not an AVK that the assistant knows. Type one of: {allowed}.").format(
                typed=shorten(typed), allowed=_listed(medicines.medicines)
            ),
            {"allowed": [medicine.id for medicine in medicines.medicines]},
        )
    strength = float(match["strength"]) if match["strength"] else None
    fitting = [m for m in named if strength is None or strength in m.strengths_mg]
    if not fitting:
        raise InputError(
            _("“{typed}”: no such strength. It exists as: {allowed}.").format(
                typed=shorten(typed), allowed=_listed(named)
            ),
            {"allowed": [medicine.id for medicine in named]},
        )
    if len(fitting) > 1:
        raise InputError(
            _("“{typed}” may be either of: {allowed}. Type the brand, or add the strength.").format(
                typed=shorten(typed), allowed=_listed(fitting)
            ),
            {"allowed": [medicine.id for medicine in fitting]},
        )
    return fitting[0].id, strength


def _named(name: str, medicines: Medicines) -> list[Medicine]:
    known = [(medicine, _names(medicine)) for medicine in medicines.medicines]
    whole = [medicine for medicine, names in known if name in names]
    if whole:
        return whole
    words = name.split()  # brand beside substance: what every word agrees on
    return [medicine for medicine, names in known if all(word in names for word in words)]


def _names(medicine: Medicine) -> frozenset[str]:
    own = (medicine.id, medicine.brand.fr, medicine.brand.en, medicine.substance.fr, medicine.substance.en)
    return frozenset(fold(name) for name in (*own, *medicine.names))


def _listed(medicines: tuple[Medicine, ...] | list[Medicine]) -> str:
    return "; ".join(str(medicine) for medicine in medicines)


def start_warning(medicine: Medicine, start: date | None) -> bool:
    """Whether the treatment started on or after the day from which no new patient may start it."""
    since = medicine.no_new_patient_since
    return since is not None and start is not None and start >= since

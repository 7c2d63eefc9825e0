"""The shape of `scripts/knowledge/inr.yaml`: levels an INR is held against (docs/sources.md §3 and §4)."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.bilingual import Text

_Inr = Annotated[Decimal, Field(gt=0, allow_inf_nan=False)]
_Share = Annotated[float, Field(ge=0, le=1)]


class ReferenceRow(BaseModel):
    """One row of the HAS/GEHT table: from the previous row's bound up to its own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    under: _Inr | None
    """The row holds for an INR below this; None in the last row."""
    label: Text
    """The row's INR levels in words."""
    usual_target: Text
    """For a target of 2.5 (range 2 to 3)."""
    high_target: Text
    """For a target of 3 or more (range from 2.5 or 3)."""


class ReferenceTable(BaseModel):
    """What HAS and GEHT wrote in April 2008 about overdose without bleeding. Pharmacist's screen only."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    heading: Text
    source: Text
    high_target_low_from: _Inr
    """A range that starts here or higher is read in the column of high targets."""
    rows: Annotated[tuple[ReferenceRow, ...], Field(min_length=1)]
    then: Text
    """What follows any INR above range."""

    @model_validator(mode="after")
    def _rows_rise_to_an_open_end(self) -> Self:
        *bounds, last = [row.under for row in self.rows]
        closed = [bound for bound in bounds if bound is not None]
        if last is not None or len(closed) < len(bounds) or closed != sorted(set(closed)):
            raise ValueError("rows: `under` must rise from row to row and be null in the last row only")
        return self


class UsualTarget(BaseModel):
    """The range that may be suggested, never inferred, for the indications for which it is the usual one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    low: _Inr
    high: _Inr
    indications: Annotated[tuple[str, ...], Field(min_length=1)]
    """Options of the fact `indication`."""

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if self.low >= self.high:
            raise ValueError("usual_target: low must be below high")
        return self


class Unconfirmed(BaseModel):
    """A level that no source confirms."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    """The field of `Thresholds`."""
    note: Text
    """The sentence that says so on screen."""


class Thresholds(BaseModel):
    """Every level that the functions of `assistant.avk` compare with."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    plausible_low: _Inr
    plausible_high: _Inr
    """Outside these two an INR is a typing error until confirmed."""
    emergency_bleeding_from: _Inr
    """Any bleeding with an INR this high is an emergency."""
    call_above_range_from: _Inr
    """An INR above its range and this high calls for the prescriber today."""
    call_under: _Inr
    """An INR below this calls for the prescriber today, whatever the range."""
    call_gap_below: _Inr
    """So does an INR more than this below a range that starts at `call_gap_range_low_from` or higher."""
    call_gap_range_low_from: _Inr
    high_bleeding_risk_over: _Inr
    """Above this the bleeding risk is high for every target."""
    overdue_after_days: Annotated[int, Field(ge=1)]
    """More days than this without an INR: the control is overdue."""
    ttr_max_gap_days: Annotated[int, Field(ge=1)]
    """No interpolation over a longer gap between two INRs."""
    ttr_good_from: _Share
    ttr_act_under: _Share
    observance_good_from: Annotated[int, Field(ge=0, le=6)]
    observance_weak_from: Annotated[int, Field(ge=0, le=6)]
    usual_target: UsualTarget
    to_confirm: tuple[Unconfirmed, ...]
    """Levels that are ours until a pharmacist confirms them."""
    reference: ReferenceTable

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if unknown := {level.name for level in self.to_confirm} - set(type(self).model_fields):
            raise ValueError(f"to_confirm: no such threshold: {', '.join(sorted(unknown))}")
        pairs = (
            ("plausible_low", "plausible_high"),
            ("ttr_act_under", "ttr_good_from"),
            ("observance_weak_from", "observance_good_from"),
        )
        for low, high in pairs:
            if getattr(self, low) > getattr(self, high):
                raise ValueError(f"{low} must not exceed {high}")
        return self

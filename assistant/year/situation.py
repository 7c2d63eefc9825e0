"""What holds for one patient and one year on the day of the report (docs/sources.md §5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from assistant.dossier.patient import Adhesion, Patient, Treatment
from assistant.year.calendar import months_after
from assistant.year.reason import Reason
from assistant.year.window import TWELVE, Window, window

if TYPE_CHECKING:  # pydantic stays off the way of those who only hold a status
    from assistant.year.rules import Eligibility, RuleSet


@dataclass(frozen=True, slots=True)
class Situation:
    """Facts as they are known on the day of the report: what is dated later is not there yet."""

    year: int
    window: Window
    """The days whose acts are counted together."""
    as_of: date
    first: date
    """First day of the window under treatment."""
    last: date
    """Last day of the window under treatment and alive; before `first` when there is none."""
    horizon: date
    """Last day that an act could have: after `last` only where a window of twelve months has yet to begin."""
    majority: date
    joined: date | None
    """Day of the adhesion that holds for the year: signed by the year's end and by the day of the report."""
    earlier: tuple[date, date] | None
    """First and last day of an adhesion that a withdrawal ended before: what was done under it stays."""
    declared: date | None
    """Day on which that adhesion was declared, where it is known."""
    later: date | None
    """Day of an adhesion too late to hold: after the year, or after the day of the report."""
    died: date | None
    """Known death, by the year's end."""
    left: date | None
    """Known withdrawal of consent, or leaving the pharmacy, by the window's end: the last day that counts."""
    moved: bool
    """Whether `left` is leaving the pharmacy."""
    ended: date | None
    """Known end of the treatment."""
    refusal: Reason | None
    """Why the patient is not eligible; None who is."""

    @property
    def year_end(self) -> date:
        """Last day of the window."""
        return self.window.last

    @property
    def first_year(self) -> bool:
        """Whether this is, or would be, the first year of accompaniment."""
        return self.joined is None or self.joined >= self.window.first

    def declared_late(self, year: int) -> bool:
        """Whether the adhesion is known to have been declared in no year earlier than this one."""
        return self.declared is not None and self.declared.year >= year

    def under_adhesion(self, day: date) -> bool:
        """Whether an adhesion held on this day."""
        if self.joined is not None and day >= self.joined:
            return True
        return self.earlier is not None and self.earlier[0] <= day <= self.earlier[1]

    def eligible_on(self, day: date) -> bool:
        """Whether an act of this day finds an eligible patient."""
        return self.refusal is None and self.first <= day <= self.last


def situation(
    patient: Patient,
    treatment: Treatment,
    adhesion: Adhesion | None,
    rules: RuleSet,
    year: int,
    as_of: date,
) -> Situation:
    """The situation in a calendar year (1 to 9999), seen on the day `as_of`."""
    died = patient.death_date if patient.death_date and patient.death_date <= as_of else None
    adhesion = adhesion.standing_by(min(as_of, date(year, 12, 31))) if adhesion else None
    earlier = adhesion.earlier if adhesion else None
    signed = adhesion.signed_on if adhesion else None
    withdrawn = adhesion.withdrawn_on if adhesion else None
    gone = [day for day in (withdrawn, patient.moved_on) if day and day <= as_of]
    left = min(gone, default=None)
    moved = left is not None and left != withdrawn
    joined = signed if signed and signed <= min(as_of, date(year, 12, 31)) else None
    days = window(rules.basis, joined, year, as_of)
    new_year, year_end = days.first, days.last
    first = max(new_year, treatment.start or new_year)
    last = min(year_end, treatment.end or year_end, died or year_end, left or year_end)
    majority = months_after(patient.birth_date, TWELVE * rules.eligible.min_age)
    horizon = last
    if rules.basis == "twelve_months" and joined is None:
        horizon = min(months_after(year_end, TWELVE) - timedelta(days=1), treatment.end or date.max)
    return Situation(
        year=year,
        window=days,
        as_of=as_of,
        first=first,
        last=last,
        horizon=max(last, horizon),
        majority=majority,
        joined=joined,
        earlier=None if earlier is None else (earlier.signed_on, earlier.withdrawn_on or earlier.signed_on),
        declared=adhesion.declared_on if adhesion and joined else None,
        later=None if joined else signed,
        died=died if died and died <= year_end else None,
        left=left if left and left <= year_end else None,
        moved=moved,
        ended=treatment.end,
        refusal=_death(died, new_year)
        or _left(left, new_year, moved=moved)
        or _treated(treatment, first, last, new_year)
        or _chronic(treatment, rules.eligible, as_of, died)
        or _adult(majority, joined, last),
    )


def _death(died: date | None, new_year: date) -> Reason | None:
    return Reason("died_before", died) if died and died < new_year else None


def _left(left: date | None, new_year: date, *, moved: bool) -> Reason | None:
    return Reason("moved_before" if moved else "withdrawn_before", left) if left and left < new_year else None


def _treated(treatment: Treatment, first: date, last: date, new_year: date) -> Reason | None:
    if first <= last:
        return None
    if treatment.end and treatment.end < new_year:
        return Reason("treatment_over", treatment.end)
    return Reason("not_started", treatment.start)


def _chronic(treatment: Treatment, eligible: Eligibility, as_of: date, died: date | None) -> Reason | None:
    """None for a treatment long enough, foreseeable or effective.

    A known end overrides the expected duration. With neither, the treatment is long enough once the months
    have passed in fact: before that nothing foresees it, and the patient is not eligible yet.
    """
    enough = months_after(treatment.start, eligible.min_months) if treatment.start else None
    if treatment.end and enough:
        return None if treatment.end >= enough else Reason("treatment_short", treatment.end)
    if treatment.expected_months is not None:
        months = treatment.expected_months
        return None if months >= eligible.min_months else Reason("expected_short", number=months)
    if enough:
        if died and died < enough:
            return Reason("treatment_short", died)
        return None if enough <= as_of else Reason("treatment_unproven", enough)
    return Reason("treatment_unknown")


def _adult(majority: date, joined: date | None, last: date) -> Reason | None:
    """None for who is of age on the day of the adhesion, or can still be in the year."""
    if joined:
        return Reason("minor_at_adhesion", majority) if joined < majority else None
    return Reason("minor", majority) if last < majority else None

"""Whether an interview may be held with a patient who died, left this pharmacy or withdrew consent."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from assistant.errors import InputError
from assistant.language import _
from assistant.notation import write_date

if TYPE_CHECKING:
    from assistant.dossier.patient import Patient
    from assistant.dossier.summary import Summary


def check_may_begin(patient: Patient, withdrawn_on: date | None, day: date) -> None:
    """Go on only where an interview may begin on this day.

    Raises:
        InputError: the patient died, or withdrew consent and signed nothing since.
    """
    if refused := _refused(patient, withdrawn_on, day):
        raise InputError(refused)


def caution(one: Summary, day: date) -> str:
    """What to know of the patient while an interview is held on this day, in words; empty where nothing is.

    Of who died or withdrew consent only what was begun before is taken up again, so that it can be ended.
    """
    if refused := _refused(one.patient, one.adhesion.withdrawn_on if one.adhesion else None, day):
        return refused
    moved = one.patient.moved_on
    if moved is None or moved > day:
        return ""
    return _(
        "The patient left this pharmacy on {day}: what is held here since counts no more for the year. If "
        "they are back, take that day away in the dossier."
    ).format(day=write_date(moved))


def _refused(patient: Patient, withdrawn_on: date | None, day: date) -> str:
    died = patient.death_date
    if died is not None and died <= day:
        return _(
            "The patient died on {day}, as the dossier has it: no interview is held. If that is wrong, "
            "correct the date of death in the dossier."
        ).format(day=write_date(died))
    if withdrawn_on is not None:
        return _(
            "The patient withdrew consent on {day}: no interview is held until a new adhésion is signed."
        ).format(day=write_date(withdrawn_on))
    return ""

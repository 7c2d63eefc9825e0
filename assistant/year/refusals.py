"""What in a file would get it refused, whatever was done for the year (docs/sources.md §1, §5)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, assert_never

from assistant.errors import InputError
from assistant.language import _
from assistant.notation import write_date
from assistant.script.identifiers import read_nir
from assistant.year.calendar import months_after

if TYPE_CHECKING:
    from assistant.dossier.patient import Adhesion, Papers, Patient, Treatment
    from assistant.year.rules import RuleSet
    from assistant.year.status import YearStatus

ObjectionCode = Literal[
    "nir_missing",
    "nir_wrong",
    "regime_missing",
    "insured_missing",
    "prescriber_missing",
    "rpps_missing",
    "dispensing_short",
    "adhesion_unsigned",
    "adhesion_undeclared",
    "act_undeclared",
    "adhesion_late",
]


@dataclass(frozen=True, slots=True)
class Objection:
    """One thing the caisse would refuse the file for."""

    code: ObjectionCode
    days: tuple[date, ...] = ()
    """The days its sentence names."""


def objections(
    patient: Patient,
    treatment: Treatment,
    adhesion: Adhesion | None,
    papers: Papers,
    status: YearStatus,
    rules: RuleSet,
    as_of: date,
    declared: Collection[tuple[str, date]] | None = None,
    late: Sequence[date] = (),
) -> tuple[Objection, ...]:
    """What would get the file refused; nothing for who is not eligible anyway.

    Args:
        patient: who it is about.
        treatment: the treatment.
        adhesion: the signed form.
        papers: what else the caisse looks at.
        status: where the year stands under the rules.
        rules: the rule set it stands under.
        as_of: the day of the report.
        declared: what was declared, or is not to be yet, as kind of act or `adhesion` and its day; None where
            that is not kept, and then nothing is said about it.
        late: days of follow-ups for which the adhesion was declared too late.
    """
    if status.status == "not_eligible":
        return ()
    return (
        *_of_the_person(patient, papers),
        *_of_the_treatment(treatment, papers, rules, as_of),
        *_of_the_acts(adhesion, status, as_of, declared),
        *([Objection("adhesion_late", tuple(late))] if late else []),
    )


def _of_the_person(patient: Patient, papers: Papers) -> Iterator[Objection]:
    if patient.nir is None:
        yield Objection("nir_missing")
    elif not _right(patient.nir):
        yield Objection("nir_wrong")
    if not patient.regime:
        yield Objection("regime_missing")
    if papers.dependant and not papers.insured_name:
        yield Objection("insured_missing")


def _right(nir: str) -> bool:
    try:
        read_nir(nir)
    except InputError:
        return False
    return True


def _of_the_treatment(
    treatment: Treatment, papers: Papers, rules: RuleSet, as_of: date
) -> Iterator[Objection]:
    if not papers.prescriber and not papers.prescriber_rpps:
        yield Objection("prescriber_missing")
    elif not papers.prescriber_rpps:
        yield Objection("rpps_missing")
    known = [day for day in papers.dispensed if day <= as_of]
    if len(known) < 2:  # one day alone says nothing about how long
        return
    enough = months_after(known[0], rules.eligible.min_months)
    until = min(as_of, treatment.end or as_of)
    if enough <= until and known[-1] < enough:
        yield Objection("dispensing_short", (known[0], known[-1]))


def _of_the_acts(
    adhesion: Adhesion | None,
    status: YearStatus,
    as_of: date,
    declared: Collection[tuple[str, date]] | None,
) -> Iterator[Objection]:
    if adhesion is None or adhesion.signed_on > as_of:
        yield Objection("adhesion_unsigned")
        return
    if declared is None:
        return
    if ("adhesion", adhesion.signed_on) not in declared:
        yield Objection("adhesion_undeclared", (adhesion.signed_on,))
    days = [act.day for act in status.counted if (act.kind, act.day) not in declared]
    if days:
        yield Objection("act_undeclared", tuple(dict.fromkeys(days)))


def objection_words(objection: Objection) -> str:
    """One sentence: what is wrong and what to do."""
    days = [write_date(day) for day in objection.days]
    match objection.code:
        case "nir_missing":
            return _("Would be refused: the NIR is missing.")
        case "nir_wrong":
            return _("Would be refused: the key of the NIR does not fit. Compare it with the carte Vitale.")
        case "regime_missing":
            return _("Would be refused: the health insurance scheme is missing.")
        case "insured_missing":
            return _("Would be refused: the patient is a dependant, and the insured person is missing.")
        case "prescriber_missing":
            return _("Would be refused: the prescriber is missing.")
        case "rpps_missing":
            return _("Would be refused: the RPPS number of the prescriber is missing.")
        case "dispensing_short":
            return _(
                "Would be refused: the dispensings recorded, from {first} to {last}, do not show a treatment "
                "as long as the rules require."
            ).format(first=days[0], last=days[-1])
        case "adhesion_unsigned":
            return _("Would be refused: the adhesion form is not signed.")
        case "adhesion_undeclared":
            return _("Would be refused: the adhesion of {day} is not declared.").format(day=days[0])
        case "act_undeclared":
            return _("Would be refused: not declared yet, what was done on {days}.").format(
                days=", ".join(days)
            )
        case "adhesion_late":
            return _(
                "Would be refused: the follow-ups of {days}, since the adhesion was not declared in an "
                "earlier year."
            ).format(days=", ".join(days))
        case _:
            assert_never(objection.code)

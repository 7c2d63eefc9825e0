"""What is to be mended in the dossiers, or what was done would not be paid: facts that lack or are wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal

from assistant.language import _
from assistant.year.detail import objections_of
from assistant.year.refusals import ObjectionCode
from assistant.year.status import YearStatus, year_status
from assistant.year.workplan import a_day

if TYPE_CHECKING:
    from assistant.dossier.patient import Treatment
    from assistant.dossier.summary import Summary
    from assistant.year.outlook import Outlook
    from assistant.year.rules import RuleSet

Mendable = ObjectionCode | Literal["treatment_unknown", "treatment_unproven"]
_FACTS: Final[set[str]] = {"treatment_unknown", "treatment_unproven"}
"""Reasons for which nothing can be said of a patient before something is recorded."""
_TO_DECLARE: Final[set[ObjectionCode]] = {"adhesion_undeclared", "act_undeclared"}
"""What the declaration sheet says: while one of them holds, the file is still to be entered."""
_OTHERS: Final[set[ObjectionCode]] = {*_TO_DECLARE, "adhesion_unsigned", "adhesion_late"}
"""Not mended in the dossier: to be declared, to be signed, or too late."""


@dataclass(frozen=True, slots=True)
class Mend:
    """One patient whose dossier is to be mended."""

    ref: str
    what: tuple[Mendable, ...]
    at_stake_eur: int
    """What is secured or can be reached, and would not be paid."""
    last_date: date
    """The last of the year; where nothing counts before it is mended, the last to begin the best way."""
    days_left: int

    @property
    def at_stake_a_day(self) -> float:
        """Euros at stake for each day that is left: as the work list orders its tasks."""
        return a_day(self.at_stake_eur, self.days_left)

    def to_json(self) -> dict[str, object]:
        """The patient as a JSON object: codes, what is to be mended in words, ISO days, euros."""
        return {
            "ref": self.ref,
            "what": [{"code": code, "words": mended_words(code)} for code in self.what],
            "last_date": self.last_date.isoformat(),
            "days_left": self.days_left,
            "at_stake_eur": self.at_stake_eur,
            "at_stake_eur_a_day": round(self.at_stake_a_day, 4),
        }


def to_mend(found: Outlook) -> tuple[Mend, ...]:
    """Whose dossier is to be mended, in the order of the work list.

    Nobody for whom nothing can be paid any more or all was entered, nor once the year is over: then the
    declaration sheet says what stops the entry.
    """
    every = [mend for one, status in found.statuses() for mend in _mend(found, one, status)]
    return tuple(sorted(every, key=lambda one: (-one.at_stake_a_day, one.last_date)))


def _mend(found: Outlook, one: Summary, status: YearStatus) -> Iterator[Mend]:
    year, as_of, rules = found.report.year, found.report.as_of, found.sets[status.rules]
    objections = found.objections[status.ref]
    if status.window is None or status.window.last < as_of:
        return
    lacking: list[Mendable] = [
        "treatment_unknown" if reason.code == "treatment_unknown" else "treatment_unproven"
        for reason in status.reasons
        if reason.code in _FACTS
    ]
    if lacking:  # as it would stand with a treatment that is long enough
        one = replace(one, treatment=_long_enough(one.treatment, status, rules))
        status = year_status(one.patient, one.treatment, one.adhesion, one.acts, rules, year, as_of)
        objections = objections_of(one, status, rules, as_of)
    codes = [objection.code for objection in objections]
    what = (*lacking, *(code for code in codes if code not in _OTHERS))
    open_still = bool(status.options) or any(code in _TO_DECLARE for code in codes)
    if what and status.best_eur and open_still and status.window is not None:
        last = status.options[0].last_date if lacking and status.options else status.window.last
        yield Mend(one.patient.ref, what, status.best_eur, last, (last - as_of).days)


def _long_enough(treatment: Treatment, status: YearStatus, rules: RuleSet) -> Treatment:
    assert status.window is not None
    began = status.window.first
    start = treatment.start or began - min(timedelta(days=366), began - date.min)
    return replace(treatment, start=start, expected_months=rules.eligible.min_months)


def mended_words(code: Mendable) -> str:
    """What is to be mended, in a few words."""
    return {
        "treatment_unknown": _("start and expected duration of the treatment missing"),
        "treatment_unproven": _("expected duration of the treatment missing"),
        "nir_missing": _("NIR missing"),
        "nir_wrong": _("key of the NIR wrong"),
        "regime_missing": _("health insurance scheme missing"),
        "insured_missing": _("insured person missing"),
        "prescriber_missing": _("prescriber missing"),
        "rpps_missing": _("RPPS number of the prescriber missing"),
        "dispensing_short": _("dispensings recorded too short"),
    }[code]


def mend_words(mend: Mend) -> str:
    """Everything that is to be mended of a patient, in one line."""
    return ", ".join(mended_words(code) for code in mend.what)

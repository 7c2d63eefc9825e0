"""The year of a whole pharmacy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from assistant.dossier.act import Act
from assistant.dossier.patient import Adhesion, Patient, Treatment
from assistant.settings.settings import CURRENT_RULES
from assistant.year.status import STANDINGS, Standing, YearStatus, year_status
from assistant.year.validity import governing, warning
from assistant.year.words import words

if TYPE_CHECKING:
    from assistant.year.rules import LegalText, RuleSet

Facts = tuple[Patient, Treatment, Adhesion | None, Sequence[Act]]


@dataclass(frozen=True, slots=True)
class YearReport:
    """Every dossier's status under one rule set."""

    year: int
    rules: str
    """Id of the rule set, or `current`: the one in force for each patient."""
    as_of: date
    patients: tuple[YearStatus, ...]
    """In the order the dossiers were given."""
    warning: str | None
    """Which text is in force when the rule set is not."""
    sets: tuple[str, ...] = ()
    """Ids of the rule sets that were applied, in the order of their dates."""

    @property
    def secured_eur(self) -> int:
        """Euros of the years that are met, and of the steps paid one by one."""
        return sum(status.secured_eur for status in self.patients)

    @property
    def to_confirm_eur(self) -> int:
        """Euros expected by exception, to be confirmed with the caisse."""
        return sum(status.amount_eur for status in self.patients if status.status == "to_confirm")

    @property
    def possible_eur(self) -> int:
        """Euros still to be gained over those secured and expected, each dossier by its best option."""
        return sum(status.possible_eur for status in self.patients)

    @property
    def counts(self) -> Mapping[Standing, int]:
        """How many dossiers stand where; every standing has its number."""
        found = Counter(status.status for status in self.patients)
        return {standing: found[standing] for standing in STANDINGS}

    @property
    def days_left(self) -> int:
        """Days of the year that follow the day of the report; none once it is over."""
        return max(0, (date(self.year, 12, 31) - self.as_of).days)

    def to_json(self) -> dict[str, object]:
        """The report as a JSON object: ISO days, euros, sentences in the language spoken now."""
        totals: dict[str, int] = {
            "patients": len(self.patients),
            **{str(standing): count for standing, count in self.counts.items()},
            "secured_eur": self.secured_eur,
            "to_confirm_eur": self.to_confirm_eur,
            "possible_eur": self.possible_eur,
        }
        return {
            "year": self.year,
            "rules": self.rules,
            "sets": list(self.sets),
            "as_of": self.as_of.isoformat(),
            "patients": [patient_json(status) for status in self.patients],
            "totals": totals,
            "warning": self.warning,
        }


def year_report(
    dossiers: Iterable[Facts],
    rules: RuleSet | Sequence[RuleSet],
    texts: Iterable[LegalText],
    year: int,
    as_of: date,
) -> YearReport:
    """The status of each dossier in a calendar year (1 to 9999), seen on the day `as_of`.

    Args:
        dossiers: the facts of each.
        rules: a rule set, or several: then each dossier follows the one in force for it (`governing`).
        texts: the convention texts.
        year: the calendar year.
        as_of: the day of the report.
    """
    sets = tuple(rules) if isinstance(rules, Sequence) else (rules,)
    current = isinstance(rules, Sequence)
    patients = tuple(
        year_status(
            patient,
            treatment,
            adhesion,
            acts,
            governing(sets, adhesion, year, as_of) if current else sets[0],
            year,
            as_of,
        )
        for patient, treatment, adhesion, acts in dossiers
    )
    applied = {status.rules for status in patients} or {governing(sets, None, year, as_of).id}
    return YearReport(
        year=year,
        rules=CURRENT_RULES if current else sets[0].id,
        as_of=as_of,
        patients=patients,
        warning=warning(governing(sets, None, year, as_of), texts, year, as_of),
        sets=tuple(one.id for one in sorted(sets, key=lambda one: one.since) if one.id in applied),
    )


def status_of(report: YearReport | None, ref: str) -> YearStatus | None:
    """Where one patient stands; None where the report says nothing of them."""
    return None if report is None else next((one for one in report.patients if one.ref == ref), None)


def patient_json(status: YearStatus) -> dict[str, object]:
    """One dossier's status as a JSON object."""
    return {
        "ref": status.ref,
        "status": status.status,
        "amount_eur": status.amount_eur,
        "met_on": _iso(status.met_on),
        "options": [
            {"amount_eur": option.amount_eur, "missing": option.missing.to_json()}
            for option in status.options
        ],
        "last_date": _iso(status.last_date),
        "uncounted": [
            {"kind": one.act.kind, "date": one.act.day.isoformat(), "reason": one.reason}
            for one in status.uncounted
        ],
        "reasons": words(status),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

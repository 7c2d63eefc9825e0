"""The year of a pharmacy with what is to come of it, as screens and commands show it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.year.detail import objections_of
from assistant.year.forecast import Forecast, forecasts
from assistant.year.report import YearReport, year_report
from assistant.year.rhythm import rhythms
from assistant.year.undeclared import undeclared

if TYPE_CHECKING:
    from assistant.dossier.summary import Summary
    from assistant.script.knowledge import Foreseeing
    from assistant.year.refusals import Objection
    from assistant.year.report import Facts
    from assistant.year.rules import LegalText, RuleSet
    from assistant.year.sheet import Declaring
    from assistant.year.status import YearStatus

Tell = Callable[[int, int], None]
"""Is told how many of how many are done."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """Where each patient stands, will stand, and what would get a file refused."""

    summaries: Sequence[Summary]
    report: YearReport
    sets: Mapping[str, RuleSet]
    """The rule sets that were asked for, by id."""
    forecasts: Mapping[str, Forecast]
    """By ref."""
    objections: Mapping[str, tuple[Objection, ...]]
    """What would get each file refused, by ref."""
    undeclared: tuple[Declaring, ...] = ()
    """Of whom something is to be declared: of a year that ends soon, or of the one before."""

    @property
    def applied(self) -> list[RuleSet]:
        """The rule sets that the report followed, the oldest first."""
        return [self.sets[name] for name in self.report.sets]

    @property
    def uncertain(self) -> list[str]:
        """What no source confirms in these rule sets."""
        return list(dict.fromkeys(str(note) for one in self.applied for note in one.uncertain))

    @property
    def expected_eur(self) -> int:
        """Euros secured on the last day, at the present rhythm."""
        return sum(one.expected.secured_eur for one in self.forecasts.values())

    @property
    def at_risk_eur(self) -> int:
        """Euros that can be reached and are not to be expected."""
        return sum(one.at_risk_eur for one in self.forecasts.values())

    def only(self, ref: str) -> Outlook | None:
        """The same of one patient; None where there is none of this ref."""
        found = [(one, status) for one, status in self.statuses() if status.ref == ref]
        if not found:
            return None
        (one, status), *_others = found
        sets = (status.rules,)
        return replace(
            self,
            summaries=(one,),
            report=replace(self.report, patients=(status,), sets=sets),
            forecasts={ref: self.forecasts[ref]},
            objections={ref: self.objections[ref]},
            undeclared=tuple(each for each in self.undeclared if each.one.patient.ref == ref),
        )

    def statuses(self) -> Iterator[tuple[Summary, YearStatus]]:
        """Each dossier with where it stands."""
        return zip(self.summaries, self.report.patients, strict=True)


def outlook(
    summaries: Sequence[Summary],
    rules: RuleSet | Sequence[RuleSet],
    texts: Sequence[LegalText],
    figures: Foreseeing,
    year: int,
    as_of: date,
    tell: Tell | None = None,
) -> Outlook:
    """The outlook of these dossiers.

    Args:
        summaries: the dossiers.
        rules: a rule set, or several of which the one in force is followed.
        texts: the convention texts.
        figures: how the rest of a year is foreseen.
        year: the calendar year.
        as_of: the day of the report.
        tell: is told how many patients of how many are done; each is gone through twice.
    """
    sets = {one.id: one for one in (rules if isinstance(rules, Sequence) else (rules,))}
    count, done = len(summaries), 0

    def step() -> None:
        nonlocal done
        done += 1
        if tell:
            tell(done, 2 * count)

    def facts() -> Iterator[Facts]:
        for one in summaries:
            yield one.patient, one.treatment, one.adhesion, one.acts
            step()

    report = year_report(facts(), rules, texts, year, as_of)
    coming = {}
    for found in forecasts(summaries, report.patients, sets, rhythms(summaries, figures, as_of), year, as_of):
        coming[found.ref] = found
        step()
    refused = {
        status.ref: objections_of(one, status, sets[status.rules], as_of)
        for one, status in zip(summaries, report.patients, strict=True)
    }
    return Outlook(summaries, report, sets, coming, refused, undeclared(summaries, report))

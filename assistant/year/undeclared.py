"""What is done and not declared while the year ends: the warning, and what is still to be entered of whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from assistant.language import _, ngettext
from assistant.notation import write_date
from assistant.script.knowledge import declared
from assistant.year.declaring import Entry, entries
from assistant.year.detail import objections_of
from assistant.year.library import rules as rule_set
from assistant.year.status import YearStatus, year_status
from assistant.year.validity import governing

if TYPE_CHECKING:
    from assistant.dossier.summary import Summary
    from assistant.year.refusals import Objection
    from assistant.year.report import YearReport
    from assistant.year.rules import RuleSet


@dataclass(frozen=True, slots=True)
class Declaring:
    """One patient's year on the declaration sheet."""

    one: Summary
    status: YearStatus
    entries: tuple[Entry, ...]
    objections: tuple[Objection, ...]
    """What in the file would stop the entry."""
    as_of: date

    @property
    def due(self) -> tuple[Entry, ...]:
        """What is to be entered now."""
        return tuple(entry for entry in self.entries if entry.state == "due")

    @property
    def until(self) -> date:
        """Last day of the year it is about."""
        return self.as_of if self.status.window is None else self.status.window.last

    @property
    def urgent(self) -> bool:
        """Whether something is to be entered and the year ends soon, or is over."""
        return bool(self.due) and self.until - self.as_of <= timedelta(weeks=declared().warn_weeks)


def declaring(one: Summary, status: YearStatus, as_of: date) -> Declaring:
    """What is to be declared of a patient whose year is known."""
    rules = rule_set(status.rules)
    found = entries(one, status, rules, as_of)
    return Declaring(one, status, found, objections_of(one, status, rules, as_of), as_of)


def sheet(
    summaries: Iterable[Summary],
    rules: RuleSet | Sequence[RuleSet],
    year: int,
    as_of: date,
    *,
    earlier: bool = False,
) -> list[Declaring]:
    """The declaration sheet: each patient's year, in the order given.

    Args:
        summaries: the dossiers.
        rules: a rule set, or several: then each dossier follows the one in force for it.
        year: the calendar year.
        as_of: the day it is seen from.
        earlier: whether what is still to be declared of the year before stands before it.
    """
    found = []
    for one in summaries:
        now = _status(one, rules, year, as_of)
        if earlier:
            before = _status(one, rules, year - 1, as_of)
            left = None if before.window == now.window else declaring(one, before, as_of)
            if left is not None and (left := _acts_alone(left)).due:
                found.append(left)
        found.append(declaring(one, now, as_of))
    return found


def entries_of_years(
    one: Summary, rules: RuleSet | Sequence[RuleSet], years: Iterable[int], as_of: date
) -> list[Entry]:
    """Everything that is, was or might be declared of a patient in these calendar years, each once."""
    found: dict[tuple[str, date, str | None], Entry] = {}
    for year in sorted(years):
        status = _status(one, rules, year, as_of)
        for entry in entries(one, status, rule_set(status.rules), as_of):
            key = entry.what, entry.day, entry.transcript
            if entry.state != "stray" or key not in found:
                found[key] = entry
    return list(found.values())


def _acts_alone(left: Declaring) -> Declaring:
    """What is due of an earlier year; its adhesion stands in the present one."""
    due = tuple(entry for entry in left.due if entry.what != "adhesion")
    return Declaring(left.one, left.status, due, left.objections, left.as_of)


def undeclared(summaries: Iterable[Summary], report: YearReport | None) -> tuple[Declaring, ...]:
    """The patients of whom something is to be entered before a year that ends soon, in the order given."""
    if report is None:
        return ()
    weeks = timedelta(weeks=declared().warn_weeks)
    statuses = {
        status.ref: status
        for status in report.patients
        if status.window is not None and status.window.last - report.as_of <= weeks
    }
    found = (
        declaring(one, statuses[one.patient.ref], report.as_of)
        for one in summaries
        if one.patient.ref in statuses
    )
    return tuple(one for one in found if one.urgent)


def undeclared_words(found: Sequence[Declaring]) -> str:
    """One sentence about all of them; nothing where there is none."""
    if not found:
        return ""
    number = sum(len(one.due) for one in found)
    entered = ngettext(
        "{count} thing done is not declared yet", "{count} things done are not declared yet", number
    ).format(count=number)
    of = ngettext("{count} patient", "{count} patients", len(found)).format(count=len(found))
    day = write_date(min(one.until for one in found))
    if all(one.until < one.as_of for one in found):
        return _("{entered} ({of}), and the year was over on {day}").format(entered=entered, of=of, day=day)
    return _("{entered} ({of}), and the year ends on {day}").format(entered=entered, of=of, day=day)


def warning_json(found: Iterable[Declaring]) -> list[dict[str, object]]:
    """The warning as JSON objects, one for each patient."""
    from assistant.year.declarewords import patient_warning

    return [
        {
            "code": "undeclared",
            "ref": one.one.patient.ref,
            "until": one.until.isoformat(),
            "what": [{"what": entry.what, "date": entry.day.isoformat()} for entry in one.due],
            "words": patient_warning(one),
        }
        for one in found
    ]


def _status(one: Summary, rules: RuleSet | Sequence[RuleSet], year: int, as_of: date) -> YearStatus:
    chosen = governing(rules, one.adhesion, year, as_of) if isinstance(rules, Sequence) else rules
    return year_status(one.patient, one.treatment, one.adhesion, one.acts, chosen, year, as_of)

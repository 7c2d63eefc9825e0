"""The declaration sheet: each patient's year with what is to be entered of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from assistant.errors import InputError
from assistant.language import _
from assistant.notation import write_date
from assistant.script.knowledge import declared
from assistant.year.declarewords import what_words
from assistant.year.declaring import Entry, entries
from assistant.year.detail import objections_of
from assistant.year.library import chosen, legal_texts
from assistant.year.library import rules as rule_set
from assistant.year.refusals import objection_words
from assistant.year.status import YearStatus, year_status
from assistant.year.validity import governing, warning

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
    as_of: date

    @property
    def objections(self) -> tuple[Objection, ...]:
        """What in the file would get it refused."""
        return objections_of(self.one, self.status, rule_set(self.status.rules), self.as_of)

    @property
    def due(self) -> tuple[Entry, ...]:
        """What is to be entered now."""
        return tuple(entry for entry in self.entries if entry.state == "due")

    @property
    def until(self) -> date:
        """Last day of the year it is about."""
        return self.as_of if self.status.window is None else self.status.window.last

    @property
    def past(self) -> bool:
        """Whether that year is over."""
        return self.until < self.as_of

    @property
    def urgent(self) -> bool:
        """Whether something is to be entered and the year ends soon, or is over."""
        return bool(self.due) and self.until - self.as_of <= timedelta(weeks=declared().warn_weeks)


def declaring(one: Summary, status: YearStatus, as_of: date) -> Declaring:
    """What is to be declared of a patient whose year is known."""
    return Declaring(one, status, entries(one, status, rule_set(status.rules), as_of), as_of)


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
        earlier: whether the acts of the year before stand before it, as far as they can be declared.
    """
    found = []
    for one in summaries:
        now = _status(one, rules, year, as_of)
        left = left_before(one, rules, now, as_of) if earlier else None
        found += [*([] if left is None else [left]), declaring(one, now, as_of)]
    return found


def left_before(
    one: Summary, rules: RuleSet | Sequence[RuleSet], now: YearStatus, as_of: date
) -> Declaring | None:
    """The acts of the year before the present one as far as they were or can be declared; None without any.

    No source names a last day to declare, so they stay until they are ticked.
    """
    if now.window is None or not any(act.day < now.window.first for act in one.acts):
        return None
    before = _status(one, rules, _year_before(now), as_of)
    if before.window == now.window:
        return None
    left = _acts_alone(declaring(one, before, as_of))
    return left if left.entries else None


def pharmacy_sheet(summaries: Iterable[Summary], rules: str, as_of: date) -> list[Declaring]:
    """The sheet of a day under a rule set of the settings, with what is left of the year before.

    Raises:
        NotFoundError: there is no such rule set.
        ScriptError: it has faults.
    """
    return sheet(summaries, chosen(rules), as_of.year, as_of, earlier=True)


def unfit(rules: str, as_of: date) -> str:
    """What to know where a rule set is not in force in the year of a day; nothing otherwise."""
    sets = chosen(rules)
    one = governing(sets, None, as_of.year, as_of) if isinstance(sets, tuple) else sets
    return warning(one, legal_texts(), as_of.year, as_of) or ""


def years_to_declare(one: Summary, rules: RuleSet | Sequence[RuleSet], as_of: date) -> set[int]:
    """The calendar years whose reports are about the present period, or about the one before."""
    now = _status(one, rules, as_of.year, as_of)
    return {as_of.year, as_of.year - 1, _year_before(now)}


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


def refused_words(one: Summary, report: YearReport) -> list[str]:
    """What would get a patient's file refused, in words; nothing where the report is not about them."""
    status = next((status for status in report.patients if status.ref == one.patient.ref), None)
    if status is None:
        return []
    return [objection_words(found) for found in declaring(one, status, report.as_of).objections]


def check_entered(entry: Entry, on: date, today: date) -> None:
    """Go on only where the day of entering can be right.

    Raises:
        InputError: it is in the future, or before what was entered.
    """
    if on > today:
        raise InputError(_("Nothing is entered in the future. Check the day."))
    if on < entry.day:
        raise InputError(
            _("What was done on {day} ({what}) cannot be entered before that day. Check the day.").format(
                what=what_words(entry.what, entry.theme), day=write_date(entry.day)
            )
        )


def _year_before(now: YearStatus) -> int:
    """The calendar year in which the period before this one began."""
    assert now.window is not None
    return now.window.first.year - 1


def _acts_alone(left: Declaring) -> Declaring:
    """The acts of an earlier year that were or can be declared; its adhesion stands in the present one."""
    acts = tuple(one for one in left.entries if one.what != "adhesion" and one.state != "refused")
    return Declaring(left.one, left.status, acts, left.as_of)


def _status(one: Summary, rules: RuleSet | Sequence[RuleSet], year: int, as_of: date) -> YearStatus:
    chosen = governing(rules, one.adhesion, year, as_of) if isinstance(rules, Sequence) else rules
    return year_status(one.patient, one.treatment, one.adhesion, one.acts, chosen, year, as_of)

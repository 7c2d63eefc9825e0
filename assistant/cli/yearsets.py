"""What `assistant year` says under each rule set: about one, about the one in force, or all side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import chain
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

from assistant.cli.opening import local_day
from assistant.cli.output import Outcome, table
from assistant.errors import AssistantError
from assistant.language import _
from assistant.notation import write_date
from assistant.settings import read_settings

if TYPE_CHECKING:
    from assistant.dossier.summary import Summary
    from assistant.store.store import Store
    from assistant.year.account import Account
    from assistant.year.outlook import Outlook, Tell
    from assistant.year.report import Facts, YearReport
    from assistant.year.rules import RuleSet

WIDEST = 10_000
"""Cells of a line where what is printed goes to no terminal: everything stays on one."""
ALL = "all"
"""Instead of the id of a rule set: every one, side by side."""


def facts_of(summaries: Sequence[Summary]) -> list[Facts]:
    """What the year is judged by."""
    return [(one.patient, one.treatment, one.adhesion, one.acts) for one in summaries]


def year_of(summaries: Sequence[Summary], day: date | None = None) -> YearReport:
    """Where the year of a day stands for these dossiers, seen from that day: today if none is given."""
    from assistant.year.library import chosen, legal_texts
    from assistant.year.report import year_report

    day = day or local_day()
    return year_report(facts_of(summaries), chosen(read_settings().rules), legal_texts(), day.year, day)


def outlook_of(summaries: Sequence[Summary], tell: Tell | None = None, day: date | None = None) -> Outlook:
    """The same with what is to come of it; tells how far it is."""
    from assistant.script.knowledge import foreseeing
    from assistant.year.library import chosen, legal_texts
    from assistant.year.outlook import outlook

    day = day or local_day()
    rules = chosen(read_settings().rules)
    return outlook(summaries, rules, legal_texts(), foreseeing(), day.year, day, tell=tell)


def following(one: Summary) -> tuple[dict[str, Any] | None, list[str]]:
    """What to do next with a patient for the year, as a JSON object and in words; never an amount."""
    from assistant.year.account import account
    from assistant.year.declarewords import patient_warning
    from assistant.year.offering import offers_to
    from assistant.year.report import status_of
    from assistant.year.undeclared import undeclared
    from assistant.year.worklist import next_act

    try:
        report = year_of([one])
    except AssistantError as error:  # the dossier is shown all the same
        return None, [error.message]
    then, told = next_act(one, status_of(report, one.patient.ref)), account(report, one.patient.ref)
    said = [] if told is None else list(told.lines)
    said += [patient_warning(left) for left in undeclared([one], report)]
    if then is None:
        return None, said
    proposed = next((offer.script for offer in offers_to(report, one.patient.ref) if offer.proposed), None)
    script = {"interview": "avk", "observance": "observance", "evaluation": proposed, "thematic": proposed}
    named = script.get(then.step)
    if named is not None:
        said.append(
            _("To begin it: `assistant interview {ref} --script {script}`").format(
                ref=one.patient.ref, script=named
            )
        )
    last = None if then.last_date is None else then.last_date.isoformat()
    return {"step": then.step, "theme": then.theme, "script": named, "last_date": last}, said


def account_of(store: Store, ref: str) -> Account | None:
    """A patient's year as told at the end of an interview, without amounts: the patient may see it.

    None where nothing can be said of it: a fault of the rules must not spoil the end of an interview.
    """
    from assistant.year.account import account

    try:
        return account(year_of([store.summary(ref)]), ref)
    except AssistantError:
        return None


def beside(rows: Sequence[Sequence[str]], kept: int, together: int, most: int) -> list[str]:
    """A table; where it is too wide, in as many as it takes, one below the other.

    Args:
        rows: the cells.
        kept: columns that each of them begins with.
        together: of the other columns, how many are never parted.
        most: cells of a line.
    """
    lines: list[str] = []
    first, total = kept, len(rows[0])
    while first < total:
        last = total
        while last - first > together and max(map(len, table(_columns(rows, kept, first, last)))) > most:
            last -= together
        part = table(_columns(rows, kept, first, last))
        lines += ["", *part] if lines else part
        first = last
    return lines


def _width() -> int:
    """Cells of a line where it is printed."""
    return get_terminal_size((WIDEST, 0)).columns


def _columns(rows: Sequence[Sequence[str]], kept: int, first: int, last: int) -> list[list[str]]:
    return [[*row[:kept], *row[first:last]] for row in rows]


def _amounts(report: YearReport) -> dict[str, dict[str, int]]:
    """Euros secured and the best that can still be reached, by ref: as `detail_json` names them."""
    return {
        status.ref: {
            "secured_eur": status.secured_eur,
            "possible_eur": status.possible_eur,
            "best_eur": status.best_eur,
        }
        for status in report.patients
    }


def _doubts(sets: Sequence[RuleSet]) -> list[str]:
    """What no source confirms, each once with the rule sets it is about."""
    about: dict[str, list[str]] = {}
    for one in sets:
        for note in one.uncertain:
            about.setdefault(str(note), []).append(one.id)
    return [f"[?] {note} ({', '.join(ids)})" for note, ids in about.items()]


def side_by_side(summaries: Sequence[Summary], damaged: list[str], year: int, as_of: date) -> Outcome:
    """The year under every rule set there is."""
    from assistant.year.library import legal_texts, rule_sets
    from assistant.year.report import year_report
    from assistant.year.sources import source_lines
    from assistant.year.words import standing_words

    sets, facts = rule_sets(), facts_of(summaries)
    reports = [year_report(facts, one, legal_texts(), year, as_of) for one in sets]
    result = {
        "year": year,
        "rules": ALL,
        "as_of": as_of.isoformat(),
        "reports": [report.to_json() | {"details": _amounts(report)} for report in reports],
        "sources": {one.id: {"source": one.source, "verified": one.verified} for one in sets},
        "uncertain": {one.id: [str(note) for note in one.uncertain] for one in sets},
        "damaged": damaged,
    }
    rows = [["", "", *chain.from_iterable((one.id, _("at best")) for one in sets)]]
    for index, one in enumerate(summaries):
        statuses = [report.patients[index] for report in reports]
        said = [
            (f"{standing_words(status.status)} {status.amount_eur} €", f"{status.best_eur} €")
            for status in statuses
        ]
        rows.append([one.patient.ref, one.patient.name, *chain.from_iterable(said)])
    best = [sum(status.best_eur for status in report.patients) for report in reports]
    secured = [(f"{each.secured_eur} €", f"{most} €") for each, most in zip(reports, best, strict=True)]
    possible = [(f"{report.possible_eur} €", "") for report in reports]
    rows.append(["", _("secured"), *chain.from_iterable(secured)])
    rows.append(["", _("still possible"), *chain.from_iterable(possible)])
    lines = [f"{year} · {write_date(as_of)}", *beside(rows, kept=2, together=2, most=_width())]
    lines += [report.warning for report in reports if report.warning]
    return Outcome(result, [*lines, *source_lines(sets), *_doubts(sets)], notices=damaged)

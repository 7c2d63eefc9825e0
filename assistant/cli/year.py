"""`assistant year`: where each patient stands this year."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from assistant.cli.opening import day_option
from assistant.cli.output import Outcome, table
from assistant.cli.unlocking import open_store
from assistant.cli.yearfiles import check_files, file_options, write_files
from assistant.cli.yearsets import ALL, applied, details, facts_of, side_by_side, sources
from assistant.errors import InputError
from assistant.language import _
from assistant.notation import shorten, write_date
from assistant.settings import read_settings


def describe() -> str:
    """What the command does."""
    return _("Where each patient stands with the year's requirements.")


def options(parser: ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--year", metavar="YEAR", help=_("calendar year; that of the report if not given"))
    parser.add_argument(
        "--rules",
        metavar="NAME",
        help=_("a rule set, “current” for the one in force, “all” side by side; the setting if not given"),
    )
    parser.add_argument("--as-of", metavar="DATE", help=_("day of the report; today if not given"))
    file_options(parser)


def run(given: Namespace) -> Outcome:
    """Report."""
    from assistant.year.library import chosen, legal_texts
    from assistant.year.report import year_report
    from assistant.year.words import standing_words, words

    name = given.rules or read_settings().rules
    sets = None if name == ALL else chosen(name)
    as_of = day_option(given.as_of)
    year = as_of.year if given.year is None else _year(given.year)
    check_files(given, several=sets is None)
    with open_store(given) as store:
        if store.access.rehearsal:
            raise InputError(_("These are rehearsals: they never count for a year."))
        summaries, damaged = store.summaries(), store.damaged()
    if sets is None:
        return side_by_side(summaries, damaged, year, as_of)
    report = year_report(facts_of(summaries), sets, legal_texts(), year, as_of)
    followed = applied(report)
    uncertain = list(dict.fromkeys(str(note) for one in followed for note in one.uncertain))
    full = details(report, summaries)
    result = report.to_json() | {"uncertain": uncertain, "damaged": damaged, "details": full}
    result["sources"] = {one.id: {"source": one.source, "verified": one.verified} for one in followed}
    names = {s.patient.ref: s.patient.name for s in summaries}
    lines = [f"{year} · {report.rules} · {write_date(as_of)}"]
    lines += [report.warning] if report.warning else []
    for status in report.patients:
        lines += table(
            [[status.ref, names[status.ref], standing_words(status.status), f"{status.amount_eur} €"]]
        )
        lines += [f"    {sentence}" for sentence in words(status)]
        lines += [f"    {one['words']}" for one in full[status.ref]["refused_for"]]
    lines.append(
        _("Secured: {secured} € · to confirm: {confirm} € · still possible: {possible} €").format(
            secured=report.secured_eur, confirm=report.to_confirm_eur, possible=report.possible_eur
        )
    )
    lines += sources(followed)
    lines += [f"[?] {note}" for note in uncertain]
    said = write_files(given, store, report, summaries)
    return Outcome(result, lines, notices=[*damaged, *said])


def _year(typed: str) -> int:
    if not (typed.isascii() and typed.isdecimal() and 2000 <= int(typed[:5]) <= 2100):
        raise InputError(_("“{typed}” is not a year. Type it such as 2016.").format(typed=shorten(typed)))
    return int(typed)

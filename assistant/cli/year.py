"""`assistant year`: where each patient stands this year."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from assistant.cli.opening import day_option
from assistant.cli.output import Outcome, table
from assistant.cli.unlocking import open_store
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
    parser.add_argument("--as-of", metavar="DATE", help=_("day of the report; today if not given"))


def run(given: Namespace) -> Outcome:
    """Report."""
    from assistant.year.library import legal_texts, rules
    from assistant.year.report import year_report
    from assistant.year.words import standing_words, words

    chosen = rules(read_settings().rules)
    as_of = day_option(given.as_of)
    year = as_of.year if given.year is None else _year(given.year)
    with open_store(given) as store:
        if store.access.rehearsal:
            raise InputError(_("These are rehearsals: they never count for a year."))
        summaries, damaged = store.summaries(), store.damaged()
    report = year_report(
        [(s.patient, s.treatment, s.adhesion, s.acts) for s in summaries], chosen, legal_texts(), year, as_of
    )
    uncertain = [str(note) for note in chosen.uncertain]
    result = report.to_json() | {"uncertain": uncertain, "damaged": damaged}
    names = {s.patient.ref: s.patient.name for s in summaries}
    lines = [f"{year} · {report.rules} · {write_date(as_of)}"]
    lines += [report.warning] if report.warning else []
    for status in report.patients:
        lines += table(
            [[status.ref, names[status.ref], standing_words(status.status), f"{status.amount_eur} €"]]
        )
        lines += [f"    {sentence}" for sentence in words(status)]
    lines.append(
        _("Secured: {secured} € · to confirm: {confirm} € · still possible: {possible} €").format(
            secured=report.secured_eur, confirm=report.to_confirm_eur, possible=report.possible_eur
        )
    )
    lines += [f"[?] {note}" for note in uncertain]
    return Outcome(result, lines, notices=damaged)


def _year(typed: str) -> int:
    if not (typed.isascii() and typed.isdecimal() and 2000 <= int(typed[:5]) <= 2100):
        raise InputError(_("“{typed}” is not a year. Type it such as 2016.").format(typed=shorten(typed)))
    return int(typed)

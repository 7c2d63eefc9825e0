"""`assistant year`: where each patient stands this year, and will stand on its last day."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from assistant.cli.opening import day_option, year_option
from assistant.cli.output import Outcome
from assistant.cli.progress import progress
from assistant.cli.unlocking import open_store
from assistant.cli.yearfiles import check_files, file_options, write_files
from assistant.cli.yearlines import as_json, head_lines, month_lines, patient_lines, total_lines, work_lines
from assistant.cli.yearsets import ALL, side_by_side
from assistant.errors import InputError, NotFoundError
from assistant.language import _
from assistant.notation import shorten
from assistant.settings import read_settings

if TYPE_CHECKING:
    from assistant.year.months import Month
    from assistant.year.outlook import Outlook

SETTING = ""
"""`--work` without a number: the weeks kept as data."""
MOST_WEEKS = 53


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
    parser.add_argument("--ref", metavar="REF", help=_("only this patient"))
    parser.add_argument(
        "--work",
        nargs="?",
        const=SETTING,
        metavar="WEEKS",
        help=_("what to do in the coming weeks, by the money and the time at risk; 6 weeks if not given"),
    )
    parser.add_argument(
        "--months", action="store_true", help=_("also what is secured, possible and lost by month")
    )
    file_options(parser)


def run(given: Namespace) -> Outcome:
    """Report."""
    from assistant.script.knowledge import foreseeing
    from assistant.year.library import chosen, legal_texts
    from assistant.year.outlook import outlook

    name = given.rules or read_settings().rules
    sets = None if name == ALL else chosen(name)
    as_of = day_option(given.as_of)
    year = as_of.year if given.year is None else year_option(given.year)
    weeks = None if given.work is None else _weeks(given.work, foreseeing().work_weeks)
    if sets is None and (weeks is not None or given.months):
        raise InputError(_("With --rules all, there is one report a rule set. Name one for the rest."))
    check_files(given, several=sets is None)
    with open_store(given) as store:
        if store.access.rehearsal:
            raise InputError(_("These are rehearsals: they never count for a year."))
        summaries, damaged = store.listed(progress(_("Reading the dossiers")))
    if sets is None:
        wanted = [one for one in summaries if given.ref in (None, one.patient.ref)]
        if given.ref is not None and not wanted:
            raise _nobody(given.ref)
        return side_by_side(wanted, damaged, year, as_of)
    tell = progress(_("Working out the year"))
    found = outlook(summaries, sets, legal_texts(), foreseeing(), year, as_of, tell=tell)
    if given.ref is not None:
        found = _only(found, given.ref)
    months = _months(found) if given.months else ()
    result = as_json(found, damaged, months, weeks)
    lines = [*head_lines(found), *(patient_lines(found) if weeks is None else work_lines(found, weeks))]
    lines += [*month_lines(months), *total_lines(found)]
    return Outcome(result, lines, notices=[*damaged, *write_files(given, store, found)])


def _months(found: Outlook) -> tuple[Month, ...]:
    from assistant.year.months import by_month

    tell = progress(_("Going through the months"))
    return by_month(found.summaries, found.report, found.sets, found.forecasts, tell)


def _only(found: Outlook, ref: str) -> Outlook:
    """The outlook of one patient, whose rhythm may still be the others'."""
    one = found.only(ref)
    if one is None:
        raise _nobody(ref)
    return one


def _nobody(ref: str) -> NotFoundError:
    return NotFoundError(_("There is no patient “{ref}”.").format(ref=shorten(ref)))


def _weeks(typed: str, usual: int) -> int:
    if typed == SETTING:
        return usual
    if not (typed.isascii() and typed.isdecimal() and 1 <= int(typed[:5]) <= MOST_WEEKS):
        raise InputError(
            _("“{typed}” is not a number of weeks. Type one from 1 to {most}.").format(
                typed=shorten(typed), most=MOST_WEEKS
            )
        )
    return int(typed)

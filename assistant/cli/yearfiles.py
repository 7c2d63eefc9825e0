"""The files `assistant year` writes on request: a calendar, and tables for a spreadsheet."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import InputError
from assistant.language import _
from assistant.notation import shorten

if TYPE_CHECKING:
    from assistant.store.store import Store
    from assistant.year.outlook import Outlook


def file_options(parser: ArgumentParser) -> None:
    """The options that name a file."""
    parser.add_argument("--csv", metavar="FILE", help=_("write a table, a row a patient, to a new file"))
    parser.add_argument(
        "--xlsx", metavar="FILE", help=_("the same for a spreadsheet, with dates and numbers")
    )
    parser.add_argument(
        "--ics",
        metavar="FILE",
        help=_(
            "write the next appointments and INR controls as a calendar without names; replaces an older one"
        ),
    )


def check_files(given: Namespace, *, several: bool = False) -> None:
    """Say what cannot be written before anything is read.

    Args:
        given: the options.
        several: whether rule sets are compared: there is no one report to write.

    Raises:
        InputError: a file is there that is not to be replaced, or there is nothing to write in it.
    """
    if several and (given.csv, given.xlsx, given.ics) != (None, None, None):
        raise InputError(_("A file is written of one rule set. Name it with --rules."))
    from assistant.exchange.calendar import is_ours

    for name in (given.csv, given.xlsx):
        if name is not None and Path(name).exists():
            raise InputError(
                _("{path} is there already. Choose another name.").format(path=shorten(name, 200))
            )
    if given.ics is not None and Path(given.ics).exists() and not is_ours(_beginning(given.ics)):
        raise InputError(
            _("{path} is there already and is no calendar of this program. Choose another name.").format(
                path=shorten(given.ics, 200)
            )
        )


def write_files(given: Namespace, store: Store, found: Outlook) -> list[str]:
    """Write what was asked for, which the audit trail says; what there is to say about it."""
    from assistant.store.leaving import let_out

    said, report = [], found.report
    count = len(report.patients)
    if given.csv is not None or given.xlsx is not None:
        from assistant.exchange.sheet import to_csv, to_xlsx
        from assistant.exchange.yearsheet import year_sheet

        sheet = year_sheet(report, found.summaries, found.forecasts)
        if given.csv is not None:
            let_out(store, Path(given.csv), [to_csv(sheet)], what="year", dossiers=count)
        if given.xlsx is not None:
            made = to_xlsx(sheet, report.as_of)
            let_out(store, Path(given.xlsx), [made], what="year", dossiers=count)
        said.append(_("The table holds names in plain text: keep it where patients’ files are kept."))
    if given.ics is not None:
        from assistant.clock import SystemClock
        from assistant.exchange.calendar import occasions, to_ics
        from assistant.script.knowledge import thresholds

        days = occasions(found.summaries, thresholds(), report.as_of)
        made = to_ics(days, SystemClock().now())
        let_out(store, Path(given.ics), [made], replaces=True, what="calendar", dossiers=count)
    return said


def _beginning(name: str) -> bytes:
    try:
        with Path(name).open("rb") as file:
            return file.read(1000)
    except OSError:
        return b""

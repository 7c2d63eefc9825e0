"""`assistant import`: what a pharmacy already has."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from assistant.cli.opening import local_day
from assistant.cli.output import Outcome, warned
from assistant.cli.unlocking import open_store
from assistant.language import _


def describe() -> str:
    """What the command does."""
    return _("Take in patients and acts from a CSV file: all rows or none. Twice adds nothing.")


def options(parser: ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("file", metavar="FILE.csv", help=_("a row an act; see docs/import.md"))


def run(given: Namespace) -> Outcome:
    """Read, check, then add."""
    from assistant.dossier.intake import warnings
    from assistant.exchange.arrivals import NEEDED, OPTIONAL, read_arrivals, take_in
    from assistant.exchange.table import read_table

    arrivals = read_arrivals(read_table(given.file, NEEDED, OPTIONAL), local_day())
    with open_store(given) as store:
        taken = take_in(store, arrivals, _progress if sys.stderr.isatty() else None)
    doubts = [
        _("Line {line}: {reason}").format(line=arrival.lines.get(name, arrival.line), reason=reason)
        for arrival in arrivals
        for name, reason in warnings(arrival.values).items()
    ]
    result = {"patients": taken.patients, "updated": taken.updated, "acts": taken.acts}
    return Outcome(
        result | warned(doubts),
        [
            _("Patients added: {patients} · changed: {updated} · acts added: {acts}").format(
                patients=taken.patients, updated=taken.updated, acts=taken.acts
            )
        ],
        notices=doubts,
    )


def _progress(done: int, of: int) -> None:
    sys.stderr.write(f"\r{done}/{of}" + ("\n" if done == of else ""))
    sys.stderr.flush()

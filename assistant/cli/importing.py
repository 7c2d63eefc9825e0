"""`assistant import`: what a pharmacy already has."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.opening import day_option, local_day
from assistant.cli.output import Outcome, warned
from assistant.cli.progress import counted, progress
from assistant.cli.unlocking import open_store
from assistant.errors import InputError
from assistant.language import _
from assistant.notation import shorten, write_date

if TYPE_CHECKING:
    from assistant.exchange.taking import Change


def describe() -> str:
    """What the command does."""
    return _("Take in patients and acts from a CSV file: all rows or none. Twice adds nothing.")


def options(parser: ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("file", metavar="FILE.csv", nargs="?", help=_("a row an act; see docs/import.md"))
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument(
        "--dry-run", action="store_true", help=_("only say what would be taken in; nothing is written")
    )
    ways.add_argument(
        "--dispensed",
        action="store_true",
        help=_("the file lists dispensings: say whom to invite; nothing is taken in"),
    )
    parser.add_argument(
        "--jsonl",
        action="store_true",
        help=_("the file is an archive of dossiers: all or none"),
    )
    parser.add_argument(
        "--fhir", action="store_true", help=_("the file is FHIR R4: a Bundle with patients; all or nothing")
    )
    parser.add_argument("--rehearsals", action="store_true", help=_("an archive of what was practised"))
    parser.add_argument("--as-of", metavar="DATE", help=_("day of that list; today if not given"))
    parser.add_argument("--template", metavar="FILE.csv", help=_("write an empty table to a new file"))


def run(given: Namespace) -> Outcome:
    """Write a template, say whom to invite, say what would be taken in, or take it in."""
    if given.template is not None:
        if given.file is not None:
            raise InputError(_("Either a file is taken in or --template writes one, not both."))
        return _template(given)
    if given.file is None:
        raise InputError(_("Which file? `assistant import --template FILE.csv` writes one to fill in."))
    if given.jsonl and given.fhir:
        raise InputError(_("The file is either an archive (--jsonl) or FHIR (--fhir), not both."))
    if given.jsonl:
        from assistant.cli.receiving import receive

        return receive(given)
    if given.fhir:
        from assistant.cli import fhirfiles

        if given.dispensed or given.as_of is not None:
            raise InputError(_("--dispensed and --as-of are of tables alone, not of FHIR."))
        if given.rehearsals:
            raise InputError(_("--rehearsals is of archives alone: add --jsonl."))
        return fhirfiles.receive(given)
    if given.rehearsals:
        raise InputError(_("--rehearsals is of archives alone: add --jsonl."))
    if given.dispensed:
        from assistant.cli.inviting import invite

        return invite(given, day_option(given.as_of))
    return _take(given)


def _take(given: Namespace) -> Outcome:
    from assistant.dossier.intake import warnings
    from assistant.exchange.arrivals import NEEDED, OPTIONAL, read_arrivals
    from assistant.exchange.known import twins
    from assistant.exchange.table import read_table
    from assistant.exchange.taking import Taken, changes, take_in

    rows = counted(read_table(given.file, NEEDED, OPTIONAL), _("Reading"))
    arrivals = read_arrivals(rows, local_day())
    found: list[Change] = []
    doubts = [
        _("Line {line}: {reason}").format(line=arrival.lines.get(name, arrival.line), reason=reason)
        for arrival in arrivals
        for name, reason in warnings(arrival.values).items()
    ]
    with open_store(given) as store:
        doubts += [
            _("Line {line}: {reason}").format(
                line=line, reason=_("Perhaps the same patient: {patient}.").format(patient=sentence)
            )
            for line, sentence in twins(arrivals, store.summaries())
        ]
        if given.dry_run:
            found = list(counted(changes(store, arrivals), _("Comparing")))
            taken = Taken()
            for one in found:
                taken += one
        else:
            taken = take_in(store, arrivals, progress(_("Taking in")))
    counts = taken.to_json()
    if given.dry_run:
        said = _("Nothing was taken in. Patients to add: {patients} · to change: {updated} · acts: {acts}")
        bring = [one for one in found if one.any]
        result = {"dry_run": True, **counts, "changes": [one.to_json() for one in bring]}
        lines = [said.format(**counts), *map(_said, bring)]
        return Outcome(result | warned(doubts), lines, notices=doubts)
    done = _("Patients added: {patients} · changed: {updated} · acts added: {acts}").format(**counts)
    return Outcome(counts | warned(doubts), [done], notices=doubts)


def _said(change: Change) -> str:
    """One patient of a dry run, in words: which facts, not what they say."""
    from assistant.script.knowledge import facts

    labels = [str(facts()[name].label) for name in facts() if name in change.facts]
    acts = [f"{kind} {write_date(date.fromisoformat(day))}" for kind, day in change.acts]
    kind = _("new") if change.new else _("changed")
    parts = [", ".join(part) for part in (labels, acts) if part]
    return f"{shorten(change.arrival.ref)}  {kind}: {' · '.join(parts)}"


def _template(given: Namespace) -> Outcome:
    from assistant.exchange import arrivals, dispensed
    from assistant.exchange.template import template
    from assistant.store import system
    from assistant.store.failure import refusal

    path = Path(given.template)
    if path.exists():
        raise InputError(
            _("{path} is there already. Choose another name.").format(path=shorten(given.template, 200))
        )
    names = (
        (*dispensed.KNOWN, *dispensed.NEEDED) if given.dispensed else (*arrivals.NEEDED, *arrivals.OPTIONAL)
    )
    try:
        system.replace(path, template(names))
    except OSError as error:
        raise refusal(error, path) from error
    written = _("Written: {path}").format(path=shorten(given.template, 200))
    return Outcome({"file": given.template, "columns": list(names)}, [written])

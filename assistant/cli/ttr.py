"""`assistant ttr`: time in the therapeutic range of a file of readings. Needs no store."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from typing import TYPE_CHECKING

from assistant.cli.opening import local_day, target_argument, target_option
from assistant.cli.output import Outcome
from assistant.errors import InputError
from assistant.language import _, ngettext
from assistant.notation import read_date, read_number, write_date, write_number
from assistant.settings import read_settings
from assistant.settings.settings import check, refusal

if TYPE_CHECKING:
    from assistant.avk.reading import Reading


def describe() -> str:
    """What the command does."""
    return _("Time in the therapeutic range (Rosendaal), from a file with the columns date,value.")


def options(parser: ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("file", metavar="FILE.csv", help=_("readings: columns date,value"))
    target_argument(parser)
    parser.add_argument("--confirmed", action="store_true", help=_("take values outside 0.5-20"))
    parser.add_argument(
        "--gap", metavar="DAYS", help=_("leave out longer gaps between two values, 14-120 days")
    )


def run(given: Namespace) -> Outcome:
    """Read the file and interpolate."""
    from assistant.avk.ttr import time_in_range

    target = target_option(given.target)
    gap = read_settings().ttr_gap_days if given.gap is None else _gap(given.gap)
    readings = _readings(given.file, local_day(), confirmed=given.confirmed)
    found = time_in_range(readings, target, gap)
    result = found.to_json()
    if found.ttr is None:
        lines = [_("There are no two readings near enough to each other: no time in range.")]
    else:
        lines = [
            _("Time in range: {share} % ({inside} of {days} days)").format(
                share=write_number(round(found.ttr * 100, 1)),
                inside=write_number(round(found.days_in_range, 1)),
                days=found.days,
            )
        ]
    lines += [
        _("Left out, too long without INR: {start} to {end}").format(
            start=write_date(date.fromisoformat(gap["from"])), end=write_date(date.fromisoformat(gap["to"]))
        )
        for gap in result["gaps"]
    ]
    return Outcome(result, lines)


def _gap(typed: str) -> int:
    try:
        return int(str(check("ttr_gap_days", typed)))
    except InputError as allowed:
        raise InputError(refusal("--gap", typed, allowed)) from None


def _readings(path: str, today: date, *, confirmed: bool) -> list[Reading]:
    from assistant.avk.inr import check_value
    from assistant.avk.reading import Reading
    from assistant.exchange.table import read_table
    from assistant.script.knowledge import thresholds

    readings: list[Reading] = []
    faults: list[str] = []
    for line, row in read_table(path, ("date", "value")):
        if isinstance(row, str):
            faults.append(_("Line {line}: {reason}").format(line=line, reason=row))
            continue
        try:
            reading = Reading(read_date(row["date"], today), read_number(row["value"]))
            check_value(reading.value, confirmed, thresholds())
            readings.append(reading)
        except InputError as error:
            faults.append(_("Line {line}: {reason}").format(line=line, reason=error.message))
    if faults:
        count = len(faults)
        head = ngettext("{count} row cannot be read:", "{count} rows cannot be read:", count)
        raise InputError("\n".join([head.format(count=count), *faults]), {"rows": faults})
    return readings

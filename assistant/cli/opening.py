"""What commands make of their options: days, ranges, files."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.clock import SystemClock, today
from assistant.errors import InputError
from assistant.language import _
from assistant.notation import read_date, read_number, shorten

if TYPE_CHECKING:
    from assistant.avk.reading import Target


def local_day() -> date:
    """Today."""
    return today(SystemClock())


def day_option(typed: str | None) -> date:
    """The day given by an option, today if none is.

    Raises:
        InputError: it is not a date.
    """
    return local_day() if typed is None else read_date(typed, local_day())


def year_option(typed: str) -> int:
    """The calendar year given by an option.

    Raises:
        InputError: it is none.
    """
    if not (typed.isascii() and typed.isdecimal() and 2000 <= int(typed[:5]) <= 2100):
        raise InputError(_("“{typed}” is not a year. Type it such as 2016.").format(typed=shorten(typed)))
    return int(typed)


def target_option(typed: str) -> Target:
    """The range given as `LOW-HIGH`.

    Raises:
        InputError: it is not two numbers, or not in order.
    """
    from assistant.avk.inr import check_target
    from assistant.avk.reading import Target

    low, dash, high = typed.replace("\u2013", "-").partition("-")
    if not dash:
        raise InputError(_("“{typed}” is not a range. Type it such as 2-3.").format(typed=shorten(typed)))
    target = Target(read_number(low), read_number(high))
    check_target(target)
    return target


def target_argument(parser: ArgumentParser) -> None:
    """The option for a target range."""
    parser.add_argument("--target", required=True, metavar="LOW-HIGH", help=_("target range, such as 2-3"))


def read_document(path: str) -> Any:
    """The data of a JSON or YAML file.

    Raises:
        NotFoundError: it cannot be read.
        InputError: it is neither.
    """
    from assistant.script.faults import refuse, unreadable
    from assistant.script.source import read_source

    file = Path(path)
    if file.suffix.casefold() == ".json":
        try:
            return json.loads(file.read_text(encoding="utf-8-sig"))
        except OSError as error:
            raise unreadable(path, error) from error
        except (ValueError, RecursionError) as error:
            place = f":{error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else ""
            raise InputError(
                _("{path}{place} is not JSON.").format(path=shorten(path, 200), place=place)
            ) from error
    source = read_source(file)
    if source.faults:
        raise refuse(source.faults)
    return source.data

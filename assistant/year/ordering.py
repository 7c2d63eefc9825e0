"""The orders a list of patients can be read in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

if TYPE_CHECKING:
    from assistant.year.status import Standing
    from assistant.year.worklist import WorkLine

Order = Literal["urgency", "name", "due", "year", "seen"]
ORDERS: Final[tuple[Order, ...]] = get_args(Order)

_STANDINGS: Final[dict[Standing | None, int]] = {
    "possible": 0,
    "to_confirm": 1,
    "met": 2,
    "impossible": 3,
    "not_eligible": 4,
    None: 5,
}


class Urgency(IntEnum):
    """Who comes first, and why: health before work begun, work begun before money.

    An INR that calls for the prescriber comes first, however old, as long as no other followed it. Then an
    interview left unfinished: somebody waits for the rest of it. Then an overdue INR, the longest overdue
    first. Then what the year still asks, the first last date first and the larger amount before the smaller.
    Then who has no INR yet, who has nothing left to do, and at the end who is not followed any more (dead,
    consent withdrawn, treatment over) or not eligible.
    """

    ALERT = 0
    UNFINISHED = 1
    OVERDUE = 2
    OPEN = 3
    UNMEASURED = 4
    SETTLED = 5
    LEFT = 6


def ordered(lines: Iterable[WorkLine], order: Order, *, turned: bool = False) -> list[WorkLine]:
    """The lines in an order; equal ones stay as they were given.

    Args:
        lines: the lines, by name.
        order: `urgency`; `name`; `due`, the earliest INR due first; `year`, what is open first, by last date;
            `seen`, who was seen longest ago first.
        turned: the other way round.
    """
    if order != "name":
        return sorted(lines, key=_KEYS[order], reverse=turned)
    return list(lines)[:: -1 if turned else 1]


def _urgency(line: WorkLine) -> tuple[Any, ...]:
    late = 0 if line.control is None else line.control.late_days
    return line.urgency, -late, _last_date(line), -line.possible_eur


def _due(line: WorkLine) -> tuple[Any, ...]:
    due = None if line.control is None else line.control.due
    return line.control is None, due or date.max


def _year(line: WorkLine) -> tuple[Any, ...]:
    standing = None if line.status is None else line.status.status
    return _STANDINGS[standing], _last_date(line), -line.possible_eur


def _seen(line: WorkLine) -> tuple[Any, ...]:
    return (line.last_seen or date.min,)


def _last_date(line: WorkLine) -> date:
    last = None if line.next_act is None else line.next_act.last_date
    return last or date.max


_KEYS: Final[dict[Order, Callable[[WorkLine], tuple[Any, ...]]]] = {
    "urgency": _urgency,
    "due": _due,
    "year": _year,
    "seen": _seen,
}

"""The columns of the list of patients: which ones a width has room for, and what they say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assistant.language import _
from assistant.notation import write_date, write_number
from assistant.tui.keys import N_
from assistant.year.amounts import possible_words
from assistant.year.ordering import Order, Urgency
from assistant.year.words import standing_words

if TYPE_CHECKING:
    from datetime import date

    from assistant.year.worklist import Step, WorkLine

WIDE: Final = 116
"""Cells from which on each thing has a column of its own."""
WIDEST: Final = 170
NAME: Final = (18, 34)
"""Least and most cells of the patients' names, which take what is left."""
ENDLESS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Column:
    """One thing said of each patient."""

    label: str
    """In English; looked up when it is shown."""
    width: int
    """Cells, without the gap behind it; 0 takes what is left."""
    write: Callable[[WorkLine, bool], str]
    """The text of a line, with amounts or without."""
    order: Order | None = None
    """What a click on its head sorts by."""
    least: int = 0
    most: int = ENDLESS
    """The widths of the list, in cells, between which it is shown."""
    strong: Callable[[WorkLine], bool] | None = None
    """Whether it stands out."""
    amount: bool = False
    """Whether it is left out without amounts."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A column where it stands."""

    column: Column
    start: int
    width: int
    """Cells of its text."""


def placed(width: int, *, amounts: bool) -> tuple[Placed, ...]:
    """The columns that a width has room for.

    Args:
        width: cells of the list.
        amounts: whether amounts may be seen.
    """
    gap = 2 if width >= WIDEST else 1
    shown = [c for c in COLUMNS if c.least <= width <= c.most and (amounts or not c.amount)]
    taken = sum(column.width + gap for column in shown)
    name = min(max(width - taken, NAME[0]), NAME[1])
    found, start = [], 0
    for column in shown:
        cells = column.width or name
        found.append(Placed(column, start, cells))
        start += cells + gap
    return tuple(found)


def step_words(step: Step) -> str:
    """What to do next, in a word or two."""
    return {
        "resume": _("finish"),
        "facts": _("complete"),
        "adhesion": _("adhesion"),
        "interview": _("interview"),
        "evaluation": _("evaluate"),
        "thematic": _("theme"),
        "observance": _("follow-up"),
    }[step]


def late(line: WorkLine) -> bool:
    """Whether an INR is overdue."""
    return line.control is not None and line.control.late_days > 0


def inr_words(line: WorkLine) -> str:
    """The last INR, where it stands against the range, its day."""
    last = line.summary.last_reading
    if last is None:
        return ""
    return f"{write_number(last.value):<4}{_sign(line):<1} {write_date(last.day)}"


def late_words(line: WorkLine) -> str:
    """When the next INR is due, or for how long it has been."""
    if line.control is None:
        return ""
    if line.control.due is None:
        return _("to be done")
    if line.control.late_days:
        return _("late {days} d").format(days=line.control.late_days)
    return write_date(line.control.due)


def year_words(line: WorkLine) -> str:
    """Where the year stands."""
    if line.status is None:
        return ""
    shorter = {"impossible": _("lost"), "possible": _("possible")}
    return shorter.get(line.status.status) or standing_words(line.status.status)


def _sign(line: WorkLine) -> str:
    if line.level == "call":
        return "!"
    return {"above": "↑", "below": "↓"}.get(line.inr_class or "", "")


def _act(line: WorkLine) -> str:
    return "" if line.next_act is None else step_words(line.next_act.step)


def _act_or_year(line: WorkLine, amounts: bool) -> str:
    act = _act(line)
    if not act:
        return year_words(line)
    return f"{act} {possible_words(line.status)}" if amounts and line.possible_eur else act


def _due(line: WorkLine) -> str:
    if line.control is None or line.control.due is None or not line.control.late_days:
        return late_words(line)
    return f"{write_date(line.control.due)}, {late_words(line)}"


def _day(day: date | None) -> str:
    return "" if day is None else write_date(day)


COLUMNS: Final = (
    Column(N_("Patient"), 0, lambda line, _amounts: line.summary.patient.name, "name"),
    Column(N_("Born"), 10, lambda line, _amounts: _day(line.summary.patient.birth_date), least=WIDE),
    Column(N_("Medicine"), 11, lambda line, _amounts: line.medicine),
    Column(
        N_("Last INR"),
        16,
        lambda line, _amounts: inr_words(line),
        strong=lambda line: line.urgency == Urgency.ALERT,
    ),
    Column(N_("INR due"), 12, lambda line, _amounts: late_words(line), "due", most=WIDEST - 1, strong=late),
    Column(N_("INR due"), 25, lambda line, _amounts: _due(line), "due", least=WIDEST, strong=late),
    Column(N_("To do"), 15, _act_or_year, "year", most=WIDE - 1),
    Column(N_("Year"), 13, lambda line, _amounts: year_words(line), "year", least=WIDE),
    Column(N_("To do"), 9, lambda line, _amounts: _act(line), least=WIDE),
    Column(
        N_("Last day"),
        10,
        lambda line, _amounts: _day(line.next_act.last_date if line.next_act else None),
        least=WIDE,
    ),
    Column(N_("Stake"), 7, lambda line, _amounts: possible_words(line.status), least=WIDE, amount=True),
    Column(N_("Planned"), 10, lambda line, _amounts: _day(line.summary.next_interview), least=WIDEST),
    Column(N_("Seen"), 10, lambda line, _amounts: _day(line.last_seen), "seen", least=WIDEST),
)

"""The lines of a pharmacy's year: a patient each, the orders they can be read in, what a filter finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from assistant.notation import fold, write_date
from assistant.year.mending import Mend, to_mend
from assistant.year.status import STANDINGS
from assistant.year.workplan import Task, work_plan

if TYPE_CHECKING:
    from assistant.dossier.summary import Summary
    from assistant.year.forecast import Forecast
    from assistant.year.outlook import Outlook
    from assistant.year.refusals import Objection
    from assistant.year.status import YearStatus

Order = Literal["risk", "until", "year", "refused", "name"]
ORDERS: Final[tuple[Order, ...]] = get_args(Order)
WHOLE_YEAR: Final = 106
"""Weeks that reach beyond any window."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """One patient's year: how it stands, how it will stand, what is to be done."""

    summary: Summary
    status: YearStatus
    forecast: Forecast
    objections: tuple[Objection, ...]
    task: Task | None
    """None where nothing can be done for this year any more, or nothing is left to do."""
    mend: Mend | None
    """What is to be mended in the dossier, or the caisse would refuse it."""
    urgent: bool
    """Whether the task falls into the coming weeks, or something is to be mended."""

    @property
    def ref(self) -> str:
        """Whose it is."""
        return self.summary.patient.ref

    @property
    def until(self) -> date | None:
        """The first day by which something is to be done; None where nothing is."""
        return min((one.last_date for one in (self.task, self.mend) if one is not None), default=None)

    def holds(self, typed: Iterable[str]) -> bool:
        """Whether name, birth date or ref hold each of these words, folded."""
        patient = self.summary.patient
        text = fold(f"{patient.name} {write_date(patient.birth_date)} {patient.ref}")
        return all(word in text for word in typed)


def prospects(found: Outlook, weeks: int) -> list[Prospect]:
    """The lines of all patients, in the order of the dossiers.

    Args:
        found: the year.
        weeks: how far the work list looks ahead.
    """
    every = {t.ref: t for t in work_plan(found.summaries, found.report, found.forecasts, WHOLE_YEAR)}
    soon = {t.ref for t in work_plan(found.summaries, found.report, found.forecasts, weeks)}
    mends = {mend.ref: mend for mend in to_mend(found)}
    return [
        Prospect(
            one,
            status,
            found.forecasts[status.ref],
            found.objections[status.ref],
            every.get(status.ref),
            mends.get(status.ref),
            status.ref in soon or status.ref in mends,
        )
        for one, status in found.statuses()
    ]


def ordered(lines: Sequence[Prospect], order: Order, *, turned: bool = False) -> list[Prospect]:
    """The lines in an order; equal ones stay as they were given.

    Args:
        lines: the lines, by name.
        order: `risk`, what loses most by waiting first, as in the work list, then what is only to be mended;
            `until`, the first last date first; `year`, by standing; `refused`, what most would get refused
            first; `name`.
        turned: the other way round.
    """
    if order == "name":
        return list(lines)[:: -1 if turned else 1]
    return sorted(lines, key=_KEYS[order], reverse=turned)


def _risk(line: Prospect) -> tuple[Any, ...]:
    task, mend = line.task, line.mend
    if task is None:
        return (2,) if mend is None else (1, -mend.at_stake_a_day, mend.last_date)
    return 0, -task.at_risk_a_day, task.last_date, -task.possible_eur, task.due


def _until(line: Prospect) -> tuple[Any, ...]:
    return line.until or date.max, -line.forecast.at_risk_eur


def _year(line: Prospect) -> tuple[Any, ...]:
    return STANDINGS.index(line.status.status), -line.status.amount_eur


def _refused(line: Prospect) -> tuple[Any, ...]:
    return (-len(line.objections),)


_KEYS: Final[dict[Order, Callable[[Prospect], tuple[Any, ...]]]] = {
    "risk": _risk,
    "until": _until,
    "year": _year,
    "refused": _refused,
}

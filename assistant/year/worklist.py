"""What a list of patients says of each: the INR that is due, the act to do next, and who comes first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

from assistant.avk.inr import Action, InrClass, action, inr_class
from assistant.notation import fold, write_date
from assistant.year.ordering import Urgency
from assistant.year.themes import next_theme

if TYPE_CHECKING:
    from assistant.avk.thresholds import Thresholds
    from assistant.dossier.act import Theme
    from assistant.dossier.summary import Summary
    from assistant.year.report import YearReport
    from assistant.year.sheet import Declaring
    from assistant.year.status import YearStatus

Step = Literal["resume", "facts", "adhesion", "interview", "evaluation", "thematic", "observance"]
"""Go on with an interview; complete the facts the year is judged by; have the adhesion signed; an act."""

_IN_TURN: Final[tuple[Step, ...]] = ("adhesion", "interview", "evaluation", "thematic", "observance")
"""What a way to the year may lack, in the order it is done; names of `Missing`."""
_TO_COMPLETE: Final = {"treatment_unknown", "treatment_unproven"}


@dataclass(frozen=True, slots=True)
class NextAct:
    """What to do next with a patient."""

    step: Step
    last_date: date | None = None
    """The last day on which it may be started for the year's sake; None without one."""
    theme: Theme | None = None
    """The one proposed, where it is a thematic interview."""


@dataclass(frozen=True, slots=True)
class Control:
    """The INR that comes next."""

    due: date | None
    """None while no INR is known: one is to be done."""
    late_days: int = 0
    """Days since it was due; 0 while it is not late."""


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One patient of the list."""

    summary: Summary
    status: YearStatus | None
    """None where nothing can be said of the year."""
    urgency: Urgency
    inr_class: InrClass | None
    level: Action | None
    """What the last INR alone calls for."""
    control: Control | None
    """None for who is not followed, or of whom no treatment is known."""
    next_act: NextAct | None
    medicine: str
    """Brand, in the language spoken now."""

    @property
    def last_seen(self) -> date | None:
        """Day of the latest act or interview."""
        days = [act.day for act in self.summary.acts]
        days += [date.fromisoformat(line.started_at[:10]) for line in self.summary.transcripts]
        return max(days, default=None)

    @property
    def possible_eur(self) -> int:
        """Euros still to be secured this year."""
        return 0 if self.status is None else self.status.possible_eur


@dataclass(frozen=True)
class Worklist:
    """The patients of a pharmacy."""

    lines: tuple[WorkLine, ...]
    """In the order the dossiers were given: by name."""
    report: YearReport | None
    """The year of all of them; None where nothing can be said of it."""
    count: int
    """How many patients there are: more than lines where only the first ones were looked at."""
    undeclared: tuple[Declaring, ...] = ()
    """Of whom something is to be declared before a year that ends soon."""

    @cached_property
    def searched(self) -> dict[str, str]:
        """What a filter looks into, folded, by ref. Made when it is first asked for."""
        return {
            line.summary.patient.ref: fold(
                f"{line.summary.patient.name} {write_date(line.summary.patient.birth_date)} "
                f"{line.summary.patient.ref} {line.medicine}"
            )
            for line in self.lines
        }

    def found(self, lines: Sequence[WorkLine], typed: str) -> Sequence[WorkLine]:
        """Those of the lines that hold each word typed: a part of name, birth date, ref or medicine."""
        for word in fold(typed).split():
            searched = self.searched
            lines = [one for one in lines if word in searched[one.summary.patient.ref]]
        return lines


def worklist(
    summaries: Iterable[Summary],
    report: YearReport | None,
    thresholds: Thresholds,
    brands: Mapping[str, str],
    as_of: date,
) -> Worklist:
    """The list as it stands on a day.

    Args:
        summaries: the dossiers.
        report: their year.
        thresholds: levels of the INR, and after how many days the next one is due.
        brands: name of each medicine by id; one that is not there is named by its id.
        as_of: the day.
    """
    statuses = {} if report is None else {status.ref: status for status in report.patients}
    lines = tuple(_line(one, statuses.get(one.patient.ref), thresholds, brands, as_of) for one in summaries)
    return Worklist(lines, report, len(lines))


def foremost(summaries: Sequence[Summary], most: int, thresholds: Thresholds, as_of: date) -> list[Summary]:
    """The most urgent dossiers, found without the year of all: at least so many of them, or all.

    What comes before the year in `Urgency` comes first in the list too.
    """
    ranked = []
    for one in summaries:
        stays = followed(one, as_of)
        following = control(one, thresholds, as_of) if stays else None
        urgency = _urgency(_level(one, thresholds), following, next_act(one, None), None, stays)
        if urgency < Urgency.OPEN:
            ranked.append((urgency, -following.late_days if following else 0))
        else:
            ranked.append((Urgency.LEFT, 0))
    last = sorted(ranked)[min(most, len(ranked)) - 1] if ranked else None
    if last is None or last[0] == Urgency.LEFT:
        return list(summaries)
    return [one for one, rank in zip(summaries, ranked, strict=True) if rank <= last]


def control(one: Summary, thresholds: Thresholds, as_of: date) -> Control | None:
    """The next INR of a patient.

    It is due a month after the last one (`overdue_after_days`), or on the day agreed on, whichever comes
    first: agreeing on a later day does not put off the monthly control. Nothing is due for somebody who is
    not followed any more, or of whom neither medicine, start nor INR is known.
    """
    treatment, last = one.treatment, one.last_reading
    if not followed(one, as_of) or not (treatment.medicine or treatment.start or last):
        return None
    days = [] if last is None else [last.day + timedelta(days=thresholds.overdue_after_days)]
    if one.next_inr is not None and (last is None or one.next_inr > last.day):
        days.append(one.next_inr)
    if not days:
        return Control(None)
    due = min(days)
    return Control(due, max(0, (as_of - due).days))


def next_act(one: Summary, status: YearStatus | None) -> NextAct | None:
    """What to do next: finish what was begun, then what the best way to the year's amount lacks first."""
    if one.unfinished:
        return NextAct("resume", None if status is None else status.last_date)
    if status is None:
        return None
    if not status.options:
        lacking = any(reason.code in _TO_COMPLETE for reason in status.reasons)
        return NextAct("facts") if lacking else None
    best = status.options[0]
    step: Step = next((one for one in _IN_TURN if getattr(best.missing, one)), "observance")
    return NextAct(step, best.last_date, next_theme(status) if step == "thematic" else None)


def _line(
    one: Summary,
    status: YearStatus | None,
    thresholds: Thresholds,
    brands: Mapping[str, str],
    as_of: date,
) -> WorkLine:
    last, target, level = one.last_reading, one.treatment.target, _level(one, thresholds)
    following, then = control(one, thresholds, as_of), next_act(one, status)
    medicine = brands.get(one.treatment.medicine or "", one.treatment.medicine or "")
    return WorkLine(
        summary=one,
        status=status,
        urgency=_urgency(level, following, then, status, followed(one, as_of)),
        inr_class=None if last is None or target is None else inr_class(last.value, target),
        level=level,
        control=following,
        next_act=then,
        medicine=medicine,
    )


def _level(one: Summary, thresholds: Thresholds) -> Action | None:
    """What the last INR alone calls for."""
    value = None if one.last_reading is None else one.last_reading.value
    return action(
        value, one.treatment.target, bleeding=False, danger=False, overdue=False, thresholds=thresholds
    )


def _urgency(
    level: Action | None,
    following: Control | None,
    then: NextAct | None,
    status: YearStatus | None,
    followed: bool,
) -> Urgency:
    if not followed:
        return Urgency.LEFT
    if level == "call":
        return Urgency.ALERT
    if then is not None and then.step == "resume":
        return Urgency.UNFINISHED
    if following is not None and following.late_days:
        return Urgency.OVERDUE
    if then is not None:
        return Urgency.OPEN
    if following is not None and following.due is None:
        return Urgency.UNMEASURED
    return Urgency.LEFT if status is not None and status.status == "not_eligible" else Urgency.SETTLED


def followed(one: Summary, as_of: date) -> bool:
    """Whether the patient lives, is treated, comes to this pharmacy and did not withdraw consent."""
    left = (
        one.patient.death_date,
        one.patient.moved_on,
        None if one.treatment.end is None else one.treatment.end + timedelta(days=1),
        None if one.adhesion is None else one.adhesion.withdrawn_on,
    )
    return not any(day is not None and day <= as_of for day in left)

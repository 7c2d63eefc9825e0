"""A second, deliberately naive reading of DOMAIN.md §5: every day is looked at, every plan is tried.

It shares no code with `assistant.year` and holds the figures of avenant 8 itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import product

from assistant.dossier.act import Act, ActKind
from assistant.dossier.patient import Adhesion, Patient, Treatment

ONE = timedelta(days=1)
KINDS: tuple[ActKind, ...] = ("interview", "observance")


@dataclass(frozen=True)
class History:
    patient: Patient
    treatment: Treatment
    adhesion: Adhesion | None
    acts: tuple[Act, ...]
    year: int
    as_of: date


@dataclass(frozen=True)
class Answer:
    status: str
    amount: int
    met_on: date | None
    options: tuple[tuple[int, int, int, int], ...]
    """Euros, interviews, follow-ups, adhesions."""
    last_date: date | None
    uncounted: tuple[tuple[str, date, str], ...]


def later(day: date, months: int) -> date:
    """The day on which so many months have passed, found by walking there."""
    walked, seen = day, 0
    while seen < months:
        before, walked = walked, walked + ONE
        passed_over = walked.day == 1 and before.day < day.day
        if passed_over:
            seen += 1
            if seen == months:
                return before
        elif walked.day == day.day:
            seen += 1
    return walked


def age(born: date, day: date) -> int:
    years = 0
    while (years + 1) * 365 < (day - born).days + 30 and birthday(born, years + 1) <= day:
        years += 1
    return years


def birthday(born: date, years: int) -> date:
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 2, 28)


def known(history: History) -> History:
    """The history without what the day of the report cannot know."""
    patient, adhesion = history.patient, history.adhesion
    if patient.death_date and patient.death_date > history.as_of:
        patient = replace(patient, death_date=None)
    if adhesion and adhesion.signed_on > history.as_of:
        adhesion = None
    return replace(history, patient=patient, adhesion=adhesion)


def long_enough(history: History) -> bool:
    treatment = history.treatment
    if treatment.start and treatment.end:
        return treatment.end >= later(treatment.start, 6)
    if treatment.expected_months is not None:
        return treatment.expected_months >= 6
    if treatment.start is None:
        return False
    until = min(history.as_of, history.patient.death_date or history.as_of)
    return later(treatment.start, 6) <= until


def under_treatment(history: History, day: date) -> bool:
    start, end, died = history.treatment.start, history.treatment.end, history.patient.death_date
    return (not start or start <= day) and (not end or day <= end) and (not died or day <= died)


@cache
def days_of(year: int) -> tuple[date, ...]:
    days = [date(year, 1, 1)]
    while days[-1].year == year:
        days.append(days[-1] + ONE)
    return tuple(days[:-1])


@cache
def treated_days(history: History) -> list[date]:
    return [day for day in days_of(history.year) if under_treatment(history, day)]


def eligible(history: History) -> bool:
    treated = treated_days(replace(history, acts=(), adhesion=None))
    if not treated or not long_enough(history):
        return False
    signed = history.adhesion.signed_on if history.adhesion else None
    joined = signed if signed and signed.year <= history.year else max(treated)
    return age(history.patient.birth_date, joined) >= 18


def sort_out(history: History) -> tuple[list[Act], list[tuple[Act, str]]]:
    counted: list[Act] = []
    refused: list[tuple[Act, str]] = []
    fit = eligible(history)
    signed = history.adhesion.signed_on if history.adhesion else None
    busy = {act.day for act in history.acts}
    for day in [day for day in days_of(history.year) if day in busy]:
        for act in [act for act in history.acts if act.day == day]:
            if day > history.as_of:
                refused.append((act, "future"))
            elif not signed or day < signed:
                refused.append((act, "before_adhesion"))
            elif act.kind == "observance" and signed.year == day.year:
                refused.append((act, "adhesion_year"))
            elif not fit or not under_treatment(history, day):
                refused.append((act, "not_eligible"))
            elif [one for one in counted if one.kind == act.kind and one.day == day]:
                refused.append((act, "same_day"))
            else:
                counted.append(act)
    return counted, refused


def paid(counted: list[Act], first_year: bool) -> dict[int, date]:
    """Each amount reached and the first day on which it was, adding act after act."""
    found: dict[int, date] = {}
    so_far: list[str] = []
    for act in sorted(counted, key=lambda act: act.day):
        so_far.append(act.kind)
        interviews, follow_ups = so_far.count("interview"), so_far.count("observance")
        if interviews >= 2:
            found.setdefault(40, act.day)
        if interviews >= 1 and follow_ups >= 2 and not first_year:
            found.setdefault(30, act.day)
    return found


def excepted(history: History, counted: list[Act]) -> bool:
    if not [act for act in counted if act.kind == "interview"]:
        return False
    died = history.patient.death_date
    signed = history.adhesion.signed_on if history.adhesion else None
    return bool(died and died.year == history.year) or bool(
        signed and signed.year == history.year and signed.month >= 7
    )


def carried_out(history: History, start: date, interviews: int, follow_ups: int) -> History:
    """The history seen on the year's last day, had so many acts been done from this day on, a kind a day."""
    acts = list(history.acts)
    left = {"interview": interviews, "observance": follow_ups}
    day = start
    if history.adhesion is None:
        history = replace(history, adhesion=Adhesion(start))
        # What was done before the form was signed is not taken back in.
        acts = [act for act in acts if act.day != start]
    while day.year == history.year and any(left.values()):
        for kind in KINDS:
            if left[kind] and not [one for one in acts if one.kind == kind and one.day == day]:
                acts.append(Act(kind, day, "plan"))
                left[kind] -= 1
        day += ONE
    return replace(history, acts=tuple(acts), as_of=max(history.as_of, date(history.year, 12, 31)))


def open_ways(history: History, secured: int) -> tuple[tuple[tuple[int, int, int, int], ...], date | None]:
    """Every amount above this one that a plan still reaches, with the least to do; the last day to start."""
    died = history.patient.death_date
    if died and died.year <= history.year:
        return (), None
    counted, _ = sort_out(history)
    history = replace(history, acts=tuple(act for act in history.acts if act in counted))
    starts = [day for day in days_of(history.year) if day >= history.as_of and under_treatment(history, day)]
    if history.adhesion is None:
        starts = [day for day in starts if age(history.patient.birth_date, day) >= 18]
    else:
        starts = [day for day in starts if day >= history.adhesion.signed_on]
    form = 0 if history.adhesion else 1

    def works(start: date, amount: int, interviews: int, follow_ups: int, by_exception: bool) -> bool:
        plan = carried_out(history, start, interviews, follow_ups)
        done, _ = sort_out(plan)
        assert plan.adhesion is not None
        first_year = plan.adhesion.signed_on.year == plan.year
        return excepted(plan, done) if by_exception else amount in paid(done, first_year)

    plans = sorted(product(range(3), range(3)), key=lambda plan: (sum(plan), plan))
    for by_exception in (False, True):
        found: list[tuple[int, int, int, int]] = []
        lasts: list[date] = []
        for amount in (40,) if by_exception else (40, 30):
            if amount <= secured:
                continue
            for interviews, follow_ups in plans:
                # Days from the last back: nothing beyond a few of them changes what fits.
                last = next(
                    (
                        day
                        for day in [*starts[:-5:-1], *starts[:1]]
                        if works(day, amount, interviews, follow_ups, by_exception)
                    ),
                    None,
                )
                if last:
                    found.append((amount, interviews, follow_ups, form))
                    lasts.append(last)
                    break
        if found:
            return tuple(found), max(lasts)
        if secured or excepted(history, counted):
            break
    return (), None


def naive(history: History) -> Answer:
    """Where the history stands under avenant 8."""
    history = known(history)
    counted, refused = sort_out(history)
    uncounted = tuple((act.kind, act.day, why) for act, why in refused)
    if not eligible(history):
        return Answer("not_eligible", 0, None, (), None, uncounted)
    signed = history.adhesion.signed_on if history.adhesion else None
    if signed and signed.year > history.year:
        return Answer("impossible", 0, None, (), None, uncounted)
    reached = paid(counted, signed is None or signed.year == history.year)
    if reached:
        amount = max(reached)
        return Answer("met", amount, reached[amount], *open_ways(history, amount), uncounted)
    if excepted(history, counted):
        options, last = open_ways(history, 0)
        return Answer("to_confirm", 40, None, options, last, uncounted)
    options, last = open_ways(history, 0)
    return Answer("possible" if options else "impossible", 0, None, options, last, uncounted)

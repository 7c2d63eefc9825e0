"""A second, deliberately naive reading of docs/sources.md §5: every day is looked at, every plan is tried.

It shares no code with `assistant.year` and holds the figures of the six texts itself (`naive_figures`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from assistant.dossier.act import Act
from assistant.dossier.patient import Adhesion, Patient, Treatment
from tests.year.naive_dates import age, days_from, days_of, later
from tests.year.naive_figures import FIGURES, NEW, OLD, Figures


@dataclass(frozen=True)
class History:
    patient: Patient
    treatment: Treatment
    adhesion: Adhesion | None
    acts: tuple[Act, ...]
    year: int
    as_of: date
    rules: str = "avenant-8"
    fixed: tuple[date, ...] = ()
    """The days of the window, where a plan must not move it."""

    @property
    def figures(self) -> Figures:
        return FIGURES[self.rules]

    @property
    def signed(self) -> date | None:
        return self.adhesion.signed_on if self.adhesion else None


@dataclass(frozen=True)
class Answer:
    status: str
    amount: int
    met_on: date | None
    options: tuple[tuple[int, int, int, int], ...]
    """Euros, interviews or evaluations, follow-ups or thematic ones, adhesions."""
    last_date: date | None
    uncounted: tuple[tuple[str, date, str], ...]


def known(history: History) -> History:
    """The history without what the day of the report cannot know."""
    patient, adhesion = history.patient, history.adhesion
    if patient.death_date and patient.death_date > history.as_of:
        patient = replace(patient, death_date=None)
    if patient.moved_on and patient.moved_on > history.as_of:
        patient = replace(patient, moved_on=None)
    if adhesion and adhesion.signed_on > history.as_of:
        adhesion = None
    if adhesion and adhesion.withdrawn_on and adhesion.withdrawn_on > history.as_of:
        adhesion = replace(adhesion, withdrawn_on=None)
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
    left = history.adhesion.withdrawn_on if history.adhesion else None
    return (
        (not start or start <= day)
        and (not end or day <= end)
        and (not died or day <= died)
        and (not left or day <= left)
        and (not history.patient.moved_on or day <= history.patient.moved_on)
    )


def window(history: History) -> tuple[date, ...]:
    if history.fixed:
        return history.fixed
    year, signed = days_of(history.year), history.signed
    if not history.figures.twelve_months or signed is None or signed > year[-1]:
        return year
    nearest = [day for day in year if day <= history.as_of][-1:] or [year[0]]
    return days_from(signed, nearest[0])


def begins(history: History) -> bool:
    """Whether this is the first year of accompaniment."""
    return history.signed is None or history.signed in window(history)


def eligible(history: History) -> bool:
    treated = [day for day in window(history) if under_treatment(history, day)]
    if not treated or not long_enough(history):
        return False
    joined = history.signed if history.signed and history.signed.year <= history.year else max(treated)
    return age(history.patient.birth_date, joined) >= 18


def asked(history: History) -> dict[str, int]:
    """How many of each kind the year asks for at most."""
    ways = history.figures.first if begins(history) else history.figures.later
    kinds = (*history.figures.kinds, "")
    return {kinds[0]: max(way[1] for way in ways), kinds[1]: max(way[2] for way in ways)}


def sort_out(history: History) -> tuple[list[Act], list[tuple[Act, str]]]:
    counted: list[Act] = []
    refused: list[tuple[Act, str]] = []
    fit, signed, kinds, most = eligible(history), history.signed, history.figures.kinds, asked(history)
    days, first_year = window(history), begins(history)
    if first_year:
        days = tuple(dict.fromkeys([day for day in days_of(days[0].year) if day < days[0]] + list(days)))
    busy = {act.day for act in history.acts}
    for day in [day for day in days if day in busy]:
        for act in [act for act in history.acts if act.day == day]:
            kind = act.kind if act.kind in kinds or not act.counts else act.counts
            alike = [one for one in counted if one.kind == kind]
            if day > history.as_of:
                refused.append((act, "future"))
            elif not signed or day < signed:
                refused.append((act, "before_adhesion"))
            elif kind not in kinds:
                refused.append((act, "other_kind"))
            elif kind == "observance" and first_year:
                refused.append((act, "adhesion_year"))
            elif most[kind] == 0:
                refused.append((act, "not_asked"))
            elif not fit or not under_treatment(history, day):
                refused.append((act, "not_eligible"))
            elif [one for one in alike if one.day == day]:
                refused.append((act, "same_day"))
            elif history.figures.purses_first and len(alike) == most[kind]:
                refused.append((act, "beyond_plan"))
            else:
                counted.append(replace(act, kind=kind))
    return counted, refused


def paid(history: History, counted: list[Act]) -> dict[int, date]:
    """Each amount reached and the first day on which it was, adding act after act."""
    found: dict[int, date] = {}
    so_far: list[str] = []
    kinds = (*history.figures.kinds, "")
    for act in sorted(counted, key=lambda act: act.day):
        so_far.append(act.kind)
        for amount, ones, others in history.figures.first if begins(history) else history.figures.later:
            if so_far.count(kinds[0]) >= ones and so_far.count(kinds[1]) >= others:
                found.setdefault(amount, act.day)
    return found


def in_purse(history: History, counted: list[Act]) -> int:
    """What the acts pay one by one."""
    purses = history.figures.purses_first if begins(history) else history.figures.purses_later
    left = {kind: list(coins) for kind, coins in (purses or {}).items()}
    return sum(left[act.kind].pop(0) for act in counted if left.get(act.kind))


def excepted(history: History, counted: list[Act]) -> bool:
    if not history.figures.exceptions or not [act for act in counted if act.kind == "interview"]:
        return False
    died, signed = history.patient.death_date, history.signed
    return bool(died and died.year == history.year) or bool(
        signed and signed.year == history.year and signed.month >= 7
    )


def carried_out(history: History, start: date, ones: int, others: int) -> History:
    """The history seen on the window's last day, had so many acts been done from this day on."""
    acts, days = list(history.acts), window(history)
    kinds = NEW if "thematic" in history.figures.kinds else OLD
    left = {kinds[0]: ones, kinds[1]: others}
    if history.adhesion is None:
        history = replace(history, adhesion=Adhesion(start))
        # What was done before the form was signed is not taken back in.
        acts = [act for act in acts if act.day != start]
        days = days_from(start, start) if history.figures.twelve_months else days
    for day in [day for day in days if day >= start]:
        if not any(left.values()):
            break
        for kind in kinds:
            if left[kind] and not [one for one in acts if one.kind == kind and one.day == day]:
                acts.append(Act(kind, day, "plan"))
                left[kind] -= 1
    return replace(history, acts=tuple(acts), as_of=max(history.as_of, days[-1]), fixed=days)


def open_ways(history: History, secured: int) -> tuple[tuple[tuple[int, int, int, int], ...], date | None]:
    """Every amount above this one that a plan still reaches, with the least to do; the last day to start."""
    died, days = history.patient.death_date, window(history)
    left = history.adhesion.withdrawn_on if history.adhesion else None
    if [day for day in (died, left, history.patient.moved_on) if day and day <= days[-1]]:
        return (), None
    counted, _ = sort_out(history)
    history = replace(history, acts=tuple(counted))
    starts = [day for day in days if day >= history.as_of and under_treatment(history, day)]
    if history.adhesion is None:
        starts = [day for day in starts if age(history.patient.birth_date, day) >= 18]
    form = 0 if history.adhesion else 1

    def works(start: date, amount: int, ones: int, others: int, by_exception: bool) -> bool:
        plan = carried_out(history, start, ones, others)
        done, _ = sort_out(plan)
        return excepted(plan, done) if by_exception else amount in paid(plan, done)

    plans = sorted(product(range(3), range(3)), key=lambda plan: (sum(plan), plan))
    ways = history.figures.first if begins(history) else history.figures.later
    for by_exception in (False, True):
        found: list[tuple[int, int, int, int]] = []
        lasts: list[date] = []
        for amount in (40,) if by_exception else [way[0] for way in ways]:
            if amount <= secured:
                continue
            for ones, others in plans:
                # Days from the last back: nothing beyond a few of them changes what fits.
                last = next(
                    (
                        day
                        for day in [*starts[:-5:-1], *starts[:1]]
                        if works(day, amount, ones, others, by_exception)
                    ),
                    None,
                )
                if last:
                    found.append((amount, ones, others, form))
                    lasts.append(last)
                    break
        if found:
            return tuple(found), max(lasts)
        if secured or excepted(history, counted):
            break
    return (), None


def naive(history: History) -> Answer:
    """Where the history stands under its text."""
    history = known(history)
    counted, refused = sort_out(history)
    uncounted = tuple((act.kind, act.day, why) for act, why in refused)
    if not eligible(history):
        return Answer("not_eligible", 0, None, (), None, uncounted)
    if history.signed and history.signed.year > history.year:
        return Answer("impossible", 0, None, (), None, uncounted)
    reached = paid(history, counted)
    if reached:
        amount = max(reached)
        return Answer("met", amount, reached[amount], *open_ways(history, amount), uncounted)
    if excepted(history, counted):
        return Answer("to_confirm", 40, None, *open_ways(history, 0), uncounted)
    options, last = open_ways(history, 0)
    amount = in_purse(history, counted)
    return Answer("possible" if options else "impossible", amount, None, options, last, uncounted)

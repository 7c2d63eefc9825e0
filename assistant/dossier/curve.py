"""The INR curve of a dossier: points, band, bounds and ticks, ready to be drawn (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import ceil, floor
from typing import Final

from assistant.avk.inr import InrClass, inr_class
from assistant.avk.reading import Reading, Target
from assistant.avk.ttr import MAX_GAP_DAYS
from assistant.language import _, labelled
from assistant.notation import write_date, write_number

_DAY_STEPS: Final = (1, 2, 7, 14)
_MONTH_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 1200)
_LEVEL_STEPS: Final = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Point:
    """One INR on the curve."""

    day: date
    value: float
    place: InrClass | None
    """Where it stands in the range; None without a range."""


@dataclass(frozen=True, slots=True)
class Curve:
    """What is drawn of a patient's INR."""

    points: tuple[Point, ...]
    """By day, one a day."""
    target: Target | None
    interviews: tuple[date, ...]
    """Days of interviews, each once."""
    runs: tuple[tuple[Point, ...], ...]
    """The points that a line joins: none leads over a gap that the time in range leaves out."""
    days: tuple[date, date]
    """First and last day of the drawing."""
    bounds: tuple[int, int]
    """Lowest and highest INR of the drawing."""

    @property
    def last(self) -> Point | None:
        """The latest INR."""
        return self.points[-1] if self.points else None

    def since(self, day: date) -> Curve:
        """The same from a day on; everything where nothing is later."""
        kept = [Reading(point.day, point.value) for point in self.points if point.day >= day]
        if not kept:
            return self
        later = tuple(one for one in self.interviews if one >= day)
        joined = [tuple(point for point in run if point.day >= day) for run in self.runs]
        return _drawn(
            tuple(point for point in self.points if point.day >= day),
            self.target,
            later,
            tuple(run for run in joined if run),
        )

    def ticks(self, most: int) -> tuple[date, ...]:
        """At most so many days to label, on rounded dates where the period is long; at least one."""
        held = {point.day for point in self.points} | set(self.interviews)
        if len(held) == 1:
            return tuple(held)
        first, last = self.days
        for step in _DAY_STEPS:
            if (last - first).days // step < most:
                return tuple(first + timedelta(n) for n in range(0, (last - first).days + 1, step))
        for step in _MONTH_STEPS:
            days = _months(first, last, step)
            if 0 < len(days) <= most:
                return days
        return (first,)

    def levels(self, most: int) -> tuple[int, ...]:
        """At most so many whole INR values to label."""
        low, high = self.bounds
        for step in _LEVEL_STEPS:
            levels = tuple(range(ceil(low / step) * step, high + 1, step))
            if len(levels) <= most:
                return levels
        return (low, high)


def curve_of(
    readings: Iterable[Reading],
    target: Target | None,
    interviews: Iterable[date] = (),
    max_gap_days: int = MAX_GAP_DAYS,
) -> Curve:
    """The curve of these readings.

    Args:
        readings: in any order; of several on one day the last given holds.
        target: the range on the prescription, if it is known.
        interviews: days on which interviews were held.
        max_gap_days: longer intervals are not joined by a line.
    """
    target = target if target is not None and target.possible else None
    by_day = {reading.day: reading.value for reading in readings}
    points = tuple(
        Point(day, value, None if target is None else inr_class(value, target))
        for day, value in sorted(by_day.items())
    )
    return _drawn(points, target, tuple(sorted(set(interviews))), _runs(points, max_gap_days))


def curve_words(curve: Curve) -> list[str]:
    """The curve as text, the latest INR first: for those who do not see a drawing."""
    places = {"below": _("below the range"), "in_range": _("in range"), "above": _("above the range")}
    rows = [
        (
            point.day,
            labelled(
                write_date(point.day),
                write_number(point.value) + (f" · {places[point.place]}" if point.place else ""),
            ),
        )
        for point in curve.points
    ]
    rows += [(day, labelled(write_date(day), _("interview"))) for day in curve.interviews]
    return [text for _day, text in sorted(rows, key=lambda row: row[0], reverse=True)]


def _drawn(
    points: tuple[Point, ...],
    target: Target | None,
    interviews: tuple[date, ...],
    runs: tuple[tuple[Point, ...], ...],
) -> Curve:
    values = [point.value for point in points]
    if target is not None:
        values += [target.low, target.high]
    bounds = (max(0, floor(min(values) - 0.5)), ceil(max(values) + 0.5)) if values else (0, 5)
    return Curve(points, target, interviews, runs, _period([p.day for p in points], interviews), bounds)


def _runs(points: Sequence[Point], max_gap_days: int) -> tuple[tuple[Point, ...], ...]:
    runs: list[list[Point]] = [[point] for point in points[:1]]
    for before, after in pairwise(points):
        if (after.day - before.day).days > max_gap_days:
            runs.append([])
        runs[-1].append(after)
    return tuple(tuple(run) for run in runs)


def _period(days: Sequence[date], interviews: Sequence[date]) -> tuple[date, date]:
    """The days drawn: what is at the ends must not lie on the frame."""
    every = [*days, *interviews] or [date(2000, 1, 1)]
    first, last = min(every), max(every)
    margin = max(3, (last - first).days // 25)
    return (
        date.fromordinal(max(first.toordinal() - margin, date.min.toordinal())),
        date.fromordinal(min(last.toordinal() + margin, date.max.toordinal())),
    )


def _months(first: date, last: date, step: int) -> tuple[date, ...]:
    """The first days of every so many months within the period, counted from January of year 0."""
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    months = range(ceil(start / step) * step, end + 1, step)
    days = (date(month // 12, month % 12 + 1, 1) for month in months if month >= 12)
    return tuple(day for day in days if first <= day <= last)

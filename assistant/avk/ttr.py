"""Time in therapeutic range by linear interpolation (Rosendaal et al., Thromb Haemost 1993;69:236-239)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any, Literal

from assistant.avk.reading import Reading, Target
from assistant.avk.thresholds import Thresholds

TtrLevel = Literal["good", "between", "act"]
MAX_GAP_DAYS = 56
"""Longest gap interpolated over, when nothing else is asked for (docs/sources.md §3)."""


@dataclass(frozen=True, slots=True)
class Ttr:
    """Share of time within the range."""

    ttr: float | None
    """From 0 to 1; None when no interval could be interpolated."""
    days: int
    """Days of the intervals counted."""
    days_in_range: float
    """Of these, days within the range; not whole where the line crosses a bound."""
    gaps: tuple[tuple[date, date], ...]
    """Intervals left out as too long, first and last day."""
    period: tuple[date, date] | None
    """Days of the first and last reading; None without readings."""

    def to_json(self) -> dict[str, Any]:
        """The result as `assistant ttr --json` prints it."""
        return {
            "ttr": self.ttr,
            "days": self.days,
            "days_in_range": self.days_in_range,
            "gaps": [{"from": start.isoformat(), "to": end.isoformat()} for start, end in self.gaps],
            "period": None
            if self.period is None
            else {"from": self.period[0].isoformat(), "to": self.period[1].isoformat()},
        }


def time_in_range(readings: Iterable[Reading], target: Target, max_gap_days: int = MAX_GAP_DAYS) -> Ttr:
    """Time in range between consecutive INRs.

    The INR is taken to follow a straight line from one reading to the next; the time that the line spends
    within the range, bounds included, is computed exactly where it crosses them (continuous time), not by
    counting sampled days: the result then does not change with the day on which sampling starts.

    Args:
        readings: in any order; of several on one day the last given holds.
        target: the range.
        max_gap_days: an interval of more days is left out and named in `gaps`.
    """
    by_day = {reading.day: reading.value for reading in readings}
    points = sorted(by_day.items())
    low, high = _exact(target.low), _exact(target.high)
    days = 0
    within = Fraction(0)
    gaps: list[tuple[date, date]] = []
    for (start, first), (end, second) in pairwise(points):
        length = (end - start).days
        if length > max_gap_days:
            gaps.append((start, end))
            continue
        days += length
        within += length * _share(_exact(first), _exact(second), low, high)
    return Ttr(
        ttr=float(within / days) if days else None,
        days=days,
        days_in_range=float(within),
        gaps=tuple(gaps),
        period=(points[0][0], points[-1][0]) if points else None,
    )


def _exact(value: float) -> Fraction:
    # As typed: 2.1 is 21/10, so that a share of exactly 70 % is not 69.999… %.
    return Fraction(str(value))


def _share(first: Fraction, second: Fraction, low: Fraction, high: Fraction) -> Fraction:
    bottom, top = min(first, second), max(first, second)
    if bottom == top:
        return Fraction(low <= bottom <= high)
    return max(Fraction(0), min(top, high) - max(bottom, low)) / (top - bottom)


def judge(ttr: float, thresholds: Thresholds) -> TtrLevel:
    """How a time in range is shown: from 0.70 good, under 0.65 to act on (CHEST 2018; docs/sources.md §3)."""
    if ttr >= thresholds.ttr_good_from:
        return "good"
    return "act" if ttr < thresholds.ttr_act_under else "between"

"""How well the INR was kept, in sentences for the pharmacist: last value, time in range, gaps (pure)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.avk.inr import high_bleeding_risk, inr_class, overdue
from assistant.avk.reading import Reading, Target
from assistant.avk.ttr import MAX_GAP_DAYS, judge, time_in_range
from assistant.language import _, ngettext
from assistant.notation import write_date, write_number
from assistant.script.knowledge import thresholds


def last_inr_words(readings: Sequence[Reading], target: Target | None, today: date) -> list[str]:
    """What the last INR says, a sentence each; what deserves attention first.

    Args:
        readings: by day.
        target: the range on the prescription.
        today: the local day.
    """
    if not readings:
        return [_("No INR is known: ask for the booklet.")]
    last = readings[-1]
    known = target if target is not None and target.possible else None
    place = {
        "below": _("below the range"),
        "in_range": _("in range"),
        "above": _("above the range"),
        None: _("range not known"),
    }[None if known is None else inr_class(last.value, known)]
    lines = []
    if high_bleeding_risk(last.value, thresholds()):
        lines.append(_("High bleeding risk (above 5)"))
    lines.append(
        _("INR of {day}: {value}, {place}").format(
            day=write_date(last.day), value=write_number(last.value), place=place
        )
    )
    if overdue(last.day, today, thresholds()):
        days = (today - last.day).days
        lines.append(
            ngettext(
                "INR control overdue: the last is {count} day old",
                "INR control overdue: the last is {count} days old",
                days,
            ).format(count=days)
        )
    return lines


def time_in_range_words(
    readings: Sequence[Reading], target: Target | None, max_gap_days: int = MAX_GAP_DAYS
) -> list[str]:
    """The time in range with its level, its period and what is left out; why there is none, otherwise."""
    if target is None or not target.possible:
        return [_("Time in range: not computed, the range is not known.")]
    found = time_in_range(readings, target, max_gap_days)
    if found.ttr is None or found.period is None:
        lines = [_("Time in range: not computed, there are no two INRs near enough to each other.")]
    else:
        level = {
            "good": _("good, 70 % or more"),
            "between": _("to watch, from 65 to 70 %"),
            "act": _("to act on, under 65 %"),
        }[judge(found.ttr, thresholds())]
        start, end = found.period
        lines = [
            _("Time in range: {share} % ({level})").format(
                share=write_number(round(found.ttr * 100, 1)), level=level
            ),
            _("from {start} to {end}, {days} days counted").format(
                start=write_date(start), end=write_date(end), days=found.days
            ),
        ]
    lines += [
        _("Left out, too long without INR: {start} to {end}").format(
            start=write_date(start), end=write_date(end)
        )
        for start, end in found.gaps
    ]
    return lines

"""What is to be expected of a patient's year, and what to do about it, in words for the pharmacist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.language import _, ngettext
from assistant.notation import write_date
from assistant.year.missing import missing_words
from assistant.year.words import standing_words

if TYPE_CHECKING:
    from assistant.year.forecast import Forecast
    from assistant.year.workplan import Task


def forecast_words(coming: Forecast, *, amounts: bool = True) -> list[str]:
    """Where the year will stand, on what that rests, and what would be missing; nothing for a year over.

    Args:
        coming: the forecast.
        amounts: whether amounts may be seen.
    """
    if coming.start_by is None and not coming.acts:
        return []
    status = coming.expected
    sentence = (
        _("To be expected on {day}: {standing}, {amount} €.")
        if amounts
        else _("To be expected on {day}: {standing}.")
    )
    head = sentence.format(
        day=write_date(coming.last_day),
        standing=standing_words(coming.standing),
        amount=status.amount_eur,
    )
    return [head, *_grounds(coming), *([gap] if (gap := gap_words(coming)) else [])]


def _grounds(coming: Forecast) -> list[str]:
    days = coming.rhythm.days
    rhythm = {
        "own": ngettext("Rhythm: an act every day so far.", "Rhythm: an act every {days} days so far.", days),
        "pharmacy": ngettext(
            "Rhythm: an act every day, that of the pharmacy’s other patients.",
            "Rhythm: an act every {days} days, that of the pharmacy’s other patients.",
            days,
        ),
        "supposed": ngettext(
            "Rhythm: an act every day, which is only supposed [?].",
            "Rhythm: an act every {days} days, which is only supposed [?].",
            days,
        ),
    }[coming.rhythm.source].format(days=days)
    if coming.appointment is None:
        return [rhythm]
    return [_("Appointment on {day}.").format(day=write_date(coming.appointment)), rhythm]


def gap_words(coming: Forecast) -> str:
    """What the best way would lack on the last day and what would do; empty where it lacks nothing."""
    if not coming.missing.any or coming.start_by is None:
        return ""
    day, until = write_date(coming.last_day), write_date(coming.start_by)
    missing = missing_words(coming.missing)
    if coming.missing.adhesion:
        return _(
            "On {day} would be missing: {missing}. Nothing counts before it is signed, by {until}."
        ).format(day=day, missing=missing, until=until)
    sentence = (
        _("On {day} would be missing: {missing}. An appointment by {until} would do.")
        if coming.missing.alone
        else _(
            "On {day} would be missing: {missing}. A first appointment by {until} would leave time for it."
        )
    )
    return sentence.format(day=day, missing=missing, until=until)


def task_words(task: Task) -> str:
    """What to do."""
    what = missing_words(task.missing)
    sentence = {
        "resume": _("finish the interview begun; {missing}"),
        "adhesion": _("have the form signed; {missing}"),
        "appointment": _("appointment on {day}; {missing}"),
        "act": _("agree on a day; {missing}"),
    }[task.doing]
    return sentence.format(missing=what, day=write_date(task.due))

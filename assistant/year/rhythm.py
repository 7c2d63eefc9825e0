"""How often a patient has acts: the present rhythm, and the days it leads to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Literal

from assistant.year.calendar import months_after

if TYPE_CHECKING:
    from assistant.dossier.act import Act
    from assistant.dossier.patient import Adhesion
    from assistant.dossier.summary import Summary
    from assistant.script.knowledge import Foreseeing


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Days from one act to the next."""

    days: int
    source: Literal["own", "pharmacy", "supposed"]
    """The patient's acts; those of the pharmacy's other patients; a figure kept as data."""


def rhythms(summaries: Iterable[Summary], figures: Foreseeing, as_of: date) -> dict[str, Rhythm]:
    """The rhythm of each patient by ref: the median of the days between the acts of the last months.

    Who has fewer than two days with acts is given the median of the others' rhythms; where nobody has any, a
    figure kept as data. Acts without signature, returned or to come say nothing.
    """
    since = months_after(as_of, -figures.looks_back_months)
    own = {one.patient.ref: _own(one.acts, since, as_of) for one in summaries}
    known = [days for days in own.values() if days is not None]
    others = Rhythm(round(median(known)), "pharmacy") if known else Rhythm(figures.rhythm_days, "supposed")
    return {ref: others if days is None else Rhythm(days, "own") for ref, days in own.items()}


def _own(acts: Iterable[Act], since: date, as_of: date) -> int | None:
    days = sorted({act.day for act in _standing(acts, as_of) if act.day >= since})
    gaps = [(second - first).days for first, second in pairwise(days)]
    return max(1, round(median(gaps))) if gaps else None


def _standing(acts: Iterable[Act], as_of: date) -> Iterator[Act]:
    return (act for act in acts if act.signed and not act.returned and act.day <= as_of)


def began(acts: Iterable[Act], adhesion: Adhesion | None, as_of: date) -> date:
    """The day the rhythm is counted from: the last act's, else the adhesion's, else that of the report."""
    last = max((act.day for act in _standing(acts, as_of)), default=None)
    signed = adhesion.signed_on if adhesion and adhesion.signed_on <= as_of else None
    return last or signed or as_of


def due(acts: Iterable[Act], adhesion: Adhesion | None, rhythm: Rhythm, as_of: date) -> date:
    """The day on which the next act is due by the rhythm: that of the report where it is late."""
    late = (as_of - began(acts, adhesion, as_of)).days
    return as_of + min(timedelta(days=max(0, rhythm.days - late)), date.max - as_of)


def foreseen(
    acts: Iterable[Act],
    adhesion: Adhesion | None,
    appointment: date | None,
    rhythm: Rhythm,
    as_of: date,
    until: date,
) -> Iterator[date]:
    """The days on which acts are to be expected, the earliest first.

    An appointment is the next one, and the rhythm goes on from it. Without one the next act comes a rhythm
    after the last; who has been silent for longer than that has the silence as rhythm, from the day of the
    report on.

    Args:
        acts: every act.
        adhesion: the signed form, if there is one.
        appointment: the day agreed on; one that has passed is none.
        rhythm: days from one act to the next.
        as_of: the day of the report.
        until: the last day of interest.
    """
    silent = (as_of - began(acts, adhesion, as_of)).days
    step = max(rhythm.days, silent)
    if appointment is not None and appointment >= as_of:
        first = appointment.toordinal()
    else:
        first = as_of.toordinal() + (step if silent > rhythm.days else rhythm.days - silent)
    # In numbers: the calendar has an end.
    return map(date.fromordinal, range(first, until.toordinal() + 1, step))

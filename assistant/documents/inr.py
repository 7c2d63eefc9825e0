"""The INR on paper: the curve as a drawing, the values as a table (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain
from typing import Final

from assistant.avk.reading import Reading, Target
from assistant.documents.blocks import Block, Facts, Heading, Plot, Table, Words
from assistant.dossier.control import time_in_range_words
from assistant.dossier.curve import Curve, curve_of, curve_words
from assistant.language import _
from assistant.notation import write_date, write_number
from assistant.script.steps import Script

_DAYS: Final = 7
_LEVELS: Final = 9
_FEW: Final = 8
"""Values up to which they stand in one column."""
_ACROSS: Final = 2


def inr_blocks(
    readings: Sequence[Reading],
    target: Target | None,
    interviews: Iterable[date],
    gap_days: int,
    more: tuple[tuple[str, str], ...] = (),
) -> tuple[Block, ...]:
    """The INR values: range, curve, table, time in range.

    Args:
        readings: by day.
        target: the range on the prescription.
        interviews: days on which interviews were held.
        gap_days: days between two INRs over which the time in range does not reach.
        more: labels and what they label, to stand beside the range.
    """
    asked = _("not known") if target is None else target_words(target)
    blocks: list[Block] = [Heading(_("INR")), Facts(((_("INR target"), asked), *more))]
    if not readings:
        return (*blocks, Words(_("No INR is known.")))
    curve = curve_of(readings, target, interviews, gap_days)
    if len(curve.points) > 1:
        blocks.append(plot_of(curve))
    blocks.append(values_table(curve))
    blocks.append(Words("\n".join(time_in_range_words(readings, target, gap_days)), "small"))
    return tuple(blocks)


def speaks_of_inr(script: Script) -> bool:
    """Whether the INR belongs beside an interview: beside another accompaniment where that asks for it."""
    return script.kind != "other" or any(step.kind == "readings" for _section, step in script.steps())


def target_words(target: Target) -> str:
    """The range in words."""
    return _("{low} to {high}").format(low=write_number(target.low), high=write_number(target.high))


def place_words() -> dict[str | None, str]:
    """Where a value stands in the range."""
    return {
        "below": _("below the range"),
        "in_range": _("in range"),
        "above": _("above the range"),
        None: "",
    }


def values_table(curve: Curve) -> Table:
    """Every value with its day and its place in the range; side by side where they are many."""
    words = place_words()
    cells = [(write_date(one.day), write_number(one.value), words[one.place]) for one in curve.points]
    across = 1 if len(cells) <= _FEW else _ACROSS
    height = -(-len(cells) // across)
    cells += [("", "", "")] * (across * height - len(cells))
    rows = tuple(tuple(chain(*(cells[row + height * n] for n in range(across)))) for row in range(height))
    heads = (_("Date"), _("INR"), _("Range")) * across
    return Table(heads, rows, (0, 0, 1) * across)


def plot_of(curve: Curve) -> Plot:
    """The curve as shares of its frame."""
    first, last = (day.toordinal() for day in curve.days)
    low, high = curve.bounds

    def across(day: date) -> float:
        return (day.toordinal() - first) / (last - first)

    def up(value: float) -> float:
        return (value - low) / (high - low)

    legend = [_("● in range · □ out of range"), _("grey: the range"), _("dashes: interviews")]
    if curve.target is None:
        legend = [_("□ INR, its range is not known"), legend[2]]
    return Plot(
        alt="; ".join([_("INR curve"), *curve_words(curve)]),
        band=None if curve.target is None else (up(curve.target.low), up(curve.target.high)),
        runs=tuple(
            tuple((across(one.day), up(one.value)) for one in run) for run in curve.runs if len(run) > 1
        ),
        points=tuple((across(one.day), up(one.value), one.place == "in_range") for one in curve.points),
        marks=tuple(across(day) for day in curve.interviews if first <= day.toordinal() <= last),
        days=tuple((across(day), write_date(day)) for day in curve.ticks(_DAYS)),
        levels=tuple((up(level), str(level)) for level in curve.levels(_LEVELS)),
        legend=" · ".join(legend),
    )

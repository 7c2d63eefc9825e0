"""Which convention text is in force, and whether a rule set fits the year asked for (docs/sources.md §5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from assistant.language import _
from assistant.notation import write_date
from assistant.year.window import nearest, window

if TYPE_CHECKING:
    from assistant.dossier.patient import Adhesion
    from assistant.year.rules import LegalText, RuleSet


def in_force(texts: Iterable[LegalText], day: date) -> LegalText | None:
    """The text in force on this day; None before the first one."""
    started = [text for text in texts if text.since <= day]
    return max(started, key=lambda text: text.since, default=None)


def governing(sets: Sequence[RuleSet], adhesion: Adhesion | None, year: int, as_of: date) -> RuleSet:
    """The rule set that a patient's year follows, of several.

    A set on the calendar's basis governs the whole year on whose last day it is in force. A window of twelve
    months follows the set in force on its first day; where that one is on the calendar's basis and ended
    before the year, the window follows the year's set. No source that could be read settles this.
    """
    last = _in_force(sets, date(year, 12, 31))
    if last.basis == "calendar_year":
        return last
    signed = adhesion.standing_by(min(as_of, date(year, 12, 31))).signed_on if adhesion else None
    if signed is None or signed > min(as_of, date(year, 12, 31)):
        began = nearest(year, as_of)
    else:
        began = window(last.basis, signed, year, as_of).first
    first = _in_force(sets, began)
    if first.basis == "calendar_year" and first.until and first.until <= date(year, 1, 1):
        return last
    return first


def _in_force(sets: Sequence[RuleSet], day: date) -> RuleSet:
    """The latest set that has begun; the first one before all."""
    ordered = sorted(sets, key=lambda one: one.since)
    return max((one for one in ordered if one.since <= day), key=lambda one: one.since, default=ordered[0])


def warning(rules: RuleSet, texts: Iterable[LegalText], year: int, as_of: date) -> str | None:
    """One line when the rule set is in force on no day of the year, or ended in it; None otherwise.

    It names the text that is in force instead, in the language spoken now.

    Args:
        rules: the rule set.
        texts: the convention texts.
        year: the calendar year.
        as_of: the day of the report: an end that is still to come is not said.
    """
    year_end = date(year, 12, 31)
    seen = nearest(year, as_of)
    if rules.since <= year_end and (rules.until is None or seen < rules.until):
        return None
    ended = rules.until if rules.until and date(year, 1, 1) < rules.until <= seen else None
    text = in_force(texts, seen if ended else year_end)
    if text is None:
        return _("“{rules}” was not in force in {year}, nor was any text before it.").format(
            rules=rules.title, year=year
        )
    if ended:
        return _(
            "This report follows “{rules}”, which ended on {end}: “{text}” ({id}) is in force since {day}."
        ).format(
            rules=rules.title,
            end=write_date(ended),
            text=text.title,
            id=text.id,
            day=write_date(text.since),
        )
    return _(
        "This report follows “{rules}”, which is not in force in {year}: “{text}” ({id}) is, since {day}."
    ).format(rules=rules.title, year=year, text=text.title, id=text.id, day=write_date(text.since))

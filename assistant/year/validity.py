"""Which convention text is in force, and whether a rule set fits the year asked for (DOMAIN.md §5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from assistant.language import _
from assistant.notation import write_date

if TYPE_CHECKING:
    from assistant.year.rules import LegalText, RuleSet


def in_force(texts: Iterable[LegalText], day: date) -> LegalText | None:
    """The text in force on this day; None before the first one."""
    started = [text for text in texts if text.since <= day]
    return max(started, key=lambda text: text.since, default=None)


def warning(rules: RuleSet, texts: Iterable[LegalText], year: int) -> str | None:
    """One line when the rule set is in force on no day of the year; None otherwise.

    It names the text in force on the year's last day, in the language spoken now.
    """
    year_end = date(year, 12, 31)
    if rules.since <= year_end and (rules.until is None or date(year, 1, 1) < rules.until):
        return None
    text = in_force(texts, year_end)
    if text is None:
        return _("“{rules}” was not in force in {year}, nor was any text before it.").format(
            rules=rules.title, year=year
        )
    return _(
        "This report follows “{rules}”, which is not in force in {year}: “{text}” ({id}) is, since {day}."
    ).format(rules=rules.title, year=year, text=text.title, id=text.id, day=write_date(text.since))

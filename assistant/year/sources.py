"""Where rule sets come from, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.language import _
from assistant.notation import write_date

if TYPE_CHECKING:
    from assistant.year.rules import RuleSet


def source_lines(sets: Sequence[RuleSet]) -> list[str]:
    """A line for each rule set: its title, its dates, where it comes from, how well that was verified."""
    verified = {
        "founding": _("read in the founding documents"),
        "secondary": _("read in articles about the text only"),
    }
    return [
        _("{id}: {title}, from {day}. Source: {source} ({verified}).").format(
            id=one.id,
            title=one.title,
            day=write_date(one.since),
            source=one.source,
            verified=verified[one.verified],
        )
        for one in sets
    ]

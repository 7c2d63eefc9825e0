"""What is still to be done for a year, in words."""

from __future__ import annotations

from assistant.language import _, ngettext
from assistant.year.ways import Missing


def missing_words(missing: Missing) -> str:
    """Each act still to do and how many, the adhesion first."""
    parts = [_("the adhesion")] if missing.adhesion else []
    if missing.interview:
        parts.append(
            ngettext("{count} more interview", "{count} more interviews", missing.interview).format(
                count=missing.interview
            )
        )
    if missing.evaluation:
        parts.append(
            ngettext(
                "{count} evaluation interview", "{count} evaluation interviews", missing.evaluation
            ).format(count=missing.evaluation)
        )
    if missing.thematic:
        parts.append(
            ngettext("{count} thematic interview", "{count} thematic interviews", missing.thematic).format(
                count=missing.thematic
            )
        )
    if missing.observance:
        parts.append(
            ngettext("{count} more follow-up", "{count} more follow-ups", missing.observance).format(
                count=missing.observance
            )
        )
    return ", ".join(parts)

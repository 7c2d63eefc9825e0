"""A patient's year on screen: without amounts unless they are asked for."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from assistant.language import _
from assistant.tui.plain import joined, words
from assistant.year.report import YearReport
from assistant.year.words import discreet_words, standing_words
from assistant.year.words import words as full_words


def year_content(report: YearReport, ref: str, *, amounts: bool, refused: Sequence[str] = ()) -> Content:
    """Where the year of one patient stands, what would get it refused, which other text is in force.

    Args:
        report: the year.
        ref: of the patient.
        amounts: whether amounts may be seen.
        refused: what in the file would get it refused, in words.
    """
    status = next((one for one in report.patients if one.ref == ref), None)
    if status is None:
        return Content("")
    sentences = full_words(status) if amounts else discreet_words(status)
    head = _("Year {year} ({rules}): {status}").format(
        year=report.year, rules=report.rules, status=standing_words(status.status)
    )
    return joined(
        words(head, "bold"),
        *(words(f"- {sentence}") for sentence in sentences),
        *(words(f"! {sentence}") for sentence in refused),
        words(report.warning or "", "bold"),
    )

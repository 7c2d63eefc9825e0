"""A patient's year on screen: without amounts unless they are asked for."""

from __future__ import annotations

from textual.content import Content

from assistant.language import _
from assistant.tui.plain import joined, words
from assistant.year.report import YearReport, status_of
from assistant.year.themes import theme_sentences
from assistant.year.words import discreet_words, standing_words
from assistant.year.words import words as full_words


def year_content(report: YearReport, ref: str, *, amounts: bool) -> Content:
    """Where the year of one patient stands, and which text is in force if another is."""
    status = status_of(report, ref)
    if status is None:
        return Content("")
    sentences = full_words(status) if amounts else discreet_words(status)
    head = _("Year {year} ({rules}): {status}").format(
        year=report.year, rules=report.rules, status=standing_words(status.status)
    )
    return joined(
        words(head, "bold"),
        *(words(f"- {sentence}") for sentence in [*sentences, *theme_sentences(status)]),
        words(report.warning or "", "bold"),
    )

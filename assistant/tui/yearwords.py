"""A patient's year on screen: without amounts unless they are asked for."""

from __future__ import annotations

from textual.content import Content

from assistant.tui.plain import joined, words
from assistant.year.account import account
from assistant.year.report import YearReport


def year_content(report: YearReport, ref: str, *, amounts: bool) -> Content:
    """Where the year of one patient stands, and which text is in force if another is."""
    told = account(report, ref, amounts=amounts)
    if told is None:
        return Content("")
    return joined(
        words(told.head, "bold"),
        *(words(f"- {sentence}") for sentence in told.sentences),
        words(told.warning or "", "bold"),
    )

"""A patient's year on screen: without amounts unless they are asked for."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from assistant.tui.plain import joined, words
from assistant.year.account import account
from assistant.year.report import YearReport


def year_content(report: YearReport, ref: str, *, amounts: bool, refused: Sequence[str] = ()) -> Content:
    """Where the year of one patient stands, what would get it refused, which other text is in force.

    Args:
        report: the year.
        ref: of the patient.
        amounts: whether amounts may be seen.
        refused: what in the file would get it refused, in words.
    """
    told = account(report, ref, amounts=amounts)
    if told is None:
        return Content("")
    return joined(
        words(told.head, "bold"),
        *(words(f"- {sentence}") for sentence in told.sentences),
        *(words(f"! {sentence}") for sentence in refused),
        words(told.warning or "", "bold"),
    )

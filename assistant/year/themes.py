"""The themes of the rules since 2018: which a patient has had in the window, which comes next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from assistant.dossier.act import THEMES, Theme
from assistant.dossier.actwords import theme_words
from assistant.language import _
from assistant.notation import write_date

if TYPE_CHECKING:
    from assistant.year.status import YearStatus


def has_themes(status: YearStatus | None) -> bool:
    """Whether the rules applied know thematic interviews.

    Raises:
        NotFoundError: the rule set is not there any more.
        ScriptError: it has faults.
    """
    from assistant.year.library import rules  # schemas: not before the first paint

    return status is not None and "thematic" in rules(status.rules).acts


def themes_had(status: YearStatus) -> Mapping[Theme, date]:
    """Each theme talked about in the window and the latest day, whether or not the act counts."""
    acts = [*status.counted, *(one.act for one in status.uncounted if one.reason != "future")]
    return {act.theme: act.day for act in sorted(acts, key=lambda act: act.day) if act.theme is not None}


def next_theme(status: YearStatus) -> Theme:
    """The theme to propose: the first not had yet; once all were, the one that is longest ago."""
    had = themes_had(status)
    return min(THEMES, key=lambda theme: had.get(theme, date.min))


def evaluation_had(status: YearStatus) -> date | None:
    """The day of the latest evaluation that counts; None without one."""
    return max((act.day for act in status.counted if act.kind == "evaluation"), default=None)


def themes_said(status: YearStatus) -> str:
    """Each theme had in the window with its latest day, in one line; empty without any."""
    named = theme_words()
    return ", ".join(f"{named[theme]} ({write_date(day)})" for theme, day in themes_had(status).items())


def theme_sentences(status: YearStatus) -> list[str]:
    """Which themes were had and which is proposed; nothing under rules without themes."""
    if not has_themes(status):
        return []
    named, said = theme_words(), themes_said(status)
    sentences = [_("Themes already had: {themes}.").format(themes=said)] if said else []
    wanted = status.options[0].missing.thematic if status.options else 0
    if wanted:
        proposed = named[next_theme(status)]
        sentences.append(_("Theme proposed for the next thematic interview: {theme}.").format(theme=proposed))
    return sentences

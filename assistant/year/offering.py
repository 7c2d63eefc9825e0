"""What may be begun with a patient under rules that know evaluations and themes, and what is proposed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from assistant.dossier.act import THEMES
from assistant.errors import AssistantError
from assistant.script.library import load_script, script_files
from assistant.year.report import status_of
from assistant.year.themes import evaluation_had, has_themes, next_theme, themes_had

if TYPE_CHECKING:
    from assistant.dossier.act import Theme
    from assistant.script.steps import Script
    from assistant.year.report import YearReport
    from assistant.year.status import YearStatus


@dataclass(frozen=True, slots=True)
class Offer:
    """One script that may be begun."""

    script: str
    """Its id."""
    title: str
    theme: Theme | None
    """None for an evaluation."""
    had_on: date | None
    """The latest day in the window on which it was held; held again, it is still an interview."""
    proposed: bool
    """Whether it is the one that comes next: an evaluation that is lacking, or the next theme."""


def offered_scripts() -> list[Script]:
    """The interviews that say what they count as since 2018, evaluations first; a faulty file is left out."""
    files = {path.stem: path for path in script_files()}
    found = []
    for path in files.values():
        with suppress(AssistantError):  # said when it is asked for by its name
            found.append(load_script(path))
    since_2018 = [one for one in found if one.kind == "interview" and one.counts_as is not None]
    return sorted(since_2018, key=lambda one: (_theme(one) is not None, one.id))


def offers_to(report: YearReport | None, ref: str) -> Sequence[Offer]:
    """What may be begun with this patient; nothing under rules without themes."""
    status = status_of(report, ref)
    return [] if status is None or not has_themes(status) else offers(status, offered_scripts())


def offers(status: YearStatus, scripts: Iterable[Script]) -> Sequence[Offer]:
    """Each script with when it was held, the themes in the order they are proposed; exactly one is proposed.

    Args:
        status: the year under rules that know themes.
        scripts: those that may be begun.
    """
    known, had = list(scripts), themes_had(status)
    evaluated = evaluation_had(status)
    lacking = status.options[0].missing.evaluation if status.options else 0
    wanted = None if lacking else next_theme(status)
    best = next((one.id for one in known if _theme(one) == wanted), known[0].id if known else "")
    found = [
        Offer(
            one.id,
            str(one.title),
            theme := _theme(one),
            evaluated if theme is None else had.get(theme),
            one.id == best,
        )
        for one in known
    ]
    return sorted(found, key=lambda one: -1 if one.theme is None else THEMES.index(one.theme))


def _theme(script: Script) -> Theme | None:
    return None if script.counts_as is None else script.counts_as.theme

"""What a patient has and has not understood so far: the latest rating of each notion (pure)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from assistant.bilingual import Text
from assistant.dossier.dossier import Interview
from assistant.language import labelled
from assistant.notation import write_date
from assistant.script.options import ACQUIRED, RATINGS, labels

_GRAVEST: Final = [option.id for option in reversed(RATINGS)]


@dataclass(frozen=True, slots=True)
class Notion:
    """One notion with its latest rating."""

    step: str
    title: Text
    rating: str
    """Id of one of `RATINGS`."""
    day: date
    """The local day of the interview that rated it."""

    @property
    def sentence(self) -> str:
        """The notion, its rating and the day, in words."""
        return labelled(self.title, f"{labels(RATINGS, [self.rating])} ({write_date(self.day)})")


def notions(interviews: Iterable[Interview]) -> list[Notion]:
    """Every notion rated so far, in the order of the scripts.

    Ratings of interviews that are not over count as well; a refusal leaves none on the way.

    Args:
        interviews: oldest first, as a dossier has them.
    """
    latest: dict[tuple[str, str], Notion] = {}
    for interview in interviews:
        standing = interview.standing
        counting = standing.walk.course.counting
        for _section, step in standing.script.steps():
            rating = counting.get(step.id) if step.kind == "rate" else None
            if rating is not None:
                at = standing.transcript.answers[step.id].at
                ended = standing.transcript.ended_at or at
                latest[standing.script.id, step.id] = Notion(
                    step.id, step.title, rating, min(at, ended).date()
                )
    return list(latest.values())


def not_acquired(interviews: Iterable[Interview]) -> list[Notion]:
    """The notions to go over again: those not acquired before those partly acquired."""
    found = [notion for notion in notions(interviews) if notion.rating != ACQUIRED.id]
    return sorted(found, key=lambda notion: _GRAVEST.index(notion.rating))

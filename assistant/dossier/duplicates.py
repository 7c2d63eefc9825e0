"""Dossiers that may be about the same person (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any, Final, Literal

from assistant.dossier.patient import Patient
from assistant.dossier.summary import Summary
from assistant.language import _
from assistant.notation import fold, shorten, write_date

Likeness = Literal["nir", "same", "date", "name"]
_CLOSE_NAME: Final = 0.8
"""Least share of common letters: Durand and Durant are close, Durand and Dupont are not."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A dossier that may be about the same person, and why."""

    patient: Patient
    why: Likeness

    @property
    def sentence(self) -> str:
        """Who it is and what makes it likely, in words."""
        reason = {
            "nir": _("same NIR"),
            "same": _("same name, same date of birth"),
            "date": _("same name, date of birth nearly the same"),
            "name": _("same date of birth, name nearly the same"),
        }[self.why]
        return _("{name}, born on {day} ({ref}): {reason}").format(
            name=shorten(self.patient.name),
            day=write_date(self.patient.birth_date),
            ref=shorten(self.patient.ref),
            reason=reason,
        )


def duplicates(facts: Mapping[str, Any], summaries: Iterable[Summary]) -> list[Duplicate]:
    """The dossiers that these facts may be about, the likeliest first.

    Args:
        facts: of a dossier to be; without both names and a birth date only the NIR is compared.
        summaries: the dossiers there are.
    """
    order: tuple[Likeness, ...] = ("nir", "same", "date", "name")
    found = [
        Duplicate(summary.patient, why)
        for summary in summaries
        if (why := _alike(facts, summary.patient)) is not None
    ]
    return sorted(found, key=lambda one: order.index(one.why))


def _alike(facts: Mapping[str, Any], patient: Patient) -> Likeness | None:
    if facts.get("nir") and facts.get("nir") == patient.nir and facts.get("insured") != "dependant":
        return "nir"
    if not all(facts.get(name) for name in ("family_name", "given_name", "birth_date")):
        return None
    born = date.fromisoformat(facts["birth_date"])
    mine = letters(facts["family_name"], facts["given_name"])
    known = letters(patient.family_name, patient.given_name)
    if mine == known:
        return "same" if born == patient.birth_date else "date" if _near(born, patient.birth_date) else None
    return "name" if born == patient.birth_date and _close(mine, known) else None


def letters(*names: str) -> list[str]:
    """The words of the names, in an order that does not tell family from given name."""
    folded = "".join(c if c.isalnum() else " " for c in fold(" ".join(names)))
    return sorted(folded.split())


def _close(mine: list[str], known: list[str]) -> bool:
    fewer, more = sorted((set(mine), set(known)), key=len)
    if len(fewer) > 1 and fewer <= more:  # a second given name, a name of marriage
        return True
    return SequenceMatcher(None, " ".join(mine), " ".join(known)).ratio() >= _CLOSE_NAME


def _near(one: date, other: date) -> bool:
    """Whether day and month are exchanged, or only one of day, month and year differs."""
    first, second = (one.day, one.month, one.year), (other.day, other.month, other.year)
    exchanged = (one.month, one.day, one.year) == second
    return exchanged or sum(a != b for a, b in zip(first, second, strict=True)) == 1

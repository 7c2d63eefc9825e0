"""Correcting one fact of a dossier: reading what was typed, and the values there were before (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assistant.dossier.dossier import Known
from assistant.dossier.intake import contradictions, doubtful, missing_facts, read_fact, warnings
from assistant.errors import InputError
from assistant.language import _
from assistant.notation import write_date
from assistant.script.knowledge import FactField


@dataclass(frozen=True, slots=True)
class Correction:
    """What comes of a fact typed again."""

    values: Mapping[str, Any] = field(default_factory=dict)
    """Fact id to the value to record, None to empty it; nothing where it is the same as before."""
    fault: str = ""
    """Why it cannot be taken."""
    doubt: str = ""
    """Why it deserves a second look although it can be taken."""


def read_correction(fact: FactField, typed: str, facts: Mapping[str, Any], today: date) -> Correction:
    """One fact typed again.

    Args:
        fact: the fact.
        typed: its new text; an empty one takes the fact away. INR readings add to those there are.
        facts: every fact as it is now.
        today: the local day.
    """
    if not typed.strip():
        return _emptied(fact, facts)
    try:
        values = read_fact(fact, typed, today)
    except InputError as error:
        return Correction(fault=error.message)
    after = {**facts, **values}
    clashes = [why for name, why in contradictions(after).items() if why != contradictions(facts).get(name)]
    if clashes:
        return Correction(fault=clashes[0])
    doubts = [why for name, why in warnings(after).items() if why != warnings(facts).get(name)]
    doubt = " ".join(filter(None, [doubtful(fact, typed, today), *doubts]))
    return Correction(
        {name: value for name, value in values.items() if value != facts.get(name)}, doubt=doubt
    )


def history_words(fact: FactField, history: Iterable[Known]) -> list[str]:
    """Every value a fact has had, the latest first: when, what, who, and where it was said."""
    return [
        " · ".join(
            (
                f"{write_date(known.at.date())} {known.at:%H:%M}",
                _("emptied") if known.value is None else fact.answer.write(known.value),
                known.by,
                _("dossier") if known.origin == "dossier" else _("interview"),
            )
        )
        for known in reversed(list(history))
    ]


def _emptied(fact: FactField, facts: Mapping[str, Any]) -> Correction:
    if fact.answer.kind == "readings":
        return Correction(fault=_("Type a day and its INR, such as 29/05/2016 2,4."))
    left = {name: value for name, value in facts.items() if name != fact.id}
    lacking = missing_facts(left, {}).get(fact.id)
    if lacking is not None:
        return Correction(fault=lacking)
    return Correction({fact.id: None} if fact.id in facts else {})

"""A form as it is typed: what would be kept, what is wrong, what deserves a second look (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from assistant.dossier.intake import contradictions, doubtful, missing_facts, read_facts, warnings
from assistant.script.knowledge import facts

ESSENTIAL: Final = (
    "family_name",
    "given_name",
    "birth_date",
    "sex",
    "nir",
    "insured",
    "regime",
    "doctor",
    "prescriber",
    "prescriber_rpps",
    "prescribed_on",
    "medicine",
    "dose",
    "usual_hour",
    "treatment_start",
    "expected_months",
    "indication",
    "inr_low",
    "inr_high",
    "adhesion_date",
)
"""What a new dossier is asked for; the interview asks for the rest."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What comes of the fields of a form."""

    values: Mapping[str, Any]
    """Fact id to what is to be recorded; None takes a fact away."""
    after: Mapping[str, Any]
    """Every fact as it would then be."""
    faults: Mapping[str, str]
    """Fact id to why it cannot be taken, fields that are needed and empty left out."""
    missing: Mapping[str, str]
    """Fact id to a sentence, for fields that are needed and empty."""
    doubts: Mapping[str, str]
    """Fact id to what deserves a second look although it can be taken."""


def checked(before: Mapping[str, Any], typed: Mapping[str, str], today: date) -> Checked:
    """The fields of a form.

    Args:
        before: the facts as they are.
        typed: fact id to its text, for those that were changed.
        today: the local day.
    """
    read, faults = read_facts(typed, today)
    emptied = {name: None for name, text in typed.items() if not text.strip() and name in before}
    after = {name: value for name, value in {**before, **emptied, **read}.items() if value is not None}
    standing = contradictions(before)
    faults |= {name: why for name, why in contradictions(after).items() if why != standing.get(name)}
    unlikely = {name: doubtful(facts()[name], text, today) for name, text in typed.items() if name in read}
    doubts = {name: why for name, why in unlikely.items() if why} | warnings(after)
    return Checked({**emptied, **read}, after, faults, missing_facts(after, faults), doubts)

"""Medicines that do not go with an AVK: the shape of `knowledge/interactions.yaml`, and the search."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated, Final, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from assistant.avk.names import fold
from assistant.bilingual import Text

Level = Literal["contraindicated", "advised_against", "closer_inr", "to_weigh"]
LEVELS: Final[tuple[Level, ...]] = get_args(Level)
"""Most serious first."""


class Interaction(BaseModel):
    """One medicine or class, with the words by which people name it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
    level: Level
    title: Text
    names: Annotated[tuple[Annotated[str, StringConstraints(min_length=3)], ...], Field(min_length=1)]
    """Substances, brands and class names, in either language; a name may stand in several interactions."""
    note: Text
    """What it means, for the pharmacist; never a dose of AVK."""


class Interactions(BaseModel):
    """The interactions file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: Annotated[str, StringConstraints(min_length=1)]
    interactions: Annotated[tuple[Interaction, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _ids_once(self) -> Self:
        ids = [interaction.id for interaction in self.interactions]
        if len(set(ids)) < len(ids):
            raise ValueError("interactions: an id stands twice")
        return self

    @cached_property
    def by_name(self) -> dict[str, tuple[Interaction, ...]]:
        """Folded name to the interactions that carry it."""
        index: dict[str, tuple[Interaction, ...]] = {}
        for interaction in self.interactions:
            for name in dict.fromkeys(fold(name) for name in interaction.names):
                index[name] = (*index.get(name, ()), interaction)
        return index

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any name as whole words, singular or plural; the longest name wins."""
        longest_first = sorted(self.by_name, key=lambda name: (-len(name), name))
        return re.compile(rf"\b({'|'.join(map(re.escape, longest_first))})s?\b")


def find_interactions(text: str, interactions: Interactions) -> tuple[Interaction, ...]:
    """The interactions of the medicines named in free text, most serious first, each once.

    Case, accents and punctuation do not count. A longer name takes precedence over one inside it: “aspirine
    75 mg” is low-dose aspirin, while “aspirine” alone gives every interaction of aspirin, since its dose is
    what decides.
    """
    found: dict[str, Interaction] = {}
    for match in interactions.pattern.finditer(fold(text)):
        for interaction in interactions.by_name[match[1]]:
            found[interaction.id] = interaction
    order = {interaction.id: rank for rank, interaction in enumerate(interactions.interactions)}
    return tuple(sorted(found.values(), key=lambda i: (LEVELS.index(i.level), order[i.id])))

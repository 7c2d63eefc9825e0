"""How patients usually speak, as data: `scripts/rehearsal/usual.yaml`."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from assistant.bilingual import Text
from assistant.rehearsal.case import Given, Temperament
from assistant.script.closed import Closed, Id
from assistant.script.loader import load
from assistant.settings import shipped


class UsualStep(Closed):
    """What is said at a step where a case says nothing.

    In every text `{a|b|c}` is a choice made by the seed, and `{value}` the true answer as people say it.
    """

    truth: Given | None = None
    """What is true unless a case says otherwise."""
    says: dict[str, Text] = Field(default_factory=dict)
    """For yes and no, a choice or choices: the id of an answer to how it is said, and `none` where nothing is
    chosen. For a text, number, date or readings: `value`, and `none` where there is none."""
    points: dict[Id, Text] = Field(default_factory=dict)
    """For a notion: each point as a patient says it."""
    unsure: Text | None = None
    """For a notion of which no point is known."""


class Asides(Closed):
    """What a temperament adds: words before and after what is said."""

    before: Annotated[tuple[Text, ...], Field(min_length=1)]
    after: Annotated[tuple[Text, ...], Field(min_length=1)]


class Generic(Closed):
    """What is said at any step."""

    nods: Text
    """To something told."""
    repeats: Text
    """Before an answer that was given already."""
    dodges: Text
    """Asked again, but not yet ready to say."""
    nothing_more: Text
    """Asked again, and there is nothing more."""
    thanks: Text
    """To an explanation."""
    teaches_back: Text
    """Asked to say it in one's own words: `{points}`."""
    not_understood: Text
    nothing: Text
    """To a question of which nothing is known."""
    leaving: Text
    """Asked anything after the wish to stop was said."""
    unsure: Text
    greets: Text


GenericName = Literal[
    "nods",
    "repeats",
    "dodges",
    "nothing_more",
    "thanks",
    "teaches_back",
    "not_understood",
    "nothing",
    "leaving",
    "unsure",
    "greets",
]


class Usual(Closed):
    """`usual.yaml`."""

    generic: Generic
    manners: dict[Temperament, Asides]
    steps: dict[Id, UsualStep]


@cache
def usual() -> Usual:
    """How patients usually speak.

    Raises:
        ScriptError: the file has faults.
    """
    return load(shipped() / "rehearsal" / "usual.yaml", Usual)

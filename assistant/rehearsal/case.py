"""A case: a simulated patient as data, `scripts/cases/*.yaml` (docs/cases.md)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from assistant.bilingual import Text
from assistant.language import Language
from assistant.notation import write_date
from assistant.script.closed import Closed, Id
from assistant.script.kept import Kept

Typed = Annotated[str, StringConstraints(max_length=1000)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=100)]
Weight = Literal["critical", "important", "bonus"]
Difficulty = Literal["easy", "medium", "hard", "exam"]
Temperament = Literal["calm", "talkative", "terse", "anxious", "irritable", "hesitant"]
Manner = Literal["clear", "vague", "evasive", "wrong"]


class Days(Closed):
    """A day told from the day of the rehearsal: -3 is three days ago."""

    days: Annotated[int, Field(ge=-40_000, le=4_000)]


Given = Typed | Days | Text
"""An answer as it is typed, the same in both languages or not; a day moves with the rehearsal's own."""


def typed(given: Given, today: date, language: Language) -> str:
    """What would be typed on that day."""
    if isinstance(given, Days):
        return write_date(today + timedelta(days=given.days))
    return given.text_in(language) if isinstance(given, Text) else given


class Person(Closed):
    """Who the patient is."""

    family_name: Typed
    given_name: Typed
    age: Annotated[int, Field(ge=18, le=110)]
    sex: Literal["f", "m"]
    temperament: Temperament
    """How it is said, never what."""


class Control(Closed):
    """An INR of the booklet."""

    days_ago: Annotated[int, Field(ge=0, le=4000)]
    value: Typed


class Names(Closed):
    """Names, in each language: one is there where all its words are, whole, in any order.

    Case, accents and a plural do not count.
    """

    fr: Annotated[tuple[Name, ...], Field(min_length=1)]
    en: Annotated[tuple[Name, ...], Field(min_length=1)]

    def text_in(self, language: Language) -> tuple[str, ...]:
        """The words of one language."""
        return self.fr if language == "fr" else self.en


class Truth(Closed):
    """What is true of one step, and how the patient says it.

    At most one of `vague`, `evasive` and `wrong`: it is said first, and `clear` only when asked again or
    asked by name. Where nothing is said here, the usual way of saying it is taken (`usual.yaml`).
    """

    truth: Given | None = None
    """The answer that is true, as typed; for a notion, see `knows`."""
    knows: tuple[Id, ...] | None = None
    """For a notion: the points the patient knows; all of them where left out."""
    vague: Text | None = None
    evasive: Text | None = None
    wrong: Text | None = None
    clear: Text | None = None
    until: Literal["again", "explained"] = "again"
    """What brings the clear answer: asking again, or explaining what the step is about."""
    named: Names | None = None
    """Words that bring it at once."""
    key: Names | None = None
    """For a text: words of which the record must have at least one; it may be put otherwise."""

    @property
    def first(self) -> tuple[Manner, Text] | None:
        """How it is said first, where that is not clear; None where it is."""
        for manner, said in (("vague", self.vague), ("evasive", self.evasive), ("wrong", self.wrong)):
            if said is not None:
                return manner, said  # type: ignore[return-value]
        return None

    @model_validator(mode="after")
    def _one_manner(self) -> Truth:
        given = [said for said in (self.vague, self.evasive, self.wrong) if said is not None]
        if len(given) > 1 or (given and self.clear is None):
            raise PydanticCustomError("case_manner", "one manner, then clear")
        return self


class Hidden(Closed):
    """Something the patient knows that is no plain answer to one question."""

    id: Id
    step: Id
    """The step it belongs to: once it is heard, the truth of that step is known."""
    says: Text
    named: Names
    """Words that bring it whatever was asked; nothing else the patient says may hold one of them."""
    again: tuple[Id, ...] = ()
    """Steps where it also comes once they are asked again."""
    asked: tuple[Id, ...] = ()
    """Steps where it also comes when they are asked."""
    volunteered: tuple[Id, ...] = ()
    """Steps where it is said unasked, out of order."""


class Leaving(Closed):
    """The patient wishes to stop."""

    at: Id
    """The step whose question brings it."""
    says: Text


class Noticed(Closed):
    """What shows that a trap was seen: exactly one of these."""

    fact: Id | None = None
    """A hidden fact was heard, and its step recorded as it is true."""
    step: Id | None = None
    """A step was asked and recorded as it is true."""
    explained: Id | None = None
    """A notion was explained."""
    alert: Id | None = None
    """An alert was seen and acted on."""
    ended: Literal["refused", "withdrawn"] | None = None
    """The interview was ended so."""

    @property
    def about(self) -> tuple[str, str]:
        """Which of them, and its id."""
        return next((name, value) for name, value in self if value is not None)

    @model_validator(mode="after")
    def _one(self) -> Noticed:
        if sum(value is not None for _name, value in self) != 1:
            raise PydanticCustomError("case_noticed", "exactly one")
        return self


class Trap(Closed):
    """Something a good interview does not miss."""

    id: Id
    title: Text
    weight: Weight
    noticed: Noticed
    mandate: Id | None = None
    alert: Id | None = None
    """The mandate or the alert it is tied to: exactly one of them."""
    consequence: Text
    """What may follow if it is missed, in one sentence."""
    source: Typed

    @model_validator(mode="after")
    def _tied(self) -> Trap:
        if (self.mandate is None) == (self.alert is None):
            raise PydanticCustomError("case_tie", "mandate or alert")
        return self


class Case(Kept):
    """One simulated patient: immutable and versioned."""

    title: Text
    difficulty: Difficulty
    script: Id
    """The script it is practised with."""
    minutes: Annotated[int, Field(ge=1, le=120)] = 25
    """Time allowed in an exam."""
    situation: Text
    """What the student reads first: nothing of what is to be found out."""
    teaches: Text
    """What the case is about, told after it."""
    patient: Person
    known: dict[Id, Given] = Field(default_factory=dict)
    """Facts that the dossier has already, as typed; all of them true unless `answers` says otherwise."""
    previous: dict[Id, Given] = Field(default_factory=dict)
    """Answers of an earlier interview, where it is not the first."""
    inr: tuple[Control, ...] = ()
    """The booklet, oldest first: what is true of `inr_readings`."""
    worries: tuple[Text, ...] = ()
    """What troubles the patient, told in the debrief."""
    needs: tuple[Text, ...] = ()
    """What makes it difficult for the patient: eyes, ears, memory, language, help at home."""
    words: dict[str, Text] = Field(default_factory=dict)
    """What is said at any step (`generic` of `usual.yaml`), where this patient says it otherwise."""
    answers: dict[Id, Truth] = Field(default_factory=dict)
    hidden: tuple[Hidden, ...] = ()
    leaves: Leaving | None = None
    traps: Annotated[tuple[Trap, ...], Field(min_length=1)]

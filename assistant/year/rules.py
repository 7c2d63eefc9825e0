"""What a convention text requires of a year, as data (docs/sources.md §5)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from assistant.bilingual import Text
from assistant.dossier.act import ActKind

Cause = Literal["death", "late_adhesion"]
Basis = Literal["calendar_year", "twelve_months"]
"""The calendar's year, or twelve months from the adhesion and from each of its anniversaries."""
Payment = Literal["year", "sequence", "step"]
"""For the year as a whole, once every act of it is done, or for each act."""
Verified = Literal["founding", "secondary"]
"""Read in the founding documents, or only in articles about the text."""


def _iso_day(value: object) -> object:
    # Left alone, a bare 2016 would be read as a number of seconds since 1970.
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else _refuse_day()
    except ValueError:
        return _refuse_day()


def _refuse_day() -> date:
    raise PydanticCustomError("iso_day", "A day is needed here, in quotes, such as “2016-06-28”.")


RuleId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
Day = Annotated[date, BeforeValidator(_iso_day)]
MonthDay = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$")]
"""A day of every year, as `MM-DD`."""
Count = Annotated[int, Field(strict=True, ge=1, le=366)]
Euros = Annotated[int, Field(strict=True, ge=0)]
Needs = Annotated[dict[ActKind, Count], Field(min_length=1)]
"""How many acts of each kind; a kind that is absent is not needed."""
Sentence = Annotated[str, StringConstraints(min_length=1)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LegalText(_Part):
    """A convention text and the day it comes into force; the next text's start is its end."""

    id: RuleId
    title: Text
    since: Day = Field(alias="from")
    source: Sentence
    verified: Verified
    uncertain: tuple[Text, ...] = ()


class LegalTexts(_Part):
    """`texts.yaml`: every text, the oldest first."""

    texts: Annotated[tuple[LegalText, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _oldest_first(self) -> LegalTexts:
        starts = [text.since for text in self.texts]
        if any(first >= second for first, second in pairwise(starts)):
            raise PydanticCustomError("texts_order", "The texts must stand in the order of their dates.")
        return self


class Eligibility(_Part):
    """Who may be accompanied."""

    min_age: Annotated[int, Field(strict=True, ge=0, le=150)]
    """Age in years on the day of the adhesion."""
    min_months: Annotated[int, Field(strict=True, ge=0, le=600)]
    """Consecutive months of treatment, foreseeable or effective."""


class ActRule(_Part):
    """When an act of one kind may count."""

    once_a_day: Annotated[bool, Field(strict=True)]
    """Two on one day count once."""
    adhesion: Literal["on_or_before", "earlier_year"]
    """The adhesion it needs: signed by the day of the act, or in an earlier calendar year."""


class Step(_Part):
    """An act that is paid by itself, once those before it are done."""

    act: ActKind
    amount_eur: Euros


class Route(_Part):
    """One way to meet the year."""

    amount_eur: Euros
    needs: Needs
    steps: tuple[Step, ...] = ()
    """What each act pays, in their order; empty where the acts are paid together."""

    @model_validator(mode="after")
    def _adds_up(self) -> Route:
        if not self.steps:
            return self
        if sum(step.amount_eur for step in self.steps) != self.amount_eur:
            raise PydanticCustomError("route_sum", "The amounts of the steps must add up to “amount_eur”.")
        if Counter(step.act for step in self.steps) != Counter(self.needs):
            raise PydanticCustomError("route_steps", "The steps must be the acts that “needs” counts.")
        return self


class Code(_Part):
    """What is entered to be paid, or to declare."""

    code: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{2,6}$")]
    used_for: Literal["adhesion", "first_year", "later_years", "remote"]


class Declaring(_Part):
    """What can be declared, and when."""

    what: Literal["adhesion", "act"]
    when: Text


class ExceptionRule(_Part):
    """A case in which fewer acts may do; what it pays is to be confirmed with the caisse."""

    cause: Cause
    """`death`: the patient died in the year. `late_adhesion`: signed in the year, on `from` or later."""
    since: MonthDay | None = Field(default=None, alias="from")
    needs: Needs
    amount_eur: Euros
    """Expected, not certain."""

    @model_validator(mode="after")
    def _dated(self) -> ExceptionRule:
        if (self.cause == "late_adhesion") != (self.since is not None):
            raise PydanticCustomError("exception_from", "“from” goes with late_adhesion and nothing else.")
        return self


class RuleSet(_Part):
    """What one convention text requires, and from when to when."""

    id: RuleId
    title: Text
    meaning: Text
    """What it asks of a year and pays, in a sentence or two."""
    since: Day = Field(alias="from")
    until: Day | None = None
    """First day on which the next text is in force; None while it is the last one."""
    basis: Basis
    payment: Payment = "year"
    source: Sentence
    verified: Verified
    uncertain: tuple[Text, ...] = ()
    """What no source that could be read confirms."""
    eligible: Eligibility
    acts: Annotated[dict[ActKind, ActRule], Field(min_length=1)]
    """A line for every kind of act that the text knows; another kind does not count."""
    at_most_planned: Annotated[bool, Field(strict=True)] = False
    """No act is paid beyond those that the year asks for."""
    codes: tuple[Code, ...] = ()
    declarable: tuple[Declaring, ...] = ()
    conditions: tuple[Text, ...] = ()
    """What else the text asks, for the pharmacist to see to: nothing here checks it."""
    first_year: Annotated[tuple[Route, ...], Field(min_length=1)]
    """The year of the adhesion."""
    later_years: Annotated[tuple[Route, ...], Field(min_length=1)]
    exceptions: tuple[ExceptionRule, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> RuleSet:
        if self.until is not None and self.until <= self.since:
            raise PydanticCustomError("rules_dates", "“until” must be later than “from”.")
        asked = [*(route.needs for route in self._ways()), *(one.needs for one in self.exceptions)]
        needed = {kind for needs in asked for kind in needs}
        if absent := sorted(needed - set(self.acts)):
            raise PydanticCustomError("rules_act", "“{kind}” has no line in “acts”.", {"kind": absent[0]})
        if any(bool(route.steps) != (self.payment == "step") for route in self._ways()):
            raise PydanticCustomError("rules_steps", "“steps” go with payment: step and nothing else.")
        return self

    @model_validator(mode="after")
    def _fits_its_basis(self) -> RuleSet:
        if self.basis == "twelve_months" and any(one.since for one in self.exceptions):
            raise PydanticCustomError("rules_late", "late_adhesion goes with basis: calendar_year.")
        return self

    def _ways(self) -> tuple[Route, ...]:
        return (*self.first_year, *self.later_years)

    def routes(self, *, first: bool) -> tuple[Route, ...]:
        """The ways to meet the first year of accompaniment, or a later one."""
        return self.first_year if first else self.later_years

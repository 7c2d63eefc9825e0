"""The data files under `scripts/knowledge`, each read once."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from assistant.avk.interactions import Interactions
from assistant.avk.medicines import Medicines
from assistant.avk.thresholds import Thresholds
from assistant.bilingual import Text
from assistant.script.answers import AnswerKind
from assistant.script.closed import Closed, Id
from assistant.script.loader import load
from assistant.settings import shipped


class Mandate(Closed):
    """An item of information the convention requires."""

    id: Id
    title: Text
    required_by: tuple[Literal["interview", "observance"], ...]
    """The kinds of script whose completed paths must cover it."""
    source: str


class Mandates(Closed):
    """`mandates.yaml`."""

    mandates: Annotated[tuple[Mandate, ...], Field(min_length=1)]


class FactField(Closed):
    """A fact that a dossier can hold, and how it is typed."""

    id: Id
    label: Text
    group: Literal["identity", "treatment", "inr", "health", "life", "accompaniment"]
    answer: AnswerKind
    required: bool = False
    """Whether a dossier cannot do without it."""
    agreement: bool = False
    """Whether it is the patient's agreement: asked each time, and never offered as the answer."""


class Facts(Closed):
    """`facts.yaml`."""

    facts: Annotated[tuple[FactField, ...], Field(min_length=1)]


class Doubt(Closed):
    """A figure that no source confirms."""

    name: Literal["gap_days", "warn_weeks", "rhythm_days", "looks_back_months", "review"]
    note: Text


class Dispensed(Closed):
    """`dispensed.yaml`: how dispensings are read as one treatment."""

    gap_days: Annotated[int, Field(ge=1, le=366)]
    """Two dispensings further apart are two treatments."""
    columns: dict[str, tuple[str, ...]]
    """Column to the names that other programs give it."""
    to_confirm: tuple[Doubt, ...] = ()


class Declared(Closed):
    """`declaring.yaml`: when to warn of what is not declared."""

    warn_weeks: Annotated[int, Field(ge=1, le=52)]
    """Before the last day of the year."""
    to_confirm: tuple[Doubt, ...] = ()


class Foreseeing(Closed):
    """`forecast.yaml`: how the rest of a year is foreseen."""

    rhythm_days: Annotated[int, Field(ge=1, le=366)]
    """Days between two acts where nothing shows a rhythm."""
    looks_back_months: Annotated[int, Field(ge=1, le=120)]
    """Acts further back say nothing about the present rhythm."""
    work_weeks: Annotated[int, Field(ge=1, le=53)]
    """Weeks that a work list covers."""
    to_confirm: tuple[Doubt, ...] = ()


Weight = Annotated[int, Field(ge=1, le=1000)]


class Weights(Closed):
    """How much each reason to read a transcript again weighs."""

    emergency: Weight
    call: Weight
    overdue: Weight
    score: Weight
    unexplained: Weight
    fast: Weight
    short: Weight
    gap: Weight
    late: Weight
    amended: Weight
    unsigned: Weight
    backdated: Weight
    reopened: Weight
    answered: Weight
    sample: Weight


class Rereading(Closed):
    """`review.yaml`: what makes a transcript deserve a second look."""

    explained_seconds: Annotated[float, Field(ge=0, le=600)]
    """That a notion stood on screen, below which it was not explained."""
    late_seconds: Annotated[int, Field(ge=1)]
    """After which an answer given again is corrected late."""
    fast_seconds: Annotated[float, Field(ge=0, le=600)]
    """From one answer to the next, below which nobody listened."""
    fast_answers: Annotated[int, Field(ge=1)]
    """Answers below which the pace says nothing."""
    short_share: Annotated[float, Field(ge=0, le=1)]
    """Of the usual time, below which an interview was very short."""
    gap_seconds: Annotated[int, Field(ge=1)]
    """Of a silence that is long."""
    low_score: Annotated[int, Field(ge=0, le=6)]
    """Score of observance that is low."""
    weights: Weights
    nothing_done: Weight
    """What an emergency or a call weighs more where nothing was done about it."""
    to_confirm: tuple[Doubt, ...] = ()


@cache
def rereading() -> Rereading:
    """What makes a transcript deserve a second look."""
    return load(shipped() / "knowledge" / "review.yaml", Rereading)


@cache
def declared() -> Declared:
    """When to warn of what is not declared."""
    return load(shipped() / "knowledge" / "declaring.yaml", Declared)


@cache
def foreseeing() -> Foreseeing:
    """How the rest of a year is foreseen."""
    return load(shipped() / "knowledge" / "forecast.yaml", Foreseeing)


@cache
def dispensed() -> Dispensed:
    """How dispensings are read."""
    return load(shipped() / "knowledge" / "dispensed.yaml", Dispensed)


@cache
def mandates() -> dict[str, Mandate]:
    """The mandates by id."""
    path = shipped() / "knowledge" / "mandates.yaml"
    return {mandate.id: mandate for mandate in load(path, Mandates).mandates}


@cache
def facts() -> dict[str, FactField]:
    """The facts by id, in the order of the file."""
    path = shipped() / "knowledge" / "facts.yaml"
    return {field.id: field for field in load(path, Facts).facts}


@cache
def thresholds() -> Thresholds:
    """The INR thresholds and the reference table."""
    return load(shipped() / "knowledge" / "inr.yaml", Thresholds)


@cache
def medicines() -> Medicines:
    """The anticoagulant medicines."""
    return load(shipped() / "knowledge" / "medicines.yaml", Medicines)


@cache
def interactions() -> Interactions:
    """The medicines to ask about by name."""
    return load(shipped() / "knowledge" / "interactions.yaml", Interactions)

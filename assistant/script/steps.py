"""The parts of a script: sections of steps, chapters, alerts, and the script itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from assistant.bilingual import Text
from assistant.script.closed import Closed, Id
from assistant.script.conditions import Condition
from assistant.script.held import Promises, Silence
from assistant.script.kept import Kept
from assistant.script.kinds import Ask, Feed, Notion, Point, Rate, Step, Stop, Tell

__all__ = (
    "Alert",
    "Ask",
    "Chapter",
    "Feed",
    "Level",
    "Notion",
    "OwnMandate",
    "Point",
    "Rate",
    "Script",
    "Section",
    "Step",
    "Stop",
    "Tell",
)

Level = Literal["note", "advise", "call", "emergency"]


class Section(Closed):
    """Steps that belong together."""

    id: Id
    title: Text
    minutes: Annotated[int, Field(ge=0, le=60)]
    """How long it usually takes."""
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]


class Chapter(Closed):
    """A group of notions, for reports."""

    id: Id
    title: Text


class Alert(Closed):
    """What certain answers must trigger."""

    id: Id
    when: Condition
    level: Level
    say: Text
    """What the pharmacist tells the patient."""
    do: Text
    """What the pharmacist does now."""
    source: str | None = None
    uncertain: Text | None = None
    """What in it no source confirms; for the pharmacist's eyes only."""


class OwnMandate(Closed):
    """An item that this script's completed interviews must cover."""

    id: Id
    title: Text
    source: str


class CountsAs(Closed):
    """What a completed interview is for the rule sets of the year since 2018 (docs/sources.md §5)."""

    act: Literal["evaluation", "thematic"]
    theme: Literal["biology", "observance", "effects", "daily_life"] | None = None

    @model_validator(mode="after")
    def _a_theme_for_a_thematic_one(self) -> CountsAs:
        if (self.act == "thematic") != (self.theme is not None):
            raise PydanticCustomError("counts_theme", "“theme” goes with act: thematic, and that needs one.")
        return self


class Script(Kept):
    """What is asked: immutable and versioned."""

    kind: Literal["interview", "observance", "other"]
    """Which act of the AVK year it is when completed; `other` is none."""
    counts_as: CountsAs | None = None
    """For the rule sets since 2018; a thematic interview is none of the acts that earlier ones know."""
    title: Text
    notice: Text | None = None
    """Said on screen and in print about the script as a whole."""
    mandates: tuple[OwnMandate, ...] = ()
    """What its completed interviews must cover, instead of what the convention asks of AVK ones."""
    chapters: tuple[Chapter, ...] = ()
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    alerts: tuple[Alert, ...] = ()
    promises: Promises | None = None
    """What its author wants held beyond what is held of every script."""
    silence: tuple[Silence, ...] = ()
    """Findings of the proof that are meant to be so."""

    @model_validator(mode="after")
    def _other_counts_as_nothing(self) -> Script:
        if self.kind == "other" and self.counts_as is not None:
            raise PydanticCustomError("counts_other", "kind: other counts as no act: leave “counts_as” out.")
        return self

    def steps(self) -> Iterator[tuple[Section, Step]]:
        """Every step with its section, in order."""
        for section in self.sections:
            for step in section.steps:
                yield section, step

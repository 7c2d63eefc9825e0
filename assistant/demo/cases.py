"""The invented patients, as data: `scripts/demo/patients.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from assistant.bilingual import Text
from assistant.demo.clock import ZONE
from assistant.script.closed import Closed, Id
from assistant.script.loader import load
from assistant.settings import shipped


def _instant(value: object) -> datetime:
    try:
        return datetime.strptime(str(value), "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)
    except ValueError:
        raise PydanticCustomError("instant", "no day and hour") from None


Instant = Annotated[datetime, BeforeValidator(_instant)]
Typed = Annotated[str, StringConstraints(max_length=1000)]
Answers = dict[Id, Typed]
"""Step id to the answer as it is typed."""
ScriptId = Literal["avk", "observance"]


class Told(Closed):
    """Facts recorded in the dossier later than its making."""

    at: Instant
    facts: dict[Id, Typed]
    """Fact id to the text as it is typed in the form."""


class Held(Closed):
    """An interview, or a questionnaire, that was held."""

    at: Instant
    script: ScriptId
    answers: Answers = Field(default_factory=dict)
    """Where they differ from the usual ones."""
    done: dict[Id, Typed] = Field(default_factory=dict)
    """Alert id to what was done about it."""
    until: Id | None = None
    """The step that was not answered any more; None where it was held to its end."""
    left: Literal["paused", "withdrawn"] = "paused"
    """How it was left there."""


class Act(Closed):
    """An act held before the pharmacy used this program."""

    kind: Literal["interview", "observance"]
    on: Typed


class Case(Closed):
    """One patient, and what happened."""

    ref: Annotated[str, StringConstraints(min_length=1, max_length=10)]
    situation: Text
    """A line saying what there is to see; no amount, since the patient may be looking."""
    opened: Instant
    """When the dossier was made."""
    facts: dict[Id, Typed]
    inr: Typed = ""
    """Every INR, as a booklet has them; an interview finds those that were there on its day."""
    acts: tuple[Act, ...] = ()
    recorded: tuple[Told, ...] = ()
    held: tuple[Held, ...] = ()

    @property
    def happened(self) -> Iterator[Told | Held]:
        """What was recorded and held, in order."""
        both: list[Told | Held] = [*self.recorded, *self.held]
        yield from sorted(both, key=lambda one: one.at)


class Usual(Closed):
    """What patients answer who know everything."""

    avk: Answers
    observance: Answers
    done: Typed
    """What was done about an alert of which nothing else is said."""


class Cases(Closed):
    """`patients.yaml`."""

    usual: Usual
    patients: Annotated[tuple[Case, ...], Field(min_length=1)]


@cache
def cases() -> Cases:
    """The invented patients.

    Raises:
        ScriptError: the file has faults.
    """
    return load(shipped() / "demo" / "patients.yaml", Cases)

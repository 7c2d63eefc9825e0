"""What a script says about its own proof: what its author promises, and which findings are meant."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from assistant.bilingual import Text
from assistant.script.closed import Closed, Id
from assistant.script.conditions import Condition

FindingId = Literal[
    "consent-late",
    "consent-missing",
    "dead-end",
    "early-conclusion",
    "emergency-missed",
    "endless",
    "known-before-consent",
    "mandate-missed",
    "needless-silence",
    "never-false",
    "never-true",
    "no-effect",
    "owed-missed",
    "promise-broken",
    "refusal-recorded",
    "score-wrong",
    "too-entangled",
    "unreachable",
    "used-before",
]
"""What a proof can find; the ids never change their meaning."""


class Silence(Closed):
    """A finding that is meant to be so."""

    finding: FindingId
    at: Id | None = None
    """The step, alert or mandate it is about; every one of this kind, if absent."""
    reason: Text


class Span(Closed):
    """The smallest and the largest number, both found on some way."""

    least: Annotated[int, Field(ge=0)]
    most: Annotated[int, Field(ge=0)]

    @model_validator(mode="after")
    def _in_order(self) -> Span:
        if self.least > self.most:
            raise PydanticCustomError("span_order", "least above most")
        return self


class PromisedAlerts(Closed):
    """Ids of the alerts there are, by level."""

    emergency: tuple[Id, ...] = ()
    call: tuple[Id, ...] = ()
    advise: tuple[Id, ...] = ()
    note: tuple[Id, ...] = ()


class Only(Closed):
    """A step that is reached only where this holds, whatever becomes of its own condition."""

    ask: Id
    when: Condition


class Promises(Closed):
    """What an author wants to hear of, should a change break it."""

    sections: tuple[Id, ...] | None = None
    """The sections in their order."""
    steps: Span | None = None
    """How many steps the shortest and the longest completed way have."""
    alerts: PromisedAlerts | None = None
    only: tuple[Only, ...] = ()
    """Steps that nobody hears whom they do not concern."""

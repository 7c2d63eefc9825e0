"""Answers given under one version of a script, held against another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.errors import InputError
from assistant.interview.event import Value
from assistant.interview.transcript import Transcript
from assistant.script.steps import Script, Step


@dataclass(frozen=True, slots=True)
class Misfit:
    """An answer that does not fit the script it is played under."""

    step: str
    value: Any


def fitting(script: Script, transcript: Transcript, today: date) -> tuple[dict[str, Any], tuple[Misfit, ...]]:
    """The latest answers that fit the script, and those that do not.

    Answers given under this very script fit without a look.
    """
    values = {name: given.value for name, given in transcript.answers.items()}
    if transcript.scripts <= {script.ref}:
        return values, ()
    steps = {step.id: step for _section, step in script.steps()}
    misfits = tuple(
        Misfit(name, given.value)
        for name, given in transcript.answers.items()
        if name not in steps or not fits(steps[name], given.value, today)
    )
    for misfit in misfits:
        del values[misfit.step]
    return values, misfits


def fits(step: Step, value: Value, today: date) -> bool:
    """Whether a value could have been given at a step."""
    try:
        return bool(step.read(step.typed(value), today, confirmed=True) == value)
    except (InputError, ValueError, TypeError, KeyError):  # a value of another kind
        return False

"""What was known before an interview, as a file of answers says it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from assistant.errors import InputError
from assistant.interview.background import Background
from assistant.interview.dialogue import typed
from assistant.language import _, labelled
from assistant.notation import read_date, shorten
from assistant.script.knowledge import facts
from assistant.script.steps import Script, Tell

KNOWN: Final = "known-before"
"""The key of a file of answers under which it stands: no step can have this id."""
_PARTS: Final = ("today", "facts", "previous")


def background(script: Script, said: Any, today: date) -> Background:
    """What was known.

    Args:
        script: the script.
        said: `{today, facts, previous}`: the day of the interview, fact id to value, step id to the answer
            of earlier interviews, each as typed; nothing is known where it is None.
        today: the day, where none is said.

    Raises:
        InputError: it cannot be taken; says what.
    """
    if said is None:
        return Background(patient="", today=today)
    if not isinstance(said, Mapping) or not set(said) <= set(_PARTS):
        raise InputError(
            _("“{key}” holds no other keys than these: {keys}.").format(key=KNOWN, keys=", ".join(_PARTS))
        )
    if "today" in said:
        today = read_date(typed(said["today"]), today)
    steps = {step.id: step for _section, step in script.steps() if not isinstance(step, Tell)}
    fields = {name: field.answer for name, field in facts().items()}
    return Background(
        patient="",
        today=today,
        facts=_read("facts", said, {n: kind.read for n, kind in fields.items()}, today),
        previous=_read("previous", said, {n: step.read for n, step in steps.items()}, today),
    )


def _read(
    key: str, said: Mapping[str, Any], known: Mapping[str, Callable[..., Any]], today: date
) -> dict[str, Any]:
    values = said.get(key, {})
    if not isinstance(values, Mapping):
        raise InputError(_("“{key}” is not a list of answers.").format(key=f"{KNOWN}: {key}"))
    found = {}
    for name, value in values.items():
        if name not in known:
            raise InputError(
                _("There is no “{name}” to be known before, in “{key}”.").format(
                    name=shorten(str(name)), key=key
                )
            )
        try:
            found[name] = known[name](typed(value), today, confirmed=True)
        except InputError as error:
            raise InputError(labelled(name, error.message)) from error
    return found

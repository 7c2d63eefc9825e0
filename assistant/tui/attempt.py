"""Doing what may be refused, and having the sentence that says why."""

from __future__ import annotations

from collections.abc import Callable

from assistant.errors import AssistantError


def attempt(do: Callable[[], object]) -> str | None:
    """Do it; the sentence that says why it cannot be done, or None when it is."""
    try:
        do()
    except AssistantError as error:
        return error.message
    return None

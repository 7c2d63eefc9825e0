"""The one root of every error that a person is told about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar


class AssistantError(Exception):
    """Something the person can mend: said in words, never as a traceback.

    The message is one or two sentences in the person's language: what happened and what to do.
    """

    kind: ClassVar[str] = "refused"
    """Stable name of the error in `--json` output."""

    def __init__(self, message: str, details: Mapping[str, object] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.details = dict(details or {})


class InputError(AssistantError):
    """Typed text or a file that cannot be taken as it is."""

    kind = "input"


class NotFoundError(AssistantError):
    """A patient, transcript, script or file that does not exist."""

    kind = "not_found"


class ScriptError(AssistantError):
    """A script, rule set or knowledge file with faults; `details["faults"]` lists them all."""

    kind = "script"


class FrozenError(AssistantError):
    """A script that was used was changed without raising its version, or an answer changed its kind."""

    kind = "frozen"


class StoreError(AssistantError):
    """The store could not be read or written."""

    kind = "store"


class HeldError(StoreError):
    """Another process holds the transcript; `details` says who and since when."""

    kind = "held"


class LockedError(StoreError):
    """The store stays closed: no passphrase, a wrong one, too many tries; `details.wait` in seconds."""

    kind = "locked"


class RightsError(AssistantError):
    """Something that this person's role does not do."""

    kind = "rights"

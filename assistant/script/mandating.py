"""What a completed interview of a script must cover."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.script.knowledge import Mandate, mandates
from assistant.script.steps import OwnMandate, Script


def required(script: Script) -> Mapping[str, Mandate | OwnMandate]:
    """The mandates by id: the script's own where it has some, else those of its kind."""
    if script.mandates:
        return {mandate.id: mandate for mandate in script.mandates}
    return {mandate.id: mandate for mandate in mandates().values() if script.kind in mandate.required_by}

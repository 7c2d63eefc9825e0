"""What a completed interview of a script must cover."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.bilingual import Text
from assistant.script.knowledge import mandates
from assistant.script.steps import Script


def required(script: Script) -> Mapping[str, Text]:
    """Id to title of each mandate: the script's own where it has some, else those of its kind."""
    if script.mandates:
        return {mandate.id: mandate.title for mandate in script.mandates}
    return {
        mandate.id: mandate.title for mandate in mandates().values() if script.kind in mandate.required_by
    }

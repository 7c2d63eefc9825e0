"""The file a teacher begins a case with: small, whole and proven."""

from __future__ import annotations

import re
from typing import Final

from assistant.errors import InputError
from assistant.language import _
from assistant.notation import shorten
from assistant.settings import shipped

RESERVED: Final = ("list",)
"""Words of `assistant rehearse` that no case can be called."""


def template(name: str) -> str:
    """The text of a new case.

    Raises:
        InputError: it cannot be called so.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,59}", name) or name in RESERVED:
        raise InputError(
            _(
                "“{name}” cannot be the id of a case. Take small letters, figures and underscores, such as "
                "sore_knee."
            ).format(name=shorten(name))
        )
    text = (shipped() / "rehearsal" / "template.yaml").read_text(encoding="utf-8")
    return text.replace("id: template\n", f"id: {name}\n", 1)

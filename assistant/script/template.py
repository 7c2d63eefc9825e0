"""The file that somebody begins a script with: small, whole and without a fault."""

from __future__ import annotations

import re

from assistant.errors import InputError
from assistant.language import _
from assistant.notation import shorten
from assistant.script.schema import NAME
from assistant.settings import shipped


def template(name: str) -> str:
    """The text of a new script.

    Raises:
        InputError: it cannot be called so.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,59}", name) or name == "both":
        raise InputError(
            _(
                "“{name}” cannot be the id of a script. Take small letters, figures and underscores, such as "
                "sore_throat."
            ).format(name=shorten(name))
        )
    text = (shipped() / "template.yaml").read_text(encoding="utf-8")
    line = f"# yaml-language-server: $schema={NAME}\n"
    return line + text.replace("id: template\n", f"id: {name}\n", 1)

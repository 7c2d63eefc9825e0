"""The rule sets and dated texts: those shipped with the program, and a pharmacy's own rule sets."""

from __future__ import annotations

from functools import cache
from typing import Final

from assistant.errors import NotFoundError
from assistant.language import _
from assistant.notation import shorten
from assistant.script.loader import load
from assistant.settings import shipped
from assistant.settings.places import rule_files
from assistant.year.rules import LegalText, LegalTexts, RuleSet

DEFAULT: Final = "avenant-8"
"""The rule set of the founding documents."""


@cache
def rules(name: str = DEFAULT) -> RuleSet:
    """The rule set of this id.

    Raises:
        NotFoundError: there is no such file.
        ScriptError: it has faults.
    """
    files = rule_files()
    if name not in files:
        raise NotFoundError(
            _("There is no rule set “{name}”. Known: {known}.").format(
                name=shorten(name), known=", ".join(sorted(files))
            )
        )
    return load(files[name], RuleSet)


def rule_sets() -> list[RuleSet]:
    """Every rule set there is, in the order of their ids.

    Raises:
        ScriptError: one of them has faults.
    """
    return [rules(name) for name in sorted(rule_files())]


@cache
def legal_texts() -> tuple[LegalText, ...]:
    """Every text of the convention that was or is in force, by date."""
    return tuple(load(shipped() / "rules" / "texts.yaml", LegalTexts).texts)

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
from assistant.settings.settings import CURRENT_RULES
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


def chosen(name: str) -> RuleSet | tuple[RuleSet, ...]:
    """The rule set of this id; for `current` every text's, the oldest first.

    Raises:
        NotFoundError: there is no such file.
        ScriptError: it has faults.
    """
    if name != CURRENT_RULES:
        return rules(name)
    known = rule_files()
    return tuple(rules(text.id) for text in legal_texts() if text.id in known)


def rule_sets() -> list[RuleSet]:
    """Every rule set there is, the oldest first.

    Raises:
        ScriptError: one of them has faults.
    """
    return sorted((rules(name) for name in sorted(rule_files())), key=lambda one: one.since)


@cache
def legal_texts() -> tuple[LegalText, ...]:
    """Every text of the convention that was or is in force, by date."""
    return tuple(load(shipped() / "rules" / "texts.yaml", LegalTexts).texts)

"""The rule sets and dated texts shipped with the program."""

from __future__ import annotations

from functools import cache
from typing import Final

from assistant.script.loader import load
from assistant.settings import shipped
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
    return load(shipped() / "rules" / f"{name}.yaml", RuleSet)


@cache
def legal_texts() -> tuple[LegalText, ...]:
    """Every text of the convention that was or is in force, by date."""
    return tuple(load(shipped() / "rules" / "texts.yaml", LegalTexts).texts)

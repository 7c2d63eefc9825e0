"""Texts written in both languages, as scripts and knowledge files hold them."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from assistant.language import Language, current

_BEFORE = re.compile(r" (?=[;:!?»%€])")
_AFTER = re.compile(r"(?<=«) ")


def french(text: str) -> str:
    """The text with no-break spaces where French sets them, so that no line begins with a colon."""
    return _AFTER.sub("\u00a0", _BEFORE.sub("\u00a0", text))


_Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Text(BaseModel):
    """One text in French and in English; neither may be empty."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fr: Annotated[_Words, AfterValidator(french)]
    en: _Words

    def __str__(self) -> str:
        """The text in the language spoken now."""
        return self.text_in(current())

    def text_in(self, language: Language) -> str:
        """The text in one language."""
        return self.fr if language == "fr" else self.en

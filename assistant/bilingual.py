"""Texts written in both languages, as scripts and knowledge files hold them."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from assistant.language import Language, current

_Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Text(BaseModel):
    """One text in French and in English; neither may be empty."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fr: _Words
    en: _Words

    def __str__(self) -> str:
        """The text in the language spoken now."""
        return self.text_in(current())

    def text_in(self, language: Language) -> str:
        """The text in one language."""
        return self.fr if language == "fr" else self.en

"""Answers chosen from options: yes or no, one of several, any number of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from assistant.language import _
from assistant.notation import fold
from assistant.script.answering import Answer
from assistant.script.options import NO, UNKNOWN, YES, Option, labels, match, spellings


class _OneOf(Answer):
    def _read(self, typed: str, today: date, confirmed: bool) -> str:
        return match(typed, self.choices_offered())

    def _write(self, value: Any) -> str:
        return labels(self.choices_offered(), [value])

    def _nothing_typed(self) -> str:
        return _("Choose one of: {options}.").format(options=labels(self.choices_offered()))


class YesNo(_OneOf):
    """Yes or no; with `unsure`, also “does not know”."""

    kind: Literal["yes_no"]
    unsure: bool = False

    def choices_offered(self) -> Sequence[Option]:
        """Yes, no and where allowed “does not know”."""
        return (YES, NO, UNKNOWN) if self.unsure else (YES, NO)


class Choice(_OneOf):
    """One of several options."""

    kind: Literal["choice"]
    options: Annotated[tuple[Option, ...], Field(min_length=2)]

    def choices_offered(self) -> Sequence[Option]:
        """The options of the script."""
        return self.options


class Choices(Answer):
    """Any number of options; left empty, none of them applies."""

    kind: Literal["choices"]
    options: Annotated[tuple[Option, ...], Field(min_length=1)]

    def choices_offered(self) -> Sequence[Option]:
        """The options of the script."""
        return self.options

    def _left_empty(self) -> list[str]:
        return []

    def _read(self, typed: str, today: date, confirmed: bool) -> list[str]:
        # The ids chosen, in the script's order; typed with commas or semicolons between them.
        if fold(typed) in ("", "-", "aucun", "aucune", "none"):
            return []
        chosen = {match(part, self.options) for part in _parts(typed, self.options)}
        return [option.id for option in self.options if option.id in chosen]

    def _write(self, value: Any) -> str:
        return labels(self.options, value) if value else _("None")

    def _typed(self, value: Any) -> str:
        return "; ".join(value)


def _parts(typed: str, options: Sequence[Option]) -> list[str]:
    # A label may hold a comma: semicolons divide first, commas only where the whole is no option.
    parts = [part for part in typed.split(";") if part.strip()]
    known = spellings(options)
    return [
        piece
        for part in parts
        for piece in ([part] if fold(part) in known else [p for p in part.split(",") if p.strip()])
    ]

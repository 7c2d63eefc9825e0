"""The kinds of answer a step can ask for.

Each kind reads what was typed into a JSON value, writes that value for people, and writes it as it
could be typed again. Values: `"yes" | "no" | "unknown"`, an option's id, a list of ids, a number, an
ISO day, a text, a list of `{"date", "value"}`; None where an optional question was left empty.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from assistant.errors import InputError
from assistant.language import _
from assistant.notation import grouped_nir, read_date, write_date
from assistant.script.answering import Answer, ImplausibleError
from assistant.script.chosen import Choice, Choices, YesNo
from assistant.script.identifiers import read_nir, read_rpps
from assistant.script.measured import Bounds, Number, Readings

__all__ = (
    "AnswerKind",
    "Bounds",
    "Choice",
    "Choices",
    "Day",
    "ImplausibleError",
    "Number",
    "Readings",
    "Words",
    "YesNo",
    "clean",
)


class Day(Answer):
    """A date; `past` allows today and before, `future` today and after."""

    kind: Literal["date"]
    bounds: Literal["past", "future", "any"] = "any"

    def _read(self, typed: str, today: date, confirmed: bool) -> str:
        day = read_date(typed, today)
        if self.bounds == "past" and day > today:
            raise InputError(_("{day} is in the future. A past date is needed.").format(day=write_date(day)))
        if self.bounds == "future" and day < today:
            raise InputError(_("{day} is past. A date to come is needed.").format(day=write_date(day)))
        return day.isoformat()

    def _write(self, value: Any) -> str:
        return write_date(date.fromisoformat(value))

    def _typed(self, value: Any) -> str:
        return write_date(date.fromisoformat(value))


class Words(Answer):
    """Free text; `format` checks the key of a number that identifies someone."""

    kind: Literal["text"]
    format: Literal["nir", "rpps"] | None = None
    limit: int = 10_000
    """Most characters taken."""

    def _read(self, typed: str, today: date, confirmed: bool) -> str:
        text = clean(typed)
        if not text:
            raise InputError(self._nothing_typed())
        if len(text) > self.limit:
            raise InputError(
                _("This text has {count} characters; at most {limit} are kept. Shorten it.").format(
                    count=len(text), limit=self.limit
                )
            )
        if self.format == "nir":
            return read_nir(text)
        if self.format == "rpps":
            return _rpps(text, confirmed=confirmed)
        return text

    def _write(self, value: Any) -> str:
        return grouped_nir(str(value)) if self.format == "nir" else str(value)


def _rpps(text: str, *, confirmed: bool) -> str:
    # In the middle of a conversation a number that was misread must not hold everything up.
    try:
        return read_rpps(text)
    except InputError as error:
        if confirmed:
            return text
        again = _("Type it once more to keep it all the same.")
        raise ImplausibleError(f"{error.message} {again}") from error


def clean(typed: str) -> str:
    """The text without control characters (a terminal would obey them); line breaks stay."""
    spaced = typed.replace("\t", " ")
    return "".join(c for c in spaced if c == "\n" or c.isprintable() or c in "\u00a0\u202f").strip()


AnswerKind = Annotated[
    YesNo | Choice | Choices | Number | Day | Words | Readings, Field(discriminator="kind")
]
"""What kind of answer a question asks for."""

"""The kinds of answer a step can ask for.

Each kind reads what was typed into a JSON value, writes that value for people, and writes it as it
could be typed again. Values: `"yes" | "no" | "unknown"`, an option's id, a list of ids, a number, an
ISO day, a text, a list of `{"date", "value"}`; None where an optional question was left empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from assistant.bilingual import Text
from assistant.errors import InputError
from assistant.language import _
from assistant.notation import fold, read_date, read_number, shorten, write_date, write_number
from assistant.script.closed import Closed
from assistant.script.identifiers import read_nir, read_rpps
from assistant.script.options import NO, UNKNOWN, YES, Option, labels, match, spellings


class ImplausibleError(InputError):
    """A value that is possible but unlikely: it is taken when given once more."""

    kind = "implausible"


class _Answer(Closed):
    optional: bool = False
    """Whether the question may be left empty."""

    def read(self, typed: str, today: date, *, confirmed: bool = False) -> Any:
        """The value typed.

        Args:
            typed: the text as typed.
            today: the local day, for “aujourd'hui” and for bounds.
            confirmed: whether an unlikely value was given once before.

        Raises:
            ImplausibleError: the value is unlikely and not confirmed.
            InputError: the text cannot be taken; says what would be.
        """
        if not typed.strip():
            if self.optional:
                return None
            raise InputError(self._nothing_typed())
        return self._read(typed, today, confirmed)

    def write(self, value: Any) -> str:
        """The value as people read it."""
        return "—" if value is None else self._write(value)

    def typed(self, value: Any) -> str:
        """The value as it could be typed again."""
        return "" if value is None else self._typed(value)

    def choices_offered(self) -> Sequence[Option]:
        """The options to choose from; none where the answer is typed."""
        return ()

    def _nothing_typed(self) -> str:
        return _("Nothing was typed. An answer is needed here.")

    def _read(self, typed: str, today: date, confirmed: bool) -> Any:
        raise NotImplementedError  # a kind defines this, or `read` itself

    def _write(self, value: Any) -> str:
        return str(value)

    def _typed(self, value: Any) -> str:
        return str(value)


class _OneOf(_Answer):
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


class Choices(_Answer):
    """Any number of options; left empty, none of them applies."""

    kind: Literal["choices"]
    options: Annotated[tuple[Option, ...], Field(min_length=1)]

    def choices_offered(self) -> Sequence[Option]:
        """The options of the script."""
        return self.options

    def read(self, typed: str, today: date, *, confirmed: bool = False) -> Any:
        """The ids chosen, in the script's order; typed with commas or semicolons between them."""
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


class Bounds(Closed):
    """The smallest and the largest value, both allowed."""

    min: int | float | None = None
    max: int | float | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Bounds:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise PydanticCustomError("bounds_order", "min above max")
        return self


class Number(_Answer):
    """A number: refused outside `bounds`, asked once more outside `plausible`."""

    kind: Literal["number"]
    unit: Text | None = None
    bounds: Bounds = Bounds()
    plausible: Bounds = Bounds()

    def _read(self, typed: str, today: date, confirmed: bool) -> float:
        value = read_number(typed)
        if not _within(value, self.bounds):
            raise InputError(
                _("{value} cannot be right here. Allowed: {bounds}.").format(
                    value=write_number(value), bounds=_range(self.bounds)
                )
            )
        if not confirmed and not _within(value, self.plausible):
            raise ImplausibleError(
                _("{value} is unusual here. Check it, and type it once more if it is right.").format(
                    value=write_number(value)
                )
            )
        return value

    def _write(self, value: Any) -> str:
        return f"{write_number(value)} {self.unit}" if self.unit else write_number(value)

    def _typed(self, value: Any) -> str:
        return write_number(value)


def _within(value: float, bounds: Bounds) -> bool:
    return (bounds.min is None or value >= bounds.min) and (bounds.max is None or value <= bounds.max)


def _range(bounds: Bounds) -> str:
    if bounds.min is None:
        return _("at most {max}").format(max=write_number(bounds.max or 0))
    if bounds.max is None:
        return _("at least {min}").format(min=write_number(bounds.min))
    return _("from {min} to {max}").format(min=write_number(bounds.min), max=write_number(bounds.max))


class Day(_Answer):
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


class Words(_Answer):
    """Free text; `format` checks the key of a number that identifies someone."""

    kind: Literal["text"]
    format: Literal["nir", "rpps"] | None = None
    limit: int = 10_000
    """Most characters taken."""

    def _read(self, typed: str, today: date, confirmed: bool) -> str:
        text = _clean(typed)
        if len(text) > self.limit:
            raise InputError(
                _("This text has {count} characters; at most {limit} are kept. Shorten it.").format(
                    count=len(text), limit=self.limit
                )
            )
        if self.format == "nir":
            return read_nir(text)
        if self.format == "rpps":
            return read_rpps(text)
        return text


def _clean(typed: str) -> str:
    """Without control characters (a terminal would obey them); line breaks stay."""
    return "".join(c for c in typed.strip() if c == "\n" or c.isprintable() or c in "\u00a0\u202f")


class Readings(_Answer):
    """Rows of date and INR: `2016-05-01 2,4; 2016-05-29 3,1`. Left empty, none is known."""

    kind: Literal["readings"]
    bounds: Bounds = Bounds(min=0.1, max=50)
    plausible: Bounds = Bounds(min=0.5, max=20)

    def read(self, typed: str, today: date, *, confirmed: bool = False) -> Any:
        """The rows typed, by date; the last value given for a day holds."""
        rows: dict[str, float] = {}
        for row in typed.replace("\n", ";").split(";"):
            if row.strip():
                day, value = self._row(row, today, confirmed)
                rows[day] = value
        return [{"date": day, "value": rows[day]} for day in sorted(rows)]

    def _row(self, row: str, today: date, confirmed: bool) -> tuple[str, float]:
        day_typed, _space, value_typed = row.strip().rpartition(" ")
        if not day_typed:
            raise InputError(
                _("“{row}” is not a date and a value. Type them such as 29/05/2016 2,4.").format(
                    row=shorten(row)
                )
            )
        day = read_date(day_typed, today)
        if day > today:
            raise InputError(_("{day} is in the future. A past date is needed.").format(day=write_date(day)))
        value = Number(kind="number", bounds=self.bounds, plausible=self.plausible)._read(
            value_typed, today, confirmed
        )
        return day.isoformat(), value

    def _write(self, value: Any) -> str:
        rows = [f"{write_date(date.fromisoformat(r['date']))} : {write_number(r['value'])}" for r in value]
        return " ; ".join(rows) if rows else _("None")

    def _typed(self, value: Any) -> str:
        return "; ".join(
            f"{write_date(date.fromisoformat(r['date']))} {write_number(r['value'])}" for r in value
        )


AnswerKind = Annotated[
    YesNo | Choice | Choices | Number | Day | Words | Readings, Field(discriminator="kind")
]
"""What kind of answer a question asks for."""

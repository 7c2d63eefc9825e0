"""Answers that are numbers: one number within bounds, or rows of a date and an INR."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, model_validator
from pydantic_core import PydanticCustomError

from assistant.bilingual import Text
from assistant.errors import InputError
from assistant.language import _, current, labelled
from assistant.notation import read_date, read_number, shorten, write_date, write_number
from assistant.script.answering import Answer, ImplausibleError
from assistant.script.closed import Closed


def _number(value: Any) -> Any:
    if not isinstance(value, int | float) or isinstance(value, bool) or not isfinite(value):
        raise PydanticCustomError("number", "a number")
    return value


_Number = Annotated[int | float, BeforeValidator(_number)]


class Bounds(Closed):
    """The smallest and the largest value, both allowed."""

    min: _Number | None = None
    max: _Number | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Bounds:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise PydanticCustomError("bounds_order", "min above max")
        return self


class Number(Answer):
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
        return _exact(value)


def _exact(value: float) -> str:
    """Every figure of it: what is typed again must be the same number, not the one shown."""
    text = format(Decimal(repr(float(value))), "f").removesuffix(".0")
    return text.replace(".", ",") if current() == "fr" else text


def _within(value: float, bounds: Bounds) -> bool:
    return (bounds.min is None or value >= bounds.min) and (bounds.max is None or value <= bounds.max)


def _range(bounds: Bounds) -> str:
    if bounds.min is None:
        return _("at most {max}").format(max=write_number(bounds.max or 0))
    if bounds.max is None:
        return _("at least {min}").format(min=write_number(bounds.min))
    return _("from {min} to {max}").format(min=write_number(bounds.min), max=write_number(bounds.max))


class Readings(Answer):
    """Rows of date and INR: `2016-05-01 2,4; 2016-05-29 3,1`. Left empty, none is known."""

    kind: Literal["readings"]
    bounds: Bounds = Bounds(min=0.1, max=50)
    plausible: Bounds = Bounds(min=0.5, max=20)

    def _left_empty(self) -> list[dict[str, Any]]:
        return []

    def _read(self, typed: str, today: date, confirmed: bool) -> list[dict[str, Any]]:
        # By date; the last value given for a day holds.
        rows: dict[str, float] = {}
        for row in typed.replace("\n", ";").split(";"):
            if row.strip():
                day, value = self._row(row, today, confirmed)
                rows[day] = value
        return [{"date": day, "value": rows[day]} for day in sorted(rows)]

    def _row(self, row: str, today: date, confirmed: bool) -> tuple[str, float]:
        parts = row.rsplit(maxsplit=1)
        if len(parts) < 2:
            raise InputError(
                _("“{row}” is not a date and a value. Type them such as 29/05/2016 2,4.").format(
                    row=shorten(row)
                )
            )
        day = read_date(parts[0], today)
        if day > today:
            raise InputError(_("{day} is in the future. A past date is needed.").format(day=write_date(day)))
        value = Number(kind="number", bounds=self.bounds, plausible=self.plausible)._read(
            parts[1], today, confirmed
        )
        return day.isoformat(), value

    def _write(self, value: Any) -> str:
        rows = [labelled(write_date(date.fromisoformat(r["date"])), write_number(r["value"])) for r in value]
        return " ; ".join(rows) if rows else _("None")

    def _typed(self, value: Any) -> str:
        return "; ".join(f"{write_date(date.fromisoformat(r['date']))} {_exact(r['value'])}" for r in value)

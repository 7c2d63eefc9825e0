"""When a step applies: conditions as data, with FHIR's `enableWhen` operators.

A condition looks at an answer of this interview, an answer of the previous one, a fact of the patient
or a computed value. `=` holds when any value equals, `!=` when none does (so also when there is none),
`exists` asks whether there is a value at all; order operators hold when any value satisfies them.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Annotated, Any, Final, Literal, Protocol

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from assistant.script.closed import Closed

Source = Literal["answer", "previous", "fact", "computed"]
SOURCES: Final[tuple[Source, ...]] = ("answer", "previous", "fact", "computed")
Operator = Literal["exists", "=", "!=", ">", "<", ">=", "<="]
OPERATORS: Final[tuple[Operator, ...]] = ("exists", "=", "!=", ">", "<", ">=", "<=")


def _scalar(value: Any) -> Any:
    if not isinstance(value, str | int | float):
        raise PydanticCustomError("operand", "one value")
    return value


Operand = Annotated[str | int | float | bool, BeforeValidator(_scalar)]

_ORDER: Final[dict[str, Callable[[Any, Any], bool]]] = {
    ">": operator.gt,
    "<": operator.lt,
    ">=": operator.ge,
    "<=": operator.le,
}


class View(Protocol):
    """What a condition can see. Each returns None where there is no value."""

    def answer(self, step: str) -> Any:
        """The answer that counts in this interview."""

    def previous(self, step: str) -> Any:
        """The answer of the patient's earlier interviews."""

    def fact(self, name: str) -> Any:
        """A fact of the patient."""

    def computed(self, name: str) -> Any:
        """A computed value."""


class Comparison(Closed):
    """One value held against one operand."""

    answer: str | None = None
    previous: str | None = None
    fact: str | None = None
    computed: str | None = None
    exists: bool | None = None
    equals: Operand | None = Field(None, alias="=")
    differs: Operand | None = Field(None, alias="!=")
    above: Operand | None = Field(None, alias=">")
    below: Operand | None = Field(None, alias="<")
    at_least: Operand | None = Field(None, alias=">=")
    at_most: Operand | None = Field(None, alias="<=")

    @model_validator(mode="after")
    def _one_of_each(self) -> Comparison:
        if sum(getattr(self, source) is not None for source in SOURCES) != 1:
            raise PydanticCustomError("condition_source", "one source")
        if len(self._operators()) != 1:
            raise PydanticCustomError("condition_operator", "one operator")
        return self

    def _operators(self) -> list[tuple[Operator, Operand]]:
        operands = (
            self.exists,
            self.equals,
            self.differs,
            self.above,
            self.below,
            self.at_least,
            self.at_most,
        )
        return [(name, value) for name, value in zip(OPERATORS, operands, strict=True) if value is not None]

    @cached_property
    def source(self) -> Source:
        """Where the value comes from."""
        return next(source for source in SOURCES if getattr(self, source) is not None)

    @cached_property
    def name(self) -> str:
        """Which value: the id of a step, of a fact or of a computed value."""
        return str(getattr(self, self.source))

    @cached_property
    def test(self) -> tuple[Operator, Operand]:
        """The operator and its operand."""
        return self._operators()[0]

    def holds(self, view: View) -> bool:
        """Whether the condition is true of what can be seen."""
        return compare(getattr(view, self.source)(self.name), *self.test)


class All(Closed):
    """Every part holds."""

    all: Annotated[tuple[Condition, ...], Field(min_length=1)]

    def holds(self, view: View) -> bool:
        """Whether the condition is true of what can be seen."""
        return all(part.holds(view) for part in self.all)


class AnyOf(Closed):
    """At least one part holds."""

    any: Annotated[tuple[Condition, ...], Field(min_length=1)]

    def holds(self, view: View) -> bool:
        """Whether the condition is true of what can be seen."""
        return any(part.holds(view) for part in self.any)


def _shape(value: Any) -> str:
    keys = value if isinstance(value, dict) else getattr(type(value), "model_fields", ())
    return next((f"<{key}>" for key in ("all", "any") if key in keys), "<comparison>")


Condition = Annotated[
    Annotated[All, Tag("<all>")]
    | Annotated[AnyOf, Tag("<any>")]
    | Annotated[Comparison, Tag("<comparison>")],
    Discriminator(_shape),
]
"""A condition: `{all: […]}`, `{any: […]}`, or one source with one operator."""

All.model_rebuild()
AnyOf.model_rebuild()


def compare(value: Any, test: Operator, operand: Operand) -> bool:
    """Whether a value (None, one, or a list of them) satisfies an operator."""
    wanted = plain(operand)
    if isinstance(value, list) and test in ("exists", "=", "!="):
        # Nothing more of a list is looked at than has to be: a proof goes by what is.
        return bool(value) == (operand is True) if test == "exists" else (wanted in value) == (test == "=")
    values = [plain(v) for v in (value if isinstance(value, list) else [value]) if v is not None]
    if test == "exists":
        return bool(values) == (operand is True)
    if test == "=":
        return wanted in values
    if test == "!=":
        return wanted not in values
    return any(_ORDER[test](v, wanted) for v in values if _comparable(v, wanted))


def plain(value: Any) -> Any:
    """The value as scripts write it: a truth value as yes or no."""
    # A computed truth value and a typed yes or no are the same to whoever writes a script.
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


def _comparable(left: Any, right: Any) -> bool:
    if isinstance(left, str) or isinstance(right, str):
        return isinstance(left, str) and isinstance(right, str)
    return isinstance(left, int | float) and isinstance(right, int | float)


def comparisons(condition: Condition) -> Iterator[Comparison]:
    """Every comparison inside a condition, in the order written."""
    if isinstance(condition, Comparison):
        yield condition
    else:
        for part in condition.all if isinstance(condition, All) else condition.any:
            yield from comparisons(part)

"""What a question is in FHIR: its link, its type, its values written and read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Any, Final

from assistant.errors import InputError
from assistant.exchange.fhir.terms import CORE, Json, bilingual, coding
from assistant.language import _
from assistant.notation import shorten
from assistant.script.answers import Bounds, Number, Words
from assistant.script.options import Option

LONGEST_LINE: Final = 255
"""A text of at most so many characters is asked for on one line."""
_CHOSEN: Final = ("choice", "choices", "rate")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as other software asks it."""

    link: str
    kind: str
    """The kind of answer: that of a step or a fact, `tell`, `rate`, or `integer` of a computed value."""
    system: str
    """Of the codes of its options."""
    options: Sequence[Option] = ()
    answer: Any = None
    """How the script declares the answer, where it does."""

    @property
    def boolean(self) -> bool:
        """Whether it has no answers but yes and no."""
        return self.kind == "yes_no" and len(self.options) < 3

    @property
    def told(self) -> bool:
        """Whether it is said and not answered."""
        return self.kind == "tell"

    @property
    def coded(self) -> bool:
        """Whether one of several options is chosen."""
        return self.kind in _CHOSEN or (self.kind == "yes_no" and not self.boolean)

    @property
    def ordered(self) -> bool:
        """Whether FHIR knows which of two values is larger."""
        return self.kind in ("number", "integer", "date")

    @property
    def exists_link(self) -> str:
        """The question to look at for whether there is an answer."""
        return f"{self.link}.date" if self.kind == "readings" else self.link

    def operand(self, value: Any) -> tuple[str, Any] | None:
        """Key and value to compare an answer with; None where no answer is like that."""
        if isinstance(value, bool):
            value = "yes" if value else "no"
        if self.boolean:
            return ("answerBoolean", value == "yes") if value in ("yes", "no") else None
        if self.coded:
            return ("answerCoding", (self.system, value)) if value in self._codes else None
        if self.kind in ("number", "integer"):
            named = "answerDecimal" if self.kind == "number" else "answerInteger"
            return (named, value) if isinstance(value, int | float) else None
        if not isinstance(value, str) or not value:
            return None
        return {"date": ("answerDate", value), "text": ("answerString", value)}.get(self.kind)

    @property
    def _codes(self) -> dict[str, Option]:
        return {option.id: option for option in self.options}

    def item(self) -> Json:
        """Type, options and bounds of the question; its text is up to whoever asks."""
        if self.kind == "readings":
            return {"type": "group", "repeats": True}
        if self.boolean:
            return {"type": "boolean"}
        if self.coded:
            offered = [{"valueCoding": coding(self.system, option)} for option in self.options]
            return {
                "type": "choice",
                **({"repeats": True} if self.kind == "choices" else {}),
                "answerOption": offered,
            }
        if self.kind == "number":
            return {"type": "decimal", **_bounds(self.answer)}
        if self.kind == "text" and isinstance(self.answer, Words):
            line = self.answer.limit <= LONGEST_LINE
            return {"type": "string" if line else "text", "maxLength": self.answer.limit}
        return {"type": {"tell": "display", "text": "string"}.get(self.kind, self.kind)}

    def answers(self, value: Any) -> list[Json]:
        """A value as the answers of a response; none where the question was left empty."""
        if value is None or self.told:
            return []
        if self.boolean:
            return [{"valueBoolean": value == "yes"}]
        if self.coded:
            ids = value if isinstance(value, list) else [value]
            known = self._codes
            return [
                {"valueCoding": {"system": self.system, "code": one, "display": str(known[one].label)}}
                for one in ids
                if one in known
            ]
        key = {"number": "valueDecimal", "integer": "valueInteger", "date": "valueDate"}.get(self.kind)
        return [{key or "valueString": value}]

    def read(self, given: Sequence[Any], today: date) -> Any:
        """The value that the answers of a response give.

        Args:
            given: the answers, none where the question was left empty.
            today: the day on which it was answered.

        Raises:
            InputError: they are none of this question.
        """
        if self.told:
            return ""
        try:
            value = self._value(given)
            good = self.answer is None or value is None or self.allows(value, today)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            raise self.wrong(given) from error
        if not good or (value is None and not getattr(self.answer, "optional", False)):
            raise self.wrong(given)
        return value

    def _value(self, given: Sequence[Any]) -> Any:
        if self.kind == "choices":
            chosen = [_code(one) for one in given]
            if unknown := [one for one in chosen if one not in self._codes]:
                raise LookupError(unknown)
            return [one for one in self._codes if one in chosen]
        if not given:
            return None
        (only,) = given
        if self.boolean:
            return {True: "yes", False: "no"}[only["valueBoolean"]]
        if self.coded:
            return self._codes[_code(only)].id
        if self.kind == "number":
            value = only.get("valueDecimal", only.get("valueInteger"))
            if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
                raise ValueError
            return float(value)
        if self.kind == "date":
            return date.fromisoformat(only["valueDate"]).isoformat()
        if not isinstance(only["valueString"], str):
            raise TypeError
        return only["valueString"]

    def allows(self, value: Any, today: date) -> bool:
        if self.coded or self.boolean:
            return True
        try:
            return bool(self.answer.read(self.answer.typed(value), today, confirmed=True) == value)
        except InputError:
            return False

    def wrong(self, given: Sequence[Any]) -> InputError:
        said = ", ".join(
            str(value) for one in given for value in (one.values() if isinstance(one, dict) else [one])
        )
        return InputError(
            _("“{value}” is no answer to “{question}”.").format(value=shorten(said), question=self.link)
        )


def _code(given: Mapping[str, Any]) -> str:
    return str(given["valueCoding"]["code"])


def _bounds(answer: Any) -> Json:
    if not isinstance(answer, Number):
        return {}
    limits: Bounds = answer.bounds
    found: list[Json] = [
        {"url": CORE + name, "valueDecimal": value}
        for name, value in (("minValue", limits.min), ("maxValue", limits.max))
        if value is not None
    ]
    if answer.unit is not None:
        found.append({"url": CORE + "questionnaire-unit", "valueCoding": bilingual("display", answer.unit)})
    return {"extension": found} if found else {}

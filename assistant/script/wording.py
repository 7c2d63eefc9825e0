"""Conditions in words, in the current language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from assistant.language import _
from assistant.notation import write_number
from assistant.script.answers import Choices
from assistant.script.computedwords import computed_names, computed_values
from assistant.script.conditions import All, Comparison, Condition, View, comparisons
from assistant.script.knowledge import facts
from assistant.script.steps import Ask, Script, Step

_ORDERS: Final[Mapping[str, Callable[[str, str], str]]] = {
    ">": lambda name, value: _("{name} is above {value}").format(name=name, value=value),
    "<": lambda name, value: _("{name} is below {value}").format(name=name, value=value),
    ">=": lambda name, value: _("{name} is at least {value}").format(name=name, value=value),
    "<=": lambda name, value: _("{name} is at most {value}").format(name=name, value=value),
}


class Wording:
    """The words of one script's conditions: titles and labels instead of ids."""

    def __init__(self, script: Script) -> None:
        self._steps: dict[str, Step] = {step.id: step for _section, step in script.steps()}

    def words(self, condition: Condition, *, inside: bool = False) -> str:
        """A condition as a phrase, such as: “Bleeding now” is “Yes”.

        Args:
            condition: what is to be said.
            inside: whether it stands within another one, so that it needs brackets.
        """
        if isinstance(condition, Comparison):
            return self._comparison(condition)
        parts = condition.all if isinstance(condition, All) else condition.any
        said = [self.words(part, inside=len(parts) > 1) for part in parts]
        if len(said) == 1:
            return said[0]
        joined = (_(" and ") if isinstance(condition, All) else _(" or ")).join(said)
        return f"({joined})" if inside else joined

    def seen(self, condition: Condition, view: View) -> list[tuple[str, str]]:
        """What a condition looked at and what it saw there, each once, in the order written."""
        found: dict[str, str] = {}
        for one in comparisons(condition):
            value = getattr(view, one.source)(one.name)
            found.setdefault(self.named(one), self._written(one, value))
        return list(found.items())

    def named(self, one: Comparison) -> str:
        """What a comparison looks at."""
        if one.source == "computed":
            return _("“{name}”").format(name=computed_names().get(one.name, one.name))
        if one.source == "fact":
            known = facts().get(one.name)
            name = one.name if known is None else str(known.label)
            return _("“{name}” in the dossier").format(name=name)
        step = self._steps.get(one.name)
        name = one.name if step is None else str(step.title)
        sentence = _("“{name}” last time") if one.source == "previous" else _("“{name}”")
        return sentence.format(name=name)

    def _comparison(self, one: Comparison) -> str:
        name, (test, operand) = self.named(one), one.test
        if test == "exists":
            if one.source in ("answer", "previous"):
                return (_("{name} has an answer") if operand else _("{name} has no answer")).format(name=name)
            return (_("{name} is known") if operand else _("{name} is not known")).format(name=name)
        value = self._operand(one, operand)
        if test in _ORDERS:
            return _ORDERS[test](name, value)
        if isinstance(operand, bool) or not isinstance(operand, int | float):
            value = _("“{name}”").format(name=value)
        if self._several(one):
            has = _("{name} includes {value}") if test == "=" else _("{name} does not include {value}")
            return has.format(name=name, value=value)
        equal = _("{name} is {value}") if test == "=" else _("{name} is not {value}")
        return equal.format(name=name, value=value)

    def _several(self, one: Comparison) -> bool:
        """Whether it looks at an answer that may be several options at once."""
        step = self._steps.get(one.name) if one.source in ("answer", "previous") else None
        return isinstance(step, Ask) and isinstance(step.answer, Choices)

    def _operand(self, one: Comparison, operand: Any) -> str:
        if one.source == "computed":
            return computed_values().get(one.name, {}).get(operand) or _plain(operand)
        if isinstance(operand, bool):
            operand = "yes" if operand else "no"
        options = self._options(one)
        return str(options[operand]) if operand in options else _plain(operand)

    def _options(self, one: Comparison) -> dict[Any, Any]:
        if one.source == "fact":
            known = facts().get(one.name)
            return {} if known is None else {o.id: o.label for o in known.answer.choices_offered()}
        step = self._steps.get(one.name)
        return {} if step is None else {option.id: option.label for option in step.options}

    def _written(self, one: Comparison, value: Any) -> str:
        if value is None or value == []:
            return _("nothing")
        if isinstance(value, list):
            return ", ".join(self._operand(one, part) for part in value if not isinstance(part, dict))
        return self._operand(one, value)


def _plain(value: Any) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return write_number(value)
    return str(value)

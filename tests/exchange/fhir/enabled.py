"""`enableWhen` as R4 defines it, read by nobody but the tests: which items of a filled form can be seen."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any, Final

from tests.exchange.fhir.validity import items

_ORDER: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    ">": operator.gt,
    "<": operator.lt,
    ">=": operator.ge,
    "<=": operator.le,
}


def visible(form: dict[str, Any], response: dict[str, Any], *, differs: bool = False) -> set[str]:
    """The links that can be seen; the answers of what cannot be seen count for nothing.

    Args:
        form: the Questionnaire.
        response: what was answered.
        differs: whether a question without an answer differs from every value; renderers do not agree.
    """
    given: dict[str, list[Any]] = {}
    for item in items({"item": _flat(response.get("item", []))}):
        given.setdefault(item["linkId"], []).extend(_plain(one) for one in item.get("answer", ()))
    seen: set[str] = set()
    _look(form["item"], given, seen, differs)
    return seen


def _flat(below: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Items, those under answers too."""
    return [
        {
            **one,
            "item": _flat(one.get("item", []))
            + [n for a in one.get("answer", ()) for n in a.get("item", ())],
        }
        for one in below
    ]


def _look(asked: list[dict[str, Any]], given: dict[str, list[Any]], seen: set[str], differs: bool) -> None:
    for item in asked:
        tests = [_holds(test, given, differs) for test in item.get("enableWhen", ())]
        every = all if item.get("enableBehavior", "all") == "all" else any
        if tests and not every(tests):
            for gone in [item, *items(item)]:
                given.pop(gone["linkId"], None)
            continue
        seen.add(item["linkId"])
        _look(item.get("item", []), given, seen, differs)


def _holds(test: dict[str, Any], given: dict[str, list[Any]], differs: bool) -> bool:
    values = given.get(test["question"], [])
    wanted = _plain({key: value for key, value in test.items() if key.startswith("answer")})
    if test["operator"] == "exists":
        return bool(values) == bool(wanted)
    if test["operator"] == "=":
        return wanted in values
    if test["operator"] == "!=":
        return wanted not in values if values else differs
    return any(_ORDER[test["operator"]](value, wanted) for value in values)


def _plain(answer: Mapping[str, Any]) -> Any:
    value = next(value for key, value in answer.items() if key != "item")
    return (value["system"], value["code"]) if isinstance(value, dict) else value

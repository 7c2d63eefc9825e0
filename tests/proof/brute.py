"""A second checker, as simple as can be: every combination of answers, facts and earlier answers, one by one.

It knows nothing of the machine, of classes of values or of what may be forgotten: it reads the script's file,
walks down its list of steps, and looks at what happened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, combinations, product
from typing import Any

Data = Mapping[str, Any]

FACTS: dict[str, tuple[Any, ...]] = {
    "sex": (None, "f", "m"),
    "carnet": (None, "yes", "no"),
    "expected_months": (None, 1, 3, 4, 6, 8, 9, 12, 600),
}
"""Facts that the small scripts look at, with values enough to tell anything apart that they ask."""
NUMBERS = (0, 1, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8)
NOT_HEALTH = {"contact_agreed", "sex"}
NEVER = object()


@dataclass
class Run:
    """What one combination comes to."""

    path: list[str]
    end: str
    asked: dict[str, Any]
    background: tuple[Mapping[str, Any], Mapping[str, Any]]
    held: dict[str, list[bool]] = field(default_factory=dict)
    """Alert to whether it held, after each answer."""
    grave: list[bool] = field(default_factory=list)


def steps(script: Data) -> list[Data]:
    return [step for section in script["sections"] for step in section["steps"]]


def values(step: Data) -> list[Any]:
    """Everything that a step can be answered, as far as the small scripts can tell apart."""
    if "tell" in step:
        return [""]
    if "rate" in step:
        return ["acquired", "partial", "not_acquired"]
    answer = step["answer"]
    empty = [None] if answer.get("optional") else []
    if answer["kind"] == "yes_no":
        return ["yes", "no", *(["unknown"] if answer.get("unsure") else []), *empty]
    if answer["kind"] == "number":
        return [*NUMBERS, *empty]
    if answer["kind"] == "text":
        return ["a", "b", *empty]
    ids = [option["id"] for option in answer["options"]]
    if answer["kind"] == "choice":
        return [*ids, *empty]
    return [list(some) for some in chain.from_iterable(combinations(ids, n) for n in range(len(ids) + 1))]


def comparisons(condition: Data) -> Iterator[Data]:
    for key in ("all", "any"):
        if key in condition:
            for part in condition[key]:
                yield from comparisons(part)
            return
    yield condition


def conditions(script: Data) -> Iterator[Data]:
    for step in steps(script):
        if "when" in step:
            yield from comparisons(step["when"])
    for alert in script.get("alerts", ()):
        yield from comparisons(alert["when"])
    for only in promised(script):
        yield from comparisons(only["when"])


def promised(script: Data) -> list[Data]:
    return list(script.get("promises", {}).get("only", ()))


def combinations_of(script: Data) -> tuple[int, Iterator[tuple[Data, Data, Data]]]:
    """How many combinations there are, and each: answers, facts, earlier answers."""
    all_steps = {step["id"]: step for step in steps(script)}
    owed = [s["id"] for s in all_steps.values() if "rate" in s and s.get("mandates") and "when" in s]
    previous = list(dict.fromkeys([*(c["previous"] for c in conditions(script) if "previous" in c), *owed]))
    facts = list(dict.fromkeys(c["fact"] for c in conditions(script) if "fact" in c))
    choices = [values(step) for step in all_steps.values()]
    choices += [[None, *values(all_steps[name])] for name in previous]
    choices += [list(FACTS[name]) for name in facts]
    count = 1
    for some in choices:
        count *= len(some)
    names = list(all_steps)

    def each() -> Iterator[tuple[Data, Data, Data]]:
        for chosen in product(*choices):
            answers = dict(zip(names, chosen, strict=False))
            rest = chosen[len(names) :]
            before = {n: v for n, v in zip(previous, rest, strict=False) if v is not None}
            known = {n: v for n, v in zip(facts, rest[len(previous) :], strict=True) if v is not None}
            yield answers, known, before

    return count, each()


def seen(value: Any, test: str, wanted: Any) -> bool:
    parts = [v for v in (value if isinstance(value, list) else [value]) if v is not None]
    if test == "exists":
        return bool(parts) is wanted
    if test == "=":
        return wanted in parts
    if test == "!=":
        return wanted not in parts
    order = {">": 1, ">=": 2, "<": 3, "<=": 4}[test]
    alike = [v for v in parts if isinstance(v, str) == isinstance(wanted, str)]
    return any((v > wanted, v >= wanted, v < wanted, v <= wanted)[order - 1] for v in alike)


def holds(condition: Data, script: Data, asked: Data, facts: Data, previous: Data) -> bool:
    if "all" in condition:
        return all(holds(part, script, asked, facts, previous) for part in condition["all"])
    if "any" in condition:
        return any(holds(part, script, asked, facts, previous) for part in condition["any"])
    test = next(key for key in condition if key not in ("answer", "previous", "fact", "computed"))
    if "answer" in condition:
        value = asked.get(condition["answer"])
    elif "previous" in condition:
        value = previous.get(condition["previous"])
    elif "computed" in condition:
        value = action(script, asked)
    else:
        value = learnt(script, condition["fact"], asked, facts)
    return seen(value, test, condition[test])


def learnt(script: Data, name: str, asked: Data, facts: Data) -> Any:
    for step in steps(script):
        if step.get("fact") == name and step["id"] in asked:
            return asked[step["id"]]
    return facts.get(name)


def action(script: Data, asked: Data) -> str | None:
    """The action that bleeding and signs of danger give where no INR is asked for."""
    bleeding = False
    for step in steps(script):
        if step["id"] in asked and step.get("feeds") == "inr.danger":
            chosen = asked[step["id"]]
            dangers = [o["id"] for o in step["answer"].get("options", ()) if o.get("danger")]
            if chosen == "yes" or (isinstance(chosen, list) and set(chosen) & set(dangers)):
                return "emergency"
    for step in steps(script):
        if step["id"] in asked and step.get("feeds") == "inr.bleeding":
            bleeding = asked[step["id"]] == "yes"
            break
    return "call" if bleeding else None


def run(script: Data, answers: Data, facts: Data, previous: Data) -> Run:
    found = Run([], "completed", {}, (facts, previous))
    alerts = script.get("alerts", ())
    found.held = {alert["id"]: [] for alert in alerts}
    for step in steps(script):
        if "when" in step and not holds(step["when"], script, found.asked, facts, previous):
            continue
        name = step["id"]
        found.path.append(name)
        found.asked[name] = answers[name]
        for alert in alerts:
            found.held[alert["id"]].append(holds(alert["when"], script, found.asked, facts, previous))
        found.grave.append(action(script, found.asked) == "emergency")
        stop = step.get("stop")
        if stop is not None and answers[name] == stop["when"]:
            found.end = stop["as"]
            break
    return found


def questions(script: Data, path: list[str]) -> int:
    asks = {step["id"] for step in steps(script) if "tell" not in step}
    return sum(name in asks for name in path)

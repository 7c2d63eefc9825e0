"""A way through a script as the answers that take it: proven by walking the real machine on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.interview.background import Background
from assistant.proof.ground import Focus, Ground
from assistant.proof.tallies import Link
from assistant.proof.uses import Origin, Variable
from assistant.proof.watch import Chosen
from assistant.script.answering import Answer
from assistant.script.answers import Choices
from assistant.script.knowledge import facts
from assistant.script.steps import Tell


@dataclass(frozen=True, slots=True)
class Example:
    """One way: what was known before, and what is answered on it."""

    background: Background
    answers: Mapping[str, Any]
    """Step id to value, in order, for the steps on the way."""
    path: tuple[str, ...]
    end: str | None


def moves(link: Link | None) -> list[Link]:
    """The moves of a way, the first one first."""
    found = []
    while link is not None:
        found.append(link)
        link = link.before
    return found[::-1]


def example(ground: Ground, focus: Focus, chosen: Chosen) -> Example:
    """The way on which these variables have these values, and all others what is least."""
    values: dict[tuple[Origin, str], Any] = {}
    for variable, value in _values(focus, chosen):
        key = (variable.origin, variable.name)
        if variable.option is None:
            values[key] = value
        else:
            values.setdefault(key, [])
            if value:
                values[key].append(variable.option)
    answers = {name: values.get(("answer", name), _least(ground, focus, name)) for name in ground.plan.steps}
    for (origin, name), value in values.items():
        kind = focus.uses.kind(origin, name)
        if isinstance(kind, Choices):
            values[origin, name] = [option.id for option in kind.options if option.id in value]
    answers |= {name: value for (origin, name), value in values.items() if origin == "answer"}
    background = Background(
        patient="",
        today=ground.today,
        facts={n: v for (origin, n), v in values.items() if origin == "fact" and v not in (None, [])},
        previous={n: v for (origin, n), v in values.items() if origin == "previous" and v not in (None, [])},
    )
    walk = ground.flow.walk(background, answers)
    return Example(background, dict(walk.course.counting), walk.path, walk.end)


def along(ground: Ground, focus: Focus, link: Link | None) -> Example:
    """The way of these moves."""
    return example(ground, focus, tuple(pair for move in moves(link) for pair in move.chosen))


def _values(focus: Focus, chosen: Chosen) -> Iterator[tuple[Variable, Any]]:
    for variable, rank in chosen:
        yield variable, focus.domains.of(variable)[rank]


def _least(ground: Ground, focus: Focus, name: str) -> Any:
    """An answer that nothing looks at: left empty where that is allowed, or the first that is taken."""
    step = ground.plan.steps[name]
    kind = focus.uses.kind("answer", name)
    if isinstance(step, Tell):
        return ""
    if isinstance(kind, Choices):
        return []
    if isinstance(kind, Answer) and kind.optional:
        return kind.read("", ground.today)
    return focus.domains.of(Variable("answer", name))[0]


def typed(ground: Ground, found: Example) -> dict[str, Any]:
    """A way as a file of answers: step id to the answer as typed; what was known, under `known-before`."""
    steps = ground.plan.steps
    known: dict[str, Any] = {"today": found.background.today.isoformat()}
    if found.background.facts:
        known["facts"] = {n: facts()[n].answer.typed(v) for n, v in found.background.facts.items()}
    if found.background.previous:
        known["previous"] = {n: steps[n].typed(v) for n, v in found.background.previous.items()}
    answers = {n: steps[n].typed(v) for n, v in found.answers.items() if not isinstance(steps[n], Tell)}
    return {"known-before": known, **answers}

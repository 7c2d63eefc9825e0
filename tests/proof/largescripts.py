"""Scripts of any size: conditions that look a little way back, or at everything."""

from __future__ import annotations

import random
from typing import Any

from assistant.script.knowledge import mandates

TEXT = {"fr": "Oui.", "en": "Yes."}
REACH = 6
"""How many questions back a local condition looks, at most."""


def local(count: int, seed: int = 1) -> dict[str, Any]:
    """A script of so many steps, each condition on one to three of the last six answers."""
    chance = random.Random(seed)
    steps: list[dict[str, Any]] = []
    for number in range(count - 2):
        step = _asked(f"q{number}", chance)
        if number and chance.random() < 0.6:
            near = steps[-REACH:]
            parts = [_look(chance.choice(near), chance) for _part in range(chance.choice((1, 2, 2, 3)))]
            step["when"] = {chance.choice(("any", "all")): parts} if len(parts) > 1 else parts[0]
        steps.append(step)
    return _script(steps)


def entangled(count: int, seed: int = 1) -> dict[str, Any]:
    """A script each of whose conditions looks at every answer before it, two by two."""
    chance = random.Random(seed)
    steps: list[dict[str, Any]] = []
    for number in range(count - 2):
        step = {"id": f"q{number}", "title": TEXT, "say": TEXT, "answer": {"kind": "yes_no"}}
        before = [one["id"] for one in steps]
        chance.shuffle(before)
        pairs = list(zip(before[::2], before[1::2], strict=False))
        if pairs:
            both = [{"all": [_either(one, chance), _either(other, chance)]} for one, other in pairs]
            step["when"] = {"any": both}
        steps.append(step)
    return _script(steps)


def _either(name: str, chance: random.Random) -> dict[str, Any]:
    return {"answer": name, chance.choice(("=", "!=")): "yes"}


def _asked(name: str, chance: random.Random) -> dict[str, Any]:
    step: dict[str, Any] = {"id": name, "title": TEXT, "say": TEXT}
    kind = chance.choice(("yes_no", "yes_no", "choice", "number"))
    step["answer"] = {"kind": kind}
    if kind == "choice":
        step["answer"]["options"] = [{"id": o, "label": {"fr": o, "en": o}} for o in "xyz"]
    if kind == "number":
        step["answer"]["bounds"] = {"min": 0, "max": 9}
    return step


def _look(step: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    kind = step["answer"]["kind"]
    if kind == "number":
        return {"answer": step["id"], chance.choice((">", "<=")): chance.choice((3, 6))}
    return {"answer": step["id"], chance.choice(("=", "!=")): {"yes_no": "yes", "choice": "y"}[kind]}


def _script(steps: list[dict[str, Any]]) -> dict[str, Any]:
    wanted = [mandate.id for mandate in mandates().values() if "interview" in mandate.required_by]
    hello = {"id": "hello", "title": TEXT, "tell": TEXT, "mandates": wanted}
    consent = {
        "id": "consent",
        "title": TEXT,
        "say": TEXT,
        "answer": {"kind": "yes_no"},
        "stop": {"when": "no", "as": "refused"},
    }
    every = [hello, consent, *steps]
    sections = [
        {"id": f"part{number}", "title": TEXT, "minutes": 5, "steps": every[start : start + 50]}
        for number, start in enumerate(range(0, len(every), 50))
    ]
    return {"id": "large", "version": 1, "kind": "interview", "title": TEXT, "sections": sections}

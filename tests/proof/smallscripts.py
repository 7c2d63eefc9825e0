"""Small scripts drawn by lot, with every kind of question, condition and promise in them."""

from __future__ import annotations

import random
from typing import Any

from assistant.script.knowledge import mandates

TEXT = {"fr": "Oui.", "en": "Yes."}
LOOSE = ("blood_tests", "good_use", "precautions")
"""Mandates that only some steps cover; the first step covers the others."""
MOST = 2_000
"""Most combinations of a script."""


def small(seed: int) -> dict[str, Any]:
    """A script of four to seven steps."""
    chance = random.Random(seed)
    steps: list[dict[str, Any]] = [
        {
            "id": "hello",
            "title": TEXT,
            "tell": TEXT,
            "mandates": [
                m.id for m in mandates().values() if m.id not in LOOSE and "interview" in m.required_by
            ],
        }
    ]
    if chance.random() < 0.85:
        steps.append(_ask("consent", {"kind": "yes_no"}) | {"stop": {"when": "no", "as": "refused"}})
        if chance.random() < 0.3:
            steps.insert(chance.randrange(2), _ask("early", {"kind": "yes_no"}))
    for number in range(chance.randint(2, 4)):
        steps.append(_step(f"s{number}", steps, chance))
    if chance.random() < 0.5:
        steps.append({"id": "last", "title": TEXT, "tell": TEXT, "mandates": chance.sample(LOOSE, 2)})
    cut = chance.randint(1, len(steps) - 1)
    script: dict[str, Any] = {
        "id": "small",
        "version": 1,
        "kind": "interview",
        "title": TEXT,
        "chapters": [{"id": "c", "title": TEXT}],
        "sections": [
            {"id": "one", "title": TEXT, "minutes": 2, "steps": steps[:cut]},
            {"id": "two", "title": TEXT, "minutes": 3, "steps": steps[cut:]},
        ],
        "alerts": [_alert(f"a{number}", steps, chance) for number in range(chance.randint(0, 3))],
    }
    apart = random.Random(f"only {seed}")
    if apart.random() < 0.5:
        place = apart.randrange(1, len(steps))
        when = _condition(steps[:place], apart)
        script["promises"] = {"only": [{"ask": steps[place]["id"], "when": when}]}
    return script


def _ask(name: str, answer: dict[str, Any]) -> dict[str, Any]:
    return {"id": name, "title": TEXT, "say": TEXT, "answer": answer}


def _option(name: str, danger: bool = False) -> dict[str, Any]:
    return {"id": name, "label": {"fr": name, "en": name}, **({"danger": True} if danger else {})}


def _step(name: str, before: list[dict[str, Any]], chance: random.Random) -> dict[str, Any]:
    kind = chance.choice(
        ("yes_no", "yes_no", "choice", "choices", "number", "text", "rate", "tell", "bleeding", "danger")
    )
    step: dict[str, Any]
    if kind == "tell":
        step = {"id": name, "title": TEXT, "tell": TEXT}
    elif kind == "rate":
        point = {"id": "p", "fr": "oui", "en": "yes"}
        step = {
            "id": name,
            "title": TEXT,
            "say": TEXT,
            "rate": {"chapter": "c", "listen_for": [point], "explain": TEXT},
        }
    elif kind == "bleeding":
        step = _ask(name, {"kind": "yes_no", "unsure": chance.random() < 0.3}) | {"feeds": "inr.bleeding"}
    elif kind == "danger":
        answer = {"kind": "choices", "options": [_option("x", danger=True), _option("y")]}
        step = _ask(name, answer if chance.random() < 0.6 else {"kind": "yes_no"}) | {"feeds": "inr.danger"}
    elif kind == "choice":
        step = _ask(name, {"kind": "choice", "options": [_option(o) for o in "xyz"]})
    elif kind == "choices":
        step = _ask(name, {"kind": "choices", "options": [_option(o) for o in "xy"]})
    elif kind == "number":
        step = _ask(name, {"kind": "number", "bounds": {"min": 0, "max": 8}})
    elif kind == "text":
        step = _ask(name, {"kind": "text"})
    else:
        step = _ask(name, {"kind": "yes_no"})
        if chance.random() < 0.25:
            step["fact"] = "carnet"
    if "answer" in step and "feeds" not in step and step["answer"]["kind"] != "choices":
        step["answer"]["optional"] = chance.random() < 0.3
    if step.get("answer", {}).get("kind") == "yes_no" and "feeds" not in step and chance.random() < 0.12:
        step["stop"] = {"when": "no", "as": chance.choice(("refused", "withdrawn"))}
    if chance.random() < 0.6:
        step["mandates"] = chance.sample(LOOSE, chance.randint(1, 2))
    if chance.random() < 0.65:
        step["when"] = _condition(before, chance)
        if kind != "tell" and chance.random() < (0.5 if kind == "rate" else 0.2):
            step["when"] = _again(name, kind == "rate")
    return step


def _alert(name: str, steps: list[dict[str, Any]], chance: random.Random) -> dict[str, Any]:
    level = chance.choice(("note", "call", "emergency"))
    when = _condition(steps, chance)
    if level == "emergency" and chance.random() < 0.7:
        when = {"computed": "inr.action", "=": "emergency"}
    return {"id": name, "when": when, "level": level, "say": TEXT, "do": TEXT}


def _again(name: str, rated: bool) -> dict[str, Any]:
    """As repeat interviews are written: what was not asked, or not acquired, last time."""
    missing = {"previous": name, "exists": False}
    return {"any": [missing, {"previous": name, "!=": "acquired"}]} if rated else missing


def _condition(before: list[dict[str, Any]], chance: random.Random) -> dict[str, Any]:
    parts = [_comparison(before, chance) for _part in range(chance.choice((1, 1, 2, 3)))]
    if len(parts) == 1:
        return parts[0]
    if len(parts) == 3:
        return {"all": [parts[0], {"any": parts[1:]}]}
    return {chance.choice(("all", "any")): parts}


def _comparison(before: list[dict[str, Any]], chance: random.Random) -> dict[str, Any]:
    kind = chance.random()
    asked = [step for step in before if "tell" not in step]
    if kind < 0.12 or not asked:
        name, values = chance.choice(
            (("sex", ("f", "m")), ("carnet", ("yes", "no")), ("expected_months", (3, 6)))
        )
        if chance.random() < 0.3:
            return {"fact": name, "exists": chance.random() < 0.5}
        test = (
            chance.choice(("=", "!=", ">", "<=")) if name == "expected_months" else chance.choice(("=", "!="))
        )
        return {"fact": name, test: chance.choice(values)}
    if kind < 0.2:
        return {"computed": "inr.action", chance.choice(("=", "!=")): chance.choice(("call", "emergency"))}
    source = "previous" if kind < 0.35 else "answer"
    return {source: (step := chance.choice(asked))["id"], **_test(step, chance)}


def _test(step: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    if chance.random() < 0.2:
        return {"exists": chance.random() < 0.5}
    if "rate" in step:
        return {chance.choice(("=", "!=")): chance.choice(("acquired", "partial", "not_acquired"))}
    answer = step["answer"]
    if answer["kind"] == "number":
        return {chance.choice((">", "<", ">=", "<=", "=", "!=")): chance.choice((3, 5, 2.5))}
    if answer["kind"] == "text":
        return {chance.choice(("=", "!=")): "a"}
    ids = [o["id"] for o in answer.get("options", ())] or [
        "yes",
        "no",
        *(["unknown"] if answer.get("unsure") else []),
    ]
    return {chance.choice(("=", "!=")): chance.choice(ids)}

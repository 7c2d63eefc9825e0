"""What every combination of a small script amounts to: the findings that a proof must come to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from assistant.script.knowledge import mandates
from tests.proof.brute import (
    NOT_HEALTH,
    Data,
    Run,
    combinations_of,
    holds,
    promised,
    questions,
    run,
    steps,
)

Case = tuple[str, str]
"""Finding and what it is about."""


class Judged:
    """All that was seen of one script."""

    def __init__(self, script: Data) -> None:
        self.script = script
        self.count, each = combinations_of(script)
        self.runs = [run(script, *combination) for combination in each]
        self.completed = [one for one in self.runs if one.end == "completed"]

    @property
    def paths(self) -> set[tuple[str, ...]]:
        """The different ways."""
        return {(*one.path, one.end) for one in self.runs}

    def lengths(self) -> tuple[int, int, int, int] | None:
        """The fewest and most steps and questions of a completed interview."""
        if not self.completed:
            return None
        counts = [len(one.path) for one in self.completed]
        asked = [questions(self.script, one.path) for one in self.completed]
        return min(counts), max(counts), min(asked), max(asked)

    def findings(self) -> dict[Case, int | None]:
        """Every finding, with the fewest questions of a way that shows it; None where none can."""
        found: dict[Case, int | None] = {}
        for case, wrong in self._shown():
            wrongs = [questions(self.script, one.path) for one in self.runs if wrong(one)]
            if wrongs:
                found[case] = min(wrongs)
        found.update(dict.fromkeys(self._said()))
        return found

    def _shown(self) -> Iterator[tuple[Case, Callable[[Run], bool]]]:
        all_steps = steps(self.script)
        for mandate in mandates().values():
            if self.script["kind"] in mandate.required_by:
                carry = {s["id"] for s in all_steps if mandate.id in s.get("mandates", ())}
                yield ("mandate-missed", mandate.id), partial(_uncovered, carry)
        for step in all_steps:
            if "rate" in step and step.get("mandates") and "when" in step:
                yield ("owed-missed", step["id"]), partial(_passed_over, step["id"])
        agreeing = {s["id"] for s in all_steps if s.get("stop", {}).get("as") == "refused"}
        health = [s["id"] for s in all_steps if self._health(s, agreeing)]
        if agreeing:
            for name in health:
                yield ("consent-late", name), partial(_late, name, health, agreeing)
            for name in agreeing:
                yield ("refusal-recorded", name), partial(_recorded, name, health)
        grave = [a["id"] for a in self.script.get("alerts", ()) if a["level"] == "emergency"]
        if any(str(s.get("feeds", "")).startswith("inr.") for s in all_steps):
            at = grave[0] if grave else self.script["id"]
            yield ("emergency-missed", at), partial(_missed, grave)

        for only in promised(self.script):
            yield ("promise-broken", only["ask"]), partial(self._reached, only)

    def _reached(self, only: Data, one: Run) -> bool:
        """Whether a way comes to a step where it is promised not to."""
        if only["ask"] not in one.path:
            return False
        before = one.path[: one.path.index(only["ask"])]
        asked = {name: one.asked[name] for name in before}
        return not holds(only["when"], self.script, asked, *one.background)

    def _health(self, step: Data, agreeing: set[str]) -> bool:
        if "tell" in step or step["id"] in agreeing:
            return False
        return step.get("fact") not in NOT_HEALTH

    def _said(self) -> Iterator[Case]:
        """What no single way shows."""
        all_steps = steps(self.script)
        if not any(s.get("stop", {}).get("as") == "refused" for s in all_steps):
            yield "consent-missing", self.script["id"]
        refusing = any(s.get("stop", {}).get("as") == "refused" for s in all_steps)
        for step in all_steps if refusing else ():
            if '"previous"' in json.dumps(step.get("when")) or '"fact"' in json.dumps(step.get("when")):
                yield "known-before-consent", step["id"]
            if step.get("stop", {}).get("as") == "refused" and "when" not in step:
                break
        for number, step in enumerate(all_steps):
            name = step["id"]
            if not any(name in one.path for one in self.runs):
                yield "unreachable", name
            elif "when" in step:
                there = [one for one in self.runs if self._arrives(one, number)]
                if all(name in one.path for one in there):
                    yield "never-false", name
                else:
                    yield from self._parts(step["when"], name, there, number, ("never-true", "never-false"))
        for alert in self.script.get("alerts", ()):
            name = alert["id"]
            if not any(any(one.held[name]) for one in self.runs):
                yield "unreachable", name
            else:
                if all(one.held[name][-1] for one in self.completed):
                    yield "never-false", name
                yield from self._parts(alert["when"], name, self.runs, None, ("never-true",))

    def _arrives(self, one: Run, number: int) -> bool:
        """Whether a way comes to the place of a step, asked or not."""
        order = [step["id"] for step in steps(self.script)]
        return one.end == "completed" or order.index(one.path[-1]) >= number

    def _parts(
        self, condition: Data, name: str, runs: list[Run], number: int | None, kinds: tuple[str, ...]
    ) -> Iterator[Case]:
        order = [step["id"] for step in steps(self.script)]
        for key in ("all", "any"):
            for part in condition.get(key, ()):
                truths: set[bool] = set()
                for one in runs:
                    asked: dict[str, Any] = {}
                    for step in one.path:
                        if number is not None and order.index(step) >= number:
                            break
                        asked[step] = one.asked[step]
                        if number is None:
                            truths.add(holds(part, self.script, asked, *one.background))
                    if number is not None:
                        truths.add(holds(part, self.script, asked, *one.background))
                for kind, wanted in (("never-true", True), ("never-false", False)):
                    if kind in kinds and wanted not in truths:
                        yield kind, name
                yield from self._parts(part, name, runs, number, kinds)


def _uncovered(carry: set[str], one: Run) -> bool:
    return one.end == "completed" and not carry & set(one.path)


def _passed_over(name: str, one: Run) -> bool:
    owed = one.background[1].get(name) in ("partial", "not_acquired")
    return one.end == "completed" and owed and name not in one.path


def _late(name: str, health: list[str], agreeing: set[str], one: Run) -> bool:
    """Whether this is the first question on health asked before the patient has agreed."""
    first = next((step for step in one.path if step in agreeing or step in health), None)
    return first == name


def _recorded(name: str, health: list[str], one: Run) -> bool:
    return one.end == "refused" and one.path[-1] == name and bool(set(one.path) & set(health))


def _missed(alerts: list[str], one: Run) -> bool:
    """Whether an emergency came up and no alert of that level was shown then or later."""
    pending = shown = False
    for index, grave in enumerate(one.grave):
        if any(one.held[name][index] for name in alerts):
            shown = True
        pending = pending or grave
    return pending and not shown

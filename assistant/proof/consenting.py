"""Consent precedes every step that records something of the patient's health, and a refusal records none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from assistant.language import _
from assistant.proof.broken import Broken, Places, shortest
from assistant.proof.exploring import Exploration
from assistant.proof.ground import Ground
from assistant.proof.tallies import Nothing
from assistant.proof.watch import Watch
from assistant.script.conditions import comparisons
from assistant.script.knowledge import facts
from assistant.script.mandating import required
from assistant.script.steps import Ask, Rate, Step

CONSENT: Final = "informed_consent"
_NOT_HEALTH: Final = ("identity", "accompaniment")
"""Groups of facts that say nothing of anybody's health."""


def _refuses(step: Step) -> bool:
    return isinstance(step, Ask) and step.stop is not None and step.stop.as_ == "refused"


def records_health(step: Step) -> bool:
    """Whether the answer to a step says something of the patient's health, or may."""
    if isinstance(step, Rate):
        return True
    if not isinstance(step, Ask) or _refuses(step):
        return False
    return step.fact is None or facts()[step.fact].group not in _NOT_HEALTH


def consenting(ground: Ground) -> Iterator[Broken]:
    """Where consent comes late, is missing, or a refusal keeps what was said."""
    steps = ground.plan.steps.values()
    places = Places(ground.script)
    agreeing = frozenset(step.id for step in steps if _refuses(step))
    if agreeing:
        yield from _known(ground, places, agreeing)
    if all(mandate.id != CONSENT for mandate in required(ground.script).values()):
        return
    health = [step.id for step in steps if records_health(step)]
    if not agreeing:
        yield Broken(
            "consent-missing",
            ground.script.id,
            ("sections", 0, "id"),
            _("No question lets the patient refuse: one needs “stop” with “as: refused”."),
            shortest(ground, Watch(), lambda end, _mark: end == "completed"),
        )
        return
    yield from _late(ground, places, agreeing, health)
    yield from _recorded(ground, places, agreeing, frozenset(health))


def _known(ground: Ground, places: Places, agreeing: frozenset[str]) -> Iterator[Broken]:
    """Conditions on what a session does not look at yet: a refusal keeps nothing of it."""
    before = _without(ground, agreeing)
    asked = {target for state in before for target in ground.graph.targets(state)} & agreeing
    for name, step in ground.plan.steps.items():
        looks = step.when is not None and any(
            one.source in ("previous", "fact") for one in comparisons(step.when)
        )
        if looks and name in before | asked:
            yield Broken(
                "known-before-consent",
                name,
                places.step(name, "when"),
                _(
                    "The condition of “{step}” looks at what was known before, which is not looked at "
                    "until the patient has agreed."
                ).format(step=step.title),
            )


def _late(ground: Ground, places: Places, agreeing: frozenset[str], health: list[str]) -> Iterator[Broken]:
    if not (_without(ground, agreeing) & set(health)):
        return
    rank = {name: index for index, name in enumerate(health)}

    def enter(mark: int, source: str, target: str) -> int:
        # 0 not asked yet, 1 agreed, from 2 on asked before that: at which step
        if mark == 0 and source in agreeing and target != "refused":
            return 1
        return 2 + rank[target] if mark == 0 and target in rank else mark

    watch = Watch(enter=enter)
    found = Exploration(ground, Nothing(), None, watch).run()
    for late in sorted({mark for _end, mark in found.ends if mark > 1}):
        name = health[late - 2]
        yield Broken(
            "consent-late",
            name,
            places.step(name),
            _("“{step}” records something of the patient’s health before the patient has agreed.").format(
                step=ground.plan.steps[name].title
            ),
            shortest(ground, watch, _marked(late)),
        )


def _marked(wanted: int) -> Callable[[str, int], bool]:
    return lambda _end, mark: mark == wanted


def _recorded(
    ground: Ground, places: Places, agreeing: frozenset[str], health: frozenset[str]
) -> Iterator[Broken]:
    for name in sorted(agreeing, key=lambda name: ground.graph.place.get(name, 0)):
        if not _before(ground, name) & health:
            continue

        def enter(mark: int, source: str, target: str, name: str = name) -> int:
            recorded = mark or int(source in health)
            return 2 if recorded == 1 and source == name and target == "refused" else recorded

        here = Watch(enter=enter)
        found = Exploration(ground, Nothing(), None, here).run()
        if found.marked("refused", lambda mark: mark == 2):
            yield Broken(
                "refusal-recorded",
                name,
                places.step(name, "stop"),
                _("Refusing at “{step}” comes after answers about the patient’s health.").format(
                    step=ground.plan.steps[name].title
                ),
                shortest(ground, here, lambda end, mark: end == "refused" and mark == 2),
            )


def _without(ground: Ground, agreeing: frozenset[str]) -> set[str]:
    """The states that edges lead to past every question of consent."""
    seen: set[str] = set()
    stack = [ground.graph.initial]
    while stack:
        state = stack.pop()
        if state not in seen and state not in agreeing:
            seen.add(state)
            stack.extend(ground.graph.targets(state))
    return seen


def _before(ground: Ground, name: str) -> set[str]:
    place = ground.graph.place
    return {state for state in place if place[state] < place.get(name, 0)}

"""Every alert can be raised and need not be, and no emergency is missed."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.language import _
from assistant.proof.broken import Broken, Places, shortest
from assistant.proof.exploring import Exploration
from assistant.proof.ground import Ground
from assistant.proof.parts import Truths
from assistant.proof.reaching import part_broken
from assistant.proof.sight import Sight
from assistant.proof.tallies import Nothing
from assistant.proof.watch import Watch
from assistant.script.conditions import Comparison, Condition
from assistant.script.steps import Alert, Ask

_NOW, _EVER = 1, 2
_PENDING, _SHOWN = 1, 2


def raising(ground: Ground) -> Iterator[Broken]:
    """Alerts that are never raised or always, and parts of their conditions that never hold."""
    for alert in ground.script.alerts:
        yield from _raising(ground, alert)


def _raising(ground: Ground, alert: Alert) -> Iterator[Broken]:
    places = Places(ground.script)
    truths = Truths()

    def look(mark: int, sight: Sight) -> int:
        return mark | _NOW | _EVER if alert.when.holds(sight) else mark & ~_NOW

    watch = Watch(
        conditions=(alert.when,),
        look=look,
        probe=lambda forks, state, known: truths.look(alert.id, alert.when, forks, state, known),
    )
    ends: set[tuple[str, int]] = set()

    def enough(end: tuple[str, int]) -> bool:
        ends.add(end)
        return ever() and spared() and truths.whole(alert.id, True)

    def ever() -> bool:
        return any(mark & _EVER for _end, mark in ends)

    def spared() -> bool:
        return any(end == "completed" and not mark & _NOW for end, mark in ends)

    sites = ground.cone(conditions=watch.conditions)
    if Exploration(ground, Nothing(), sites, watch).search(enough):
        return
    path = places.alert(alert.id, "when")
    if not ever():
        yield Broken("unreachable", alert.id, path, _("This alert is never raised."))
        return
    if not spared():
        yield Broken("never-false", alert.id, path, _("This alert holds at the end of every interview."))
    for part in truths.always(alert.id, False):
        yield part_broken(alert.id, (*path, *part), False)


def emergencies(ground: Ground) -> Iterator[Broken]:
    """Emergencies that come to an end without having been shown."""
    alerts = [alert for alert in ground.script.alerts if alert.level == "emergency"]
    grave = tuple(_grave(ground))
    if not grave:
        return

    def look(mark: int, sight: Sight) -> int:
        if mark == _SHOWN or any(alert.when.holds(sight) for alert in alerts):
            return _SHOWN
        return _PENDING if any(sign.holds(sight) for sign in grave) else mark

    watch = Watch(conditions=(*grave, *(alert.when for alert in alerts)), look=look)
    sites = ground.cone(conditions=watch.conditions)
    found = Exploration(ground, Nothing(), sites, watch).run()
    if any(mark == _PENDING for _end, mark in found.ends):
        places = Places(ground.script)
        at = alerts[0].id if alerts else ground.script.id
        yield Broken(
            "emergency-missed",
            at,
            places.alert(at, "when") if alerts else ("id",),
            _("The answers come to an emergency, and no alert of that level is shown before the end."),
            shortest(ground, watch, lambda _end, mark: mark == _PENDING, sites),
        )


def _grave(ground: Ground) -> Iterator[Condition]:
    """What makes an emergency: the computed action, and signs of danger where they are not part of it."""
    if any(feed.startswith("inr.") for feed in ground.plan.feeds):
        yield Comparison.model_validate({"computed": "inr.action", "=": "emergency"})
    for step in ground.plan.steps.values():
        if isinstance(step, Ask) and step.feeds != "inr.danger":
            for option in step.options:
                if option.danger:
                    yield Comparison.model_validate({"answer": step.id, "=": option.id})

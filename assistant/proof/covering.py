"""Every completed way covers every mandate of its kind, and a repeat interview what is still owed."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.language import _
from assistant.proof.broken import Broken, Places, shortest
from assistant.proof.exploring import Exploration
from assistant.proof.ground import Ground
from assistant.proof.tallies import Nothing
from assistant.proof.uses import Variable
from assistant.proof.watch import Watch, passing
from assistant.script.conditions import Comparison
from assistant.script.mandating import required
from assistant.script.steps import Rate


def covering(ground: Ground) -> Iterator[Broken]:
    """Mandates that a completed way can miss."""
    for mandate in required(ground.script).values():
        steps = {step.id for step in ground.plan.steps.values() if mandate.id in step.mandates}
        if any(not ground.graph.avoidable(step, "completed") for step in steps):
            continue
        watch = Watch(enter=passing(steps))
        sites = ground.cone(steps)
        found = Exploration(ground, Nothing(), sites, watch).run()
        if found.marked("completed", lambda mark: not mark):
            yield Broken(
                "mandate-missed",
                mandate.id,
                Places(ground.script).mandate(mandate.id),
                _(
                    "The interview can be completed without “{mandate}”, which the convention requires."
                ).format(mandate=mandate.title),
                shortest(ground, watch, lambda end, mark: end == "completed" and not mark, sites),
            )


def owed(ground: Ground) -> Iterator[Broken]:
    """Mandated notions that were not acquired last time and can be passed over all the same."""
    for step in ground.plan.steps.values():
        if not isinstance(step, Rate) or not step.mandates or step.when is None:
            continue
        before = Variable("previous", step.id)
        sites = ground.cone([step.id])
        known = Comparison.model_validate({"previous": step.id, "=": "acquired"})
        watch = Watch(
            conditions=(known,),
            enter=passing([step.id]),
            given={before: ("partial", "not_acquired")},
        )
        found = Exploration(ground, Nothing(), sites, watch).run()
        if found.marked("completed", lambda mark: not mark):
            yield Broken(
                "owed-missed",
                step.id,
                Places(ground.script).step(step.id, "when"),
                _("“{step}” was not acquired last time, and can be passed over this time.").format(
                    step=step.title
                ),
                shortest(ground, watch, lambda end, mark: end == "completed" and not mark, sites),
            )

"""What a script's author promises, and that conclusions come last."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.interview.alerts import LEVELS
from assistant.interview.synthesis import CLOSING
from assistant.language import _
from assistant.proof.broken import Broken, Places
from assistant.proof.ground import Ground
from assistant.proof.survey import Survey


def promised(ground: Ground, survey: Survey) -> Iterator[Broken]:
    """Promises of the script's own that do not hold."""
    promises = ground.script.promises
    if promises is None:
        return
    order = tuple(section.id for section in ground.script.sections)
    if promises.sections not in (None, order):
        message = _("The sections stand in another order: {sections}.").format(sections=", ".join(order))
        yield Broken("promise-broken", ground.script.id, ("promises", "sections"), message)
    sums = survey.completed
    if promises.steps is not None and sums is not None:
        found = (sums.least[0], sums.most[0])
        if found != (promises.steps.least, promises.steps.most):
            yield Broken(
                "promise-broken",
                ground.script.id,
                ("promises", "steps"),
                _(
                    "A completed interview has {least} to {most} steps, not {wanted_least} to {wanted_most}."
                ).format(
                    least=found[0],
                    most=found[1],
                    wanted_least=promises.steps.least,
                    wanted_most=promises.steps.most,
                ),
            )
    if promises.alerts is not None:
        for level in LEVELS[::-1]:
            wanted = getattr(promises.alerts, level)
            there = [alert.id for alert in ground.script.alerts if alert.level == level]
            path = ("promises", "alerts", level)
            for name in wanted:
                if name not in there:
                    message = _("There is no alert “{alert}” of this level.").format(alert=name)
                    yield Broken("promise-broken", name, path, message)
            for name in there:
                if name not in wanted:
                    message = _("The alert “{alert}” is not promised here.").format(alert=name)
                    yield Broken("promise-broken", name, path, message)


def concluding(ground: Ground) -> Iterator[Broken]:
    """Conclusions that are asked for before what they conclude."""
    places = Places(ground.script)
    sections = ground.script.sections
    for index, section in enumerate(sections):
        after = [later for later in sections[index + 1 :] if later.id not in CLOSING]
        if section.id in CLOSING and after:
            yield Broken(
                "early-conclusion",
                section.id,
                places.section(section.id),
                _("“{section}” concludes, but “{later}” comes after it.").format(
                    section=section.title, later=after[-1].title
                ),
            )

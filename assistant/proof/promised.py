"""What a script's author promises, and that conclusions come last."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.interview.alerts import LEVELS
from assistant.interview.synthesis import CLOSING
from assistant.language import _
from assistant.proof.broken import Broken, Places, shortest
from assistant.proof.exploring import Exploration
from assistant.proof.ground import Ground
from assistant.proof.sight import Sight
from assistant.proof.survey import Survey
from assistant.proof.tallies import Nothing
from assistant.proof.watch import Watch
from assistant.script.held import Only

_HOLDS, _BROKEN = 1, 2


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


def only(ground: Ground) -> Iterator[Broken]:
    """Steps that are reached although what their author wants of every way there does not hold."""
    promises = ground.script.promises
    for number, one in enumerate(() if promises is None else promises.only):
        watch = _reaching(one, first=one.ask == next(iter(ground.plan.steps)))
        sites = ground.cone([one.ask], watch.conditions)
        if any(mark == _BROKEN for _end, mark in Exploration(ground, Nothing(), sites, watch).run().ends):
            yield Broken(
                "promise-broken",
                one.ask,
                ("promises", "only", number),
                _("“{step}” is reached where it is promised not to be.").format(
                    step=ground.plan.steps[one.ask].title
                ),
                shortest(ground, watch, lambda _end, mark: mark == _BROKEN, sites),
            )


def _reaching(one: Only, *, first: bool) -> Watch:
    """Looks as the step is reached, before its own answer; at the first one, what was known before it."""

    def look(mark: int, sight: Sight) -> int:
        return mark if mark == _BROKEN else int(one.when.holds(sight))

    def enter(mark: int, source: str, target: str) -> int:
        return _BROKEN if (source if first else target) == one.ask and mark != _HOLDS else mark

    return Watch(conditions=(one.when,), look=look, enter=enter)


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

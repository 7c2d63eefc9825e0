"""The observance questionnaire gives every combination its score and class; values exist when used."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from assistant.avk.computed import COMPUTED
from assistant.avk.observance import ITEMS, observance_class
from assistant.language import _
from assistant.proof.broken import Broken, Places, shortest
from assistant.proof.example import Example, example
from assistant.proof.exploring import Exploration
from assistant.proof.ground import Ground
from assistant.proof.tallies import Nothing
from assistant.proof.uses import Variable
from assistant.proof.watch import Watch, passing
from assistant.script.answers import YesNo
from assistant.script.conditions import comparisons
from assistant.script.knowledge import thresholds
from assistant.script.steps import Ask


def scoring(ground: Ground) -> Iterator[Broken]:
    """Combinations of answers that get no score, or a wrong one."""
    favourable = ground.plan.favourable
    if ground.script.kind != "observance" and not favourable:
        return
    places = Places(ground.script)
    if len(favourable) != ITEMS:
        asked = [step.id for step in ground.plan.steps.values() if isinstance(step, Ask)]
        without = [name for name in asked if name not in favourable]
        at = without[0] if without else ground.script.id
        yield Broken(
            "score-wrong",
            at,
            places.step(at) if without else ("id",),
            _("{count} questions have a favourable answer; the score needs {wanted}.").format(
                count=len(favourable), wanted=ITEMS
            ),
            example(ground, ground.focus(), ()),
        )
        return
    yield from _unscored(ground, places)
    for answers in product(("yes", "no"), repeat=ITEMS):
        given = dict(zip(favourable, answers, strict=True))
        found = _answered(ground, given)
        if set(given) - set(found.answers):  # said by `_unscored`
            continue
        points = sum(given[name] == wanted for name, wanted in favourable.items())
        values = ground.flow.walk(found.background, found.answers).course.values
        wanted = (points, observance_class(points, thresholds()))
        if (values.get("observance.score"), values.get("observance.class")) != wanted:
            message = _("These answers do not get their score of {points}.").format(points=points)
            yield Broken("score-wrong", ground.script.id, ("id",), message, found)
            return


def _answered(ground: Ground, given: dict[str, str]) -> Example:
    focus = ground.focus()
    variables = {name: Variable("answer", name) for name in given}
    chosen = tuple((v, focus.domains.of(v).index(given[name])) for name, v in variables.items())
    return example(ground, focus, chosen)


def _unscored(ground: Ground, places: Places) -> Iterator[Broken]:
    """Questions of the score that can be passed over, or left without yes or no."""
    for name in ground.plan.favourable:
        step = ground.plan.steps[name]
        assert isinstance(step, Ask)
        loose = step.answer.optional or (isinstance(step.answer, YesNo) and step.answer.unsure)
        if loose:
            message = _("“{step}” can be left without yes or no: then there is no score.")
            yield Broken("score-wrong", name, places.step(name, "answer"), message.format(step=step.title))
        if not ground.graph.avoidable(name, "completed"):
            continue
        watch = Watch(enter=passing([name]))
        sites = ground.cone([name])
        found = Exploration(ground, Nothing(), sites, watch).run()
        if found.marked("completed", lambda mark: not mark):
            message = _("“{step}” can be passed over: then there is no score.").format(step=step.title)
            way = shortest(ground, watch, lambda end, mark: end == "completed" and not mark, sites)
            yield Broken("score-wrong", name, places.step(name, "when"), message, way)


def existing(ground: Ground) -> Iterator[Broken]:
    """Conditions of steps that look at a computed value before it can exist."""
    places = Places(ground.script)
    place = ground.graph.place
    for step in ground.plan.steps.values():
        if step.when is None:
            continue
        for comparison in comparisons(step.when):
            if comparison.source != "computed":
                continue
            fields = [ground.whole.input(field) for field in COMPUTED[comparison.name].inputs]
            steps = {v.name for reads in fields for v in reads if v.origin == "answer"}
            later = [name for name in steps if place.get(name, 0) >= place.get(step.id, 0)]
            path = places.step(step.id, "when")
            if not steps:
                message = _("“{value}” never exists: no question gives what it is computed from.")
                yield Broken("used-before", step.id, path, message.format(value=comparison.name))
            elif later:
                first = min(later, key=lambda name: place.get(name, 0))
                message = _("“{value}” is looked at before “{step}”, which it is computed from, is asked.")
                yield Broken(
                    "used-before",
                    step.id,
                    path,
                    message.format(value=comparison.name, step=ground.plan.steps[first].title),
                    example(ground, ground.focus(), ()),
                )

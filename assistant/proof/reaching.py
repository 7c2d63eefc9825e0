"""Every step can be reached, every condition can be true and false, every way ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assistant.language import _
from assistant.proof.broken import Broken, Places, shortest
from assistant.proof.ground import Ground
from assistant.proof.survey import Survey
from assistant.proof.watch import Watch
from assistant.script.references import ENDS, JUNCTION


def reaching(ground: Ground, survey: Survey) -> Iterator[Broken]:
    """Steps and conditions that might as well not be there, each of the others looked at by itself."""
    places = Places(ground.script)
    taken: dict[str, set[str]] = {}
    for source, target in survey.explored.edges:
        taken.setdefault(source, set()).add(target)
    reached = {ground.graph.initial, *(target for targets in taken.values() for target in targets)}
    for step in ground.plan.steps.values():
        junction = JUNCTION + step.id
        if step.id not in reached:
            path = places.step(step.id, "when") if step.when is not None else places.step(step.id)
            yield Broken(
                "unreachable", step.id, path, _("“{step}” is never reached.").format(step=step.title)
            )
        elif step.when is not None and junction in reached:
            if taken[junction] == {step.id}:
                path = places.step(step.id, "when")
                yield Broken(
                    "never-false", step.id, path, _("This condition always holds: it has no effect.")
                )
                continue
            for truth in (True, False):
                for part in survey.truths.always(junction, truth):
                    yield part_broken(step.id, (*places.step(step.id, "when"), *part), truth)


def part_broken(at: str, path: tuple[int | str, ...], truth: bool) -> Broken:
    """A part of a condition that is always the same."""
    if truth:
        return Broken("never-false", at, path, _("This part of the condition always holds."))
    return Broken("never-true", at, path, _("This part of the condition never holds."))


def endless(ground: Ground) -> Iterator[Broken]:
    """Where a way leads back, so that it need not end."""
    places = Places(ground.script)
    if ground.graph.endless is not None:
        at = ground.graph.endless.removeprefix(JUNCTION)
        path = places.step(at) if at in ground.plan.steps else ("sections",)
        words = _("From “{step}” the way leads back: it need not end.")
        yield Broken("endless", at, path, words.format(step=at))


def ending(ground: Ground, survey: Survey) -> Iterator[Broken]:
    """States that nothing leads on from."""
    places = Places(ground.script)
    names = ground.plan.steps
    for state in sorted({end for end, _mark in survey.explored.ends} - set(ENDS)):
        at = state.removeprefix(JUNCTION)
        yield Broken(
            "dead-end",
            at,
            places.step(at) if at in names else ("sections",),
            _("Nothing leads on from “{step}”.").format(step=at),
            shortest(ground, Watch(), _ends_in(state)),
        )


def _ends_in(state: str) -> Callable[[str, int], bool]:
    return lambda end, _mark: end == state

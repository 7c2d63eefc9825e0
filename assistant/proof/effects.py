"""No choice is without effect by mistake."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from assistant.language import _
from assistant.proof.broken import Broken, Places
from assistant.proof.ground import Ground
from assistant.proof.uses import Origin
from assistant.script.answers import Choice, Choices, YesNo
from assistant.script.conditions import plain
from assistant.script.steps import Ask, Rate, Step

_ORIGINS: Final[tuple[Origin, ...]] = ("answer", "previous")


def effects(ground: Ground) -> Iterator[Broken]:
    """Questions with a choice of which nothing comes, and the one option of a list that was forgotten."""
    places = Places(ground.script)
    for step in ground.plan.steps.values():
        if not _matters(ground, step):
            message = _("Whatever is answered to “{step}”, nothing comes of it.").format(step=step.title)
            yield Broken("no-effect", step.id, places.step(step.id), message)
            continue
        for index in _forgotten(ground, step):
            option = step.options[index]
            yield Broken(
                "no-effect",
                step.id,
                places.step(step.id, "answer", "options", index),
                _("Every option of “{step}” has an effect but “{option}”.").format(
                    step=step.title, option=option.label
                ),
            )


def _matters(ground: Ground, step: Step) -> bool:
    """Whether something looks at the answer, now or next time; what is written down is an effect too."""
    tests = ground.whole.tests
    if ("answer", step.id) in tests or ("previous", step.id) in tests:
        return True
    if isinstance(step, Rate):
        return False
    if not isinstance(step, Ask) or not isinstance(step.answer, YesNo | Choice):
        return True
    return any(part is not None for part in (step.fact, step.feeds, step.favourable, step.stop))


def _forgotten(ground: Ground, step: Step) -> list[int]:
    """The position of the only option of a list that no condition looks at."""
    if not isinstance(step, Ask) or not isinstance(step.answer, Choices) or len(step.options) < 3:
        return []
    if step.feeds is not None:
        return []
    looked = {
        str(plain(operand))
        for origin in _ORIGINS
        for test, operand in ground.whole.tests.get((origin, step.id), {})
        if test in ("=", "!=")
    }
    left = [index for index, option in enumerate(step.options) if option.id not in looked]
    return left if len(left) == 1 else []

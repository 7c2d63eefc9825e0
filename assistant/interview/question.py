"""A question as every front end shows it, and how far the interview is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.errors import InputError
from assistant.interview.flow import Walk
from assistant.script.answers import Number
from assistant.script.steps import Ask, Rate, Script, Section, Step


@dataclass(frozen=True, slots=True)
class Question:
    """One step, in the current language."""

    step: str
    section: str
    section_title: str
    kind: str
    title: str
    say: str
    """What is read aloud."""
    guide: str
    """For the pharmacist's eyes only."""
    options: tuple[tuple[str, str], ...]
    """Id and label of what there is to choose from."""
    unit: str
    suggested: str
    """What is already known, as it could be typed again; empty where nothing is."""
    suggested_shown: str
    """The same as people read it."""
    points: tuple[tuple[str, str], ...]
    """Id and words of what to listen for."""
    explain: str
    """What to explain when the notion is not acquired."""
    optional: bool
    """Whether it may be left empty."""


def question(section: Section, step: Step, known: Any, today: date) -> Question:
    """The question of a step.

    Args:
        section: the section it belongs to.
        step: the step.
        known: the value to suggest; None for none. One that could not be given today is not suggested.
        today: the local day.
    """
    suggested = _suggestion(step, known, today)
    return Question(
        step=step.id,
        section=section.id,
        section_title=str(section.title),
        kind=step.kind,
        title=str(step.title),
        say=str(step.words),
        guide=step.aside,
        options=tuple((option.id, str(option.label)) for option in step.options),
        unit=str(step.answer.unit or "") if isinstance(step, Ask) and isinstance(step.answer, Number) else "",
        suggested=suggested,
        suggested_shown=step.write(known) if suggested else "",
        points=tuple((p.id, str(p.text)) for p in step.rate.listen_for) if isinstance(step, Rate) else (),
        explain=str(step.rate.explain) if isinstance(step, Rate) else "",
        optional=isinstance(step, Ask) and step.answer.optional,
    )


def _suggestion(step: Step, known: Any, today: date) -> str:
    if known is None:
        return ""
    try:
        typed = step.typed(known)
        return typed if step.read(typed, today, confirmed=True) == known else ""
    except (InputError, ValueError, TypeError, KeyError):  # known under another kind of answer
        return ""


@dataclass(frozen=True, slots=True)
class Stage:
    """One section in the progress of an interview."""

    section: str
    title: str
    reached: bool
    current: bool
    done: bool
    minutes: int


def stages(script: Script, walk: Walk, position: str | None) -> list[Stage]:
    """The sections with how far each is; the current one holds `position`."""
    reached = set(walk.path)
    answered = set(walk.course.counting)
    found = []
    for section in script.sections:
        ids = [step.id for step in section.steps]
        on_way = [name for name in ids if name in reached]
        later = walk.frontier is not None and walk.frontier in ids
        found.append(
            Stage(
                section=section.id,
                title=str(section.title),
                reached=bool(on_way),
                current=position in ids,
                done=bool(on_way) and not later and all(name in answered for name in on_way),
                minutes=section.minutes,
            )
        )
    return found


def coming(script: Script, walk: Walk) -> dict[str, list[str]]:
    """Id of each section to the steps still to come in it, the one that waits for its answer included.

    A step to come counts when its condition holds of what is known by now.
    """
    found: dict[str, list[str]] = {}
    before = True
    for section in script.sections:
        found[section.id] = []
        for step in section.steps:
            before = before and step.id != walk.frontier
            if not before and (step.id == walk.frontier or _applies(step, walk)):
                found[section.id].append(step.id)
    return found


def minutes_left(script: Script, walk: Walk) -> int:
    """Minutes that the steps still to come usually take, rounded up.

    A section's minutes are shared among all its steps.
    """
    to_come = coming(script, walk)
    left = sum(section.minutes * len(to_come[section.id]) / len(section.steps) for section in script.sections)
    return int(-(-left // 1))


def _applies(step: Step, walk: Walk) -> bool:
    return step.when is None or step.id in walk.course.opened or step.when.holds(walk.course)

"""Finding one's way in a script: where each step stands, what matches some words, what may be done there.

A script only goes forward: nothing here leads past a question without an answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from assistant.interview.question import coming
from assistant.interview.standing import Standing
from assistant.language import _
from assistant.notation import fold
from assistant.script.steps import Rate

State = Literal["asked", "waiting", "answered", "skipped", "to_come"]
"""`asked` now; `waiting` for its answer while an earlier one is given again; the others as they say."""

Deed = Literal["correct", "return", "ask"]


@dataclass(frozen=True, slots=True)
class Place:
    """One step, in the current language, and where it stands."""

    step: str
    section: str
    section_title: str
    title: str
    say: str
    guide: str
    explain: str
    """What to explain of a notion; empty for other steps."""
    state: State
    answer: str
    """The answer that counts, as people read it; empty where there is none."""
    deeds: tuple[Deed, ...]
    """What may be done with it now, beside reading it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One section, and where it stands."""

    section: str
    title: str
    state: Literal["current", "done", "left", "to_come"]
    """`left` is one that was reached and still has a question, while the present one lies elsewhere."""
    left: int
    """Questions still to come, as far as is known by now."""
    first: str | None
    """The first of its steps that was reached; None while it is to come."""


def places(standing: Standing) -> list[Place]:
    """Every step in the order of the script."""
    walk, position = standing.walk, standing.position
    counting, passed = walk.course.counting, set(standing.passed)
    over = standing.transcript.over
    found = []
    for section, step in standing.script.steps():
        state: State = "skipped" if step.id in passed else "to_come"
        if step.id == position:
            state = "asked"
        elif step.id in counting:
            state = "answered"
        elif step.id == walk.frontier:
            state = "waiting"
        answer = step.write(counting[step.id]) if step.id in counting else ""
        found.append(
            Place(
                step=step.id,
                section=section.id,
                section_title=str(section.title),
                title=str(step.title),
                say=str(step.words),
                guide=step.aside,
                explain=str(step.rate.explain) if isinstance(step, Rate) else "",
                state=state,
                answer=answer,
                deeds=() if over else _deeds(state, step.kind),
            )
        )
    return found


def _deeds(state: State, kind: str) -> tuple[Deed, ...]:
    if state == "answered":
        return ("return",) if kind == "tell" else ("correct", "return")
    if state == "waiting":
        return ("return",)
    return ("ask",) if state == "skipped" else ()


def matching(found: Iterable[Place], typed: str) -> list[Place]:
    """The places in which every word typed occurs, whatever its accents; those whose title has them first."""
    sought = fold(typed).split()
    if not sought:
        return []
    hits = [place for place in found if all(word in _text(place) for word in sought)]
    return sorted(hits, key=lambda place: not all(word in fold(place.title) for word in sought))


def _text(place: Place) -> str:
    return fold(
        " ".join((place.title, place.section_title, place.say, place.guide, place.explain, place.answer))
    )


def parts(standing: Standing) -> list[Part]:
    """Every section in the order of the script."""
    walk = standing.walk
    left = coming(standing.script, walk)
    found = []
    for stage, section in zip(standing.stages, standing.script.sections, strict=True):
        first = next((name for name in walk.path if name in {step.id for step in section.steps}), None)
        state: Literal["current", "done", "left", "to_come"] = "to_come"
        if stage.current:
            state = "current"
        elif stage.done:
            state = "done"
        elif first is not None:
            state = "left"
        found.append(Part(section.id, stage.title, state, len(left[section.id]), first))
    return found


def state_words() -> dict[State, str]:
    """Where a step stands, in words."""
    return {
        "asked": _("asked now"),
        "waiting": _("waits for its answer"),
        "answered": _("answered"),
        "skipped": _("skipped, it did not apply"),
        "to_come": _("to come, if it applies"),
    }

"""An interview beside the same patient's previous one, answer by answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from assistant.dossier.dossier import Dossier, Interview
from assistant.interview.standing import Standing
from assistant.script.steps import Step

DIFFERENT: Final = "≠"
"""Stands before an answer that differs from the one before."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One question, as it was answered now and then, in the current language."""

    step: str
    section: str
    """Title of its section."""
    title: str
    now: str
    """Empty where it was not asked, or left empty."""
    then: str
    different: bool
    """Whether the values differ; not where only one of the interviews asked it."""
    asked: bool
    """Whether both asked it."""
    sign: str
    """`≠` where the values differ, `+` where only now asked it, `-` where only then did; else empty."""

    def to_json(self) -> dict[str, Any]:
        """The row as a JSON object."""
        return {name: getattr(self, name) for name in self.__slots__}


def previous(dossier: Dossier, transcript: str) -> Interview | None:
    """The same patient's interview of the same script before this one; a refusal is none."""
    known = {one.id: one for one in dossier.interviews}
    if transcript not in known:
        return None
    script, began = known[transcript].standing.script.id, known[transcript].began
    before = [
        one
        for one in dossier.interviews
        if one.standing.script.id == script
        and one.id != transcript
        and one.began <= began
        and one.standing.transcript.stopped_as != "refused"
    ]
    return before[-1] if before else None


def beside(standing: Standing, previous: Standing) -> list[Beside]:
    """The answers that count in either, in the order of the present script; what is gone from it last."""
    now, then = standing.walk.course.counting, previous.walk.course.counting
    places = {step.id: (section, step) for section, step in previous.script.steps()}
    here = {step.id: (section, step) for section, step in standing.script.steps()}
    found = []
    for name in [*here, *(name for name in places if name not in here)]:
        section, step = here.get(name) or places[name]
        if step.kind == "tell" or (name not in now and name not in then):
            continue
        asked = name in now and name in then
        found.append(
            Beside(
                step=name,
                section=str(section.title),
                title=str(step.title),
                now=_written(here.get(name, (section, step))[1], now.get(name)),
                then=_written(places.get(name, (section, step))[1], then.get(name)),
                different=asked and now[name] != then[name],
                asked=asked,
                sign=_sign(name, now, then),
            )
        )
    return found


def _sign(name: str, now: Mapping[str, Any], then: Mapping[str, Any]) -> str:
    if name not in then:
        return "+"
    if name not in now:
        return "-"
    return DIFFERENT if now[name] != then[name] else ""


def _written(step: Step, value: Any) -> str:
    return "" if value is None else str(step.write(value))

"""The way a transcript took through its script: each step taken, skipped and why, or not reached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from assistant.interview.standing import Standing
from assistant.language import _, labelled
from assistant.script.steps import Step
from assistant.script.wording import Wording

Met = Literal["answered", "asked", "skipped", "not_reached"]
SIGNS: Final[Mapping[Met, str]] = {"answered": "✓", "asked": "?", "skipped": "–", "not_reached": "·"}


@dataclass(frozen=True, slots=True)
class Stop:
    """One step on the way, or beside it."""

    step: str
    title: str
    met: Met
    reason: str
    """Why it was skipped, or taken although it is conditional; empty otherwise."""

    def to_json(self) -> dict[str, Any]:
        """The step as a JSON object."""
        return {"step": self.step, "title": self.title, "met": self.met, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A section with its steps."""

    section: str
    title: str
    stops: tuple[Stop, ...]

    @property
    def taken(self) -> int:
        """How many of its steps were asked or said."""
        return sum(stop.met in ("answered", "asked") for stop in self.stops)


def pathway(standing: Standing) -> list[Stretch]:
    """Every section with its steps, in the order of the script, in the current language."""
    way = _Way(standing)
    return [
        Stretch(section.id, str(section.title), tuple(map(way.stop, section.steps)))
        for section in standing.script.sections
    ]


def met_words() -> dict[Met, str]:
    """What became of a step, in a word or two."""
    return {
        "answered": _("taken"),
        "asked": _("waiting"),
        "skipped": _("skipped"),
        "not_reached": _("beyond"),
    }


def path_lines(stretches: Sequence[Stretch]) -> list[str]:
    """The way as text: a line for each section, each step, each reason."""
    lines = []
    for stretch in stretches:
        lines += ["", section_words(stretch)]
        for stop in stretch.stops:
            lines.append(f"  {SIGNS[stop.met]} {stop_words(stop)}")
            lines += [f"      {stop.reason}"] if stop.reason else []
    return lines[1:]


def section_words(stretch: Stretch) -> str:
    """The title of a section, and how many of its steps were taken."""
    taken = _("{taken} of {count}").format(taken=stretch.taken, count=len(stretch.stops))
    return f"{stretch.title} · {taken}"


def stop_words(stop: Stop) -> str:
    """The title of a step, and what became of it where it was not simply taken."""
    return stop.title if stop.met == "answered" else f"{stop.title} · {met_words()[stop.met]}"


class _Way:
    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self._walk = standing.walk
        self._wording = Wording(standing.script)
        self._passed = frozenset(standing.passed)

    def stop(self, step: Step) -> Stop:
        met: Met = "not_reached"
        if step.id in self._walk.course.counting:
            met = "answered"
        elif step.id in self._walk.path:
            met = "asked"
        elif step.id in self._passed:
            met = "skipped"
        return Stop(step.id, str(step.title), met, self._reason(step, met))

    def _reason(self, step: Step, met: Met) -> str:
        if step.when is None or met == "not_reached":
            return ""
        words = self._wording.words(step.when)
        if met == "skipped":
            said = _("only if {condition}").format(condition=words)
        elif step.when.holds(self._walk.course):
            return _("because {condition}").format(condition=words)
        else:
            said = _("opened by hand, although it applies only if {condition}").format(condition=words)
        seen = [labelled(name, value) for name, value in self._wording.seen(step.when, self._walk.course)]
        return f"{said} ({'; '.join(seen)})"

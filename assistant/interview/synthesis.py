"""What an interview comes to, once it is held: derived from its answers."""

from __future__ import annotations

from typing import Any

from assistant.interview.alerts import Raised
from assistant.interview.standing import Standing
from assistant.script.steps import Rate

CLOSING = ("plan", "closing")
"""Sections whose answers are the conclusions of a script."""


class Synthesis:
    """The conclusions of one interview, in the current language."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self._counting = standing.walk.course.counting

    @property
    def title(self) -> str:
        """Title of the script."""
        return str(self._standing.script.title)

    @property
    def status(self) -> str:
        """`in_progress`, `paused`, `completed`, or the reason of its stop."""
        transcript = self._standing.transcript
        return transcript.stopped_as or transcript.status

    @property
    def rated(self) -> int:
        """How many notions were rated."""
        return sum(isinstance(self._standing.located(name)[1], Rate) for name in self._counting)

    @property
    def to_review(self) -> list[tuple[str, str]]:
        """Title and rating of each notion that is not acquired."""
        found = []
        for name, value in self._counting.items():
            step = self._standing.located(name)[1]
            if isinstance(step, Rate) and value != "acquired":
                found.append((str(step.title), step.write(value)))
        return found

    @property
    def plan(self) -> list[tuple[str, str]]:
        """Title and answer of each conclusion that was written down."""
        found = []
        for name, value in self._counting.items():
            section, step = self._standing.located(name)
            if section.id in CLOSING and value not in (None, "", []):
                found.append((str(step.title), step.write(value)))
        return found

    @property
    def answered(self) -> list[tuple[str, list[tuple[str, str, str]]]]:
        """Title of each section, with id, title and answer of each of its steps that can be corrected."""
        found: list[tuple[str, list[tuple[str, str, str]]]] = []
        can_be = set(self._standing.answered)
        for section in self._standing.script.sections:
            steps = [step for step in section.steps if step.id in can_be]
            if steps:
                rows = [(step.id, str(step.title), self._standing.answer_shown(step.id)) for step in steps]
                found.append((str(section.title), rows))
        return found

    @property
    def alerts(self) -> list[Raised]:
        """Every alert that holds, with what was done about it."""
        return self._standing.alerts

    @property
    def computed(self) -> dict[str, Any]:
        """Every computed value, by name, as the answers stand at the end."""
        return self._standing.walk.course.values

    @property
    def score(self) -> int | None:
        """Favourable answers to the observance questionnaire, 0 to 6; None where it was not filled in."""
        value = self._standing.walk.course.values.get("observance.score")
        return None if value is None else int(value)

    @property
    def observance(self) -> str | None:
        """`good`, `weak` or `non_observance`; None while there is no score."""
        value = self._standing.walk.course.values.get("observance.class")
        return None if value is None else str(value)

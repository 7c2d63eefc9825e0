"""What is summed up along the ways: how many and how long they are; or the shortest, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from assistant.proof.ground import Ground
from assistant.proof.watch import Chosen


class Nothing:
    """That there is a way is enough."""

    start = None

    def extend(self, value: None, source: str, chosen: Chosen, target: str) -> None:
        """Nothing."""

    def join(self, one: None, other: None) -> None:
        """Nothing."""


class Sums(NamedTuple):
    """Ways that came together: how many, and of their lengths the sums, the smallest and the largest."""

    paths: int
    questions: int
    minutes: int
    least: tuple[int, int, int]
    """Steps, questions and minutes, each by itself."""
    most: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Length:
    """How long the ways through a script are."""

    least: float
    typical: float
    """The mean over all ways."""
    most: float

    def to_json(self) -> dict[str, float]:
        """The length as a JSON object."""
        return {"least": self.least, "typical": self.typical, "most": self.most}


class Measuring:
    """Sums up how many ways there are and how long they are."""

    def __init__(self, ground: Ground) -> None:
        sections = ground.script.sections
        self.unit = lcm(*(len(section.steps) for section in sections))
        """Parts of a minute that minutes are summed up in."""
        self._costs = {
            step.id: (1, int(step.id in ground.questions), section.minutes * self.unit // len(section.steps))
            for section in sections
            for step in section.steps
        }
        self.start = Sums(1, 0, 0, (0, 0, 0), (0, 0, 0))

    def extend(self, value: Sums, source: str, chosen: Chosen, target: str) -> Sums:
        """One state further; a step counts once it is left, so that nobody is asked twice."""
        cost = self._costs.get(source)
        if cost is None:
            return value
        (s, q, m), least, most = cost, value.least, value.most
        return Sums(
            value.paths,
            value.questions + q * value.paths,
            value.minutes + m * value.paths,
            (least[0] + s, least[1] + q, least[2] + m),
            (most[0] + s, most[1] + q, most[2] + m),
        )

    def join(self, one: Sums, other: Sums) -> Sums:
        """Of both."""
        a, b, c, d = one.least, other.least, one.most, other.most
        return Sums(
            one.paths + other.paths,
            one.questions + other.questions,
            one.minutes + other.minutes,
            a if a == b else (min(a[0], b[0]), min(a[1], b[1]), min(a[2], b[2])),
            c if c == d else (max(c[0], d[0]), max(c[1], d[1]), max(c[2], d[2])),
        )

    def questions(self, sums: Sums) -> Length:
        """How many questions are asked."""
        return Length(sums.least[1], _mean(sums.questions, sums.paths), sums.most[1])

    def minutes(self, sums: Sums) -> Length:
        """How many minutes the steps usually take; a section's are shared among all its steps."""
        return Length(
            _mean(sums.least[2], self.unit),
            _mean(sums.minutes, sums.paths * self.unit),
            _mean(sums.most[2], self.unit),
        )


def _mean(total: int, count: int) -> float:
    return float(round(Fraction(total, count), 1))


@dataclass(frozen=True, slots=True)
class Link:
    """One move of a way, with all before it."""

    before: Link | None
    source: str
    chosen: Chosen
    target: str


class Trace(NamedTuple):
    """The shortest of some ways: how many questions and steps it has, and its last move."""

    questions: int
    steps: int
    link: Link | None


class Tracing:
    """Keeps the shortest way."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self.start = Trace(0, 0, None)

    def extend(self, value: Trace, source: str, chosen: Chosen, target: str) -> Trace:
        """One move further."""
        asked = source in self._ground.questions
        step = source in self._ground.plan.steps
        return Trace(value.questions + asked, value.steps + step, Link(value.link, source, chosen, target))

    def join(self, one: Trace, other: Trace) -> Trace:
        """The shorter one; the first found where both are as short."""
        return other if other[:2] < one[:2] else one

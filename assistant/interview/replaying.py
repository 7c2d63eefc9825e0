"""A transcript played again, event by event: under its own version, or under another one of its script.

What was asked is compared with what the machine asks at that point, what was acknowledged with the alerts
that are raised there, and the end with the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from assistant.interview.event import Event
from assistant.interview.fitting import fits, fitting
from assistant.interview.standing import Standing
from assistant.interview.transcript import Transcript
from assistant.script.conditions import comparisons
from assistant.script.steps import Script, Step

Why = Literal["gone", "answer", "asked", "over", "skipped", "alert_gone", "alert_new", "unfinished", "end"]
"""How it diverges; `replaywords.why_words` says each."""


@dataclass(frozen=True, slots=True)
class Divergence:
    """The first event that the script does not lead to."""

    seq: int
    """Number of the event, from 1."""
    why: Why
    step: str
    """The step of the event; empty where it has none."""
    instead: str
    """The step asked there, the alert, or the end reached; empty where there is none."""

    def to_json(self) -> dict[str, Any]:
        """The divergence as a JSON object."""
        return {"event": self.seq, "why": self.why, "step": self.step, "instead": self.instead}


Versions = Callable[[str], Script]
"""Gives a script for the version that an event names: `id/version/hash`."""


def replay(transcript: Transcript, own: Versions, under: Versions | None = None) -> Divergence | None:
    """The first divergence; None where every event is where the script leads.

    Args:
        transcript: what happened.
        own: gives the very version.
        under: gives the script to play under; the very version if not given.
    """
    return next(_Replay(transcript, own, under or own).divergences(), None)


class _Replay:
    def __init__(self, transcript: Transcript, own: Versions, under: Versions) -> None:
        self._events = transcript.events
        self._background = transcript.background
        self._briefed = transcript.briefed
        self._own = own
        self._under = under
        self._played = Transcript()
        self._script: Script
        self._steps: dict[str, Step] = {}
        self._ahead: list[str] = []
        """Steps that come next as long as they are answered in order."""

    def divergences(self) -> Iterator[Divergence]:
        """What does not fit; only the first says anything for sure."""
        version = ""
        for place, event in enumerate(self._events):
            if event.script != version:
                version, self._script, self._ahead = event.script, self._under(event.script), []
                self._steps = {step.id: step for _section, step in self._script.steps()}
            yield from self._look(event, place)
            self._played.add(event)
            # What was known counts from the first question on, though it is kept only once consent is given.
            self._played.background = self._background

    def _standing(self) -> Standing:
        return Standing(self._script, self._played)

    def _look(self, event: Event, place: int) -> Iterator[Divergence]:
        name = event.step or ""
        if event.kind in ("answered", "corrected", "amended"):
            if name not in self._steps:
                yield Divergence(event.seq, "gone", name, "")
            elif self._background and not fits(self._steps[name], event.value, self._background.today):
                yield Divergence(event.seq, "answer", name, "")
            elif event.kind == "answered":
                yield from self._asked(event, place)
            else:
                self._ahead = []
        elif event.kind in ("opened", "went_back"):
            self._ahead = []
            standing = self._standing()
            there = standing.passed if event.kind == "opened" else standing.walk.path
            if name not in there and (self._sure or name not in self._steps):
                yield Divergence(event.seq, "skipped", name, standing.position or "")
        elif event.kind == "acknowledged":
            alert = str(event.value["alert"])
            if alert not in (one.alert.id for one in self._standing().open_alerts):
                yield Divergence(event.seq, "alert_gone", "", alert)
        elif event.kind in ("completed", "stopped"):
            yield from self._ended(event)

    def _asked(self, event: Event, place: int) -> Iterator[Divergence]:
        name = str(event.step)
        if not self._ahead:
            self._ahead = self._coming(place)
        expected = self._ahead.pop(0) if self._ahead else None
        if expected == name or (expected is not None and self._passed_by(expected, name)):
            return
        yield Divergence(event.seq, "over" if expected is None else "asked", name, expected or "")

    def _coming(self, place: int) -> list[str]:
        """The steps asked from here on, for as long as they are answered one after the other.

        Conditions look only at what came before, so a walk over all these answers goes where one after each
        of them would have gone.
        """
        position = self._standing().position
        if position is None or self._played.returned_to is not None:
            return [] if position is None else [position]
        further = Transcript(self._played.events)
        further.background = self._background
        for event in self._events[place:]:
            again = event.kind == "answered" and event.step in further.answers
            if event.script != self._events[place].script or event.kind in _TURNS or again:
                break
            further.add(event)
        further.background = self._background
        path = Standing(self._script, further).walk.path
        given = self._given()  # a step gone back from and answered already is not asked again
        return [position, *(name for name in path[path.index(position) + 1 :] if name not in given)]

    def _given(self) -> dict[str, Any]:
        """The answers so far that fit."""
        day = None if self._background is None else self._background.today
        return {} if day is None else fitting(self._script, self._played, day)[0]

    @property
    def _sure(self) -> bool:
        """Whether what was known is kept: a refusal keeps nothing of it."""
        return self._briefed or self._standing().cannot_refuse

    def _passed_by(self, expected: str, name: str) -> bool:
        """Whether a step may have been passed by for something known that a refusal did not keep."""
        order = list(self._steps)
        between = order[order.index(expected) : order.index(name)]
        passed = bool(between) and all(map(self._unknowable, between))
        if passed:
            self._ahead = []
        return passed

    def _unknowable(self, name: str) -> bool:
        """Whether a step's condition looked at what was known, and that was not kept."""
        when = self._steps[name].when
        if self._sure or when is None:
            return False
        return any(one.source in ("previous", "fact") for one in comparisons(when))

    def _ended(self, event: Event) -> Iterator[Divergence]:
        standing = self._standing()
        end = standing.walk.end
        if event.kind == "completed":
            if end is None:
                yield Divergence(event.seq, "unfinished", "", standing.position or "")
            elif end != "completed":
                yield Divergence(event.seq, "end", "", end)
            for alert in standing.open_alerts:
                yield Divergence(event.seq, "alert_new", "", alert.alert.id)
        elif end != Standing(self._own(event.script), self._played).walk.end:
            yield Divergence(event.seq, "end", "", end or "")


_TURNS = frozenset({"corrected", "went_back", "opened", "completed", "stopped", "amended"})
"""What changes the way other than by an answer to the next question."""

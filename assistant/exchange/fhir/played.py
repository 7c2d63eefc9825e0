"""Answers that arrive, as the events that a session would have recorded."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from assistant.interview.background import Background
from assistant.interview.event import Event, EventKind
from assistant.interview.standing import Standing
from assistant.interview.transcript import Transcript
from assistant.script.steps import Script


class Played:
    """Events one after the other; what was known is kept once consent is given, as in a session."""

    def __init__(self, script: Script, by: str, at: datetime, background: Background) -> None:
        self._script, self._by, self._background = script, by, background
        started = self._event(1, "started", at, None, background.to_json())
        self._seen = Transcript([started])  # the session knew all of it from the beginning
        self._briefed = self.standing.cannot_refuse
        if not self._briefed:
            started = self._event(1, "started", at, None, background.bare().to_json())
        self.events = [started]

    @property
    def standing(self) -> Standing:
        """Where it stands for who held it."""
        return Standing(self._script, self._seen)

    def add(
        self,
        kind: EventKind,
        at: datetime,
        step: str | None = None,
        value: Any = None,
        heard: tuple[str, ...] = (),
    ) -> None:
        """Add one."""
        event = self._event(len(self.events) + 1, kind, at, step, value, heard)
        self.events.append(event)
        self._seen.add(event)
        if not self._briefed and kind == "answered" and self.standing.consented:
            self._briefed = True
            self.add("briefed", at, None, self._background.to_json())

    def _event(
        self,
        seq: int,
        kind: EventKind,
        at: datetime,
        step: str | None,
        value: Any,
        heard: tuple[str, ...] = (),
    ) -> Event:
        return Event(seq, kind, at, self._by, self._script.ref, step, value, heard)

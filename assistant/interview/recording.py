"""A transcript that is added to: each event is made durable first, then played."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from assistant.clock import Clock, Stopwatch
from assistant.errors import InputError
from assistant.interview.event import Event, EventKind, Value
from assistant.interview.standing import Standing
from assistant.interview.transcript import Transcript
from assistant.language import _
from assistant.people import Person
from assistant.script.answers import ImplausibleError
from assistant.script.steps import Rate, Script

Recorder = Callable[[Event], None]
"""Makes an event durable before it returns; raises a `StoreError` if it cannot."""


class Recording(Standing):
    """One person's hold on one transcript."""

    def __init__(
        self,
        name: str,
        script: Script,
        record: Recorder,
        person: Person,
        clock: Clock,
        events: Iterable[Event],
    ) -> None:
        super().__init__(script, Transcript(events))
        self.name = name
        """Id of the transcript."""
        self._record = record
        self._person = person
        self._stopwatch = Stopwatch(clock)
        self._unlikely: tuple[str, str] | None = None

    @property
    def now(self) -> datetime:
        """The instant, as the next event would be stamped."""
        return self._stopwatch.now()

    def _read(self, name: str, typed: str, heard: Sequence[str]) -> tuple[Value, tuple[str, ...]]:
        """The value typed as an answer to a step, and the points heard.

        Raises:
            InputError: it cannot be taken; the same unlikely value given twice is.
        """
        step = self.located(name)[1]
        confirmed = self._unlikely == (name, typed.strip())
        try:
            value = step.read(typed, self.background.today, confirmed=confirmed)
        except ImplausibleError:
            self._unlikely = (name, typed.strip())
            raise
        points = [point.id for point in step.rate.listen_for] if isinstance(step, Rate) else []
        if unknown := [point for point in heard if point not in points]:
            raise InputError(
                _("“{point}” is not a point to listen for here. Known: {known}.").format(
                    point=unknown[0], known=", ".join(points) or "—"
                )
            )
        return value, tuple(heard)

    def _add(
        self,
        kind: EventKind,
        step: str | None = None,
        value: Value = None,
        heard: tuple[str, ...] = (),
        reason: str = "",
    ) -> Event:
        event = Event(
            seq=len(self.transcript.events) + 1,
            kind=kind,
            at=self._stopwatch.now(),
            by=self._person.name,
            script=self.script.ref,
            step=step,
            value=value,
            heard=heard,
            reason=reason,
        )
        self._record(event)
        self.transcript.add(event)
        self._walk = None
        self._unlikely = None
        return event

"""A transcript being filled in: answer, back, correct, note, pause, stop, complete.

The session holds no state of its own: where it is, what counts and which alerts are open are derived from the
events. An event is played only once the recorder has made it durable.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from assistant.clock import Clock
from assistant.errors import InputError, StoreError
from assistant.interview.background import Background
from assistant.interview.event import Event, EventKind
from assistant.interview.recording import Recorder, Recording
from assistant.interview.standing import StateError
from assistant.language import _
from assistant.people import Person
from assistant.script.answers import clean
from assistant.script.steps import Script


class Session(Recording):
    """One person's hold on one transcript."""

    def __init__(
        self,
        name: str,
        script: Script,
        record: Recorder,
        person: Person,
        clock: Clock,
        events: Iterable[Event] = (),
        known: Background | None = None,
    ) -> None:
        """A session on these events.

        Args:
            name: id of the transcript.
            script: the script.
            record: makes each event durable.
            person: who holds it.
            clock: stamps the events.
            events: what happened before.
            known: what is known of the patient, for a transcript in which consent was not given yet.
        """
        super().__init__(name, script, record, person, clock, events)
        self._unrecorded = None if self.cannot_refuse or self.transcript.briefed else known
        """What is known, as long as the patient may still refuse: it is not looked at before that."""

    def begin(self, background: Background, rehearsal: Mapping[str, Any] | None = None) -> None:
        """Record the first event of a new transcript.

        Args:
            background: what is known.
            rehearsal: what is practised on, where it is a rehearsal: case, seed and mode.
        """
        marked = {} if rehearsal is None else {"rehearsal": dict(rehearsal)}
        if self.cannot_refuse:
            self._add("started", value=background.to_json() | marked)
        else:
            self._add("started", value=background.bare().to_json() | marked)
            self._unrecorded = background
            self._walk = None

    def answer(self, typed: str, heard: Sequence[str] = ()) -> Event:
        """Answer the question asked now.

        Raises:
            InputError: the text cannot be taken; the same unlikely value given twice is.
            StateError: nothing is asked now.
        """
        name = self.position
        self._going()
        if name is None:
            raise StateError(_("Every question is answered: complete the interview, or correct an answer."))
        return self._give("answered", name, typed, heard)

    def correct(self, name: str, typed: str, heard: Sequence[str] = ()) -> Event:
        """Answer a step again; the earlier answer stays in the history.

        Raises:
            InputError: the text cannot be taken.
            StateError: the step has no answer yet, or the interview is over.
        """
        self._going()
        self.located(name)
        if name not in self.transcript.answers:
            raise StateError(_("“{step}” has no answer to correct yet.").format(step=name))
        return self._give("corrected", name, typed, heard)

    def back(self) -> Event:
        """Return to the question before.

        Raises:
            StateError: there is none, or the interview is over.
        """
        self._going()
        path = self.walk.path
        index = len(path) if self.position is None else path.index(self.position)
        if index == 0:
            raise StateError(_("This is the first question: there is nothing before it."))
        return self._add("went_back", step=path[index - 1])

    def open(self, name: str) -> Event:
        """Ask a step that did not apply, or return to one that was reached; every answer stays.

        Raises:
            StateError: it comes later in the script, or the interview is over.
        """
        self._going()
        self.located(name)
        if name in self.walk.path:  # its condition goes on to say whether it applies
            return self._add("went_back", step=name)
        if name not in self.passed:
            raise StateError(_("“{step}” comes later: it can be opened once reached.").format(step=name))
        return self._add("opened", step=name)

    def note(self, text: str, step: str | None = None) -> Event:
        """Keep free text beside a step: the one asked now unless another is named.

        Raises:
            InputError: the text is empty.
            StateError: the script has no such step.
        """
        self._going()
        if step is not None:
            self.located(step)
        if not (words := clean(text)):
            raise InputError(_("The note is empty. Type it first."))
        return self._add("noted", step=step or self.position, value=words)

    def acknowledge(self, alert: str, done: str) -> Event:
        """Say what was done about an open alert.

        Raises:
            InputError: nothing was said.
            StateError: the alert is not open.
        """
        self._going()
        found = next((item for item in self.open_alerts if item.alert.id == alert), None)
        if found is None:
            raise StateError(_("There is no open alert “{alert}”.").format(alert=alert))
        if not (words := clean(done)):
            raise InputError(_("Say in a few words what was done about this alert."))
        return self._add("acknowledged", value={"alert": alert, "done": words, "on": found.on})

    def pause(self) -> Event:
        """Leave, to go on later."""
        self._going()
        return self._add("paused")

    def resume(self) -> Event:
        """Go on after a pause or a crash.

        Raises:
            StateError: the interview is over.
        """
        if self.transcript.over:
            raise StateError(_("This interview is over: it cannot be resumed."))
        event = self._add("resumed")
        self._brief()
        return event

    def stop(self) -> Event:
        """End early at the patient's wish: `refused` before consent is given, `withdrawn` after."""
        self._going()
        return self._add("stopped", value="withdrawn" if self.consented else "refused")

    def finish(self) -> Event:
        """Complete the interview, or record that the script stopped it.

        Raises:
            StateError: a question or an alert is open.
        """
        self._going()
        if self.position is not None:
            raise StateError(_("A question is still open: answer it first."))
        if self.open_alerts:
            raise StateError(_("An alert is still open: say first what was done about it."))
        if self.walk.end == "completed":
            return self._add("completed")
        return self._add("stopped", value=self.walk.end)

    def _going(self) -> None:
        if self.transcript.over:
            raise StateError(_("This interview is over: nothing can be added to it."))
        if self.transcript.status == "paused":
            raise StateError(_("This interview is paused: resume it first."))

    def _give(self, kind: EventKind, name: str, typed: str, heard: Sequence[str]) -> Event:
        value, points = self._read(name, typed, heard)
        event = self._add(kind, step=name, value=value, heard=points)
        self._brief()
        return event

    def _brief(self) -> None:
        if self._unrecorded is not None and self.consented:
            with suppress(StoreError):  # the answer is kept; this is tried again at the next one
                self._add("briefed", value=self._unrecorded.to_json())
                self._unrecorded = None

"""A rehearsal in turns: the dialogue of an interview, in which the student speaks and the patient replies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from assistant.interview.dialogue import Dialogue, Message, Replied, Saved, UnknownCommandError, typed
from assistant.interview.event import Event
from assistant.interview.sitting import Sitting
from assistant.language import _
from assistant.rehearsal.ending import ended
from assistant.rehearsal.hints import hint, understood
from assistant.rehearsal.judging import Judge
from assistant.rehearsal.matching import Intent
from assistant.rehearsal.practised import Practised
from assistant.rehearsal.rehearsing import Rehearsal

PRESSED: Final[tuple[Intent, ...]] = ("again", "specify", "explain", "check")
"""What is asked for in the usual words."""


class RehearsalDialogue(Dialogue):
    """A sitting with a simulated patient."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self._seen = len(sitting.session.transcript.events)

    @property
    def practised(self) -> Practised:
        """What the rehearsal is of."""
        return self._rehearsal.practised

    @property
    def _rehearsal(self) -> Rehearsal:
        session = self._session
        assert isinstance(session, Rehearsal)
        return session

    @property
    def ended(self) -> bool:
        """Whether it is not gone on with."""
        return ended(Judge(self._rehearsal, self._rehearsal.truths))

    def was_asked(self, step: str) -> bool:
        """Whether a question was asked of the patient."""
        return step in self._rehearsal.heard.asked

    def take(self, command: Mapping[str, Any]) -> list[Message]:
        """What is said in return to one command; the patient's words come before what is asked next."""
        said = super().take(command)
        spoken = [self._replied(event) for event in self._session.transcript.events[self._seen :]]
        self._seen = len(self._session.transcript.events)
        replies: list[Message] = [reply for reply in spoken if reply is not None]
        place = next((index + 1 for index, one in enumerate(said) if isinstance(one, Saved)), 0)
        return [*said[:place], *replies, *said[place:]]

    def _replied(self, event: Event) -> Replied | None:
        if event.kind != "spoke":
            return None
        session, value = self._rehearsal, event.value
        return Replied(
            event.step,
            value["intent"],
            value["words"],
            value["reply"],
            understood(session, event),
            hint(session, event),
        )

    def _do(self, command: Mapping[str, Any]) -> Event:
        session = self._rehearsal
        if set(command) == {"say"}:
            return session.say(typed(command["say"]))
        if set(command) == {"do"} and command["do"] == "ask":
            return session.ask()
        for intent in PRESSED:
            if set(command) == {"do"} and command["do"] == intent:
                return session.press(intent)
        try:
            return super()._do(command)
        except UnknownCommandError as error:
            more = _("In a rehearsal also: say, and do (ask, again, specify, explain, check).")
            raise UnknownCommandError(f"{error.message} {more}") from error

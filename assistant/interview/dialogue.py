"""An interview as messages: what another program, or a person line by line, sends and hears.

No input or output here: `take` is given one command and returns what is said back. Every front end that
speaks in turns is this dialogue in other clothes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.errors import AssistantError, InputError
from assistant.interview.alerts import Raised
from assistant.interview.event import Event
from assistant.interview.finding import Place, matching, places
from assistant.interview.question import Question
from assistant.interview.session import Session
from assistant.interview.sitting import Sitting
from assistant.language import _


@dataclass(frozen=True, slots=True)
class Asked:
    """A question waits for its answer."""

    transcript: str
    question: Question


@dataclass(frozen=True, slots=True)
class Saved:
    """An event is durable."""

    transcript: str
    seq: int
    step: str | None


@dataclass(frozen=True, slots=True)
class Refused:
    """What was sent cannot be taken; the same is asked again."""

    step: str | None
    message: str


@dataclass(frozen=True, slots=True)
class Alerted:
    """An alert waits for what was done."""

    raised: Raised


@dataclass(frozen=True, slots=True)
class Ended:
    """Nothing more follows."""

    status: str
    transcripts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Where in the script some words occur; nothing was recorded."""

    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Replied:
    """A simulated patient has answered; nothing but that was recorded."""

    step: str | None
    """The step that the words were taken for."""
    intent: str
    """`ask`, `again`, `specify`, `explain`, `check`, `greet` or `unknown`."""
    words: str
    """What the student said."""
    reply: str
    understood: str
    """How the words were taken, where they were the student's own."""
    hint: str
    """In guided mode: what would help now."""


Message = Asked | Saved | Refused | Alerted | Found | Replied | Ended


class UnknownCommandError(InputError):
    """What was sent is no command."""


class Dialogue:
    """One sitting, in turns."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self._told: list[str] = []
        """Alerts sent, whose reply has not come yet."""
        self.over = False

    @property
    def _session(self) -> Session:
        return self._sitting.session

    def open(self) -> list[Message]:
        """What is said first."""
        return list(self._next())

    def take(self, command: Mapping[str, Any]) -> list[Message]:
        """What is said in return to one command, which is the reply to one question or alert."""
        self._reply_to(command.get("acknowledge"))
        if set(command) == {"find"}:
            found = matching(places(self._session), str(command["find"]))
            return [Found(tuple(found)), *self._next()]
        try:
            event = self._do(command)
        except AssistantError as error:
            return [Refused(self._session.position, error.message), *self._next()]
        saved = Saved(self._session.name, event.seq, event.step)
        if command.get("do") == "pause":
            return [saved, self._end()]
        return [saved, *self._next()]

    def close(self) -> list[Message]:
        """The input has ended: pause, so that the interview can be resumed."""
        if self.over:
            return []
        refused = [said for said in self.take({"do": "pause"}) if isinstance(said, Refused)]
        return [*refused, self._end()]  # nothing was sent, so nothing is said to be saved

    @property
    def pending(self) -> list[Message]:
        """The alerts or the question whose reply has not come yet."""
        if self.over:
            return []
        if waiting := self._session.open_alerts:
            return [Alerted(item) for item in waiting]
        question = self._session.question
        return [] if question is None else [Asked(self._session.name, question)]

    def _next(self) -> Iterator[Message]:
        session = self._session
        waiting = session.open_alerts
        names = [item.alert.id for item in waiting]
        new = [item for item in waiting if item.alert.id not in self._told]
        self._told = [name for name in self._told if name in names] + [item.alert.id for item in new]
        if waiting:
            yield from map(Alerted, new)
        elif (question := session.question) is not None:
            yield Asked(session.name, question)
        elif session.transcript.over:
            yield self._end()
        else:
            yield from self._finish()

    def _finish(self) -> Iterator[Message]:
        try:
            more = self._sitting.finish()
        except AssistantError as error:  # what was answered is kept: it can be resumed
            yield Refused(None, error.message)
            more = False
        yield from self._next() if more else [self._end()]

    def _reply_to(self, alert: Any) -> None:
        # Each alert has one reply: once it was spent, an alert that is still open is sent again.
        if alert in self._told:
            self._told.remove(alert)
        else:
            del self._told[:1]

    def _end(self) -> Ended:
        self.over = True
        return Ended(self._session.transcript.status, tuple(self._sitting.transcripts))

    def _do(self, command: Mapping[str, Any]) -> Event:
        session = self._session
        keys = set(command)
        if "acknowledge" in keys and keys <= {"acknowledge", "done"}:
            return session.acknowledge(str(command["acknowledge"]), typed(command.get("done")))
        if "do" in keys and keys == {"do"} and command["do"] in ("back", "pause", "stop"):
            return {"back": session.back, "pause": session.pause, "stop": session.stop}[command["do"]]()
        if "note" in keys and keys == {"note"}:
            return session.note(typed(command["note"]))
        if "open" in keys and keys == {"open"}:
            return session.open(str(command["open"]))
        if "answer" in keys and keys <= {"answer", "heard", "correct"}:
            if session.open_alerts and "correct" not in keys:
                raise InputError(_("An alert is still open: say first what was done about it."))
            heard = _heard(command.get("heard", []))
            if "correct" in keys:
                return session.correct(str(command["correct"]), typed(command["answer"]), heard)
            return session.answer(typed(command["answer"]), heard)
        raise UnknownCommandError(
            _(
                "This is not a command. Known: answer (with heard), note, do (back, pause, stop), "
                "correct with answer, open, find, acknowledge with done."
            )
        )


def typed(value: Any) -> str:
    """A JSON value as it could be typed.

    Raises:
        InputError: it is neither a text, a number, yes or no, nothing, nor a list of these or of readings.
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return ""
    if isinstance(value, str | int | float):
        return str(value)
    if isinstance(value, list):
        return "; ".join(_item(item) for item in value)
    return _item(value)


def _item(value: Any) -> str:
    if isinstance(value, dict) and set(value) == {"date", "value"}:
        return f"{_item(value['date'])} {_item(value['value'])}"
    if isinstance(value, str | int | float):
        return typed(value)
    raise InputError(_("An answer is a text, a number, true or false, or a list of these."))


def _heard(value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise InputError(_("“heard” is a list of ids of points."))
    return value

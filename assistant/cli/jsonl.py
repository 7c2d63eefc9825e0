"""The interview as a protocol: a JSON object a line, in and out (docs/jsonl.md)."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import singledispatch
from typing import TYPE_CHECKING, Any

from assistant.cli.output import write_json
from assistant.interview.dialogue import (
    Alerted,
    Asked,
    Dialogue,
    Ended,
    Found,
    Message,
    Refused,
    Replied,
    Saved,
)

if TYPE_CHECKING:
    from assistant.year.account import Account


def converse(dialogue: Dialogue, year: Callable[[], Account | None] | None = None) -> None:
    """Hold it on standard input and output.

    Args:
        dialogue: the interview.
        year: where the patient's year stands, asked for at the end of an interview that is over.
    """
    _say(dialogue.open(), year)
    # Nothing is read after the end: the other program may keep its side open.
    while not dialogue.over and (line := sys.stdin.readline()):
        if line.strip():
            _say(dialogue.take(_command(line)), year)
    _say(dialogue.close(), year)


def _command(line: str) -> dict[str, Any]:
    """What was sent; something that is no object is a command nobody knows."""
    try:
        command = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return command if isinstance(command, dict) else {}


def _say(messages: list[Message], year: Callable[[], Account | None] | None) -> None:
    for message in messages:
        said = document(message)
        if year is not None and isinstance(message, Ended) and message.status != "paused":
            told = year()
            said["year"] = None if told is None else told.to_json()
        write_json(said)


@singledispatch
def document(message: Message) -> dict[str, Any]:
    """A message as other programs read it."""
    raise TypeError(type(message).__name__)


@document.register
def _(message: Asked) -> dict[str, Any]:
    question = message.question
    asked: dict[str, Any] = {
        "event": "question",
        "transcript": message.transcript,
        "step": question.step,
        "section": question.section,
        "kind": question.kind,
        "say": question.say,
        "guide": question.guide,
        "options": [{"id": name, "label": label} for name, label in question.options],
        "unit": question.unit,
        "suggested": question.suggested,
        "optional": question.optional,
    }
    if question.points:
        asked["listen_for"] = [{"id": name, "label": label} for name, label in question.points]
        asked["explain"] = question.explain
    return asked


@document.register
def _(message: Saved) -> dict[str, Any]:
    return {"event": "saved", "transcript": message.transcript, "seq": message.seq, "step": message.step}


@document.register
def _(message: Refused) -> dict[str, Any]:
    return {"event": "refused", "step": message.step, "message": message.message}


@document.register
def _(message: Alerted) -> dict[str, Any]:
    alert = message.raised.alert
    return {
        "event": "alert",
        "id": alert.id,
        "level": alert.level,
        "say": str(alert.say),
        "do": str(alert.do),
        "notes": list(message.raised.notes),
    }


@document.register
def _(message: Found) -> dict[str, Any]:
    steps = [
        {
            "step": one.step,
            "section": one.section,
            "title": one.title,
            "state": one.state,
            "answer": one.answer,
        }
        for one in message.places
    ]
    return {"event": "found", "steps": steps}


@document.register
def _(message: Replied) -> dict[str, Any]:
    return {
        "event": "reply",
        "step": message.step,
        "intent": message.intent,
        "words": message.words,
        "reply": message.reply,
        "understood": message.understood,
        "hint": message.hint,
    }


@document.register
def _(message: Ended) -> dict[str, Any]:
    return {"event": "end", "status": message.status, "transcripts": list(message.transcripts)}

"""The keys that lead through an interview, found by holding the same interview without a screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from assistant.clock import SystemClock
from assistant.interview.background import Background
from assistant.interview.question import Question
from assistant.interview.session import Session
from assistant.people import Person
from assistant.script.steps import Script

_TYPED: Final = {"inr_low": "2", "inr_high": "3", "inr_readings": "yesterday 2,4"}
_NO: Final = ("bleeding", "warning_signs_present", "procedure_planned", "past_events")


@dataclass(frozen=True, slots=True)
class Stroke:
    """How one question is answered, and what is asked then."""

    typed: bytes
    """Typed before, on a line of its own where it ends with a return."""
    key: bytes
    """The key that gives the answer."""
    answer: str
    """The same as typed without a screen."""
    following: str | None
    """Title of the next question; None after the last."""


def strokes(script: Script, background: Background) -> Iterator[Stroke]:
    """Every answer of an interview that raises no alert."""
    session = Session("keys", script, lambda event: None, Person("benchmark"), SystemClock())
    session.begin(background)
    while (question := session.question) is not None:
        typed, key, answer = _answer(question)
        session.answer(answer)
        following = session.question
        yield Stroke(typed, key, answer, None if following is None else following.title)


def _answer(question: Question) -> tuple[bytes, bytes, str]:
    if question.kind == "yes_no":
        number = 2 if question.step in _NO else 1
        return b"", str(number).encode(), question.options[number - 1][0]
    if question.kind in ("choice", "rate"):
        return b"", b"1", question.options[0][0]
    text = _TYPED.get(question.step, "" if question.optional else "5")
    if question.kind in ("tell", "choices") or not text:
        return b"", b"\r", ""
    return text.encode() + (b"\r" if question.kind == "readings" else b""), b"\r", text

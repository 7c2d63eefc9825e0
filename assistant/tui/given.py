"""What the widgets of an answer tell their screen."""

from __future__ import annotations

from textual.message import Message


class Given(Message):
    """An answer was given, by one key."""

    def __init__(self, step: str, typed: str, key: str, heard: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.step = step
        self.typed = typed
        self.key = key
        self.heard = heard
        """Points the patient gave, for a rating."""


class Spoken(Message):
    """A student has said something; nothing where it is the question as it is written."""

    key = "enter"

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words


class Typing(Message):
    """What is half typed has changed."""

    def __init__(self, step: str, text: str) -> None:
        super().__init__()
        self.step = step
        self.text = text


class Guard:
    """Keeps one press of a key from answering two questions.

    A key held down repeats about every 33 ms; no two presses of a person come within `REPEAT`.
    """

    REPEAT = 0.045

    def __init__(self) -> None:
        self._closed = False
        self._last: tuple[str, float] | None = None

    def close(self) -> None:
        """Let nothing through until the next question is painted."""
        self._closed = True

    def open(self) -> None:
        """The question is painted."""
        self._closed = False

    def lets(self, given: Given | Spoken) -> bool:
        """Whether what was given was meant for the question on screen."""
        repeated = (
            self._last is not None and self._last[0] == given.key and given.time - self._last[1] < self.REPEAT
        )
        self._last = (given.key, given.time)
        return not self._closed and not repeated

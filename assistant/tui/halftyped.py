"""What is half typed: kept on disk at most a second behind, given back after a crash."""

from __future__ import annotations

from textual.timer import Timer
from textual.widget import Widget

from assistant.store.draft import Draft

DELAY = 0.5
"""Seconds from a change to its keeping."""


class HalfTyped:
    """The texts of one interview that are not answers yet, by step."""

    def __init__(self, owner: Widget, draft: Draft) -> None:
        self._owner = owner
        self._draft = draft
        self._texts = draft.read_all()
        self._pending = False
        self._timer: Timer | None = None
        self.restored = next(reversed(self._texts), None)
        """The step whose text was half typed when the program last ended."""

    def at(self, step: str) -> str | None:
        """What is half typed at a step; None where nothing is."""
        return self._texts.get(step, self._texts.get(_left(step)))

    def left(self, step: str) -> None:
        """A correction is left: its text stays, but the interview is not gone on with there."""
        if step in self._texts:
            self._texts[_left(step)] = self._texts.pop(step)
            self._pending = True
            self.keep()

    def typed(self, step: str, text: str) -> None:
        """A text has changed: keep it soon."""
        self._texts.pop(_left(step), None)
        self._texts.pop(step, None)
        self._texts[step] = text
        self._pending = True
        if self._timer is None:
            self._timer = self._owner.set_timer(DELAY, self.keep)

    def keep(self) -> None:
        """Keep what has changed now."""
        self._stop()
        if self._pending:
            self._draft.keep_all(self._texts)
            self._pending = False

    def given(self, step: str) -> None:
        """The text has become an answer, a note or a deed."""
        texts = [self._texts.pop(place, None) for place in (step, _left(step))]
        if texts == [None, None]:
            return
        if self._texts:
            self._pending = True
            self.keep()
        else:
            self.forget()

    def forget(self) -> None:
        """Nothing is half typed any more."""
        self._stop()
        self._pending = False
        self._texts.clear()
        self._draft.clear()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None


def _left(step: str) -> str:
    """Where the text of a correction that was left is kept; no step has such an id."""
    return f"left {step}"

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
        self._texts: dict[str, str] = {}
        self._latest: str | None = None
        self._timer: Timer | None = None
        kept = draft.read()
        self.restored = None if kept is None else kept[0]
        """The step whose text was half typed when the program last ended."""
        if kept is not None:
            self._texts[kept[0]] = kept[1]

    def at(self, step: str) -> str | None:
        """What is half typed at a step; None where nothing is."""
        return self._texts.get(step)

    def typed(self, step: str, text: str) -> None:
        """A text has changed: keep it soon."""
        self._texts[step] = text
        self._latest = step
        if self._timer is None:
            self._timer = self._owner.set_timer(DELAY, self.keep)

    def keep(self) -> None:
        """Keep the latest text now."""
        self._stop()
        if self._latest is not None:
            self._draft.keep(self._latest, self._texts[self._latest])
            self._latest = None

    def given(self, step: str) -> None:
        """The text has become an answer."""
        self._stop()
        self._latest = None
        if self._texts.pop(step, None) is not None:
            self._draft.clear()

    def forget(self) -> None:
        """Nothing is half typed any more."""
        self._stop()
        self._latest = None
        self._texts.clear()
        self._draft.clear()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

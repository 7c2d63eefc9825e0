"""What covers the screens: a window that is too small, an absence. What is underneath waits unchanged."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, Final

from textual import events
from textual.await_complete import AwaitComplete
from textual.dom import DOMNode
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import AwaitMount
from textual.widgets import Static

from assistant.language import _
from assistant.tui.plain import words
from assistant.tui.themes import ThemedApp

SMALLEST: Final = (80, 24)
"""Columns and rows below which a sentence stands in for the screens."""


class Cover(Screen[None]):
    """Hides every screen below it."""


class TooSmall(Cover):
    """Covers what has no room."""

    def compose(self) -> list[Static]:
        """One sentence."""
        sentence = _(
            "This window is too small: {columns} columns and {rows} rows are needed. Nothing is lost."
        )
        return [Static(words(sentence.format(columns=SMALLEST[0], rows=SMALLEST[1])))]


class CoveredApp(ThemedApp):
    """An interface whose screens are covered at times.

    A screen may still be answering a key when it is covered. What it opens or closes then waits until it is
    in sight again: it must neither show itself above the cover nor, as `dismiss` closes whatever is on top,
    take the cover away.
    """

    def __init__(self, theme: str) -> None:
        super().__init__(theme)
        self._waiting: list[Callable[[], object]] = []

    @property
    def covered(self) -> bool:
        """Whether the screens are out of sight."""
        return isinstance(self.screen, Cover)

    def when_seen(self, do: Callable[[], object]) -> None:
        """Do it once no cover hides the screens."""
        self._waiting.append(do)
        self.call_later(self._go_on)

    def push_screen(self, screen: Any, callback: Any = None, *arguments: Any, **named: Any) -> Any:
        """Open a screen, once the screens are in sight."""
        if not self.covered:
            return super().push_screen(screen, callback, *arguments, **named)
        self._waiting.append(lambda: super(CoveredApp, self).push_screen(screen, callback))
        return AwaitMount(self.screen, [])

    def pop_screen(self) -> AwaitComplete:
        """Close the screen on top, once it is in sight."""
        if not self.covered:
            return self._close()
        self._waiting.append(self._close)
        return AwaitComplete()

    def _close(self) -> AwaitComplete:
        """Close the screen on top.

        Textual leaves it to the screen on top to say when a screen was painted: keys typed ahead may open and
        close one before it is, and what waits for it must not be lost.
        """
        closed = self.screen
        done = super().pop_screen()
        for callback, sender in closed._callbacks:
            if not isinstance(sender, DOMNode) or closed not in sender.ancestors_with_self:
                self.screen._invoke_later(callback, sender)
        closed._callbacks.clear()
        return done

    def cover(self, cover: Cover) -> None:
        """Hide the screens behind this one."""
        super().push_screen(cover)
        self._fit()

    def uncover(self, cover: Cover) -> None:
        """Show again what this one hides."""
        while cover in self.screen_stack:
            self._close()
        self._fit()

    def on_resize(self, event: events.Resize) -> None:
        """Cover the screens while they have no room."""
        self._fit(event.size)

    def _fit(self, size: Size | None = None) -> None:
        size = self.size if size is None else size
        small = size.width < SMALLEST[0] or size.height < SMALLEST[1]
        if small and not isinstance(self.screen, TooSmall):
            super().push_screen(TooSmall())
        elif not small and isinstance(self.screen, TooSmall):
            self._close()
        self.call_later(self._go_on)

    async def _go_on(self) -> None:
        # By the interface itself: results are given back to whoever opens a screen, and a cover goes away.
        while self._waiting and not self.covered:
            done = self._waiting.pop(0)()
            if inspect.iscoroutine(done):
                await done

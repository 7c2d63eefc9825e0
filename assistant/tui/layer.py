"""Screens that lie one above the other, each of which closes itself alone."""

from __future__ import annotations

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen, ScreenResultType

from assistant.tui.covers import Cover


class Layer(Screen[ScreenResultType]):
    """Closes itself once, and nothing else.

    Textual's `dismiss` closes whatever is on top: where keys typed ahead close a screen twice, the second
    would take away the one below, with all that is done there.
    """

    _going = False

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close it and give back a result, where it is on top; what covers the screens does not count."""
        above = [screen for screen in self.app.screen_stack if not isinstance(screen, Cover)]
        if self._going or above[-1] is not self:
            return AwaitComplete()
        self._going = True
        return super().dismiss(result)

    def leave(self, result: ScreenResultType | None) -> None:
        """Close it with what a key typed ahead may have opened above it, once it is in sight."""
        if self._going:
            return
        self._going = True

        async def close() -> None:
            if self in self.app.screen_stack:
                while self.app.screen is not self:
                    await self.app.pop_screen()
                super(Layer, self).dismiss(result)

        self.app.when_seen(close)  # type: ignore[attr-defined]  # by the interface: a cover stays where it is


class Dialog(ModalScreen[ScreenResultType], Layer[ScreenResultType]):
    """The same before the screen below, which is still seen."""

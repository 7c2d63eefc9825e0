"""Documents on paper, wherever they are asked for: nothing heavy is loaded until then."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from assistant.tui.reading import Reading

if TYPE_CHECKING:
    from assistant.tui.documenting import Desk


class Paper(Reading):
    """An interface that prints."""

    @cached_property
    def desk(self) -> Desk:
        """Where documents lie that are being looked at."""
        from assistant.tui.documenting import Desk

        return Desk()

    def action_lock(self) -> None:
        """Leave no document to be read either."""
        super().action_lock()
        if self._lock is not None:
            self._clear_desk()

    def on_unmount(self) -> None:
        """Remove what was looked at."""
        self._clear_desk()

    def _clear_desk(self) -> None:
        if "desk" in self.__dict__:  # asking for it would make it
            self.desk.clear()

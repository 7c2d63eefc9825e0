"""The keys that work now, on the last line. Drawn as one text: Textual's own footer costs a layout a key."""

from __future__ import annotations

from typing import Any

from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from assistant.tui.plain import words


class KeyLine(Static):
    """The last line of a screen."""

    def __init__(self, *rare: str) -> None:
        """The line.

        Args:
            rare: ids of keys that are left out where there is no room, the last one first.
        """
        super().__init__(id="keys")
        self._rare = list(rare)
        self._shown = ""
        self._due = False

    def on_mount(self) -> None:
        """Follow the keys of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)
        self._draw()

    def _follow(self, _screen: Screen[Any]) -> None:
        # Told several times an answer: drawn once, and not before the question.
        if not self._due:
            self._due = True
            self.call_after_refresh(self._draw)

    def on_resize(self) -> None:
        """Fit the line."""
        self._draw()

    def _draw(self) -> None:
        self._due = False
        if not self.is_attached:  # the screen was left meanwhile
            return
        content = self._fitting([bound for bound in keys_of(self.screen) if bound.show])
        if content.plain != self._shown:
            self._shown = content.plain
            self.update(content)

    def _fitting(self, bound: list[Binding]) -> Content:
        room = self.app.size.width - 2
        left = list(self._rare)
        while True:
            keys = [
                Content.assemble(words(self.app.get_key_display(key), "bold"), " ", words(key.description))
                for key in bound
            ]
            for gap in ("   ", " "):
                content = Content(gap).join(keys)
                if content.cell_length <= room or (gap == " " and not left):
                    return content
            out = left.pop()
            bound = [key for key in bound if key.id != out]


def keys_of(screen: Screen[Any]) -> list[Binding]:
    """The keys that work now on a screen, the first of each action."""
    found: dict[str, Binding] = {}
    for active in screen.active_bindings.values():
        if active.binding.id and active.binding.description and active.enabled:
            found.setdefault(active.binding.id, active.binding)
    return sorted(found.values(), key=_place)


def _place(bound: Binding) -> int:
    """Arrows after the others, then function keys by number, help at the end.

    What has the focus must not change their order.
    """
    if bound.key in ("left", "right"):
        return 1
    number = bound.key.split(",")[0].removeprefix("f")
    return (int(number) if number != "1" else 99) if number.isdecimal() else 0

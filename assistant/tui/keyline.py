"""The keys that work now, on the last line. Drawn as one text: Textual's own footer costs a layout a key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from textual.binding import ActiveBinding, Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from assistant.tui.plain import words

GIVE_WAY: Final = ("app.palette", "app.settings")
"""Keys that are left out first where the line is full."""
LAST: Final = ("app.settings", "app.lock", "app.quit", "app.palette", "app.help")
"""Keys of everywhere, at the end of the line."""


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

    def _fitting(self, keys: list[Binding]) -> Content:
        """The keys on one line: those of everywhere and the rare ones give way first. Help names them all."""
        room = self.app.size.width - 2
        while True:
            parts = [
                Content.assemble(
                    words(self.app.get_key_display(bound), "bold"), " ", words(bound.description)
                )
                for bound in keys
            ]
            roomy, narrow = Content("   ").join(parts), Content(" ").join(parts)
            if roomy.cell_length <= room:
                return roomy
            if narrow.cell_length <= room or len(keys) < 2:
                return narrow
            out = (one for name in (*GIVE_WAY, *reversed(self._rare)) for one in keys if one.id == name)
            keys.remove(next(out, keys[-2]))


def working(screen: Screen[Any]) -> Iterator[ActiveBinding]:
    """Every key that works now on a screen; in a dialog also those of everywhere that go before it."""
    yield from screen.active_bindings.values()
    if screen.is_modal:
        app = screen.app
        for _key, bound in app._bindings:
            if bound.priority and app.check_action(bound.action, ()):
                yield ActiveBinding(app, bound, True, bound.tooltip)


def keys_of(screen: Screen[Any]) -> list[Binding]:
    """The keys that work now on a screen, the first of each action."""
    found: dict[str, Binding] = {}
    for active in working(screen):
        if active.binding.id and active.binding.description and active.enabled:
            found.setdefault(active.binding.id, active.binding)
    return sorted(found.values(), key=_place)


def _place(bound: Binding) -> int:
    """Arrows after the others, then function keys by number, then those of everywhere.

    What has the focus must not change their order.
    """
    if bound.id in LAST:
        return 90 + LAST.index(bound.id)
    if bound.key in ("left", "right"):
        return 1
    number = bound.key.split(",")[0].removeprefix("f")
    return int(number) if number.isdecimal() else 0

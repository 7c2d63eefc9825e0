"""A page of fields that is longer than the terminal."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll


class Page(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Keeps the field that has the focus in sight, whatever happens to the terminal or is said above it."""

    # The arrows are left to the screen, which goes from field to field: here they would only scroll.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(id="page")

    def on_mount(self) -> None:
        """Follow what the page holds, which grows with each sentence."""
        self.watch(self, "virtual_size", self._follow, init=False)

    def on_resize(self) -> None:
        """Follow the terminal."""
        self._follow()

    def _follow(self) -> None:
        self.call_after_refresh(self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        focused = self.screen.focused
        if focused is not None and self in focused.ancestors:
            for part in self.children:
                if part in (focused, *focused.ancestors):
                    part.scroll_visible(animate=False)

"""A list to choose from, whose highlighted line stays in sight whatever happens to the terminal."""

from __future__ import annotations

from contextlib import suppress

from textual.visual import VisualType
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class Listing(OptionList):
    """A list of options, never read as markup."""

    def __init__(self, *options: VisualType | Option, name: str | None = None) -> None:
        """A list.

        Args:
            options: what it offers.
            name: its id, where it has one.
        """
        super().__init__(*options, markup=False, id=name)

    def on_resize(self) -> None:
        """Keep the highlighted line in sight."""
        self.call_after_refresh(self.scroll_to_highlight)

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Show the highlighted line, and the heading above it where it is the first."""
        if self.highlighted == 1 and self.options[0].disabled:
            self.scroll_to(y=0, animate=False)
        else:
            super().scroll_to_highlight(top)

    def action_page_up(self) -> None:
        """Go up a page, once it is laid out: a key typed ahead comes before that."""
        with suppress(KeyError):
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """Go down a page, once it is laid out."""
        with suppress(KeyError):
            super().action_page_down()  # type: ignore[no-untyped-call]

"""What stands above every screen of a store that is not kept."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.screen import Screen
from textual.widgets import Static

from assistant.tui.doorstep import Doorstep
from assistant.tui.plain import words


class Banner(Static):
    """The first line of a screen, whatever the screen is."""

    DEFAULT_CSS = """
    Banner { split: top; width: 100%; height: auto; padding: 0 1; background: $warning; color: $text; }
    """


def put_banners(app: App[None], doorstep: Doorstep) -> None:
    """Put the banner of a store on the screen in sight, and on each that comes."""

    def put(screen: Screen[Any]) -> None:
        if not screen.query(Banner) and screen.is_attached:
            screen.mount(Banner(words("\n".join(filter(None, _lines(doorstep, screen))), "bold")), before=0)

    # Mounted by the screen itself, once it has its own widgets.
    app.screen_change_signal.subscribe(app, lambda screen: screen.call_later(put, screen))
    app.screen.call_later(put, app.screen)


def _lines(doorstep: Doorstep, screen: Screen[Any]) -> tuple[str, str]:
    ref = getattr(screen, "ref", None)  # the screen of a dossier
    return doorstep.banner, "" if ref is None else doorstep.told_of(ref)

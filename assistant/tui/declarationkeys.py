"""The keys of the declaration sheet."""

from __future__ import annotations

from typing import Final

from textual.binding import BindingType

from assistant.tui.keys import N_, binding

WRITING: Final = {"tick", "day", "every"}
"""Actions that add to a dossier."""

DECLARING: Final[list[BindingType]] = [
    binding(
        "space", "tick", N_("Tick"), N_("Tick what is entered, or take its tick away"), name="sheet.tick"
    ),
    binding("j", "day", N_("Another day"), N_("Tick with the day it was entered"), name="sheet.day"),
    binding("a", "every", N_("All"), N_("Tick everything to be entered of this patient"), name="sheet.every"),
    binding("f", "left", N_("What is left"), N_("Show what is left, or everything"), name="sheet.left"),
    binding(
        "slash",
        "narrow",
        N_("Filter"),
        N_("Type words of the lines to keep"),
        name="sheet.narrow",
        priority=True,
    ),
    binding("escape", "close", N_("Back"), N_("Return to where you came from"), name="sheet.close"),
]

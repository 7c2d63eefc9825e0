"""The keys of the pharmacy's year."""

from __future__ import annotations

from typing import Final

from textual.binding import BindingType

from assistant.tui.keys import N_, binding

YEAR_KEYS: Final[list[BindingType]] = [
    binding(
        "w",
        "work",
        N_("Work"),
        N_("Only what falls into the coming weeks, or every patient"),
        name="year.work",
    ),
    # Before other keys: the letters that follow at once are for the field.
    binding("slash", "narrow", N_("Filter"), N_("Type parts of a name"), name="year.narrow", priority=True),
    binding("s", "sort", N_("Sort"), N_("Sort by the next thing"), name="year.sort"),
    binding("S", "turn", N_("Turn"), N_("Turn the order round"), name="year.turn", show=False),
    binding(
        "m", "amounts", N_("Details"), N_("Show or hide the amounts, for you alone"), name="year.amounts"
    ),
    binding("p", "page", N_("Months"), N_("The months and the rules, or the patients"), name="year.page"),
    binding(
        "d",
        "app.declare",
        N_("Declare"),
        N_("What is to be entered in Espace pro"),
        name="year.declare",
        show=False,
    ),
    binding("escape", "close", N_("Back"), N_("Return to the list"), name="year.close"),
]

"""The keys of the list of patients."""

from __future__ import annotations

from typing import Final

from textual.binding import BindingType

from assistant.tui.keys import N_, binding

HOME_KEYS: Final[list[BindingType]] = [
    binding("r", "answer", N_("Respond"), N_("Answer what was returned or is asked"), name="home.answer"),
    binding("n", "new", N_("New patient"), N_("Add a patient"), name="home.new"),
    # Before other keys: the letters that follow at once are for the field.
    binding("slash", "filter", N_("Filter"), N_("Type parts of a name"), name="home.filter", priority=True),
    binding("s", "sort", N_("Sort"), N_("Sort by the next thing"), name="home.sort"),
    binding("S", "turn", N_("Turn"), N_("Turn the order round"), name="home.turn", show=False),
    binding(
        "m",
        "amounts",
        N_("Details"),
        N_("Show or hide the amounts, for you alone"),
        name="home.amounts",
        show=False,
    ),
    binding("escape", "clear", N_("All patients"), N_("Take the filter away"), name="home.clear", show=False),
    binding("y", "app.year", N_("Year"), N_("The pharmacy's year: what is at risk"), name="home.year"),
    binding("t", "practise", N_("Practise"), N_("Practise on simulated patients"), name="home.practise"),
    binding(
        "d", "app.declare", N_("Declare"), N_("What is to be entered in Espace pro"), name="home.declare"
    ),
    binding("v", "review", N_("Review"), N_("Transcripts to read again"), name="home.review"),
    binding("q", "app.quit", N_("Quit"), N_("Leave the program"), name="home.quit"),
]

"""The keys of the cases, and those of a rehearsal beside those of an interview."""

from __future__ import annotations

from typing import Final

from textual.binding import BindingType

from assistant.tui.keys import N_, binding, function_key

CASES: Final[list[BindingType]] = [
    binding("r", "begin", N_("Begin"), N_("Begin a rehearsal of this case"), name="rehearsals.begin"),
    binding("c", "resume", N_("Go on"), N_("Go on with the unfinished rehearsal"), name="rehearsals.resume"),
    binding("d", "debrief", N_("Debrief"), N_("What an attempt came to"), name="rehearsals.debrief"),
    binding("n", "next", N_("Proposed"), N_("Go to the case proposed next"), name="rehearsals.next"),
    binding("p", "plot", N_("Progress"), N_("The scores over time, or the cases"), name="rehearsals.plot"),
    binding("a", "all", N_("All cases"), N_("The scores of this case, or of all"), name="rehearsals.all"),
    binding("v", "review", N_("Review"), N_("Rehearsals to read again"), name="rehearsals.review"),
    binding("escape", "close", N_("Patients"), N_("Return to the list of patients"), name="rehearsals.close"),
]

SPEAKING: Final[list[BindingType]] = [
    function_key("ctrl+r", "press('again')", N_("Again"), N_("Ask the same again"), name="rehearsal.again"),
    function_key(
        "ctrl+n",
        "press('specify')",
        N_("Precise"),
        N_("Ask the patient to be precise"),
        name="rehearsal.specify",
    ),
    function_key(
        "ctrl+o",
        "press('explain')",
        N_("Explain"),
        N_("Explain what the question is about"),
        name="rehearsal.explain",
    ),
    function_key(
        "ctrl+g",
        "press('check')",
        N_("Check"),
        N_("Check what the patient has understood"),
        name="rehearsal.check",
    ),
    function_key(
        "ctrl+t",
        "turn",
        N_("Speak"),
        N_("Go to the line where you speak, or back to the answer"),
        name="rehearsal.turn",
    ),
    binding(
        "f9",
        "read",
        N_("Hear"),
        N_("Hear the patient’s last words, or stop hearing them"),
        name="interview.read",
        priority=True,
    ),
]

RARE_SPEAKING: Final = (
    "interview.stop",
    "interview.pause",
    "interview.back",
    "interview.correct",
    "rehearsal.turn",
    "interview.card",
    "interview.find",
    "interview.note",
    "interview.read",
    "interview.skipped",
)
"""Left out of the last line where it is full, the last one first; help and the palette name them all."""

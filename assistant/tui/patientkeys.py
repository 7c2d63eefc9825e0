"""The keys of a dossier."""

from __future__ import annotations

from typing import Final

from textual.binding import BindingType

from assistant.tui.documentkeys import documents_key
from assistant.tui.keys import N_, binding

WRITING: Final = {"interview", "observance", "both", "choose", "another", "edit"}
"""Actions that add to the dossier."""

AMOUNTS: Final = binding(
    "m",
    "amounts",
    N_("Details"),
    N_("Show or hide the details, for you alone"),
    name="patient.amounts",
    show=False,
)

PATIENT_KEYS: Final[list[BindingType]] = [
    binding("i", "interview", N_("AVK"), N_("Begin the AVK interview alone"), name="patient.interview"),
    binding(
        "o",
        "observance",
        N_("Observance"),
        N_("Begin the questionnaire alone"),
        name="patient.observance",
    ),
    binding("a", "both", N_("Both"), N_("Begin the interview, then the questionnaire"), name="patient.both"),
    binding(
        "t", "choose", N_("Theme"), N_("Choose an evaluation or a theme to begin"), name="patient.choose"
    ),
    binding(
        "s",
        "another",
        N_("Other script"),
        N_("Begin another script: a theme, another drug, your own"),
        name="patient.another",
        show=False,
    ),
    binding("r", "resume", N_("Resume"), N_("Go on with the unfinished interview"), name="patient.resume"),
    binding("e", "edit", N_("Form"), N_("Correct or add facts in one form"), name="patient.edit"),
    documents_key("patient"),
    binding(
        "right",
        "part(1)",
        N_("More"),
        N_("Go to the next part; 1 to 5 go straight to one"),
        name="patient.next",
        priority=True,
    ),
    binding(
        "left",
        "part(-1)",
        N_("Before"),
        N_("Go to the part before"),
        name="patient.before",
        show=False,
        priority=True,
    ),
    binding("v", "values", N_("Values"), N_("INR values as text"), name="patient.values", show=False),
    binding(
        "p",
        "period",
        N_("Period"),
        N_("INR of the last 12 months, or all of them"),
        name="patient.period",
        show=False,
    ),
    AMOUNTS,
    binding(
        "d",
        "app.declare",
        N_("Declare"),
        N_("What of this patient is to be entered in Espace pro"),
        name="patient.declare",
        show=False,
    ),
    binding(
        "x",
        "export",
        N_("Export"),
        N_("Export the interview of the cursor, as a page"),
        name="patient.export",
    ),
    binding("escape", "close", N_("Patients"), N_("Return to the list"), name="patient.close"),
]

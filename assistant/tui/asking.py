"""The dialogs of an interview, made from where it stands, and its keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from textual.binding import BindingType

from assistant.interview.finding import parts, places
from assistant.interview.question import Question
from assistant.interview.session import Session
from assistant.language import _, labelled
from assistant.tui.alert import AlertScreen
from assistant.tui.attempt import attempt
from assistant.tui.dialogs import Confirm, Note, Pick
from assistant.tui.finder import Finder
from assistant.tui.halftyped import HalfTyped
from assistant.tui.keys import N_, binding, function_key

# A text field has keys of its own, F6 among them: those of the screen go first.
KEYS: Final[list[BindingType]] = [
    binding("escape,ctrl+b", "back", N_("Back"), N_("Return to the question before"), name="interview.back"),
    binding(
        "f2",
        "note",
        N_("Note"),
        N_("Write a note beside this question"),
        name="interview.note",
        priority=True,
    ),
    function_key("f3", "pause", N_("Pause"), N_("Leave, to go on later"), name="interview.pause"),
    binding(
        "f4",
        "correct",
        N_("Correct"),
        N_("Correct an earlier answer"),
        name="interview.correct",
        priority=True,
    ),
    binding(
        "f5",
        "skipped",
        N_("Skipped"),
        N_("Ask a question that was skipped"),
        name="interview.skipped",
        priority=True,
    ),
    binding(
        "f6", "card", N_("Patient"), N_("What is known of the patient"), name="interview.card", priority=True
    ),
    binding(
        "f7",
        "find",
        N_("Find"),
        N_("Search the script, or go to a section"),
        name="interview.find",
        priority=True,
    ),
    function_key("f8", "stop", N_("Stop"), N_("Stop at the patient’s wish"), name="interview.stop"),
    function_key(
        "f9", "read", N_("Read"), N_("Read the question aloud, or stop reading"), name="interview.read"
    ),
]
"""The keys of the interview screen."""

RARE: Final = ("interview.read", "interview.skipped")
"""Left out of the last line where it is full: help names them, and F7 finds the skipped questions too."""


def open_alert(session: Session, half: HalfTyped) -> AlertScreen:
    """The gravest alert that waits for what was done, and what was half typed about it."""
    alert = session.open_alerts[0]
    place = f"alert {alert.alert.id}"

    def said(done: str) -> str | None:
        return _given(half, place, lambda: session.acknowledge(alert.alert.id, done))

    return AlertScreen(
        alert,
        said,
        session.reference_for(alert),
        half.at(place) or "",
        lambda text: half.typed(place, text),
        final=not session.answered,
    )


def note_on(session: Session, asked: Question, half: HalfTyped) -> Note:
    """A note beside the question on screen, and what was half typed of it."""
    place = f"note {asked.step}"

    def kept(text: str) -> str | None:
        return _given(half, place, lambda: session.note(text, asked.step))

    return Note(asked.title, kept, half.at(place) or "", lambda text: half.typed(place, text))


def _given(half: HalfTyped, place: str, do: Callable[[], object]) -> str | None:
    fault = attempt(do)
    if fault is None:
        half.given(place)
    return fault


def pick_answered(session: Session) -> Pick:
    """Which answer to correct."""
    return Pick(_("Which answer is to be corrected?"), answers(session))


def answers(session: Session) -> list[tuple[str, str]]:
    """Each step answered, with its answer as people read it."""
    return [
        (name, labelled(session.located(name)[1].title, session.answer_shown(name)))
        for name in session.answered
    ]


def pick_skipped(session: Session) -> Pick:
    """Which skipped question to ask."""
    return Pick(_("Which question is to be asked?"), [(q.step, q.title) for q in session.skipped])


def find(session: Session) -> Finder:
    """What the script says, and where to go in it."""
    return Finder(places(session), parts(session))


def confirm_refusal() -> Confirm:
    """Whether the patient does refuse."""
    sentence = _("The patient does not agree. The interview ends here and only the refusal is kept.")
    return Confirm(sentence, _("End the interview"), _("Return to the question"))


def confirm_stop() -> Confirm:
    """Whether the patient does wish to stop."""
    sentence = _("Does the patient wish to stop? The interview ends; what was said before is kept.")
    return Confirm(sentence, _("Yes, stop the interview"), _("No, go on"))

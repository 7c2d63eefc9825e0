"""Every document by its kind: made from the store, typeset, recorded in the audit trail before it leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from assistant.documents.blocks import Pages
from assistant.documents.finding import found_dossier, found_interview
from assistant.documents.kinds import OF_REHEARSALS, PRACTISED, Kind
from assistant.documents.letter import AGREED, letter, letter_text
from assistant.documents.sender import Mark, Sender
from assistant.documents.typesetting import Typeset, typeset
from assistant.documents.who import held_on
from assistant.documents.wording import worded
from assistant.dossier.dossier import Dossier, Interview
from assistant.errors import InputError, RightsError
from assistant.language import _
from assistant.notation import write_date
from assistant.settings import Settings
from assistant.store.store import Store


@dataclass(frozen=True, slots=True)
class Asked:
    """A document that is asked for."""

    kind: Kind
    ref: str
    """Of the patient, or the id of a transcript."""
    year: int | None = None
    """Of a year file; that of the day if not given."""
    text: str | None = None
    """Of a letter; what is proposed if not given."""


@dataclass(frozen=True, slots=True)
class Made:
    """A document, not typeset yet."""

    kind: Kind
    pages: Pages
    day: date
    """The day it is about: it stands in the name of its file."""
    about: Mapping[str, str] = field(default_factory=dict)
    """What the audit trail says of it: random names, nothing of a patient."""

    @property
    def file(self) -> str:
        """A name for its file: nothing of a patient."""
        return f"{self.kind}-{self.day.isoformat()}.pdf"


def make(store: Store, asked: Asked, settings: Settings, *, demonstration: bool = False) -> Made:
    """The pages of a document.

    Args:
        store: the dossiers, as whoever prints opened them.
        asked: which document.
        settings: the pharmacy's.
        demonstration: whether the store is one of invented patients.

    Raises:
        AssistantError: there is no such patient or transcript, nothing to print, or this person may not.
    """
    _check(store, asked.kind)
    mark: Mark = "exercise" if store.access.rehearsal else "demonstration" if demonstration else ""
    sender = Sender(settings, store.person.name, store.clock.now(), mark)
    if asked.kind in ("adhesion", "year"):
        return _of_a_patient(store, asked, sender)
    dossier, interview = _interview(store, asked)
    about = {"dossier": store.folder_of(dossier.ref).name, "transcript": interview.id}
    return Made(asked.kind, _pages(store, asked, dossier, interview, sender), held_on(interview), about)


def proposed(store: Store, ref: str) -> str:
    """The text of a letter to the prescriber as it is proposed, to be changed.

    Raises:
        AssistantError: as `make`; the patient's agreement is not recorded.
    """
    asked = Asked("letter", ref)
    _check(store, asked.kind)
    dossier, interview = _interview(store, asked)
    _check_agreed(dossier)
    return letter_text(dossier, interview)


def agree(store: Store, ref: str) -> None:
    """Record in the dossier that the patient agrees that the doctors are contacted.

    Raises:
        AssistantError: there is no interview to write about, or this person may not write.
    """
    asked = Asked("letter", ref)
    _check(store, asked.kind)
    dossier, _held = _interview(store, asked)
    if dossier.facts.get(AGREED) != "yes":
        store.record(dossier.ref, {AGREED: "yes"})


def issue(store: Store, made: Made) -> Typeset:
    """The document typeset; that it was printed is on the disk before it is given out.

    Raises:
        InputError: the extra that typesets is not installed.
        StoreError: the audit trail could not be written: nothing is given out then.
    """
    found = typeset(made.pages, store.clock.now())
    store.audit.add("printed", what=made.kind, **made.about)
    return found


def _check(store: Store, kind: Kind) -> None:
    if store.person.role == "student" and kind not in PRACTISED:
        raise RightsError(_("A student prints their own rehearsals: a debrief or a review."))
    if store.access.rehearsal and kind not in OF_REHEARSALS:
        raise InputError(_("These are rehearsals: this document is printed for patients alone."))
    if not store.access.rehearsal and kind == "debrief":
        raise InputError(_("Only a rehearsal has a debrief: look for it among what is practised on."))


def _check_agreed(dossier: Dossier) -> None:
    known = dossier.history(AGREED)
    if dossier.facts.get(AGREED) == "yes":
        return
    if not known:
        raise InputError(
            _(
                "The patient’s agreement to contact the doctors is not recorded. Ask for it; it is then "
                "recorded."
            )
        )
    raise InputError(
        _(
            "On {day} the patient did not agree that the doctors are contacted. Ask again before you write; "
            "the answer is then recorded."
        ).format(day=write_date(known[-1].at.date()))
    )


def _interview(store: Store, asked: Asked) -> tuple[Dossier, Interview]:
    if asked.kind == "review":
        none = _("There is no completed interview of this patient. Hold one first.")
        return found_interview(store, asked.ref, lambda _one: True, none, refused=True)
    if asked.kind == "debrief":
        none = _("There is no rehearsal of this case that was held to its end. Hold one first.")
        return found_interview(store, asked.ref, lambda _one: True, none, refused=True)
    if asked.kind == "observance":
        none = _("There is no completed observance questionnaire of this patient. Hold one first.")
        return found_interview(store, asked.ref, lambda one: one.standing.script.kind == "observance", none)
    if asked.kind == "fiche":
        none = _("There is no completed interview of this patient. Hold one first.")
        return found_interview(store, asked.ref, lambda one: one.standing.script.kind != "observance", none)
    kind: Literal["patient", "letter"] = "letter" if asked.kind == "letter" else "patient"
    none = _(
        "No completed interview of this patient has words for this document. Hold one first; for a script "
        "of your own, put them in “{file}” (ID: that of the script), in the folder “documents” of your "
        "configuration."
    ).format(file=f"{kind}-ID.yaml")
    return found_interview(store, asked.ref, lambda one: worded(kind, one.standing.script), none)


def _pages(store: Store, asked: Asked, dossier: Dossier, interview: Interview, sender: Sender) -> Pages:
    match asked.kind:
        case "fiche":
            from assistant.documents.fiche import fiche

            part = fiche(dossier, interview, sender)
        case "observance":
            from assistant.documents.questionnaire import questionnaire

            part = questionnaire(dossier, interview, sender)
        case "letter":
            _check_agreed(dossier)
            text = letter_text(dossier, interview) if asked.text is None else asked.text
            part = letter(dossier, interview, sender, text)
        case "patient":
            from assistant.documents.patientpage import patient_page

            part = patient_page(dossier, interview, sender)
        case "debrief":
            from assistant.documents.debriefed import debriefed
            from assistant.rehearsal.attempts import read
            from assistant.rehearsal.debrief import debrief

            part = debriefed(debrief(read(store, interview.id)))
        case _:
            from assistant.documents.reviewed import reviewed
            from assistant.store.reviews import Reviewing

            held = Reviewing(store, interview.id)
            held.open()
            part = reviewed(dossier, held.interview)
    name = dossier.patient.name
    return sender.pages(part.title, (part,), name, points={"patient": 15, "letter": 11}.get(asked.kind, 10))


def _of_a_patient(store: Store, asked: Asked, sender: Sender) -> Made:
    dossier = found_dossier(store, asked.ref)
    about, name = {"dossier": store.folder_of(dossier.ref).name}, dossier.patient.name
    if asked.kind == "adhesion":
        from assistant.documents.adhesion import adhesion

        parts = adhesion(dossier, sender)
        return Made(
            "adhesion", sender.pages(parts[0].title, parts, name, points=11, apart=True), sender.today, about
        )
    from assistant.documents.yearfile import year_file

    year = asked.year or sender.today.year
    title, parts = year_file(dossier, year, sender)
    return Made("year", sender.pages(title, parts, name), sender.today, about)

"""Every document by its kind: made from the store, typeset, recorded in the audit trail before it leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, get_args

from assistant.documents.blocks import Pages
from assistant.documents.finding import found_interview
from assistant.documents.sender import Mark, Sender
from assistant.documents.typesetting import Typeset, typeset
from assistant.language import _
from assistant.settings import Settings
from assistant.store.store import Store

Kind = Literal["fiche"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


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


def make(store: Store, kind: Kind, ref: str, settings: Settings, *, mark: Mark = "") -> Made:
    """The pages of a document.

    Args:
        store: the dossiers, as whoever prints opened them.
        kind: of the document.
        ref: of the patient, or the id of a transcript.
        settings: the pharmacy's.
        mark: what stands across the pages of a store that is none of patients.

    Raises:
        AssistantError: there is no such patient or transcript, or nothing to print.
    """
    sender = Sender(settings, store.person.name, store.clock.now(), mark)
    from assistant.documents.fiche import fiche
    from assistant.documents.who import held_on

    none = _("There is no completed interview of this patient. Hold one first.")
    dossier, interview = found_interview(
        store, ref, lambda one: one.standing.script.kind == "interview", none
    )
    part = fiche(dossier, interview, sender)
    about = {"dossier": store.folder_of(dossier.ref).name, "transcript": interview.id}
    return Made(kind, sender.pages(part.title, (part,)), held_on(interview), about)


def issue(store: Store, made: Made) -> Typeset:
    """The document typeset; that it was printed is on the disk before it is given out.

    Raises:
        InputError: the extra that typesets is not installed.
        StoreError: the audit trail could not be written: nothing is given out then.
    """
    found = typeset(made.pages, store.clock.now())
    store.audit.add("printed", what=made.kind, **made.about)
    return found

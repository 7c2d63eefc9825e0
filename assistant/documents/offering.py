"""Which documents can be made of a dossier, each named with the interview it is of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.documents.finding import found_dossier
from assistant.documents.kinds import OF_REHEARSALS, PRACTISED, Kind
from assistant.documents.who import held_on
from assistant.documents.wording import worded
from assistant.dossier.dossier import Dossier, Interview
from assistant.notation import write_date
from assistant.review.words import document_words
from assistant.store.store import Store


@dataclass(frozen=True, slots=True)
class Offer:
    """A document that can be made."""

    kind: Kind
    ref: str
    """What it is made of: a patient, or one interview."""
    words: str


def offers(store: Store, ref: str, held: tuple[str, ...] = ()) -> list[Offer]:
    """The documents of a patient, those of the latest interviews.

    Args:
        store: the dossiers, as whoever prints opened them.
        ref: of the patient.
        held: ids of the interviews that were held just now, which go before the latest ones.

    Raises:
        NotFoundError: there is no such patient.
    """
    dossier = found_dossier(store, ref)
    known = set(PRACTISED if store.person.role == "student" else OF_REHEARSALS)
    words = document_words()
    return [
        Offer(kind, of, " · ".join((words[kind], *about)))
        for kind, of, about in _every(dossier, held, store.clock.now().date())
        if not (store.access.rehearsal or store.person.role == "student") or kind in known
    ]


def _every(
    dossier: Dossier, held: tuple[str, ...], today: date
) -> Iterator[tuple[Kind, str, tuple[str, ...]]]:
    interview, questionnaire = _latest(dossier, held, "interview"), _latest(dossier, held, "observance")
    if interview is not None:
        about = _about(interview)
        yield "patient", interview.id, about
        yield "fiche", interview.id, about
    other = _latest(dossier, held, "other")
    if other is not None:
        if worded("patient", other.standing.script):
            yield "patient", other.id, _about(other)
        yield "fiche", other.id, _about(other)
    if questionnaire is not None:
        yield "observance", questionnaire.id, _about(questionnaire)[1:]
    if interview is not None:
        yield "letter", interview.id, _about(interview)
    if other is not None and worded("letter", other.standing.script):
        yield "letter", other.id, _about(other)
    yield "adhesion", dossier.ref, ()
    if any(act.day.year == today.year for act in dossier.acts):
        yield "year", dossier.ref, (str(today.year),)
    last = interview or other or questionnaire
    if last is not None:
        yield "review", last.id, _about(last)


def _latest(dossier: Dossier, held: tuple[str, ...], kind: str) -> Interview | None:
    of_kind = [one for one in dossier.interviews if one.standing.script.kind == kind]
    now = [one for one in of_kind if one.id in held and one.standing.transcript.stopped_as != "refused"]
    done = [one for one in of_kind if one.standing.transcript.status == "completed"]
    return next(iter((now or done)[::-1]), None)


def _about(interview: Interview) -> tuple[str, ...]:
    return (str(interview.standing.script.title), write_date(held_on(interview)))

"""A dossier as one Bundle: the patient, the facts, every INR, every interview, and their forms."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from assistant.dossier.dossier import Dossier, Interview
from assistant.exchange.fhir.facts import facts_form, facts_response
from assistant.exchange.fhir.questionnaire import Form
from assistant.exchange.fhir.resources import (
    consent,
    observations,
    patient,
    practitioner,
    reference,
    subject,
)
from assistant.exchange.fhir.response import TEST, response
from assistant.exchange.fhir.terms import Json, full_url
from assistant.settings import Settings
from assistant.store.store import Store

Entry = tuple[str, str, Json]
"""Kind, name and resource."""


def bundle(dossier: Dossier, settings: Settings, at: datetime, *, practised: bool = False) -> Json:
    """The Bundle, of the kind `collection`.

    Args:
        dossier: of one patient.
        settings: the pharmacy's.
        at: when it is made.
        practised: whether it is of rehearsals.
    """
    entries = [
        {"fullUrl": full_url(kind, name), "resource": resource}
        for kind, name, resource in _entries(dossier, settings, practised=practised)
    ]
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": at.isoformat(timespec="milliseconds"),
        "entry": entries,
    }


def _entries(dossier: Dossier, settings: Settings, *, practised: bool) -> Iterator[Entry]:
    ref = dossier.ref
    yield "Patient", ref, patient(dossier, settings, practised=practised)
    numbers = {one.name: one.rpps for one in settings.pharmacists}
    for name in sorted({held_by(interview) for interview in dossier.interviews}):
        yield "Practitioner", name, practitioner(name, numbers.get(name))
    papers = dossier.papers
    if papers.prescriber:
        yield "Practitioner", "prescriber/" + ref, practitioner(papers.prescriber, papers.prescriber_rpps)
    agreed = consent(dossier)
    if agreed is not None:
        yield "Consent", ref, agreed
    for one in observations(dossier):
        yield "Observation", f"{ref}/{one['effectiveDateTime']}", one
    form = facts_form()
    yield "Questionnaire", form["id"], form
    yield "QuestionnaireResponse", f"facts/{ref}", facts_response(dossier, form, subject(dossier))
    forms: dict[str, Form] = {}
    for interview in dossier.interviews:
        script = interview.standing.script
        if script.ref not in forms:
            forms[script.ref] = Form(script)
            yield "Questionnaire", script.ref, forms[script.ref].to_json()
        name = held_by(interview)
        author = reference("Practitioner", name, name)
        yield (
            "QuestionnaireResponse",
            interview.id,
            response(interview, forms[script.ref], subject(dossier), author),
        )


def alone(interview: Interview, dossier: Dossier) -> Json:
    """One interview by itself: who it is about and who held it are named in it."""
    named = {name: value for name, value in subject(dossier).items() if name != "reference"}
    author = {"type": "Practitioner", "display": held_by(interview)}
    return response(interview, Form(interview.standing.script), named, author)


def interview_alone(
    store: Store, name: str, *, invented: bool = False
) -> tuple[list[bytes], Mapping[str, Any]]:
    """One interview as the parts of a file, and what the audit trail says of it.

    Args:
        store: where it is.
        name: its id.
        invented: whether its patient is, so that it is marked as test data.

    Raises:
        NotFoundError: there is none of this id.
    """
    ref, interview = store.interview(name)
    about = {"what": "fhir", "dossier": store.folder_of(ref).name, "transcript": name}
    made = alone(interview, store.dossier(ref)) | ({"meta": {"security": [TEST]}} if invented else {})
    return [written(made)], about


def held_by(interview: Interview) -> str:
    """The name of who held an interview, to its end where it has one."""
    events = interview.standing.transcript.events
    ended = [event.by for event in events if event.kind in ("completed", "stopped")]
    return (ended or [events[0].by])[0]


def written(resource: Json) -> bytes:
    """The resource as a file."""
    try:
        return (json.dumps(resource, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()
    except UnicodeEncodeError:  # half a surrogate pair, which UTF-8 cannot hold
        return (json.dumps(resource, indent=2, allow_nan=False) + "\n").encode()

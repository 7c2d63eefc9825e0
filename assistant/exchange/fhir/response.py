"""An interview as a QuestionnaireResponse: the answers that count, as they are now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from assistant.dossier.dossier import Interview
from assistant.exchange.fhir.asked import Asked
from assistant.exchange.fhir.parts import heard_of
from assistant.exchange.fhir.questionnaire import SCRIPT, Form
from assistant.exchange.fhir.terms import TRANSCRIPT, Json, extension, present, url
from assistant.interview.standing import Standing
from assistant.interview.transcript import Transcript
from assistant.language import current
from assistant.script.steps import Rate

AFTERWARDS: Final = frozenset({"amended", "unsigned", "signed"})
"""What is done to an interview that is over."""
TEST: Final = {"system": "http://terminology.hl7.org/CodeSystem/v3-ActReason", "code": "HTEST"}
"""That something is no patient's: it was practised."""


def status(transcript: Transcript) -> str:
    """The status in the words of FHIR: `stopped` for a refusal, a withdrawal, and whatever ended early."""
    if transcript.status == "stopped":
        return "stopped"
    if transcript.status != "completed":
        return "in-progress"
    changed = any(event.kind in AFTERWARDS for event in transcript.events)
    return "amended" if changed else "completed"


def response(interview: Interview, form: Form, subject: Json, author: Json) -> Json:
    """The QuestionnaireResponse.

    Args:
        interview: what was held.
        form: of the script it was held under.
        subject: a reference to the patient.
        author: a reference to who held it.
    """
    transcript = interview.standing.transcript
    first, last = transcript.events[0], transcript.events[-1]
    marks = [
        extension("script", valueString=transcript.script),
        extension("started", valueDateTime=first.at.isoformat(timespec="milliseconds")),
    ]
    if transcript.stopped_as is not None:
        marks.append(extension("stopped-as", valueCode=transcript.stopped_as))
    marks += [extension("opened", valueString=step) for step in sorted(transcript.opened)]
    script = form.script
    given = answered(interview.standing, form)
    return present(
        {
            "resourceType": "QuestionnaireResponse",
            "id": interview.id,
            "meta": {"security": [TEST]} if transcript.rehearsal is not None else None,
            "language": current(),
            "extension": marks,
            "identifier": {"system": TRANSCRIPT, "value": interview.id},
            "questionnaire": f"{url('Questionnaire', script.id)}|{script.version}",
            "status": status(transcript),
            "subject": subject,
            "authored": (transcript.ended_at or last.at).isoformat(timespec="milliseconds"),
            "author": author,
            "source": subject,
            "item": filled(form.items, given),
        }
    )


def answered(standing: Standing, form: Form) -> dict[str, list[Json]]:
    """Link to the items that a response has of it: what counts, and what was known before."""
    course = standing.walk.course
    found = {name: given_items(form.asked[name], value) for name, value in course.counting.items()}
    for _section, step in form.script.steps():
        given = standing.transcript.answers.get(step.id)
        if isinstance(step, Rate) and step.id in course.counting and given is not None and given.heard:
            points = given_items(heard_of(step, form.script), list(given.heard))
            found[step.id][0]["answer"][0]["item"] = points
    background = standing.background
    before = form.known.values(background.facts, background.previous, course.values)
    for link, value in before.items():
        asked = form.known.hidden[link]
        if _fits(asked, value):
            found[link] = given_items(asked, value)
    return found


def given_items(asked: Asked, value: Any) -> list[Json]:
    """A value as items of a response: one, or for rows of INR values as many as there are."""
    if asked.kind != "readings":
        given = asked.answers(value)
        return [{"linkId": asked.link, **({"answer": given} if given else {})}]
    rows = [
        {
            "linkId": asked.link,
            "item": [
                {"linkId": f"{asked.link}.date", "answer": [{"valueDate": row["date"]}]},
                {"linkId": f"{asked.link}.value", "answer": [{"valueDecimal": row["value"]}]},
            ],
        }
        for row in value or ()
    ]
    return rows or [{"linkId": asked.link}]


def filled(items: Sequence[Json], given: Mapping[str, list[Json]]) -> list[Json]:
    """The items of a form that were answered, in its order and in its groups, each with its text."""
    found: list[Json] = []
    for item in items:
        link = item["linkId"]
        if link in given:
            found += [_worded(one, item) for one in given[link]]
        elif item["type"] == "group" and (inside := filled(item.get("item", ()), given)):
            found.append({"linkId": link, "text": item["text"], "item": inside})
    return found


def _worded(one: Json, item: Json) -> Json:
    """An answered item with the text of its question, and so on within."""
    by_link = {nested["linkId"]: nested for nested in item.get("item", ())}
    words = {"linkId": one["linkId"], "text": item["text"]}
    if "answer" in one:
        words["answer"] = [
            {**answer, "item": [_worded(n, by_link[n["linkId"]]) for n in answer["item"]]}
            if "item" in answer
            else answer
            for answer in one["answer"]
        ]
    if "item" in one:
        words["item"] = [_worded(n, by_link[n["linkId"]]) for n in one["item"] if n["linkId"] in by_link]
    return words


def _fits(asked: Asked, value: Any) -> bool:
    """Whether a value known before is one that this version of the script knows."""
    try:
        if asked.kind == "readings":
            return bool(value)
        return bool(asked.answers(value)) and (not isinstance(value, list) or asked.kind == "choices")
    except (TypeError, ValueError):
        return False


__all__ = ("SCRIPT", "answered", "filled", "given_items", "response", "status")

"""The facts of a dossier as a form of their own, so that all of them travel and none is guessed at."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from assistant.bilingual import Text
from assistant.dossier.dossier import Dossier
from assistant.exchange.fhir.asked import Asked
from assistant.exchange.fhir.known import FACTS, asked_fact
from assistant.exchange.fhir.parts import rows
from assistant.exchange.fhir.response import filled, given_items
from assistant.exchange.fhir.terms import Json, bilingual, url
from assistant.language import current
from assistant.script.knowledge import facts

ACT: Final = "act"
"""The group of an act that was taken from a file: kind and day."""
_TITLE: Final = Text(fr="Dossier du patient", en="The patient’s dossier")
_ACT: Final = Text(fr="Acte repris d’un fichier", en="Act taken from a file")
_KIND: Final = Text(fr="Nature", en="Kind")
_DAY: Final = Text(fr="Date", en="Date")
VERSION: Final = "1"


def facts_form() -> Json:
    """The Questionnaire of the facts, in the order of forms."""
    items = []
    for name, field in facts().items():
        asked = asked_fact(name)
        item: Json = {"linkId": name, **bilingual("text", field.label), **asked.item()}
        if asked.kind == "readings":
            item["item"] = rows(name)
        items.append(item | ({"required": True} if field.required else {}))
    parts = [
        {"linkId": "act.kind", **bilingual("text", _KIND), "type": "string"},
        {"linkId": "act.date", **bilingual("text", _DAY), "type": "date"},
    ]
    items.append({"linkId": ACT, **bilingual("text", _ACT), "type": "group", "repeats": True, "item": parts})
    return {
        "resourceType": "Questionnaire",
        "id": FACTS,
        "language": current(),
        "url": url("Questionnaire", FACTS),
        "version": VERSION,
        "name": "PatientFacts",
        **bilingual("title", _TITLE),
        "status": "active",
        "subjectType": ["Patient"],
        "item": items,
    }


def facts_response(dossier: Dossier, form: Json, subject: Json) -> Json:
    """The facts that hold now, and the acts that were taken from a file."""
    given = {name: given_items(asked_fact(name), value) for name, value in dossier.facts.items()}
    acts = [act for act in dossier.acts if act.origin == "import"]
    if acts:
        given[ACT] = [
            {
                "linkId": ACT,
                "item": [
                    {"linkId": "act.kind", "answer": [{"valueString": act.kind}]},
                    {"linkId": "act.date", "answer": [{"valueDate": act.day.isoformat()}]},
                ],
            }
            for act in acts
        ]
    return {
        "resourceType": "QuestionnaireResponse",
        "id": FACTS,
        "language": current(),
        "questionnaire": f"{url('Questionnaire', FACTS)}|{VERSION}",
        "status": "completed",
        "subject": subject,
        "authored": max(event.at for event in dossier.events).isoformat(timespec="milliseconds"),
        "item": filled(form["item"], given),
    }


def read_rows(asked: Asked, items: list[Json], today: date) -> list[dict[str, Any]]:
    """Rows of INR values from the groups of a response.

    Raises:
        InputError: a row is none, or the values cannot be.
    """
    found = []
    for item in items:
        if not (inside := item.get("item")):
            continue
        given = {one["linkId"].rpartition(".")[2]: one["answer"] for one in inside if one.get("answer")}
        day, value = Asked(f"{asked.link}.date", "date", ""), Asked(f"{asked.link}.value", "number", "")
        try:
            row = {"date": day.read(given["date"], today), "value": value.read(given["value"], today)}
        except KeyError as error:
            raise asked.wrong(inside) from error
        found.append(row)
    if not asked.allows(found, today):
        raise asked.wrong(items)
    return found


__all__ = ("ACT", "facts_form", "facts_response", "read_rows")

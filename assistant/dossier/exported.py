"""Everything kept about one patient, as the patient may ask for it."""

from __future__ import annotations

from typing import Any

from assistant.dossier.declaration import declarations
from assistant.dossier.dossier import Dossier, Known
from assistant.script.knowledge import facts


def exported(dossier: Dossier) -> dict[str, Any]:
    """The dossier as one JSON object: facts, readings, acts, declarations, interviews, with their history."""
    return {
        "ref": dossier.ref,
        "name": dossier.patient.name,
        "facts": [_fact(dossier, name) for name in facts() if dossier.history(name)],
        "unreadable": dict(dossier.unreadable),
        "readings": [{"date": one.day.isoformat(), "value": one.value} for one in dossier.readings],
        "acts": [
            {"kind": act.kind, "date": act.day.isoformat(), "origin": act.origin, "signed": act.signed}
            | ({"returned": True} if act.returned else {})
            for act in dossier.acts
        ],
        "declared": [one.to_json() for one in declarations(dossier)],
        "declaring": [
            event.to_json() for event in dossier.events if event.kind in ("declared", "undeclared")
        ],
        "interviews": [
            {
                "id": interview.id,
                "script": interview.standing.transcript.script,
                "status": interview.standing.transcript.status,
                "signed": interview.standing.transcript.signed,
                "events": [event.to_json() for event in interview.standing.transcript.events],
                "review": [event.to_json() for event in interview.review.events],
            }
            for interview in dossier.interviews
        ],
    }


def _fact(dossier: Dossier, name: str) -> dict[str, Any]:
    history = dossier.history(name)
    return {
        "id": name,
        "label": str(facts()[name].label),
        "value": dossier.facts.get(name),
        "shown": _shown(name, dossier.facts.get(name)),
        "history": [_known(name, one) for one in history],
    }


def _known(name: str, one: Known) -> dict[str, Any]:
    return {
        "value": one.value,
        "shown": _shown(name, one.value),
        "at": one.at.isoformat(timespec="seconds"),
        "by": one.by,
        "origin": one.origin,
    }


def _shown(name: str, value: Any) -> str:
    return "—" if value in (None, "") else str(facts()[name].answer.write(value))

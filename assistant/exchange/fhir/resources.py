"""A patient, who looks after them, what they agreed to, their INR values: one resource each."""

from __future__ import annotations

from typing import Any, Final

from assistant.bilingual import Text
from assistant.dossier.dossier import Dossier
from assistant.exchange.fhir.response import TEST
from assistant.exchange.fhir.terms import (
    BASE,
    INR,
    LOINC,
    NIR,
    REF,
    RPPS,
    TERMINOLOGY,
    UCUM,
    Json,
    concept,
    full_url,
    present,
)
from assistant.settings import Settings

GENDERS: Final = {"f": "female", "m": "male"}
POLICY: Final = BASE + "/CodeSystem/policy"
ADHESION: Final = "avk-adhesion"
"""The patient’s signed agreement to be accompanied (bulletin d’adhésion)."""
CONSENTED: Final = "59284-0"
"""LOINC: consent document."""
_POLICY: Final = Text(
    fr="Adhésion à l’accompagnement des patients sous AVK",
    en="Adhésion to the accompaniment of patients on AVK",
)


def reference(kind: str, name: str, shown: str) -> Json:
    """A reference to a resource of the same bundle."""
    return {"reference": full_url(kind, name), "type": kind, "display": shown}


def subject(dossier: Dossier) -> Json:
    """A reference to the patient, which also says by which ref the program knows them."""
    known = {"identifier": {"system": REF, "value": dossier.ref}}
    return reference("Patient", dossier.ref, dossier.patient.name) | known


def patient(dossier: Dossier, settings: Settings, *, practised: bool = False) -> Json:
    """The Patient. The NIR of an insured person who is somebody else is no identifier of the patient."""
    facts = dossier.facts
    numbers: list[Json] = [{"system": REF, "value": dossier.ref}]
    if facts.get("nir") and facts.get("insured") != "dependant":
        kind = concept(TERMINOLOGY + "v2-0203", "NH")
        numbers.append({"use": "official", "type": kind, "system": NIR, "value": facts["nir"]})
    return present(
        {
            "resourceType": "Patient",
            "meta": {"security": [TEST]} if practised else None,
            "identifier": numbers,
            "name": [
                {
                    "use": "official",
                    "text": dossier.patient.name,
                    "family": dossier.patient.family_name,
                    "given": [dossier.patient.given_name],
                }
            ],
            "telecom": [{"system": "phone", "value": facts["phone"]}] if facts.get("phone") else None,
            "gender": GENDERS.get(facts.get("sex", "")),
            "birthDate": facts.get("birth_date"),
            "deceasedDateTime": facts.get("death_date"),
            "generalPractitioner": [{"display": facts["doctor"]}] if facts.get("doctor") else None,
            "managingOrganization": {"display": settings.pharmacy_name} if settings.pharmacy_name else None,
        }
    )


def practitioner(name: str, number: str | None) -> Json:
    """Somebody who looks after patients: the name as it is written here, the RPPS number if known."""
    numbers = [{"system": RPPS, "value": number}] if number else []
    return present({"resourceType": "Practitioner", "identifier": numbers, "name": [{"text": name}]})


def consent(dossier: Dossier) -> Json | None:
    """The signed adhésion; None where none is recorded. It is never made up, and ends with a withdrawal."""
    adhesion = dossier.adhesion
    if adhesion is None:
        return None
    ended = adhesion.withdrawn_on
    period = present({"start": adhesion.signed_on.isoformat(), "end": ended and ended.isoformat()})
    return {
        "resourceType": "Consent",
        "status": "active" if ended is None else "inactive",
        "scope": concept(TERMINOLOGY + "consentscope", "treatment"),
        "category": [concept(LOINC, CONSENTED)],
        "patient": subject(dossier),
        "dateTime": adhesion.signed_on.isoformat(),
        "policyRule": concept(POLICY, ADHESION, str(_POLICY)),
        "provision": {"type": "permit", "period": period},
    }


def observations(dossier: Dossier) -> list[Json]:
    """Every known INR, with the range aimed at now."""
    target = dossier.treatment.target
    aimed: list[Json] = []
    if target is not None:
        meaning = concept(TERMINOLOGY + "referencerange-meaning", "treatment")
        aimed = [{"low": _inr(target.low), "high": _inr(target.high), "type": meaning}]
    return [
        present(
            {
                "resourceType": "Observation",
                "status": "final",
                "category": [concept(TERMINOLOGY + "observation-category", "laboratory")],
                "code": concept(LOINC, INR, "INR"),
                "subject": subject(dossier),
                "effectiveDateTime": reading.day.isoformat(),
                "valueQuantity": _inr(reading.value),
                "referenceRange": aimed,
            }
        )
        for reading in dossier.readings
    ]


def _inr(value: Any) -> Json:
    return {"value": value, "unit": "{INR}", "system": UCUM, "code": "{INR}"}

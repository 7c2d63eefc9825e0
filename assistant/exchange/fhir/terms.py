"""The words of FHIR R4 that are used here: systems, urls, codings, texts in both languages.

Only what R4 and R4B have in common is used. Resources are plain JSON objects: writing them needs no library.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID, uuid5

from assistant.bilingual import Text
from assistant.language import LANGUAGES, current
from assistant.script.options import Option

Json = dict[str, Any]

BASE: Final = "http://entretien-avk.invalid/fhir"
"""What the urls of this project begin with; names that never resolve (RFC 2606), as it has no site."""
CORE: Final = "http://hl7.org/fhir/StructureDefinition/"
SDC: Final = "http://hl7.org/fhir/uv/sdc/StructureDefinition/"
CONTROL: Final = "http://hl7.org/fhir/questionnaire-item-control"
TERMINOLOGY: Final = "http://terminology.hl7.org/CodeSystem/"

NIR: Final = "urn:oid:1.2.250.1.213.1.4.8"
"""National health identifier; FR Core 2.1.0 means numbers that INSi has checked. To be confirmed."""
RPPS: Final = "https://rpps.esante.gouv.fr"
"""RPPS numbers, of eleven digits (FR Core 2.1.0). The OID often seen means the twelve digits of IDNPS."""
REF: Final = BASE + "/patient-ref"
"""System of the refs by which the program knows a patient."""
TRANSCRIPT: Final = BASE + "/transcript"
"""System of the ids of interviews."""

LOINC: Final = "http://loinc.org"
INR: Final = "6301-6"
"""INR in platelet poor plasma by coagulation assay."""
UCUM: Final = "http://unitsofmeasure.org"

_NAMES: Final = UUID("5b1c7a60-6a52-5f0e-9b39-6f6c8d1f2a77")


def url(kind: str, name: str) -> str:
    """The url of one of the project's own definitions, such as `Questionnaire` `avk`."""
    return f"{BASE}/{kind}/{name}"


def extension(name: str, **value: Any) -> Json:
    """An extension of this project's own."""
    return {"url": url("StructureDefinition", name), **value}


def extended(resource: Mapping[str, Any], name: str) -> Any:
    """The value of an extension of this project's own; None where there is none."""
    wanted = url("StructureDefinition", name)
    for one in resource.get("extension") or ():
        if isinstance(one, dict) and one.get("url") == wanted:
            return next((value for key, value in one.items() if key.startswith("value")), None)
    return None


def full_url(kind: str, name: str) -> str:
    """The address of a resource inside a bundle: the same for the same name."""
    return f"urn:uuid:{uuid5(_NAMES, f'{kind}/{name}')}"


def bilingual(key: str, text: Text) -> Json:
    """A text under a key: in the current language, and beside it in the other one (translation extension)."""
    here = current()
    other = next(language for language in LANGUAGES if language != here)
    parts = [{"url": "lang", "valueCode": other}, {"url": "content", "valueString": text.text_in(other)}]
    return {
        key: text.text_in(here),
        f"_{key}": {"extension": [{"url": CORE + "translation", "extension": parts}]},
    }


def coding(system: str, option: Option) -> Json:
    """An option with its label in both languages."""
    return {"system": system, "code": option.id, **bilingual("display", option.label)}


def concept(system: str, code: str, text: str = "") -> Json:
    """A CodeableConcept of one code."""
    return {"coding": [{"system": system, "code": code}], **({"text": text} if text else {})}


def present(resource: Mapping[str, Any]) -> Json:
    """The resource without keys that have nothing: FHIR knows neither empty lists nor empty texts."""
    return {key: value for key, value in resource.items() if value not in (None, "", [], {})}

"""Single resources of other software, read as facts."""

from __future__ import annotations

from datetime import date
from typing import Any

from assistant.dossier.dossier import READINGS
from assistant.errors import InputError
from assistant.exchange.fhir.facts import read_rows
from assistant.exchange.fhir.known import asked_fact
from assistant.exchange.fhir.resources import ADHESION, GENDERS, POLICY
from assistant.exchange.fhir.terms import INR, LOINC, NIR, REF, Json
from assistant.language import _
from assistant.notation import shorten

_GOOD = ("final", "amended", "corrected")


def identity(resource: Json) -> tuple[str, dict[str, str]]:
    """The ref of a Patient and the facts as they could be typed.

    Raises:
        InputError: there is nothing to tell the patient from others.
    """
    numbers = resource.get("identifier") or []
    refs = [one["value"] for one in numbers if one.get("system") == REF]
    refs += [one["value"] for one in numbers if one.get("system") != NIR and one.get("value")]
    ref = str((refs or [resource.get("id") or ""])[0]).strip()
    if not ref or not ref.isprintable() or len(ref) > 60:
        raise InputError(
            _("It has no identifier and no id of at most 60 characters to keep it apart from others.")
        )
    names = resource.get("name") or [{}]
    name = next((one for one in names if one.get("use") == "official"), names[0])
    phones = [one["value"] for one in resource.get("telecom") or () if one.get("system") == "phone"]
    doctors = [one["display"] for one in resource.get("generalPractitioner") or () if one.get("display")]
    sexes = {word: sex for sex, word in GENDERS.items()}
    typed = {
        "family_name": str(name.get("family") or ""),
        "given_name": " ".join(map(str, name.get("given") or ())),
        "birth_date": str(resource.get("birthDate") or ""),
        "sex": sexes.get(str(resource.get("gender")), ""),
        "nir": next((str(one["value"]) for one in numbers if one.get("system") == NIR), ""),
        "phone": str((phones or [""])[0]),
        "death_date": str(resource.get("deceasedDateTime") or "")[:10],
        "doctor": str((doctors or [""])[0]),
    }
    return ref, {key: text for key, text in typed.items() if text}


def reading(resource: Json, today: date) -> tuple[dict[str, Any] | None, str]:
    """The row of an INR, or nothing and why it is left.

    Raises:
        InputError: it is an INR and its value or day cannot be.
    """
    codes = [one.get("code") for one in resource["code"].get("coding") or () if one.get("system") == LOINC]
    if INR not in codes:
        return None, _("It is no INR as LOINC {code} has it.").format(code=INR)
    if resource.get("status") not in _GOOD:
        return None, _("Its status is “{status}”.").format(status=shorten(str(resource.get("status"))))
    value, day = resource.get("valueQuantity"), resource.get("effectiveDateTime")
    if not isinstance(value, dict) or not isinstance(day, str):
        raise InputError(_("An INR needs a value (valueQuantity) and a day (effectiveDateTime)."))
    link = READINGS
    item = [
        {"linkId": f"{link}.date", "answer": [{"valueDate": day[:10]}]},
        {"linkId": f"{link}.value", "answer": [{"valueDecimal": value.get("value")}]},
    ]
    return read_rows(asked_fact(link), [{"linkId": link, "item": item}], today)[0], ""


def adhesion(resource: Json) -> dict[str, str] | None:
    """The days of a signed adhésion and of its withdrawal, as typed; None for another consent."""
    codes = (resource.get("policyRule") or {}).get("coding") or ()
    ours = any(one.get("system") == POLICY and one.get("code") == ADHESION for one in codes)
    if not ours or resource.get("status") not in ("active", "inactive"):
        return None
    period = (resource.get("provision") or {}).get("period") or {}
    days = {
        "adhesion_date": period.get("start") or resource.get("dateTime"),
        "withdrawal_date": period.get("end"),
    }
    return {name: str(day)[:10] for name, day in days.items() if day}

"""Facts as they are typed: in a form, in options, in a file. One way to read them all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from assistant.avk.medicines import find_medicine, start_warning
from assistant.errors import InputError
from assistant.language import _
from assistant.notation import shorten, write_date
from assistant.script.answers import ImplausibleError
from assistant.script.identifiers import differing_groups
from assistant.script.knowledge import FactField, facts, medicines, thresholds


def read_facts(typed: Mapping[str, str], today: date) -> tuple[dict[str, Any], dict[str, str]]:
    """The values of typed fields, and what is wrong with those that cannot be taken.

    Args:
        typed: fact id to the text as typed; empty texts are left out.
        today: the local day.

    Returns:
        Fact id to value, and fact id to a sentence. An unlikely value is taken.
    """
    known = facts()
    values: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name, text in typed.items():
        if name not in known:
            wrong[name] = _("“{name}” is not a field. Known: {known}.").format(
                name=shorten(name), known=", ".join(known)
            )
        elif text.strip():
            try:
                values |= read_fact(known[name], text, today)
            except InputError as error:
                wrong[name] = error.message
    wrong |= contradictions(values)
    return values, wrong


def warnings(values: Mapping[str, Any]) -> dict[str, str]:
    """What deserves a second look although it can be taken: fact id to a sentence.

    A NIR is held against birth date and sex only where it is the patient's own.
    """
    found = {}
    start, name = values.get("treatment_start"), values.get("medicine")
    if start is not None and name is not None:
        medicine = medicines()[name]
        if medicine.no_new_patient_since and start_warning(medicine, date.fromisoformat(start)):
            found["treatment_start"] = _(
                "No new patient may start {medicine} since {day}. Check the date and the medicine."
            ).format(medicine=medicine.brand, day=write_date(medicine.no_new_patient_since))
    if values.get("nir") and values.get("insured") != "dependant":
        differing = differing_groups(values["nir"], values.get("birth_date"), values.get("sex"))
        if differing:
            found["nir"] = _(
                "This NIR says otherwise than the dossier: {groups}. Compare both with the carte Vitale."
            ).format(groups=", ".join(differing))
    return found


def usual_target(values: Mapping[str, Any]) -> tuple[float, float] | None:
    """The range to suggest while none is recorded; None unless it is the usual one for the indication."""
    usual = thresholds().usual_target
    if values.get("indication") not in usual.indications or values.keys() & {"inr_low", "inr_high"}:
        return None
    return float(usual.low), float(usual.high)


def missing_facts(values: Mapping[str, Any], wrong: Mapping[str, str]) -> dict[str, str]:
    """For each field a dossier cannot do without and that is not there, a sentence."""
    return {
        name: _("“{label}” is needed.").format(label=field.label)
        for name, field in facts().items()
        if field.required and name not in values and name not in wrong
    }


def read_fact(field: FactField, text: str, today: date) -> dict[str, Any]:
    """The value of one typed field; a medicine with its strength gives two facts.

    Raises:
        InputError: the text cannot be taken.
    """
    if field.id == "medicine":
        medicine, strength = find_medicine(text, medicines())
        return {"medicine": medicine} | ({} if strength is None else {"strength_mg": strength})
    try:
        value = field.answer.read(text, today)
    except ImplausibleError as error:
        if field.answer.kind == "text":  # a number with a wrong key is not unlikely but wrong
            cause = error.__cause__  # without the offer to type it once more
            raise (cause if isinstance(cause, InputError) else error) from None
        value = field.answer.read(text, today, confirmed=True)
    return {} if value is None else {field.id: value}


def doubtful(field: FactField, text: str, today: date) -> str:
    """Why the value typed is unlikely although it can be taken; nothing for usual ones."""
    try:
        field.answer.read(text, today)
    except ImplausibleError:
        return _("“{typed}” is unusual here.").format(typed=shorten(text))
    except InputError:  # said where it is read
        return ""
    return ""


def contradictions(values: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong between fields that are right one by one."""
    orders = (
        ("birth_date", "treatment_start", _("The treatment cannot begin before the birth.")),
        ("birth_date", "death_date", _("The death cannot come before the birth.")),
        ("treatment_start", "treatment_end", _("The treatment cannot end before it begins.")),
        ("adhesion_date", "adhesion_declared", _("The adhésion cannot be declared before it is signed.")),
    )
    wrong = {
        later: sentence
        for earlier, later, sentence in orders
        if earlier in values and later in values and values[later] < values[earlier]
    }
    if "inr_low" in values and "inr_high" in values and values["inr_high"] <= values["inr_low"]:
        wrong["inr_high"] = _("The upper bound of the range must be above the lower one.")
    return wrong

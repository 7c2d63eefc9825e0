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
from assistant.script.knowledge import FactField, facts, medicines


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


def warnings(values: Mapping[str, Any]) -> list[str]:
    """What deserves a second look although it can be taken."""
    start, name = values.get("treatment_start"), values.get("medicine")
    if start is None or name is None:
        return []
    medicine = medicines()[name]
    since = medicine.no_new_patient_since
    if since is None or not start_warning(medicine, date.fromisoformat(start)):
        return []
    return [
        _("No new patient may start {medicine} since {day}. Check the date and the medicine.").format(
            medicine=medicine.brand, day=write_date(since)
        )
    ]


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
    except ImplausibleError:
        if field.answer.kind == "text":  # a number with a wrong key is not unlikely but wrong
            raise
        value = field.answer.read(text, today, confirmed=True)
    return {} if value is None else {field.id: value}


def contradictions(values: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong between fields that are right one by one."""
    orders = (
        ("birth_date", "treatment_start", _("The treatment cannot begin before the birth.")),
        ("birth_date", "death_date", _("The death cannot come before the birth.")),
        ("treatment_start", "treatment_end", _("The treatment cannot end before it begins.")),
    )
    wrong = {
        later: sentence
        for earlier, later, sentence in orders
        if earlier in values and later in values and values[later] < values[earlier]
    }
    if "inr_low" in values and "inr_high" in values and values["inr_high"] <= values["inr_low"]:
        wrong["inr_high"] = _("The upper bound of the range must be above the lower one.")
    return wrong

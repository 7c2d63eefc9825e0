"""A patient's facts as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.avk.computed import Value
from assistant.language import _
from assistant.notation import write_number
from assistant.script.knowledge import facts


def shown_facts(values: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Id, label and text of each fact that is known, in the order of forms; readings are left out."""
    return [
        (name, str(field.label), field.answer.write(values[name]))
        for name, field in facts().items()
        if field.answer.kind != "readings" and values.get(name) not in (None, "")
    ]


def typed_facts(values: Mapping[str, Any]) -> dict[str, str]:
    """Each known fact as it could be typed again in a form."""
    typed = {}
    for name, field in facts().items():
        if values.get(name) not in (None, ""):
            of_options = field.answer.kind in ("choice", "yes_no")
            typed[name] = field.answer.write(values[name]) if of_options else field.answer.typed(values[name])
    return typed


def group_title(group: str) -> str:
    """The heading of a group of facts."""
    return {
        "identity": _("Identity"),
        "treatment": _("Treatment"),
        "inr": _("INR"),
        "health": _("Health"),
        "life": _("Daily life"),
        "accompaniment": _("Accompaniment"),
    }[group]


def shown_inr(computed: Mapping[str, Value | float]) -> list[str]:
    """What is computed from the readings, a sentence each; nothing while there is none."""
    lines = []
    classes = {"below": _("below the range"), "in_range": _("in range"), "above": _("above the range")}
    if "inr.value" in computed:
        value = write_number(float(computed["inr.value"]))
        word = classes.get(str(computed.get("inr.class")), _("range not known"))
        lines.append(_("Last INR {value}: {place}").format(value=value, place=word))
    if computed.get("inr.high_bleeding_risk") is True:
        lines.append(_("High bleeding risk (above 5)"))
    if computed.get("inr.overdue") is True:
        lines.append(_("INR control overdue"))
    if "inr.ttr" in computed:
        share = write_number(round(float(computed["inr.ttr"]) * 100))
        lines.append(_("Time in range: {share} %").format(share=share))
    return lines

"""What the computed values are called, and what they can be, in words."""

from __future__ import annotations

from typing import Any

from assistant.language import _


def computed_names() -> dict[str, str]:
    """What each computed value is called."""
    return {
        "inr.target": _("INR target"),
        "inr.class": _("last INR"),
        "inr.action": _("what the INR and the signs call for"),
        "inr.high_bleeding_risk": _("high bleeding risk of the INR"),
        "inr.overdue": _("INR control overdue"),
        "inr.ttr_level": _("time in range"),
        "medicines.level": _("gravest interaction"),
        "observance.score": _("observance score"),
        "observance.class": _("observance class"),
    }


def computed_values() -> dict[str, dict[Any, str]]:
    """Computed value to what it can be; numbers are left out."""
    truth = {True: _("yes"), False: _("no"), "yes": _("yes"), "no": _("no")}
    return {
        "inr.target": {
            "known": _("known"),
            "missing": _("not known"),
            "inverted": _("written the wrong way round"),
        },
        "inr.class": {
            "below": _("below the range"),
            "in_range": _("in range"),
            "above": _("above the range"),
        },
        "inr.action": {
            "note": _("a note"),
            "advise": _("seeing the doctor"),
            "call": _("a call to the prescriber"),
            "emergency": _("a call to 15"),
        },
        "inr.high_bleeding_risk": truth,
        "inr.overdue": truth,
        "inr.ttr_level": {"good": _("good"), "between": _("between the two"), "act": _("to act on")},
        "medicines.level": {
            "contraindicated": _("contra-indicated"),
            "advised_against": _("advised against"),
            "closer_inr": _("INR oftener"),
            "to_weigh": _("to weigh"),
            "none": _("none"),
        },
        "observance.class": {
            "good": _("good observance"),
            "weak": _("weak observance"),
            "non_observance": _("non-observance"),
        },
    }

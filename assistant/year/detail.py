"""A patient's year in full: what was applied, what counted, each way and its last date, what is refused."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from assistant.year.declaring import entries
from assistant.year.refusals import Objection, objection_words, objections
from assistant.year.words import option_words

if TYPE_CHECKING:
    from assistant.dossier.summary import Summary
    from assistant.year.rules import RuleSet
    from assistant.year.status import YearStatus


def objections_of(
    one: Summary,
    status: YearStatus,
    rules: RuleSet,
    as_of: date,
) -> tuple[Objection, ...]:
    """What would get this patient's file refused, what is not declared included."""
    found = entries(one, status, rules, as_of)
    due = {(entry.what, entry.day) for entry in found if entry.state == "due"}
    settled = {(entry.what, entry.day) for entry in found} - due
    signed = one.adhesion.signed_on if one.adhesion else None
    if signed and status.window and signed > status.window.last:
        settled.add(("adhesion", signed))  # a later year's
    late = [entry.day for entry in found if entry.why == "adhesion_late"]
    papers = one.papers
    return objections(one.patient, one.treatment, one.adhesion, papers, status, rules, as_of, settled, late)


def detail_json(status: YearStatus, found: tuple[Objection, ...]) -> dict[str, object]:
    """What the report's own line of a patient leaves out, as a JSON object."""
    window = status.window
    return {
        "rules": status.rules,
        "window": None if window is None else [window.first.isoformat(), window.last.isoformat()],
        "secured_eur": status.secured_eur,
        "best_eur": status.best_eur,
        "counted": [
            {"kind": act.kind, "date": act.day.isoformat(), "theme": act.theme} for act in status.counted
        ],
        "ways": [
            {
                "amount_eur": option.amount_eur,
                "missing": option.missing.to_json(),
                "last_date": option.last_date.isoformat(),
                "words": option_words(option),
            }
            for option in status.options
        ],
        "refused_for": [
            {
                "code": one.code,
                "dates": [day.isoformat() for day in one.days],
                "words": objection_words(one),
            }
            for one in found
        ],
    }

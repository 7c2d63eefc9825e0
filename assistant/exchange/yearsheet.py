"""The year of a pharmacy as a table: a row a patient."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.dossier.summary import Summary
from assistant.exchange.sheet import Cell, Sheet
from assistant.language import _
from assistant.year.detail import objections_of
from assistant.year.forecast import Forecast
from assistant.year.library import rules
from assistant.year.refusals import objection_words
from assistant.year.report import YearReport
from assistant.year.status import YearStatus
from assistant.year.themes import has_themes, themes_said
from assistant.year.words import standing_words, words


def year_sheet(report: YearReport, summaries: Sequence[Summary], forecasts: Mapping[str, Forecast]) -> Sheet:
    """Where each patient stands, what is missing on the best way and until when, what is to be expected."""
    people = {one.patient.ref: one.patient for one in summaries}
    refused = {
        status.ref: objections_of(one, status, rules(status.rules), report.as_of)
        for one, status in zip(summaries, report.patients, strict=True)
    }
    lacking = {status.ref: _missing(status) for status in report.patients}
    kinds = list(dict.fromkeys(kind for missing in lacking.values() for kind in missing))
    named = {
        "interview": _("Interviews"),
        "observance": _("Follow-ups"),
        "evaluation": _("Evaluation"),
        "thematic": _("Thematic interviews"),
        "adhesion": _("Adhésion"),
    }
    missing = [_("Missing: {what}").format(what=named.get(kind, kind)) for kind in kinds]
    themed = any(map(has_themes, report.patients))
    rows: list[tuple[Cell, ...]] = []
    for status in report.patients:
        patient = people[status.ref]
        rows.append(
            (
                status.ref,
                patient.family_name,
                patient.given_name,
                patient.birth_date,
                standing_words(status.status),
                status.amount_eur,
                status.met_on,
                status.possible_eur,
                status.last_date,
                forecasts[status.ref].expected.amount_eur,
                forecasts[status.ref].at_risk_eur,
                *(lacking[status.ref].get(kind) for kind in kinds),
                *([themes_said(status)] if themed else []),
                " ".join(words(status)),
                " ".join(objection_words(found) for found in refused[status.ref]),
                status.rules,
                *([report.warning] if report.warning else []),
            )
        )
    headings = (
        _("Ref"),
        _("Family name"),
        _("Given name"),
        _("Date of birth"),
        _("Year"),
        _("Amount (€)"),
        _("Met on"),
        _("Still possible (€)"),
        _("To start by"),
        _("To be expected on the last day (€)"),
        _("At risk (€)"),
        *missing,
        *([_("Themes had")] if themed else []),
        _("In words"),
        _("What stops the entry"),
        _("Rules"),
        *([_("Warning")] if report.warning else []),
    )
    return Sheet(f"{report.year} {report.rules}", headings, tuple(rows), frozenset({5, 7, 9, 10}))


def _missing(status: YearStatus) -> Mapping[str, int]:
    """What the best way still takes; nothing where none is open."""
    return status.options[0].missing.to_json() if status.options else {}

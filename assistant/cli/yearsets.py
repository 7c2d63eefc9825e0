"""What `assistant year` says under each rule set: about one, about the one in force, or all side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from assistant.cli.output import Outcome, table
from assistant.language import _
from assistant.notation import write_date

if TYPE_CHECKING:
    from assistant.dossier.summary import Summary
    from assistant.year.report import Facts

ALL = "all"
"""Instead of the id of a rule set: every one, side by side."""


def facts_of(summaries: Sequence[Summary]) -> list[Facts]:
    """What the year is judged by."""
    return [(one.patient, one.treatment, one.adhesion, one.acts) for one in summaries]


def side_by_side(summaries: Sequence[Summary], damaged: list[str], year: int, as_of: date) -> Outcome:
    """The year under every rule set there is."""
    from assistant.year.library import legal_texts, rule_sets
    from assistant.year.report import year_report
    from assistant.year.sources import source_lines
    from assistant.year.words import standing_words

    sets, facts = rule_sets(), facts_of(summaries)
    reports = [year_report(facts, one, legal_texts(), year, as_of) for one in sets]
    result = {
        "year": year,
        "rules": ALL,
        "as_of": as_of.isoformat(),
        "reports": [report.to_json() for report in reports],
        "damaged": damaged,
    }
    rows = [["", "", *(one.id for one in sets)]]
    for index, one in enumerate(summaries):
        statuses = [report.patients[index] for report in reports]
        said = [f"{standing_words(status.status)} {status.amount_eur} €" for status in statuses]
        rows.append([one.patient.ref, one.patient.name, *said])
    rows.append(["", _("secured"), *(f"{report.secured_eur} €" for report in reports)])
    rows.append(["", _("still possible"), *(f"{report.possible_eur} €" for report in reports)])
    lines = [f"{year} · {write_date(as_of)}", *table(rows)]
    lines += [report.warning for report in reports if report.warning]
    lines += source_lines(sets)
    return Outcome(result, lines, notices=damaged)

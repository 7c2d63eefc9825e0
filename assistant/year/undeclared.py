"""What is done and not declared while the year ends: the warning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from assistant.language import _, ngettext
from assistant.notation import write_date
from assistant.script.knowledge import declared
from assistant.year.declarewords import patient_warning
from assistant.year.sheet import Declaring, declaring

if TYPE_CHECKING:
    from assistant.dossier.summary import Summary
    from assistant.year.report import YearReport


def undeclared(summaries: Iterable[Summary], report: YearReport | None) -> tuple[Declaring, ...]:
    """The patients of whom something is to be entered before a year that ends soon, in the order given."""
    if report is None:
        return ()
    weeks = timedelta(weeks=declared().warn_weeks)
    statuses = {
        status.ref: status
        for status in report.patients
        if status.window is not None and status.window.last - report.as_of <= weeks
    }
    found = (
        declaring(one, statuses[one.patient.ref], report.as_of)
        for one in summaries
        if one.patient.ref in statuses
    )
    return tuple(one for one in found if one.urgent)


def undeclared_words(found: Sequence[Declaring]) -> str:
    """One sentence about all of them; nothing where there is none."""
    if not found:
        return ""
    number = sum(len(one.due) for one in found)
    entered = ngettext("{count} thing to declare", "{count} things to declare", number).format(count=number)
    of = ngettext("{count} patient", "{count} patients", len(found)).format(count=len(found))
    ahead = [one.until for one in found if one.until >= one.as_of]
    day = write_date(min(ahead) if ahead else max(one.until for one in found))
    if not ahead:
        return _("{entered} ({of}): the year was over on {day}").format(entered=entered, of=of, day=day)
    return _("{entered} ({of}) before {day}").format(entered=entered, of=of, day=day)


def warning_json(found: Iterable[Declaring]) -> list[dict[str, object]]:
    """The warning as JSON objects, one for each patient."""
    return [
        {
            "code": "undeclared",
            "ref": one.one.patient.ref,
            "until": one.until.isoformat(),
            "what": [{"what": entry.what, "date": entry.day.isoformat()} for entry in one.due],
            "words": patient_warning(one),
        }
        for one in found
    ]

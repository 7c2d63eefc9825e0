"""What is done and not declared while the year ends, or once it has: the warning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from assistant.language import _, ngettext
from assistant.notation import write_date
from assistant.script.knowledge import declared
from assistant.year.declarewords import patient_warning
from assistant.year.library import chosen
from assistant.year.sheet import Declaring, declaring, left_before

if TYPE_CHECKING:
    from assistant.dossier.summary import Summary
    from assistant.year.report import YearReport


def undeclared(summaries: Iterable[Summary], report: YearReport | None) -> tuple[Declaring, ...]:
    """Of whom something is to be entered: of a year that ends soon, or of the one before, as `sheet` has it.

    In the order given; a patient with both stands twice, the earlier year first.
    """
    if report is None:
        return ()
    return tuple(one for one in _looked_at(summaries, report) if one.urgent)


def _looked_at(summaries: Iterable[Summary], report: YearReport) -> Iterator[Declaring]:
    weeks = timedelta(weeks=declared().warn_weeks)
    statuses = {status.ref: status for status in report.patients if status.window is not None}
    rules = chosen(report.rules) if report.year == report.as_of.year else ()
    for one in summaries:
        status = statuses.get(one.patient.ref)
        if status is None or status.window is None:
            continue
        if rules and _open_before(one, status.window.first):
            left = left_before(one, rules, status, report.as_of)
            yield from () if left is None else (left,)
        if status.window.last - report.as_of <= weeks:
            yield declaring(one, status, report.as_of)


def _open_before(one: Summary, first: date) -> bool:
    """Whether an act of the year before stands undeclared: the others need no second look at their year."""
    known, since = {declaration.day for declaration in one.declared}, date(max(1, first.year - 1), 1, 1)
    return any(since <= act.day < first and act.day not in known for act in one.acts)


def undeclared_words(found: Sequence[Declaring]) -> str:
    """One sentence about all of a year; nothing where there is none."""
    if not found:
        return ""
    past = [one for one in found if one.past]
    ahead = [one for one in found if not one.past]
    said = []
    if past:
        sentence = (
            _("{things} of the year that ended on {day}: enter them in Espace pro without delay")
            if len({one.until for one in past}) == 1
            else _("{things} of years that ended by {day}: enter them in Espace pro without delay")
        )
        day = write_date(max(one.until for one in past))
        said.append(sentence.format(things=_things(past), day=day))
    if ahead:
        day = write_date(min(one.until for one in ahead))
        said.append(_("{things} before {day}").format(things=_things(ahead), day=day))
    return " · ".join(said)


def _things(found: Sequence[Declaring]) -> str:
    number, patients = sum(len(one.due) for one in found), len({one.one.patient.ref for one in found})
    entered = ngettext("{count} thing to declare", "{count} things to declare", number).format(count=number)
    of = ngettext("{count} patient", "{count} patients", patients).format(count=patients)
    return _("{entered} ({of})").format(entered=entered, of=of)


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

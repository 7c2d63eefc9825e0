"""What `assistant year` prints about one rule set: a patient a few lines, work to do, months, totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from assistant.cli.output import table
from assistant.language import _
from assistant.notation import write_date

if TYPE_CHECKING:
    from assistant.year.months import Month
    from assistant.year.outlook import Outlook


def as_json(found: Outlook, damaged: list[str], months: Sequence[Month], weeks: int | None) -> dict[str, Any]:
    """The report as `--json` prints it.

    Args:
        found: the year.
        damaged: why dossiers cannot be read.
        months: what is known by month; left out where nothing is.
        weeks: how far the work list looks ahead; None without one.
    """
    from assistant.script.knowledge import foreseeing
    from assistant.year.detail import detail_json
    from assistant.year.mending import to_mend
    from assistant.year.undeclared import undeclared_words, warning_json
    from assistant.year.workplan import work_plan

    result = found.report.to_json()
    result["uncertain"] = found.uncertain
    result["damaged"] = damaged
    result["warnings"] = warning_json(found.undeclared)
    result["undeclared"] = undeclared_words(found.undeclared) or None
    result["details"] = {
        status.ref: detail_json(status, found.objections[status.ref])
        | {"forecast": found.forecasts[status.ref].to_json()}
        for status in found.report.patients
    }
    result["sources"] = {one.id: {"source": one.source, "verified": one.verified} for one in found.applied}
    result["forecast"] = {
        "expected_eur": found.expected_eur,
        "at_risk_eur": found.at_risk_eur,
        "uncertain": [str(one.note) for one in foreseeing().to_confirm],
    }
    if months:
        result["months"] = [month.to_json() for month in months]
    if weeks is not None:
        plan = work_plan(found.summaries, found.report, found.forecasts, weeks)
        result["work"] = {
            "weeks": weeks,
            "tasks": [task.to_json() for task in plan],
            "to_mend": [mend.to_json() for mend in to_mend(found)],
        }
    return result


def head_lines(found: Outlook) -> list[str]:
    """The year, its rules, the day of the report, what is wrong with these rules, what is not declared."""
    from assistant.year.undeclared import undeclared_words

    report = found.report
    head = f"{report.year} · {report.rules} · {write_date(report.as_of)}"
    late = undeclared_words(found.undeclared)
    if late:
        command = "assistant declare list"
        if report.year != report.as_of.year:
            command += f" --year {report.year}"
        late = _("{what} (`{command}` lists them)").format(what=late, command=command)
    return [head, *(one for one in (report.warning, late) if one)]


def patient_lines(found: Outlook) -> list[str]:
    """Each patient: where the year stands and will stand, each way to it, what would get the file refused."""
    from assistant.year.forecastwords import forecast_words
    from assistant.year.refusals import objection_words
    from assistant.year.themes import theme_sentences
    from assistant.year.words import standing_words, words

    lines = []
    for one, status in found.statuses():
        standing = standing_words(status.status)
        lines += table([[status.ref, one.patient.name, standing, f"{status.amount_eur} €"]])
        sentences = [*words(status), *theme_sentences(status), *forecast_words(found.forecasts[status.ref])]
        sentences += [objection_words(each) for each in found.objections[status.ref]]
        lines += [f"    {sentence}" for sentence in sentences]
    return lines


def work_lines(found: Outlook, weeks: int) -> list[str]:
    """What to do in the coming weeks, what loses most by waiting first; then the dossiers to be mended."""
    names = {one.patient.ref: one.patient.name for one in found.summaries}
    return [*_task_lines(found, weeks, names), *_mend_lines(found, names)]


def _task_lines(found: Outlook, weeks: int, names: Mapping[str, str]) -> list[str]:
    from assistant.year.forecastwords import gap_words, task_words
    from assistant.year.workplan import work_plan

    plan = work_plan(found.summaries, found.report, found.forecasts, weeks)
    if not plan:
        return [_("Nothing is to be done for the year within {weeks} weeks.").format(weeks=weeks)]
    rows = [[_("Until"), _("Ref"), _("Patient"), _("At risk"), _("Possible"), _("To do"), _("Why")]]
    rows += [
        [
            write_date(task.last_date),
            task.ref,
            names[task.ref],
            f"{task.at_risk_eur} €",
            f"{task.possible_eur} €",
            task_words(task),
            gap_words(found.forecasts[task.ref]),
        ]
        for task in plan
    ]
    return table(rows)


def _mend_lines(found: Outlook, names: Mapping[str, str]) -> list[str]:
    from assistant.year.mending import mend_words, to_mend

    if not (mends := to_mend(found)):
        return []
    rows = [[_("Until"), _("Ref"), _("Patient"), _("At stake"), _("To mend")]]
    rows += [
        [
            write_date(mend.last_date),
            mend.ref,
            names[mend.ref],
            f"{mend.at_stake_eur} €",
            mend_words(mend),
        ]
        for mend in mends
    ]
    return ["", _("To be mended in the dossier, or the caisse would refuse it:"), *table(rows), ""]


def month_lines(months: Sequence[Month]) -> list[str]:
    """What is secured, to be confirmed, possible and lost at the end of each month."""
    if not months:
        return []
    rows = [[_("Month"), _("secured"), _("to confirm"), _("still possible"), _("lost"), ""]]
    rows += [
        [
            month.day.strftime("%m/%Y"),
            f"{month.secured_eur} €",
            f"{month.to_confirm_eur} €",
            f"{month.possible_eur} €",
            f"{month.lost_eur} €",
            _("to be expected") if month.foreseen else "",
        ]
        for month in months
    ]
    return table(rows)


def total_lines(found: Outlook) -> list[str]:
    """The sums, where the rules come from, what is uncertain in them and in the forecast."""
    from assistant.script.knowledge import foreseeing
    from assistant.year.sources import source_lines

    report = found.report
    totals = _("Secured: {secured} € · to confirm: {confirm} € · still possible: {possible} €").format(
        secured=report.secured_eur, confirm=report.to_confirm_eur, possible=report.possible_eur
    )
    coming = _("To be expected on the last day: {expected} € secured · at risk: {risk} €").format(
        expected=found.expected_eur, risk=found.at_risk_eur
    )
    doubts = [*found.uncertain, *(str(one.note) for one in foreseeing().to_confirm)]
    return [totals, coming, *source_lines(found.applied), *(f"[?] {note}" for note in doubts)]

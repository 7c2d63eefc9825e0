"""What the screen of the pharmacy's year says: its columns, the patient under the cursor, sums, sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from assistant.language import _, ngettext
from assistant.notation import write_date
from assistant.tui.homewords import standings
from assistant.tui.plain import joined, words
from assistant.tui.rowlist import Head, Row
from assistant.year.amounts import outlook_words
from assistant.year.forecastwords import forecast_words, task_words
from assistant.year.mending import mend_words
from assistant.year.missing import missing_words
from assistant.year.outlook import Outlook
from assistant.year.prospects import Order, Prospect
from assistant.year.refusals import objection_words
from assistant.year.sources import source_lines
from assistant.year.status import Standing
from assistant.year.undeclared import undeclared_words
from assistant.year.words import discreet_words, standing_words
from assistant.year.words import words as full_words

ROOMY = 100
"""Cells of the list from which it says what is to be done."""


def heads(*, amounts: bool) -> list[Head]:
    """The columns."""
    euros = [Head(_("Secured"), 7), Head(_("At best"), 8)] if amounts else []
    coming = [Head(_("Expected"), 8), Head(_("At risk"), 7)] if amounts else [Head(_("Expected"), 12)]
    return [
        Head(_("Patient")),
        Head(_("Year"), 12),
        *euros,
        *coming,
        Head(_("To do"), 26, least=ROOMY),
        Head(_("Until"), 10),
        Head(_("Refusals"), 8, least=ROOMY if amounts else 0),
    ]


def row(line: Prospect, *, amounts: bool) -> Row:
    """One patient."""
    status, coming = line.status, line.forecast
    euros = [f"{status.secured_eur} €", f"{status.best_eur} €"] if amounts else []
    foreseen = [f"{coming.expected.amount_eur} €", _euros(coming.at_risk_eur)]
    cells = [
        line.summary.patient.name,
        _short(status.status),
        *euros,
        *(foreseen if amounts else [_short(coming.standing)]),
        missing_words(line.task.missing) if line.task else mend_words(line.mend) if line.mend else "",
        write_date(line.until) if line.until else "",
        str(len(line.objections) or ""),
    ]
    return Row(line.ref, cells, strong=coming.at_risk_eur > 0 and line.urgent)


def _short(standing: Standing) -> str:
    shorter = {"impossible": _("lost"), "possible": _("possible")}
    return shorter.get(standing) or standing_words(standing)


def _euros(amount: int) -> str:
    return f"{amount} €" if amount else ""


def told(line: Prospect, *, amounts: bool) -> Content:
    """The patient under the cursor: what to do, each way and its last date, what is to be expected."""
    patient = line.summary.patient
    head = f"{patient.name} · {patient.ref} · {standing_words(line.status.status)}"
    sentences = []
    if line.task is not None:
        sentences.append(
            _("To do: {what}, until {day}.").format(
                what=task_words(line.task), day=write_date(line.task.last_date)
            )
        )
    if line.mend is not None:
        sentences.append(
            _("To mend: {what}, until {day}.").format(
                what=mend_words(line.mend), day=write_date(line.mend.last_date)
            )
        )
    sentences += forecast_words(line.forecast, amounts=amounts)
    sentences += full_words(line.status) if amounts else discreet_words(line.status)
    sentences += [objection_words(each) for each in line.objections]
    return joined(words(head, "bold"), *(words(f"- {sentence}") for sentence in sentences))


def totals(found: Outlook, *, amounts: bool) -> Content:
    """The sums, and what is wrong with the rules."""
    report, number = found.report, found.report.counts["not_eligible"]
    others = ngettext("{count} not eligible", "{count} not eligible", number).format(count=number)
    lines = [words(" · ".join([*standings(report), others]))]
    if amounts:
        lines.append(words(outlook_words(found)))
    if report.warning:
        lines.append(words(report.warning, "bold"))
    if found.undeclared:
        left = undeclared_words(found.undeclared)
        lines.append(words("! " + _("{what} (d lists them)").format(what=left), "bold"))
    return joined(*lines)


def counted(found: Outlook, shown: int, order: Order, *, turned: bool, work: bool) -> str:
    """The year, its rules, how many patients are shown and in which order."""
    report = found.report
    by = {
        "risk": _("by what is at risk"),
        "until": _("by last date"),
        "year": _("by year"),
        "refused": _("by what would be refused"),
        "name": _("by name"),
    }[order]
    count = ngettext("{count} patient", "{count} patients", shown).format(count=shown)
    parts = [_("Year {year} ({rules})").format(year=report.year, rules=report.rules)]
    parts += [_("the coming weeks")] if work else []
    parts += [_("{count}, {order}, the other way round") if turned else _("{count}, {order}")]
    return " · ".join(parts).format(count=count, order=by)


def behind(found: Outlook, doubts: Sequence[str]) -> Iterator[Content]:
    """Where the rules come from and what is uncertain in them and in the forecast.

    Args:
        found: the year.
        doubts: what is uncertain in the forecast.
    """
    for sentence in source_lines(found.applied):
        yield words(sentence)
    for note in [*found.uncertain, *doubts]:
        yield words(f"[?] {note}", "dim")

"""What the list of patients says besides its rows: totals, the patient under the cursor, where to begin."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from assistant.dossier.actwords import theme_words
from assistant.language import _, labelled, ngettext
from assistant.notation import write_date
from assistant.tui.columns import step_words, year_words
from assistant.tui.plain import joined, words
from assistant.year.amounts import total_words
from assistant.year.ordering import Order, Urgency

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.year.report import YearReport
    from assistant.year.worklist import WorkLine


def standings(report: YearReport) -> list[str]:
    """How many stand where."""
    count = report.counts
    return [
        ngettext("{count} met", "{count} met", count["met"]).format(count=count["met"]),
        ngettext("{count} possible", "{count} possible", count["possible"]).format(count=count["possible"]),
        ngettext("{count} lost", "{count} lost", count["impossible"]).format(count=count["impossible"]),
        ngettext("{count} to confirm", "{count} to confirm", count["to_confirm"]).format(
            count=count["to_confirm"]
        ),
    ]


def totals(report: YearReport, width: int, *, amounts: bool) -> Content:
    """The year of the pharmacy, on two lines where one is too short; then what is wrong with its rules.

    Args:
        report: the year.
        width: cells of a line.
        amounts: whether amounts may be seen.
    """
    left = ngettext("{count} day left", "{count} days left", report.days_left).format(count=report.days_left)
    first = _("{year}: {standings}").format(
        year=report.year, standings=" · ".join([*standings(report), left])
    )
    euros = total_words(report)
    line = words(f"{first} · {euros}" if amounts else first)
    lines = [line] if line.cell_length <= width or not amounts else [words(first), words(euros)]
    if report.warning:
        # The whole sentence stands in each dossier; here it would take the place of two patients.
        lines.append(words(_not_in_force(report), "bold"))
    return joined(*lines)


def _not_in_force(report: YearReport) -> str:
    from assistant.year.library import legal_texts
    from assistant.year.validity import in_force

    text = in_force(legal_texts(), date(report.year, 12, 31))
    if text is None:
        warning = _("! The rules “{rules}” are not in force in {year}: see a patient’s page.")
        return warning.format(rules=report.rules, year=report.year)
    warning = _("! “{rules}” is not in force in {year}: “{id}” is.")
    return warning.format(rules=report.rules, year=report.year, id=text.id)


def detail(line: WorkLine) -> Content:
    """The patient under the cursor, with what there may be no column for; never an amount."""
    patient = line.summary.patient
    parts = [patient.ref, _("born {day}").format(day=write_date(patient.birth_date))]
    if line.urgency == Urgency.ALERT:
        parts.append(_("tell the prescriber of the last INR"))
    if line.control is not None and line.control.due is not None and line.control.late_days:
        parts.append(_("INR due {day}").format(day=write_date(line.control.due)))
    if line.next_act is None:
        parts.append(year_words(line))
    else:
        step, theme = step_words(line.next_act.step), line.next_act.theme
        if theme is not None:
            step = labelled(step, theme_words()[theme])
        last = line.next_act.last_date
        parts.append(_("{step} before {day}").format(step=step, day=write_date(last)) if last else step)
    if line.summary.next_interview is not None:
        parts.append(_("planned {day}").format(day=write_date(line.summary.next_interview)))
    said = " · ".join(part for part in parts if part)
    return Content.assemble(words(patient.name, "bold"), words(f" · {said}"))


def counted(shown: int, known: int, order: Order, *, turned: bool) -> str:
    """How many patients are shown, and in which order."""
    if not known:
        return ngettext("{count} patient", "{count} patients", known).format(count=known)
    if shown == known:
        count = ngettext("{count} patient", "{count} patients", known).format(count=known)
    else:
        count = ngettext("{shown} of {count} patient", "{shown} of {count} patients", known).format(
            shown=shown, count=known
        )
    by = {
        "urgency": _("by urgency"),
        "name": _("by name"),
        "due": _("by INR due"),
        "year": _("by year"),
        "seen": _("by last visit"),
    }[order]
    sentence = _("{count}, {order}, the other way round") if turned else _("{count}, {order}")
    return sentence.format(count=count, order=by)


def damaged_words(damaged: Sequence[str]) -> str:
    """How many dossiers cannot be read, and why the first cannot."""
    count = ngettext("{count} dossier cannot be read:", "{count} dossiers cannot be read:", len(damaged))
    return f"{count.format(count=len(damaged))} {damaged[0]}"


def nobody(*, filtered: bool, reading: bool) -> Content:
    """What to do where no patient is shown.

    Args:
        filtered: whether there are patients that the filter hides.
        reading: whether the person only reads.
    """
    if filtered:
        return words(_("No patient matches. Esc shows them all."))
    if reading:
        return words(_("No patient yet. A pharmacist adds them."))
    return joined(
        words(_("No patient yet.") + "\n", "bold"),
        words(_("Press n to add the first one: name and birth date are enough to begin.") + "\n"),
        words(
            _(
                "Or, in a terminal: `assistant import FILE.csv` takes in what your software exports; "
                "`assistant demo` shows the program with invented patients."
            )
        ),
    )

"""What to do next with a patient, the most pressing first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.avk.inr import high_bleeding_risk, inr_class
from assistant.dossier.actwords import theme_words
from assistant.dossier.control import last_inr_words
from assistant.dossier.dossier import Dossier
from assistant.dossier.notions import not_acquired
from assistant.dossier.summary import Summary, TranscriptLine
from assistant.language import _, labelled, ngettext
from assistant.notation import write_date
from assistant.script.knowledge import facts, thresholds
from assistant.tui.held import script_title, started
from assistant.tui.toanswer import state_of, to_answer
from assistant.year.declarewords import patient_warning
from assistant.year.report import YearReport, status_of
from assistant.year.themes import next_theme
from assistant.year.undeclared import undeclared
from assistant.year.words import option_words
from assistant.year.worklist import followed

Leads = Literal["resume", "begin", "inr", "held", "facts", "notions", "declare"]
_NEEDED = ("medicine", "treatment_start", "inr_low", "inr_high", "adhesion_date")
"""Facts without which much stays unknown: each missing one is asked for."""
_DATED = ("next_inr", "next_interview")


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do."""

    sentence: str
    leads: Leads
    """What Enter on it does: begin or resume, or show a part of the dossier."""
    fact: str | None = None
    """The fact to record, where that is what is to be done."""
    line: TranscriptLine | None = None
    """The transcript to answer for, where that is what is to be done."""


def next_steps(
    dossier: Dossier, summary: Summary, report: YearReport | None, today: date, *, writes: bool
) -> list[NextStep]:
    """What is to be done.

    Args:
        dossier: the patient.
        summary: the same in short.
        report: where the year stands, if it is known.
        today: the local day.
        writes: whether the person may add to the dossier; otherwise only what is to be known is named.
    """
    steps = [_answer(line) for line in to_answer(summary.transcripts)] if writes else []
    if writes and summary.unfinished:
        line = summary.unfinished[0]
        sentence = _("Go on with what is unfinished: {script} of {day}").format(
            script=script_title(line.script), day=started(line)
        )
        steps.append(NextStep(sentence, "resume"))
    declared = [NextStep(patient_warning(one), "declare") for one in undeclared([summary], report)]
    if not followed(summary, today):  # dead, gone, off treatment or withdrawn: nothing new falls due
        return [*steps, *(declared if writes else ())]
    if inr := _inr(dossier, today):
        steps.append(NextStep(inr, "inr"))
    if writes and (act := _act(dossier.ref, report)):
        steps.append(NextStep(act, "begin"))
    steps += declared if writes else []
    if again := not_acquired(dossier.interviews):
        count = ngettext("{count} notion to go over again", "{count} notions to go over again", len(again))
        steps.append(NextStep(count.format(count=len(again)), "notions"))
    for name in _DATED:
        if name in dossier.facts:
            day = date.fromisoformat(dossier.facts[name])
            due = write_date(day) if day >= today else _("{day}, past").format(day=write_date(day))
            steps.append(NextStep(labelled(facts()[name].label, due), "facts", name))
    if writes:
        for name in _NEEDED:
            if name not in dossier.facts and dossier.withdrawn_on is None:
                sentence = _("To record: {label}").format(label=facts()[name].label)
                steps.append(NextStep(sentence, "facts", name))
    return steps


def _answer(line: TranscriptLine) -> NextStep:
    said = _("Returned by the supervisor, to be answered: {script} of {day}")
    if state_of(line) == "queried":
        said = _("The supervisor asks about this, to be answered: {script} of {day}")
    return NextStep(said.format(script=script_title(line.script), day=started(line)), "held", line=line)


def _inr(dossier: Dossier, today: date) -> str:
    """What the INR asks for; nothing while all is well."""
    readings, target = dossier.readings, dossier.treatment.target
    said = last_inr_words(readings, target, today)
    if readings and target is not None and target.possible:
        well = inr_class(readings[-1].value, target) == "in_range"
        risky = high_bleeding_risk(readings[-1].value, thresholds())
        if well and not risky:
            return " · ".join(said[1:])  # that it is in range asks for nothing
    return " · ".join(said)


def _act(ref: str, report: YearReport | None) -> str:
    status = status_of(report, ref)
    if status is None or status.status == "met" or not status.options:
        return ""
    sentence = _("For the year: {act}").format(act=option_words(status.options[0]))
    if status.options[0].missing.thematic:
        sentence += " " + _("Theme proposed: {theme}.").format(theme=theme_words()[next_theme(status)])
    return sentence

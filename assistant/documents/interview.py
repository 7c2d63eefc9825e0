"""An interview as a page: whose it is, the INR as it was known then, the conversation line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from assistant.documents.inr import speaks_of_inr
from assistant.documents.inrdrawing import drawing
from assistant.documents.page import framed, written
from assistant.documents.who import holders
from assistant.dossier.curve import curve_of, curve_words
from assistant.dossier.dossier import Dossier, Interview
from assistant.interview.conversation import Line, conversation, stopped
from assistant.interview.drawing import STYLE, svg_of
from assistant.interview.event import ANSWERED
from assistant.language import _, labelled
from assistant.notation import write_date, write_number
from assistant.script.knowledge import facts
from assistant.settings import read_settings
from assistant.store.store import Store


def page_of(store: Store, transcript: str, mark: str = "") -> tuple[list[bytes], Mapping[str, Any]]:
    """The page of a transcript, in the current language, and what the audit trail is to say of it.

    Args:
        store: where it is.
        transcript: its id.
        mark: what the page is marked with; a rehearsal says so by itself.

    Raises:
        NotFoundError: there is none of this id.
    """
    ref, interview = store.interview(transcript)
    made = page(store.dossier(ref), interview, mark)
    about = {"what": "page", "dossier": store.folder_of(ref).name, "transcript": transcript}
    return [made.encode()], about


def page(dossier: Dossier, interview: Interview, mark: str = "") -> str:
    """The page, in the current language."""
    standing = interview.standing
    rehearsed = standing.transcript.rehearsal is not None
    name = dossier.patient.name
    title = f"{standing.script.title} · {name}"
    body = [
        *_head(dossier, interview),
        *_inr(dossier, interview),
        *talk(interview, name if rehearsed else ""),
        *_way(interview),
    ]
    return framed(title, body, _("REHEARSAL") if rehearsed else mark, [STYLE])


def _head(dossier: Dossier, interview: Interview) -> Iterator[str]:
    transcript, patient = interview.standing.transcript, dossier.patient
    course = interview.standing.walk.course
    medicine = course.fact("medicine")
    target = course.target if speaks_of_inr(interview.standing.script) else None
    rows = [
        (_("Patient"), f"{patient.name} ({patient.ref})"),
        (_("Date of birth"), write_date(patient.birth_date) if patient.birth_date != date.min else ""),
        (_("Medicine"), facts()["medicine"].answer.write(medicine) if medicine else ""),
        (
            _("Target INR"),
            "" if target is None else f"{write_number(target.low)} – {write_number(target.high)}",
        ),
        (_("Begun"), _moment(transcript.started_at)),
        (_("Ended"), _moment(transcript.ended_at)),
        (_("Held by"), holders(transcript)),
        (_("State"), _state(interview)),
    ]
    yield "<dl>"
    yield from (f"<dt>{written(name)}</dt><dd>{written(text)}</dd>" for name, text in rows if text)
    yield "</dl>"


def _state(interview: Interview) -> str:
    transcript = interview.standing.transcript
    words = {
        "in_progress": _("in progress"),
        "paused": _("paused"),
        "completed": _("completed"),
        "refused": _("refused by the patient"),
        "withdrawn": _("stopped at the patient’s wish"),
        "stopped": _("stopped"),
    }
    said = words.get(transcript.stopped_as or transcript.status, words["stopped"])
    if not transcript.over:
        return said
    return f"{said} · {_('signed') if transcript.signed else _('signature withdrawn')}"


def _inr(dossier: Dossier, interview: Interview) -> Iterator[str]:
    """Nothing that came after the interview, the page is of that day; nothing at all where it was refused."""
    if interview.standing.transcript.stopped_as == "refused":
        return
    last = interview.standing.transcript.events[-1].at.date()
    held = [one.began.date() for one in dossier.interviews if one.began.date() <= last]
    readings = [one for one in dossier.readings if one.day <= last]
    curve = curve_of(readings, interview.standing.walk.course.target, held, read_settings().ttr_gap_days)
    if not curve.points or not speaks_of_inr(interview.standing.script):
        return
    yield f"<h2>{written(_('INR'))}</h2>\n<figure>"
    yield drawing(curve)
    yield "</figure>"
    listed = "".join(f"<li>{written(text)}</li>" for text in curve_words(curve))
    yield f'<ul class="values">{listed}</ul>'


def talk(interview: Interview, called: str) -> Iterator[str]:
    """The conversation, its lines numbered.

    Args:
        interview: what was held.
        called: what the simulated patient is called; empty where there is none.
    """
    yield f"<h2>{written(_('What was said'))}</h2>"
    section, open_ = "", False
    for line in conversation(interview.standing):
        if line.section and line.section != section and line.kind in (*ANSWERED, "spoke"):
            section = line.section
            yield ("</ol>\n" if open_ else "") + f"<h3>{written(section)}</h3>"
            open_ = False
        if not open_:
            yield '<ol class="talk">'
            open_ = True
        yield _line(line, called)
    if open_:
        yield "</ol>"


def _way(interview: Interview) -> Iterator[str]:
    """The machine with the way taken, folded away: it is long, and not for paper."""
    yield f"<details>\n<summary>{written(_('The way taken through the script'))}</summary>"
    yield svg_of(interview.standing)
    yield "</details>"


def _line(line: Line, called: str) -> str:
    kind = ' class="alert"' if line.kind == "acknowledged" else ""
    said = "".join(f'<p class="{name}">{written(text)}</p>' for name, text in _said(line, called) if text)
    at = f'<time datetime="{line.at.isoformat(timespec="milliseconds")}">{line.at:%H:%M:%S}</time>'
    return f'<li id="e{line.seq}"><span class="n">{line.seq}</span>{at}<div{kind}>{said}</div></li>'


def _said(line: Line, called: str) -> Iterator[tuple[str, str]]:
    """The class and the text of each paragraph of a line."""
    day, by = _moment(line.at), line.by
    match line.kind:
        case "answered" | "corrected" | "amended":
            yield "said", line.said
            yield "answer", line.text or _("said")
            if line.kind == "amended":
                amended = _("amended on {day} by {name}: {reason}")
                yield "notice", amended.format(day=day, name=by, reason=line.reason)
            if line.before:
                yield "notice", _("corrected; before: {before}").format(before=line.before)
            if line.heard:
                yield "notice", _("heard: {points}").format(points=" · ".join(line.heard))
            if line.explain:
                yield "notice", _("explained: {text}").format(text=line.explain)
        case "spoke":
            yield "said", labelled(_("You"), line.said)
            yield "answer", labelled(called, line.text)
        case "acknowledged":
            yield "answer", _("Alert: {text}").format(text=line.said)
            yield "said", _("Done: {text}").format(text=line.text)
        case "noted":
            yield "answer", _("Note: {text}").format(text=line.text)
        case "went_back":
            yield "notice", _("Back to: {title}").format(title=line.title)
        case "opened":
            yield "notice", _("Opened: {title}").format(title=line.title)
        case "stopped":
            yield "answer", stopped(line.text)
        case "unsigned":
            sentence = _("Signature withdrawn on {day} by {name}: {reason}")
            yield "answer", sentence.format(day=day, name=by, reason=line.reason)
        case "signed":
            yield "answer", _("Signed again on {day} by {name}").format(day=day, name=by)
        case "started":
            yield "notice", _("Begun on {day} by {name}").format(day=day, name=by)
        case "paused" | "resumed" | "completed" | "briefed":
            words = {"paused": _("Paused"), "resumed": _("Resumed"), "completed": _("Completed")}
            yield "notice", f"{words.get(line.kind, '')} · {day}"


def _moment(at: Any) -> str:
    return "" if at is None else at.strftime("%d/%m/%Y %H:%M")

"""Whom a document is about, and which interview: the lines at its head (pure)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.documents.blocks import Block, Facts, Words
from assistant.dossier.dossier import Dossier, Interview
from assistant.interview.synthesis import Synthesis
from assistant.interview.transcript import Transcript
from assistant.language import _
from assistant.notation import grouped_nir, write_date


def held_on(interview: Interview) -> date:
    """The local day on which it began."""
    return interview.began.date()


def last_day(interview: Interview) -> date:
    """The local day on which it ended, or the last of its events."""
    transcript = interview.standing.transcript
    return (transcript.ended_at or transcript.events[-1].at).date()


def holders(transcript: Transcript) -> str:
    """Who held it, in the order in which they came."""
    ended = transcript.ended_at
    return ", ".join(dict.fromkeys(e.by for e in transcript.events if ended is None or e.at <= ended))


def status_words() -> dict[str, str]:
    """How an interview ended."""
    return {
        "completed": _("completed"),
        "in_progress": _("not finished"),
        "paused": _("not finished"),
        "refused": _("refused"),
        "withdrawn": _("stopped: consent withdrawn"),
    }


def head(dossier: Dossier, interview: Interview) -> Iterator[Block]:
    """The patient, and the interview with who held it and whether its signature stands."""
    transcript = interview.standing.transcript
    yield Words(dossier.patient.name, "strong")
    script, version, _digest = transcript.script.split("/")
    status = status_words().get(Synthesis(interview.standing).status, _("stopped"))
    if transcript.over and not transcript.signed:
        status += " · " + _("signature withdrawn")
    rows = [
        (_("Date of birth"), write_date(dossier.patient.birth_date)),
        (_("Dossier"), dossier.ref),
        (_("Held on"), write_date(held_on(interview))),
        (_("Held by"), holders(transcript)),
        (_("State"), status),
        (_("Recorded as"), interview.id),
        (_("Script"), f"{script} {version}"),
    ]
    if nir := dossier.patient.nir:
        rows.insert(1, (_("NIR"), grouped_nir(nir)))
    yield Facts(tuple(rows))
    changed = [event for event in transcript.events if event.kind == "amended"]
    if changed:
        last = changed[-1]
        said = _("Amended after its end, last on {day} by {name}: {reason}")
        yield Words(said.format(day=write_date(last.at.date()), name=last.by, reason=last.reason), "small")

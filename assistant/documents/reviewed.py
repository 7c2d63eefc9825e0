"""A transcript as it was read again, on paper: what was said, what was remarked and decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from assistant.documents.blocks import Block, Bullets, Heading, Part, Table, Words
from assistant.documents.who import head, status_words
from assistant.dossier.dossier import Dossier, Interview
from assistant.dossier.review import Remark
from assistant.language import _, labelled
from assistant.review.reading import Reading, ReadLine
from assistant.review.words import event_words, exchanged, kind_words, level_words, state_words


def reviewed(dossier: Dossier, interview: Interview) -> Part:
    """The transcript with its review."""
    title = _("Review: {script}").format(script=interview.standing.script.title)
    return Part(title, tuple(_blocks(dossier, interview)))


def _blocks(dossier: Dossier, interview: Interview) -> Iterator[Block]:
    review = interview.review
    reading = Reading(interview.standing, review)
    yield from head(dossier, interview)
    state = review.state(len(interview.standing.transcript.events))
    yield Heading(labelled(_("Review"), state_words()[state]))
    if review.damaged:
        yield Words(review.damaged)
    lines = tuple(f"{_moment(one.at)} · {one.by} · {exchanged(one)}" for one in review.exchange)
    yield Bullets(lines) if lines else Words(_("Nothing is decided."))
    if reading.whole:
        yield Words(_("About the whole"), "strong")
        yield Bullets(tuple(_remark(one) for one in reading.whole))
    yield from _conversation(reading)


def _conversation(reading: Reading) -> Iterator[Block]:
    yield Heading(_("What was said"))
    rows: list[tuple[str, ...]] = []
    strong = []
    section = ""
    for read in reading.lines:
        if read.line.section not in ("", section):
            section = read.line.section
            strong.append(len(rows))
            rows.append(("", section, ""))
        rows.append((str(read.seq), *_cells(read)))
    heads = (_("Line"), _("What was said"), _("Answer, and remarks"))
    yield Table(heads, tuple(rows), (0, 1, 1), (), tuple(strong))


def _cells(read: ReadLine) -> tuple[str, str]:
    line = read.line
    said = [f"{_moment(line.at)} · {line.by}", line.title or event_words()[line.kind], line.said]
    given = [status_words().get(line.text, line.text) if line.kind == "stopped" else line.text]
    if line.level:
        said.insert(1, level_words()[line.level])
    if line.before:
        given.append(labelled(_("Before"), line.before))
    given += [f"+ {point}" for point in line.heard]
    if line.explain:
        given.append(labelled(_("To explain"), line.explain))
    if line.reason:
        given.append(labelled(_("Reason"), line.reason))
    for alert in read.open:
        given.append(f"! {labelled(level_words()[alert.level], _('nothing written down'))}")
    given += [_remark(one) for one in read.remarks]
    return "\n".join(filter(None, said)), "\n".join(filter(None, given))


def _remark(one: Remark) -> str:
    settled = " ✓" if one.resolved else ""
    said = f"» {kind_words()[one.kind]} · {labelled(one.by, one.text)}{settled}"
    return "\n".join([said, *(f"  {labelled(reply.by, reply.text)}" for reply in one.replies)])


def _moment(at: datetime) -> str:
    return f"{at:%d/%m/%Y %H:%M}"

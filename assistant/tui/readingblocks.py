"""A transcript in blocks: each line with its time, what was remarked, what was decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from textual.content import Content

from assistant.dossier.review import Decided, Remark, Review
from assistant.language import _, labelled
from assistant.review.reading import Reading, ReadLine
from assistant.review.words import kind_words
from assistant.script.steps import Script
from assistant.tui.blocks import Block
from assistant.tui.conversation import rehearsed, shown
from assistant.tui.plain import joined, words

SILENT: Final = 5.0
"""Seconds from which a silence is said."""
WHOLE: Final = "whole"
"""The block of the whole transcript; the names of the others begin with a word that says what they are."""
EVENT, SECTION, REMARK = "event ", "section ", "remark "


def blocks(reading: Reading, patient: str) -> list[Block]:
    """Every block, from the title to the last line.

    Args:
        reading: the transcript.
        patient: what a simulated patient is called; empty where it is none.
    """
    script = reading.standing.script
    found = [Block(WHOLE, _whole(script, reading.review))]
    found += [_remark(one) for one in reading.whole]
    section = ""
    for one in reading.lines:
        content = _line(one, patient)
        if not content.plain and not one.remarks:
            continue
        if one.line.section and one.line.section != section:
            section = one.line.section
            named = next((part.id for part in script.sections if str(part.title) == section), "")
            found.append(Block(f"{SECTION}{named} {one.seq}", words(f"\n{section}", "bold underline")))
        found += [_remark(remark) for remark in one.remarks if remark.section is not None]
        found.append(Block(f"{EVENT}{one.seq}", content, _heads(one)))
        found += [_remark(remark) for remark in one.remarks if remark.section is None]
    return found


def _whole(script: Script, review: Review) -> Content:
    """The title, and what was decided so far."""
    said = [words(str(script.title), "bold")]
    if review.damaged:
        said.append(words(f"! {review.damaged}", "bold"))
    for one in review.exchange:
        if isinstance(one, Decided):
            said.append(_decided(one))
        else:
            sentence = _("Answered on {day} by {name}: {text}")
            said.append(words(sentence.format(day=_instant(one.at), name=one.by, text=one.text)))
    return joined(*said)


def _decided(one: Decided) -> Content:
    sentences = {
        "approved": _("Approved on {day} by {name}, signed"),
        "queried": _("Queried on {day} by {name}"),
        "returned": _("Returned on {day} by {name}"),
    }
    said = sentences[one.state].format(day=_instant(one.at), name=one.by)
    return words(labelled(said, one.reason) if one.reason else said, "bold")


def _line(one: ReadLine, patient: str) -> Content:
    content = rehearsed(one.line, patient) if patient else shown(one.line)
    return joined(content, *_open(one))


def _heads(one: ReadLine) -> list[str]:
    """The number and the time of a line; under it the time since the one before, where that is long."""
    first = f"{one.seq:>3}{'●' if one.unread else ' '}{one.line.at:%H:%M:%S}"
    return [first, f"   +{_time(one.pause)}"] if one.pause >= SILENT else [first]


def _open(one: ReadLine) -> Iterator[Content]:
    for alert in one.open:
        yield words("! " + _("Alert: {text}").format(text=alert.say), "bold")
        yield words("  " + _("Nothing was done about it."), "bold")


def _time(seconds: float) -> str:
    whole = round(seconds)
    if whole < 60:
        return _("{count} s").format(count=whole)
    if whole < 3600:
        return _("{minutes} min {seconds} s").format(minutes=whole // 60, seconds=whole % 60)
    return _("{hours} h {minutes} min").format(hours=whole // 3600, minutes=whole % 3600 // 60)


def _remark(one: Remark) -> Block:
    head = f"{kind_words()[one.kind]} · {one.by} · {_instant(one.at)}"
    said = [Content.assemble(words(f"▸ {head}", "bold"), words(_where(one), "dim"))]
    said.append(words(f"  {one.text}"))
    said += [
        words("  ↳ " + labelled(f"{reply.by} · {_instant(reply.at)}", reply.text)) for reply in one.replies
    ]
    if one.resolved is not None:
        name, at = one.resolved
        settled = _("settled by {name} on {day}").format(name=name, day=_instant(at))
        said.append(words(f"  ✓ {settled}", "dim"))
    return Block(f"{REMARK}{one.id}", joined(*said))


def _where(one: Remark) -> str:
    if one.event is not None:
        return ""
    return " · " + (_("on the whole") if one.section is None else _("on the section"))


def _instant(at: datetime) -> str:
    return at.strftime("%d/%m/%Y %H:%M")

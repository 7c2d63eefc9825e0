"""What the cursor of a transcript stands on: a line, a section, a remark, the whole."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.dossier.review import Remark
from assistant.language import _
from assistant.notation import shorten
from assistant.review.reading import Reading
from assistant.tui.readingblocks import EVENT, REMARK, SECTION


@dataclass(frozen=True, slots=True)
class Place:
    """Where a remark would be pinned, and the remark that is there."""

    seq: int
    """Number of the line, or of the one that it stands above; 0 at the title."""
    event: int | None
    """What a remark here is pinned to: a line, a section, or the whole where neither is given."""
    section: str | None
    remark: Remark | None
    """The remark there; on a line, the first one that is open."""


def place_of(reading: Reading, block: str) -> Place:
    """What a block is.

    Args:
        reading: the transcript.
        block: name of the block.
    """
    if block.startswith(REMARK):
        name = block.removeprefix(REMARK)
        held = (one.seq for one in reading.lines if any(remark.id == name for remark in one.remarks))
        remark = reading.review.remarks.get(name)
        if remark is not None:
            return Place(next(held, 0), remark.event, remark.section, remark)
    if block.startswith(SECTION):
        _word, name, seq = block.split(" ")
        return Place(int(seq) - 1, None, name or None, None)
    if block.startswith(EVENT):
        at = int(block.removeprefix(EVENT))
        on = [remark for one in reading.lines if one.seq == at for remark in one.remarks]
        return Place(at, at, None, next((one for one in on if one.open), next(iter(on), None)))
    return Place(0, None, None, None)


def about_words(reading: Reading, place: Place) -> str:
    """What a remark there is about."""
    if place.event is not None:
        line = next((one.line for one in reading.lines if one.seq == place.event), None)
        what = "" if line is None else shorten(line.title or line.said or line.text)
        return _("On line {number}: {what}").format(number=place.event, what=what)
    if place.section is not None:
        titles = {one.id: str(one.title) for one in reading.standing.script.sections}
        return _("On the section {title}").format(title=titles.get(place.section, place.section))
    return _("On the whole interview")

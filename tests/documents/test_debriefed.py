"""The debrief as a page and on paper: time by section, and the line of everything that was done."""

from __future__ import annotations

from assistant.documents.blocks import Table
from assistant.documents.debrief import page
from assistant.documents.debriefed import debriefed as on_paper
from assistant.rehearsal.proof import debriefed
from assistant.rehearsal.words import section_words
from tests.rehearsal.practising import average, rehearse


def test_page_and_paper_give_time_by_section_and_the_line_of_each_thing_done() -> None:
    session = rehearse("garden")
    average(session)
    found = debriefed(session)
    points = next(block for block in on_paper(found).blocks if isinstance(block, Table))
    shown = page(found)
    section = next(one for one in found.sections if one.seconds)
    assert section_words(section) in [row[0] for row in points.rows]
    assert section_words(section) in shown
    assert " s)" in section_words(section)
    consent = next(one for one in found.items if one.item.about == ("step", "consent"))
    assert consent.line is not None
    whys = {row[0]: row[1] for row in points.rows}
    assert whys[consent.item.title].endswith(f"[ligne {consent.line}]")
    assert f"[ligne {consent.line}]" in shown

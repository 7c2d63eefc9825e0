"""The debrief of a rehearsal, on paper."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.documents.blocks import Block, Boxed, Bullets, Heading, Part, Table, Words
from assistant.language import _, ngettext
from assistant.notation import write_date
from assistant.rehearsal.scored import Debrief, Judged, not_scored
from assistant.rehearsal.words import difficulty_words, mode_words, section_words, why_words


def debriefed(found: Debrief) -> Part:
    """What was missed, what went well, every point with its reason."""
    return Part(str(found.attempt.case.title), tuple(_blocks(found)), _("REHEARSAL"))


def _blocks(found: Debrief) -> Iterator[Block]:
    attempt, case = found.attempt, found.attempt.case
    began = attempt.interview.began
    yield Words(
        f"{attempt.by} · {write_date(began.date())} · {difficulty_words()[case.difficulty]}"
        f" · {mode_words()[attempt.practised.mode]}"
    )
    said = [
        _("{points} points of {of}: {percent} %").format(
            points=found.points, of=found.of, percent=found.percent
        )
    ]
    if flags := len(found.red_flags):
        said.append(
            ngettext("{count} red flag missed", "{count} red flags missed", flags).format(count=flags)
        )
    yield Boxed(" · ".join(said))
    if not found.finished:
        yield Words(_("This rehearsal was not held to its end: what was not reached counts as missed."))
    for title, missed in ((_("Red flags missed"), found.red_flags), (_("Also missed"), found.missed)):
        if missed:
            yield Heading(title)
        for one in missed:
            yield from _missed(one)
    if found.well:
        yield Heading(_("What went well"))
        yield Bullets(tuple(one.item.title for one in found.well))
    yield Heading(_("What this case is about"))
    yield Words(str(case.teaches))
    if more := tuple(str(one) for one in (*case.needs, *case.worries)):
        yield Bullets(more)
    yield from _points(found)
    yield Heading(_("Recorded and true"))
    rows = tuple((one.title, one.recorded, one.true, "" if one.right else "≠") for one in found.compared)
    yield Table((_("Question"), _("Recorded"), _("True"), ""), rows, (3, 3, 3, 0))
    yield Words(not_scored(), "small")


def _missed(one: Judged) -> Iterator[Block]:
    yield Words(f"{one.item.title} ({one.points}/{one.of})", "strong")
    lines = [part.why for part in one.parts if not part.done]
    if one.could is not None:
        lines.append(
            _("It could have been done at line {line}: {at}.").format(line=one.could, at=one.could_be)
        )
    if one.item.consequence:
        lines.append(f"{one.item.consequence} ({one.item.source})")
    if lines:
        yield Bullets(tuple(lines))


def _points(found: Debrief) -> Iterator[Block]:
    rows: list[tuple[str, ...]] = []
    strong = []
    for section in found.sections:
        strong.append(len(rows))
        rows.append((section_words(section), "", f"{section.points} / {section.of}"))
        for one in section.items:
            rows.append((one.item.title, why_words(one), f"{one.points} / {one.of}"))
    yield Heading(_("Points"))
    heads = (_("Expected"), _("Why"), _("Points"))
    yield Table(heads, tuple(rows), (2, 4, 0), (2,), tuple(strong))

"""A debrief in words: each thing with its points, why, where it could have been, and what may follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.table import Table
from rich.text import Text
from textual.content import Content
from textual.visual import VisualType

from assistant.interview.conversation import stopped
from assistant.language import _, labelled, ngettext
from assistant.rehearsal.scored import Compared, Debrief, Judged, SectionScore, State, not_scored
from assistant.rehearsal.words import mode_words
from assistant.tui.plain import joined, safe, words
from assistant.tui.rehearsalwords import percent

BAR = 10
"""Cells of a full bar."""


def headline(said: Debrief) -> Content:
    """The case, the score, how it was held."""
    attempt = said.attempt
    began = attempt.interview.began
    parts = [mode_words()[attempt.practised.mode], began.strftime("%d/%m/%Y")]
    score = f"{attempt.case.title!s} · {percent(said.percent)}"
    return Content.assemble(words(score, "bold"), words(" · " + " · ".join(parts)))


def blocks(said: Debrief) -> Iterator[tuple[str, VisualType]]:
    """The parts of the debrief by name: what was missed and is grave comes first."""
    yield "ended", _ended(said)
    yield "flags", _flags(said.red_flags)
    yield "sections", _sections(said)
    yield "missed", _missed(said.missed)
    yield "well", _well(said.well)
    yield "compared", _compared(said.compared)
    yield "points", _points(said.sections)
    yield "about", _about(said)


def _heading(text: str) -> Content:
    return words(text, "bold underline")


def _ended(said: Debrief) -> Content:
    transcript = said.attempt.interview.standing.transcript
    how = stopped(transcript.stopped_as) if transcript.stopped_as else ""
    if said.left:
        how = _("Stopped midway, not at the patient’s wish: what was not reached counts as missed.")
    elif not transcript.over and said.finished:
        how = _("Left for the emergency, as it should be: help comes first.")
    elif not transcript.over:
        how = _("Not completed: this is what it came to so far.")
    total = _("Score: {points} points of {of} ({percent})").format(
        points=said.points, of=said.of, percent=percent(said.percent)
    )
    return joined(words(total, "bold"), words(how))


def _flags(flags: Iterable[Judged]) -> Content:
    shown = [
        joined(
            words(f"! {one.item.title}", "bold"),
            words("  " + one.item.consequence) if one.item.consequence else Content(""),
            *_whys(one),
            words("  " + labelled(_("Source"), one.item.source), "dim") if one.item.source else Content(""),
        )
        for one in flags
    ]
    if not shown:
        return joined(_heading(_("Red flags")), words(_("No red flag was missed.")))
    count = ngettext("{count} red flag missed", "{count} red flags missed", len(shown))
    return joined(_heading(count.format(count=len(shown))), *shown)


def _whys(one: Judged) -> Iterator[Content]:
    """Why points are missing, and where they could have been had."""
    for part in one.parts:
        if not part.done:
            yield words("  " + part.why)
    if one.could is None:
        return
    at = labelled(str(one.could), one.could_be) if one.could_be else str(one.could)
    yield words("  " + _("It could have been at line {line}").format(line=at), "dim")


def _sections(said: Debrief) -> Content:
    width = max((len(section.title) for section in said.sections), default=0)
    lines = []
    for section in said.sections:
        full = BAR * section.points // section.of if section.of else 0
        minutes = _("{count} min").format(count=-(-section.seconds // 60)) if section.seconds else ""
        bar = "█" * full + "·" * (BAR - full)
        row = f"{section.title:<{width}}  {bar}  {section.points:>3} / {section.of:<3}  {minutes:>6}"
        lines.append(words(row.rstrip()))
    return joined(_heading(_("By section: points, time")), *lines)


def _states() -> dict[State, str]:
    return {
        "missed": _("missed"),
        "asked": _("asked, not recorded as it is"),
        "answered": _("recorded"),
        "explained": _("explained"),
        "done": _("done"),
    }


def _missed(missed: Iterable[Judged]) -> Content:
    shown = [
        joined(
            Content.assemble(
                words(f"- {one.item.title}", "bold"),
                words(f" · {_states()[one.state]} · {one.points}/{one.of}"),
            ),
            *_whys(one),
        )
        for one in missed
    ]
    return joined(_heading(_("Also missed, or not whole")), *shown) if shown else Content("")


def _well(well: Iterable[Judged]) -> Content:
    shown = [words(f"✓ {one.item.title}") for one in well]
    return joined(
        _heading(_("What went well")), *(shown or [words(_("Nothing that weighs much, this time."))])
    )


def _compared(rows: Iterable[Compared]) -> Table:
    table = Table(box=None, expand=True, padding=(0, 1, 0, 0), show_edge=False)
    heads = ("", _("Question"), _("Recorded"), _("True"))
    for head, ratio in zip(heads, (None, 3, 3, 3), strict=True):
        table.add_column(Text(head, "bold underline"), ratio=ratio, width=1 if ratio is None else None)
    for one in rows:
        style = "" if one.right else "bold"
        cells = ("✓" if one.right else "✗", one.title, one.recorded, one.true)
        table.add_row(*(Text(safe(cell), style) for cell in cells))
    return table


def _points(sections: Iterable[SectionScore]) -> Content:
    lines = [_heading(_("Every point"))]
    for section in sections:
        lines.append(words(f"{section.title} · {section.points}/{section.of}", "bold"))
        for one in section.items:
            at = "" if one.line is None else " " + _("[line {line}]").format(line=one.line)
            lines.append(words(f"  {one.item.title} · {one.points}/{one.of}{at}"))
            lines += [
                words(f"    {'✓' if part.done else '✗'} {part.points}/{part.of} {part.why}", "dim")
                for part in one.parts
            ]
    return joined(*lines)


def _about(said: Debrief) -> Content:
    case = said.attempt.case
    parts = [_heading(_("What the case teaches")), words(str(case.teaches))]
    for title, texts in (
        (_("What troubles the patient"), case.worries),
        (_("What the patient needs"), case.needs),
    ):
        if texts:
            parts += [words(title, "bold"), *(words(f"- {text}") for text in texts)]
    return joined(*parts, words(_("What is not scored"), "bold"), words(not_scored()))

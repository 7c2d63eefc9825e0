"""The debrief as a page to print: one self-contained file, everything escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.documents.interview import talk
from assistant.documents.page import framed, written
from assistant.language import _, ngettext
from assistant.notation import write_date
from assistant.rehearsal.scored import Debrief, Judged, not_scored
from assistant.rehearsal.words import difficulty_words, mode_words, section_words, why_words


def page(found: Debrief, *, whole: bool = False) -> str:
    """The page, in the current language; the whole one has the conversation at its end."""
    attempt = found.attempt
    held = talk(attempt.interview, attempt.case.patient.given_name) if whole else ()
    return framed(str(attempt.case.title), [*_body(found), *held], _("REHEARSAL"))


def _body(found: Debrief) -> Iterator[str]:
    attempt, case = found.attempt, found.attempt.case
    began = attempt.interview.began
    how = f"{difficulty_words()[case.difficulty]} · {mode_words()[attempt.practised.mode]}"
    yield f"<p>{written(attempt.by)} · {write_date(began.date())} · {written(how)}</p>"
    score = _("{points} points of {of}: {percent} %").format(
        points=found.points, of=found.of, percent=found.percent
    )
    yield f'<p class="score">{written(score)}</p>'
    if flags := len(found.red_flags):
        counted = ngettext("{count} red flag missed", "{count} red flags missed", flags).format(count=flags)
        yield f'<p class="score flag">{written(counted)}</p>'
    if not found.finished:
        unfinished = _("This rehearsal was not held to its end: what was not reached counts as missed.")
        yield f"<p>{written(unfinished)}</p>"
    yield from _list(_("Red flags missed"), [_missed(one, grave=True) for one in found.red_flags])
    yield from _list(_("Also missed"), [_missed(one, grave=False) for one in found.missed])
    yield from _list(_("What went well"), [f"<li>{written(one.item.title)}</li>" for one in found.well])
    yield from _points(found)
    yield from _compared(found)
    yield f"<h2>{written(_('What this case is about'))}</h2>\n<p>{written(str(case.teaches))}</p>"
    more = [f"<li>{written(str(one))}</li>" for one in (*case.needs, *case.worries)]
    yield from ["<ul>", *more, "</ul>"] if more else []
    yield f'<p class="why">{written(not_scored())}</p>'


def _list(title: str, rows: Iterable[str]) -> Iterator[str]:
    if found := list(rows):
        yield f"<h2>{written(title)}</h2>\n<ul>"
        yield from found
        yield "</ul>"


def _missed(one: Judged, *, grave: bool) -> str:
    parts = [f"<strong>{written(one.item.title)}</strong> ({one.points}/{one.of})"]
    parts += [f'<div class="why">{written(part.why)}</div>' for part in one.parts if not part.done]
    if one.could is not None:
        where = _("It could have been done at line {line}: {at}.").format(line=one.could, at=one.could_be)
        parts.append(f'<div class="where">{written(where)}</div>')
    if one.item.consequence:
        parts.append(f"<div>{written(one.item.consequence)} <em>({written(one.item.source)})</em></div>")
    return f"<li{' class=flag' if grave else ''}>{''.join(parts)}</li>"


def _points(found: Debrief) -> Iterator[str]:
    yield f"<h2>{written(_('Points'))}</h2>\n<table>"
    for section in found.sections:
        yield f'<tr><th colspan="2">{written(section_words(section))}</th>'
        yield f'<th class="n">{section.points} / {section.of}</th></tr>'
        for one in section.items:
            yield f'<tr><td>{written(one.item.title)}</td><td class="why">{written(why_words(one))}</td>'
            yield f'<td class="n">{one.points} / {one.of}</td></tr>'
    yield "</table>"


def _compared(found: Debrief) -> Iterator[str]:
    yield f"<h2>{written(_('Recorded and true'))}</h2>\n<table>"
    heads = (_("Question"), _("Recorded"), _("True"))
    yield "<tr>" + "".join(f"<th>{written(head)}</th>" for head in heads) + "</tr>"
    for one in found.compared:
        mark = "" if one.right else ' class="wrong"'
        cells = (one.title, one.recorded, one.true)
        yield f"<tr{mark}>" + "".join(f"<td>{written(cell)}</td>" for cell in cells) + "</tr>"
    yield "</table>"

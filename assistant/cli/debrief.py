"""`assistant debrief`: what a rehearsal missed, and what went well."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.output import Outcome
from assistant.cli.rehearse import practice
from assistant.language import _, ngettext

if TYPE_CHECKING:
    from assistant.rehearsal.attempts import Attempt
    from assistant.rehearsal.scored import Debrief, Judged
    from assistant.store.store import Store


def describe() -> str:
    """What the command does."""
    return _("What a rehearsal missed, where it could have been asked, why it matters, and what went well.")


def options(parser: ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("id", metavar="ID", help=_("id of the rehearsal"))
    parser.add_argument("--lines", action="store_true", help=_("the conversation too, its lines numbered"))
    parser.add_argument("--html", metavar="FILE", help=_("write it as a page to print"))


def run(given: Namespace) -> Outcome:
    """Debrief one rehearsal."""
    from assistant.rehearsal.attempts import read
    from assistant.rehearsal.debrief import debrief

    with practice(given) as store:
        attempt = read(store, given.id)
        found = debrief(attempt)
        if given.html:
            _write(store, found, Path(given.html), whole=given.lines)
    notices = []
    if given.html:
        notices.append(_("{path} is written: open it in a browser to print it.").format(path=given.html))
    held = numbered(attempt) if given.lines else ()
    return Outcome(found.to_json(), [*lines(found), *held], notices=notices)


def _write(store: Store, found: Debrief, path: Path, *, whole: bool) -> None:
    from assistant.documents.debrief import page
    from assistant.store.leaving import let_out

    name = found.attempt.interview.id
    let_out(store, path, [page(found, whole=whole).encode()], replaces=True, what="debrief", transcript=name)


def numbered(attempt: Attempt) -> Iterator[str]:
    """The conversation, each line with the number by which the debrief names it."""
    from assistant.cli.plain import spoken
    from assistant.interview.conversation import conversation

    yield ""
    for line in conversation(attempt.interview.standing):
        first, *more = spoken(line)
        yield f"{line.seq:>4}  {first}"
        yield from (f"      {one}" for one in more)


def lines(found: Debrief) -> Iterator[str]:
    """The debrief in words: what is grave first."""
    from assistant.rehearsal.scored import not_scored
    from assistant.rehearsal.words import difficulty_words, mode_words, section_words

    case, practised = found.attempt.case, found.attempt.practised
    yield f"{case.title} · {difficulty_words()[case.difficulty]} · {mode_words()[practised.mode]}"
    yield _("{points} points of {of}: {percent} %").format(
        points=found.points, of=found.of, percent=found.percent
    )
    if found.red_flags:
        yield ngettext("{count} red flag missed", "{count} red flags missed", len(found.red_flags)).format(
            count=len(found.red_flags)
        )
    if not found.finished:
        yield _("This rehearsal was not held to its end: what was not reached counts as missed.")
    if found.red_flags:
        yield from ("", _("RED FLAGS MISSED"))
        for one in found.red_flags:
            yield from _missed(one)
            yield f"     {one.item.consequence} ({one.item.source})"
    if found.missed:
        yield from ("", _("ALSO MISSED"))
        for one in found.missed:
            yield from _missed(one)
    if found.well:
        yield from ("", _("WHAT WENT WELL"))
        yield from (f"  + {one.item.title}" for one in found.well)
    yield from ("", _("POINTS"))
    for section in found.sections:
        yield f"  {section.points:>3} / {section.of:<3}  {section_words(section)}"
    yield from ("", str(case.teaches))
    yield from (f"  · {one}" for one in (*case.needs, *case.worries))
    yield from ("", not_scored())


def _missed(one: Judged) -> Iterator[str]:
    where = ""
    if one.could is not None:
        where = " " + _("[line {line}: {at}]").format(line=one.could, at=one.could_be)
    yield f"  ! {one.item.title} ({one.points}/{one.of}){where}"
    for part in one.parts:
        if not part.done:
            yield f"     {part.why}"

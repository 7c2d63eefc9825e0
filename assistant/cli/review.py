"""`assistant review`: transcripts read again, and what comes of it."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from assistant.cli.opening import local_day
from assistant.cli.output import Outcome, printable, table
from assistant.cli.parser import nested
from assistant.cli.rehearse import practice
from assistant.cli.unlocking import open_store
from assistant.dossier.review import DECISIONS, REMARKS, STATES
from assistant.errors import RightsError
from assistant.language import _, ngettext
from assistant.notation import read_date
from assistant.settings import read_settings

if TYPE_CHECKING:
    from assistant.review.queue import Filter, Queued
    from assistant.store.store import Store

ROLES = ("pharmacist", "supervisor", "student")
UNREAD = "●"
"""Stands before what whoever asks never opened."""
ACTS = ("remark", "reply", "resolve", "decide", "answer")


def describe() -> str:
    """What the command does."""
    return _("Read transcripts again: which ones and why, remarks, decisions, what they all come to.")


def options(parser: ArgumentParser) -> None:
    """The options of the command."""
    commands = parser.add_subparsers(dest="action", required=True, metavar="queue|show|…")
    queued = nested(commands, "queue", _("the transcripts that need reading most, and why"))
    show = nested(commands, "show", _("one transcript as it happened, with what was remarked and decided"))
    search = nested(commands, "search", _("the transcripts that hold all these words, remarks included"))
    remark = nested(commands, "remark", _("pin a remark to a line, a section or the whole"))
    reply = nested(commands, "reply", _("answer a remark"))
    resolve = nested(commands, "resolve", _("settle a remark"))
    decide = nested(commands, "decide", _("approve, query or return a transcript; signed"))
    answer = nested(commands, "answer", _("answer a transcript that was queried or returned"))
    overview = nested(commands, "overview", _("what the transcripts come to, by person and by month"))
    trail = nested(commands, "trail", _("the audit trail: who opened, reviewed, exported what"))
    every = (queued, show, search, remark, reply, resolve, decide, answer, overview, trail)
    for command in (show, remark, reply, resolve, decide, answer):
        command.add_argument("id", metavar="ID", help=_("id of the transcript"))
    search.add_argument("words", metavar="WORDS", nargs="+", help=_("words; accents and case are ignored"))
    for command in (reply, resolve):
        command.add_argument("remark", metavar="REMARK", help=_("id of the remark, such as r2"))
    decide.add_argument("decision", metavar="|".join(DECISIONS), choices=DECISIONS, help=_("the decision"))
    for command in (remark, reply, answer):
        command.add_argument("text", metavar="TEXT", help=_("what is said; it is kept"))
    for command in every:
        command.add_argument("--rehearsals", action="store_true", help=_("among what is practised on"))
    show.add_argument(
        "--beside", action="store_true", help=_("with the same patient's previous one, or the debrief")
    )
    remark.add_argument("--kind", choices=REMARKS, required=True, help=_("what kind of remark it is"))
    about = remark.add_mutually_exclusive_group()
    about.add_argument("--line", type=int, metavar="N", help=_("number of the line, as `show` has it"))
    about.add_argument("--section", metavar="S", help=_("id of a section of the script"))
    decide.add_argument("--reason", metavar="TEXT", default="", help=_("why; needed but to approve"))
    trail.add_argument("--csv", metavar="FILE", help=_("write it as a table for a spreadsheet"))
    for command in (queued, search, overview):
        _filters(command)
    queued.add_argument("--all", action="store_true", help=_("also what needs no reading"))
    queued.add_argument("--unread", action="store_true", help=_("only what you never opened"))


def _filters(parser: ArgumentParser) -> None:
    parser.add_argument("--person", metavar="NAME", default="", help=_("who held it, or a part of the name"))
    parser.add_argument("--role", choices=ROLES, default="", help=_("the role of who held it"))
    parser.add_argument(
        "--patient", metavar="REF", default="", help=_("ref of the patient, or a part of the name")
    )
    parser.add_argument("--script", metavar="ID", default="", help=_("id of the script"))
    parser.add_argument("--state", choices=STATES, default="", help=_("where its review stands"))
    parser.add_argument("--since", metavar="DATE", help=_("first day"))
    parser.add_argument("--until", metavar="DATE", help=_("last day"))


def run(given: Namespace) -> Outcome:
    """Do one of them."""
    if given.action in ACTS:
        from assistant.cli import reviewing

        return reviewing.run(given)
    if given.action == "show":
        from assistant.cli import rereading

        return rereading.run(given)
    if given.action == "overview":
        from assistant.cli import overviewing

        return overviewing.run(given)
    if given.action == "trail":
        from assistant.cli import trail

        return trail.run(given)
    return {"queue": _queue, "search": _search}[given.action](given)


@contextmanager
def reviewed(given: Namespace) -> Iterator[Store]:
    """The dossiers whose transcripts are read: the real ones, or those that are practised on.

    Raises:
        NotFoundError: there is no store, or nobody of this name in it.
        LockedError: no passphrase, a wrong one, too many tries.
    """
    if not given.rehearsals:
        with open_store(given) as store:
            yield store
        return
    with practice(given) as store:
        try:
            yield store
        finally:
            for notice in store.notices:
                sys.stderr.write(printable(notice) + "\n")


def not_a_student(store: Store) -> None:
    """Go on only for who looks at the transcripts of others.

    Raises:
        RightsError: a student looks at their own.
    """
    if store.person.role == "student":
        raise RightsError(_("A student reads their own rehearsals: `review queue` and `review show`."))


def chosen_of(given: Namespace, store: Store) -> Filter:
    """What is asked for; a student's own alone, which `own` then looks at closer.

    Raises:
        InputError: a day is none.
    """
    from assistant.review.queue import Filter

    day = local_day()
    return Filter(
        person=store.person.name if store.person.role == "student" else given.person,
        role=given.role,
        patient=given.patient,
        script=given.script,
        state=given.state,
        since=None if given.since is None else read_date(given.since, day),
        until=None if given.until is None else read_date(given.until, day),
        everything=getattr(given, "all", False) or store.person.role == "student",
    )


def own(store: Store, transcript: str) -> bool:
    """Whether whoever asks may read this one: a student reads what they held."""
    if store.person.role != "student":
        return True
    try:
        store.interview(transcript)
    except RightsError:
        return False
    return True


def _queue(given: Namespace) -> Outcome:
    from assistant.review.needs import doubts
    from assistant.review.queue import queue

    with reviewed(given) as store:
        rate = read_settings().review_sample
        found = queue(store, store.audit, chosen_of(given, store), rate, store.clock.now())
        found = [one for one in found if own(store, one.line.id)]
        if given.unread:
            found = [one for one in found if one.unread_by(store.person.name)]
        damaged, name = store.damaged(), store.person.name
    lines = [line for one in found for line in _queued(one, name)]
    notices = [*damaged, *doubts()] if found else [_("No transcript needs to be read."), *damaged]
    return Outcome([one.to_json() for one in found], lines, notices=notices)


def _queued(one: Queued, name: str) -> list[str]:
    from assistant.review.words import state_words

    line, digest = one.line, one.digest
    cells = (line.id, one.patient.ref, one.patient.name, line.script, moment(line.started_at), digest.by)
    said = "  ".join((*cells, state_words()[digest.state]))
    if digest.open_remarks:
        count = ngettext("{count} open remark", "{count} open remarks", digest.open_remarks)
        said += "  " + count.format(count=digest.open_remarks)
    mark = UNREAD if one.unread_by(name) else " "
    return [f"{mark} {said}", *(f"      - {why}" for why in one.why)]


def moment(instant: str) -> str:
    """An instant in ISO 8601 as lists show it."""
    return instant[:16].replace("T", " ")


def _search(given: Namespace) -> Outcome:
    from assistant.review.search import Search

    with reviewed(given) as store:
        hits = Search(store).find(" ".join(given.words), chosen_of(given, store))
        hits = [hit for hit in hits if own(store, hit.transcript)]
        damaged = store.damaged()
    rows = [
        [hit.transcript, hit.ref, hit.patient, hit.script, moment(hit.started_at), f"{hit.event}", hit.text]
        for hit in hits
    ]
    notices = damaged if hits else [_("No transcript holds all these words."), *damaged]
    result: list[dict[str, Any]] = [hit.to_json() for hit in hits]
    return Outcome(result, table(rows), notices=notices)

"""`assistant interview`: hold an interview on screen, line by line, or as a protocol."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from assistant.cli.output import Outcome
from assistant.cli.unlocking import open_store
from assistant.language import _

if TYPE_CHECKING:
    from assistant.interview.sitting import Sitting
    from assistant.store.store import Store
    from assistant.voice.speaker import Speaker


def describe() -> str:
    """What the command does."""
    return _("Hold an interview with a patient.")


def options(parser: ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("ref", metavar="REF", help=_("ref of the patient"))
    parser.add_argument(
        "--script",
        default="both",
        metavar="avk|observance|both",
        help=_("what to ask: avk, observance, both (default), or another script's id"),
    )
    parser.add_argument("--resume", action="store_true", help=_("take up the unfinished interview again"))
    parser.add_argument("--speak", action="store_true", help=_("read each question aloud"))
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--plain", action="store_true", help=_("line by line, for screen readers and pipes"))
    ways.add_argument("--jsonl", action="store_true", help=_("as JSON Lines, for another program"))


def run(given: Namespace) -> Outcome | None:
    """Hold it the way that was chosen."""
    names = ("avk", "observance") if given.script == "both" else (given.script,)
    if not (given.plain or given.jsonl):
        from assistant.cli.screens import hold

        hold(given, names)
        return None
    from assistant.clock import today
    from assistant.dossier.leaving import caution

    with open_store(given) as store:
        if given.plain and not given.resume and store.summary(given.ref).unfinished:
            notice = _("An unfinished interview of this patient is kept: --resume goes on with it.")
            sys.stderr.write(notice + "\n")
        sitting = sitting_of(store, given.ref, names, resume=given.resume)
        said = [*store.notices, caution(store.summary(given.ref), today(store.clock))]
        store.notices.clear()
        sys.stderr.writelines(f"{sentence}\n" for sentence in said if sentence)  # before the first question
        from assistant.cli.yearsets import account_of
        from assistant.interview.dialogue import Dialogue

        year = None if store.access.rehearsal else partial(account_of, store, given.ref)

        if given.jsonl:
            from assistant.cli.jsonl import converse

            converse(Dialogue(sitting), year)
        else:
            from assistant.cli.plain import Plain, print_lines

            with speaking(given) as speaker:
                Plain(Dialogue(sitting), speaker).converse()
            if year is not None and sitting.over and (told := year()):
                print_lines(["", *told.lines])
    return None


@contextmanager
def speaking(given: Namespace) -> Iterator[Speaker | None]:
    """What reads aloud, where that was asked for; silent at the end."""
    if not given.speak:
        yield None
        return
    from assistant.voice.speaker import Speaker

    speaker = Speaker()
    try:
        yield speaker
    finally:
        speaker.stop()
        speaker.wait()


def sitting_of(store: Store, ref: str, names: tuple[str, ...], *, resume: bool) -> Sitting:
    """The sitting asked for."""
    from assistant.store.sittings import begin_sitting, resume_sitting

    return (resume_sitting if resume else begin_sitting)(store, ref, names)

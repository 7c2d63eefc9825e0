"""`assistant rehearse`: practise an interview on a simulated patient."""

from __future__ import annotations

import secrets
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from assistant.cli.interview import speaking
from assistant.cli.output import Outcome, table
from assistant.cli.unlocking import entry_of, keys_of
from assistant.errors import InputError
from assistant.language import _, labelled

if TYPE_CHECKING:
    from assistant.rehearsal.progress import Progress
    from assistant.store.store import Store

SEEDS = 1_000_000


def describe() -> str:
    """What the command does."""
    return _("Practise an interview on a simulated patient; it is kept apart and never counts for the year.")


def options(parser: ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("case", metavar="CASE|list", help=_("id or file of a case; `list` names them all"))
    parser.add_argument(
        "--seed", type=int, metavar="N", help=_("the same number brings the same words; chosen if not given")
    )
    parser.add_argument(
        "--mode",
        choices=("guided", "practice", "exam"),
        default="practice",
        help=_("with hints, without (default), or timed and without going back"),
    )
    parser.add_argument("--resume", action="store_true", help=_("take up the unfinished rehearsal again"))
    parser.add_argument("--speak", action="store_true", help=_("hear the patient"))
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--plain", action="store_true", help=_("line by line, for screen readers and pipes"))
    ways.add_argument("--jsonl", action="store_true", help=_("as JSON Lines, for another program"))


def run(given: Namespace) -> Outcome | None:
    """List the cases, or practise on one."""
    if given.case == "list":
        return _list(given)
    from assistant.rehearsal.library import find_case

    case = find_case(given.case)  # said before a passphrase is asked for
    if not (given.plain or given.jsonl):
        from assistant.cli.screens import practise

        practise(given)
        return None
    from assistant.rehearsal.attempts import begin, resume, unfinished
    from assistant.rehearsal.dialogue import RehearsalDialogue

    with practice(given) as store:
        left = unfinished(store, case.id)
        if given.resume:
            if left is None:
                raise InputError(_("No rehearsal of this case is unfinished. Begin one without --resume."))
            sitting = resume(store, left)
        else:
            if left is not None:
                notice = _("An unfinished rehearsal of this case is kept: --resume goes on with it.")
                sys.stderr.write(notice + "\n")
            seed = secrets.randbelow(SEEDS) if given.seed is None else given.seed
            sitting = begin(store, case, seed, given.mode)
        dialogue = RehearsalDialogue(sitting)
        if given.jsonl:
            from assistant.cli.jsonl import converse

            converse(dialogue)
            return None
        from assistant.cli.rehearsing import PlainRehearsal

        with speaking(given) as speaker:
            PlainRehearsal(dialogue, case, speaker).converse()
    return None


@contextmanager
def practice(given: Namespace) -> Iterator[Store]:
    """What whoever asks practises on.

    Raises:
        NotFoundError: there is no store, or nobody of this name in it.
        LockedError: no passphrase, a wrong one, too many tries.
    """
    entry = entry_of(given)
    with entry.store(keys_of(given, entry), rehearsal=True) as store:
        yield store


def _list(given: Namespace) -> Outcome:
    from assistant.rehearsal.library import cases, unread
    from assistant.rehearsal.progress import progress
    from assistant.rehearsal.words import difficulty_words

    with practice(given) as store:
        found = progress(store, store.person.name)
    known = list(cases())
    rows = [
        [
            "→" if case.id == found.next else "",
            case.id,
            difficulty_words()[case.difficulty],
            str(case.title),
            _tried(found, case.id),
        ]
        for case in known
    ]
    lines = [*table(rows), "", f"→ {found.why}"]
    if found.weak:
        weak = ", ".join(f"{title} {percent} %" for title, percent in found.weak)
        lines.append(_("Weakest lately: {sections}").format(sections=weak))
    if found.attempts:
        last = found.attempts[-1]
        lines.append(labelled(_("The debrief of your last one"), f"assistant debrief {last.transcript}"))
    result: dict[str, Any] = {
        "cases": [
            {
                "id": case.id,
                "version": case.version,
                "title": str(case.title),
                "difficulty": case.difficulty,
                "script": case.script,
                "situation": str(case.situation),
                "attempts": found.count(case.id),
                "best": found.best(case.id),
            }
            for case in known
        ],
        **found.to_json(),
    }
    return Outcome(result, lines, notices=unread())


def _tried(found: Progress, case: str) -> str:
    count, best = found.count(case), found.best(case)
    if not count:
        return ""
    if best is None:
        return _("tried {count} times, never to the end").format(count=count)
    return _("tried {count} times, best {best} %").format(count=count, best=best)

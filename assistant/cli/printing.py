"""`assistant print`: documents on paper."""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.output import Outcome
from assistant.cli.rehearse import practice
from assistant.cli.unlocking import open_store
from assistant.documents.kinds import KINDS
from assistant.errors import InputError
from assistant.language import _
from assistant.notation import shorten
from assistant.settings import read_settings

if TYPE_CHECKING:
    from assistant.documents.printing import Made
    from assistant.documents.typesetting import Typeset
    from assistant.store.store import Store


def describe() -> str:
    """What the command does."""
    return _(
        "Print a document as PDF: to a file, with the system’s viewer (the usual way), or on the default "
        "printer. That it was printed is kept in the audit trail."
    )


def options(parser: ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("kind", metavar="KIND", choices=KINDS, help=", ".join(KINDS))
    parser.add_argument(
        "ref", metavar="REF", help=_("ref of the patient (the latest interview), or id of a transcript")
    )
    parser.add_argument("--out", metavar="FILE", help=_("write it to a new file"))
    parser.add_argument("--view", action="store_true", help=_("open it with the system’s viewer"))
    parser.add_argument("--printer", action="store_true", help=_("send it to the default printer"))
    parser.add_argument("--year", metavar="YEAR", help=_("of a year file; this year if not given"))
    parser.add_argument(
        "--agreed",
        action="store_true",
        help=_("record that the patient agrees that the doctors are contacted; a letter needs it"),
    )
    parser.add_argument(
        "--edit", action="store_true", help=_("change the text of a letter first, with the editor of EDITOR")
    )
    parser.add_argument("--rehearsals", action="store_true", help=_("among what is practised on"))


def run(given: Namespace) -> Outcome:
    """Make it, record it, hand it over."""
    from assistant.documents import delivering
    from assistant.documents.printing import issue
    from assistant.documents.typesetting import check_installed

    path = None if given.out is None else Path(given.out)
    viewed = given.view or not (given.out or given.printer)
    _check(given, path, viewed=viewed)
    check_installed()
    with _store(given) as store:
        made = _made(store, given)
        found = issue(store, made)
        name = store.person.name
    lines = []
    if path is not None:
        delivering.save(found.data, path)
        lines.append(_("Written: {path}").format(path=shorten(given.out, 200)))
    if given.printer:
        delivering.send(found.data, made.kind)
        lines.append(_("Sent to the printer."))
    if viewed and path is not None:
        delivering.view(path)
    elif viewed:
        _look(made, found, name)
    result = {"kind": made.kind, "ref": given.ref, "file": given.out, "pages": found.pages}
    return Outcome(result, lines, notices=found.notices)


def _check(given: Namespace, path: Path | None, *, viewed: bool) -> None:
    """What cannot be done is said before anything is read, made or recorded."""
    from assistant.documents import delivering
    from assistant.store.leaving import free

    if path is not None:
        free(path)
    if (given.agreed or given.edit) and given.kind != "letter":
        raise InputError(_("--agreed and --edit are for a letter."))
    if given.year is not None and given.kind != "year":
        raise InputError(_("--year is for a year file."))
    if given.year is not None and not re.fullmatch(r"20[0-9]{2}|2100", given.year):
        raise InputError(_("“{typed}” is not a year. Type it such as 2016.").format(typed=given.year))
    if viewed and path is None and not sys.stdin.isatty():
        raise InputError(_("Nobody is there to close the document again. Give --out FILE, or --printer."))
    if viewed and delivering.viewer() is None:
        raise delivering.no_viewer()
    if given.printer and delivering.printer() is None:
        raise delivering.no_printer()


def _made(store: Store, given: Namespace) -> Made:
    from assistant.documents.printing import Asked, agree, make, proposed

    text = None
    if given.agreed:
        agree(store, given.ref)
    if given.edit:
        from assistant.cli.editing import edited

        text = edited(proposed(store, given.ref), store.person.name)
    return make(
        store, Asked(given.kind, given.ref, int(given.year) if given.year else None, text), read_settings()
    )


def _look(made: Made, found: Typeset, name: str) -> None:
    """Show it as long as somebody looks at it; nothing of it stays."""
    from assistant.documents import delivering

    with delivering.desk(name) as folder:
        path = folder / made.file
        delivering.save(found.data, path)
        delivering.view(path)
        sys.stderr.write(_("Press Enter once it is read or printed: the file is then removed. "))
        sys.stderr.flush()
        sys.stdin.readline()


@contextmanager
def _store(given: Namespace) -> Iterator[Store]:
    """The dossiers, or what is practised on: a debrief is only there."""
    if given.rehearsals or given.kind == "debrief":
        with practice(given) as store:
            yield store
        return
    with open_store(given) as store:
        yield store

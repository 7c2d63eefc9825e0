"""`assistant print`: documents on paper."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.output import Outcome
from assistant.cli.unlocking import open_store
from assistant.errors import InputError
from assistant.language import _
from assistant.notation import shorten
from assistant.settings import read_settings

if TYPE_CHECKING:
    from assistant.documents.printing import Made
    from assistant.documents.typesetting import Typeset
    from assistant.store.store import Store

KINDS = ("fiche",)


def describe() -> str:
    """What the command does."""
    return _(
        "Print a document (PDF): to a file, with the system’s viewer, or on the default printer. "
        "That it was printed is kept in the audit trail."
    )


def options(parser: ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("kind", metavar="|".join(KINDS), choices=KINDS, help=_("which document"))
    parser.add_argument("ref", metavar="REF", help=_("ref of the patient, or id of a transcript"))
    parser.add_argument("--out", metavar="FILE", help=_("write it to a new file"))
    parser.add_argument("--view", action="store_true", help=_("open it with the system’s viewer"))
    parser.add_argument("--printer", action="store_true", help=_("send it to the default printer"))


def run(given: Namespace) -> Outcome:
    """Make it, record it, hand it over."""
    from assistant.documents import delivering, printing

    path = None if given.out is None else Path(given.out)
    if path is not None:
        delivering.check_new(path)
    viewed = given.view or not (given.out or given.printer)
    if viewed and path is None and not sys.stdin.isatty():
        raise InputError(_("Nobody is there to close the document again. Give --out FILE, or --printer."))
    with _store(given) as store:
        made = printing.make(store, given.kind, given.ref, read_settings())
        found = printing.issue(store, made)
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
    with open_store(given) as store:
        yield store

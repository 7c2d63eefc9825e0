"""`assistant transcripts export`: interviews as tables, as a page, and dossiers as an archive."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from assistant.cli.output import Outcome
from assistant.cli.progress import progress
from assistant.cli.review import not_a_student, reviewed
from assistant.errors import AssistantError, InputError
from assistant.language import _
from assistant.notation import shorten

if TYPE_CHECKING:
    from assistant.exchange.recorded import Held
    from assistant.store.store import Store

SEPARATORS: Final = {"comma": ",", "semicolon": ";", "tab": "\t"}
SHAPES: Final = ("wide", "long")


def options(parser: ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("id", metavar="ID", nargs="*", help=_("id of a transcript"))
    parser.add_argument("--all", action="store_true", help=_("every patient"))
    parser.add_argument("--patient", metavar="REF", action="append", help=_("this patient; may be repeated"))
    parser.add_argument("--rehearsals", action="store_true", help=_("among what is practised on"))
    form = parser.add_mutually_exclusive_group(required=True)
    form.add_argument("--html", action="store_true", help=_("one interview as a page, with the INR"))
    form.add_argument("--fhir", action="store_true", help=_("one interview as a resource of FHIR R4"))
    form.add_argument(
        "--csv", choices=SHAPES, help=_("a table: wide is a row an interview, long a row an event")
    )
    form.add_argument("--xlsx", choices=SHAPES, help=_("the same for a spreadsheet, with dates and numbers"))
    form.add_argument(
        "--jsonl", action="store_true", help=_("whole dossiers, every event: `import --jsonl` reads it")
    )
    parser.add_argument("--out", metavar="FILE", help=_("file to write; printed if not given"))
    parser.add_argument("--bom", action="store_true", help=_("CSV with a byte order mark, as Excel wants it"))
    parser.add_argument(
        "--separator", choices=tuple(SEPARATORS), help=_("of CSV; a semicolon in French, else a comma")
    )
    parser.add_argument("--words", action="store_true", help=_("in tables: questions and answers in words"))


@dataclass(slots=True)
class Leaving:
    """What is to be written, and what is said of it."""

    parts: Iterable[bytes]
    about: Mapping[str, Any]
    """The line of the audit trail."""
    counts: Callable[[], Mapping[str, int]]
    """How much it was, once it is written."""


class CancelledError(AssistantError):
    """Whoever asked for it gave it up."""

    kind = "interrupted"


def run(given: Namespace) -> Outcome:
    """Write it."""
    from assistant.store.leaving import free, let_out

    form = (
        "jsonl"
        if given.jsonl
        else "fhir"
        if given.fhir
        else "html"
        if given.html
        else "csv"
        if given.csv
        else "xlsx"
    )
    _check(given, form)
    out = None if given.out is None else Path(given.out)
    if out is not None:
        free(out)
    with reviewed(given) as store:
        made = {"jsonl": _archive, "html": _page, "fhir": _resource, "csv": _table, "xlsx": _table}[form](
            store, given
        )
        damaged = [] if form in ("html", "fhir") else store.damaged()
        try:
            if out is None:
                store.audit.add("exported", **made.about)
                _print(made.parts)
            else:
                let_out(store, out, made.parts, **made.about)
        except KeyboardInterrupt:
            left = _("Interrupted: what was printed is not whole.")
            if out is not None:
                left = _("Interrupted: {path} was not written.").format(path=shorten(given.out, 200))
            raise CancelledError(left) from None
    notices = [_("This is not encrypted: whoever has it reads it."), *damaged]
    if out is None:
        return Outcome({}, [], notices=notices)
    written = _("Written: {path}").format(path=shorten(given.out, 200))
    return Outcome({"file": given.out, "format": form, **made.counts()}, [written], notices=notices)


def _check(given: Namespace, form: str) -> None:
    """Say what does not go together before anything is opened."""
    if getattr(given, "json", False) and given.out is None:
        raise InputError(_("With --json the file goes to --out FILE, which is missing."))
    if sum(map(bool, (given.id, given.all, given.patient))) != 1:
        raise InputError(_("Say which: ids of transcripts, or --patient REF, or --all."))
    if form == "fhir" and len(given.id) != 1:
        raise InputError(_("Give the id of one interview; `patients export REF --fhir` takes a dossier."))
    if form == "html" and len(given.id) != 1:
        raise InputError(_("A page is of one interview: give its id."))
    if form == "jsonl" and given.id:
        raise InputError(_("An archive is of whole dossiers: give --patient REF or --all."))
    if form == "xlsx" and given.out is None:
        raise InputError(_("A workbook is not printed: give --out FILE."))
    if form != "csv" and (given.bom or given.separator):
        raise InputError(_("--bom and --separator are of CSV alone."))
    if form in ("html", "fhir", "jsonl") and given.words:
        raise InputError(_("--words is of tables alone."))


def _archive(store: Store, given: Namespace) -> Leaving:
    from assistant.exchange.archive import Counted, archive

    refs, counts = _refs(store, given), Counted()
    about = _about(store, refs, what="archive")
    return Leaving(archive(store, refs, progress(_("Exporting")), counts), about, counts.to_json)


def _page(store: Store, given: Namespace) -> Leaving:
    from assistant.documents.interview import page_of

    parts, about = page_of(store, given.id[0])
    return Leaving(parts, about, lambda: {"transcripts": 1})


def _resource(store: Store, given: Namespace) -> Leaving:
    from assistant.exchange.fhir.bundle import interview_alone

    parts, about = interview_alone(store, given.id[0])
    return Leaving(parts, about, lambda: {"transcripts": 1})


def _table(store: Store, given: Namespace) -> Leaving:
    from assistant.exchange.recorded import held
    from assistant.exchange.tables import table

    refs, counted = _refs(store, given), {"transcripts": 0}
    rows = _counted(held(store, refs, frozenset(given.id), progress(_("Exporting"))), counted)
    parts = table(
        store,
        rows,
        long=SHAPES[0] not in (given.csv, given.xlsx),
        workbook=not given.csv,
        words=given.words,
        separator=SEPARATORS.get(given.separator or "", ""),
        bom=given.bom,
    )
    return Leaving(parts, _about(store, refs, what="table"), lambda: {"dossiers": len(refs), **counted})


def _counted(found: Iterable[Held], counts: dict[str, int]) -> Iterator[Held]:
    for one in found:
        counts["transcripts"] += 1
        yield one


def _refs(store: Store, given: Namespace) -> list[str]:
    """Whose dossiers are meant, by name or as they were given.

    Raises:
        NotFoundError: there is no such patient or transcript.
        RightsError: a student asks for what others did.
    """
    if given.id:
        return list(dict.fromkeys(store.interview(name)[0] for name in given.id))
    not_a_student(store)
    if given.all:
        return [one.patient.ref for one in store.summaries()]
    for ref in given.patient:
        store.folder_of(ref)
    return list(dict.fromkeys(given.patient))


def _about(store: Store, refs: list[str], what: str) -> dict[str, Any]:
    if len(refs) == 1:
        return {"what": what, "dossier": store.folder_of(refs[0]).name}
    return {"what": what, "dossiers": len(refs)}


def _print(parts: Iterable[bytes]) -> None:
    from assistant.store.leaving import chunks

    sys.stdout.flush()
    out = getattr(sys.stdout, "buffer", None)
    for part in chunks(parts):
        if out is not None:  # a stream that was closed has none: what is written to it is lost
            out.write(part)
    sys.stdout.flush()

"""`--fhir`: scripts, interviews and dossiers as resources of FHIR R4, and back."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli.output import Outcome, warned
from assistant.cli.progress import progress
from assistant.cli.unlocking import open_store
from assistant.errors import InputError
from assistant.language import _
from assistant.notation import shorten
from assistant.settings import read_settings

if TYPE_CHECKING:
    from assistant.exchange.fhir.taking import Received


def export_script(given: Namespace) -> Outcome:
    """A script as a Questionnaire. Needs no store: nothing of a patient is in it."""
    from assistant.exchange.fhir.bundle import written
    from assistant.exchange.fhir.questionnaire import Form
    from assistant.script.library import find_script
    from assistant.store import system
    from assistant.store.failure import refusal
    from assistant.store.leaving import free

    form = Form(find_script(given.script))
    resource = form.to_json()
    if given.out is None:
        return _shown(given, resource, form.notes)
    out = Path(given.out)
    free(out)
    try:
        system.replace(out, written(resource))
    except OSError as error:
        raise refusal(error, out) from error
    return _said(given.out, {"script": form.script.id, "notes": form.notes}, form.notes)


def export_patient(given: Namespace) -> Outcome:
    """A dossier as a Bundle."""
    from assistant.exchange.fhir.bundle import bundle, written
    from assistant.store.leaving import free, let_out

    if given.out is not None:
        free(Path(given.out))
    with open_store(given) as store:
        store.access.taking()
        folder = store.folder_of(given.ref)
        dossier = store.dossier(given.ref)
        made = bundle(dossier, read_settings(), store.clock.now(), practised=store.access.rehearsal)
        about: dict[str, Any] = {"what": "fhir", "dossier": folder.name}
        if given.out is None:
            store.audit.add("exported", **about)
        else:
            let_out(store, Path(given.out), [written(made)], **about)
    notices = [*unsaid(), *dossier.unreadable.values()]
    if given.out is None:
        return _shown(given, made, notices)
    return _said(given.out, {"ref": given.ref, "resources": len(made["entry"])}, notices)


def receive(given: Namespace) -> Outcome:
    """Take patients, INR values and interviews in, or say what would be."""
    from assistant.exchange.fhir.taking import Taking

    document = _document(given.file)
    with open_store(given) as store:
        taking = Taking(store, document)
        found = taking.run(progress(_("Taking in")), only_look=given.dry_run)
    doubts = found.doubts
    result = ({"dry_run": True} if given.dry_run else {}) | found.to_json() | {"left": found.left}
    return Outcome(
        result | warned(doubts), [_counted(found, dry=given.dry_run)], notices=[*found.left, *doubts]
    )


def unsaid() -> list[str]:
    """What a file of FHIR does not hold, in words."""
    return [
        _("This is not encrypted: whoever has it reads it."),
        _(
            "Answers and facts are as they are now. Their history, notes, what was done about alerts, "
            "signatures and reviews stay here: `transcripts export --jsonl` takes them along."
        ),
    ]


def _counted(found: Received, *, dry: bool) -> str:
    said = _(
        "Dossiers made: {patients} · changed: {updated} · here already: {there} · interviews: {interviews} · "
        "INR values: {readings}"
    )
    if dry:
        said = _(
            "Nothing was taken in. Dossiers to make: {patients} · to change: {updated} · "
            "here already: {there} · interviews: {interviews} · INR values: {readings}"
        )
    return said.format(**found.to_json())


def _document(path: str) -> Any:
    from assistant.script.faults import unreadable

    try:
        return json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise unreadable(path, error) from error
    except (ValueError, RecursionError) as error:
        place = f":{error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        raise InputError(
            _("{path}{place} is not JSON.").format(path=shorten(path, 200), place=place)
        ) from error


def _shown(given: Namespace, resource: dict[str, Any], notices: list[str]) -> Outcome:
    """The resource on standard output: in the envelope with `--json`, by itself otherwise."""
    from assistant.exchange.fhir.bundle import written

    if getattr(given, "json", False):
        return Outcome(resource, [], notices=notices)
    sys.stdout.flush()
    sys.stdout.buffer.write(written(resource))
    sys.stdout.buffer.flush()
    return Outcome({}, [], notices=notices)


def _said(out: str, about: dict[str, Any], notices: list[str]) -> Outcome:
    written = _("Written: {path}").format(path=shorten(out, 200))
    return Outcome({"file": out, "format": "fhir", **about}, [written], notices=notices)

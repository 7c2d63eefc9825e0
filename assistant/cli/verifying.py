"""`assistant transcripts verify`: whether anything was altered."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from assistant.cli.output import NO, Outcome
from assistant.cli.unlocking import entry_of, keys_of
from assistant.language import _, ngettext

if TYPE_CHECKING:
    from assistant.store.journalcheck import Fault


def run(given: Namespace) -> Outcome:
    """Verify one transcript or all."""
    from assistant.store.verifying import cannot_prove, verify, verify_people

    entry = entry_of(given)
    keys = keys_of(given, entry)
    with entry.store(keys) as store:
        found = verify(store, store.audit, given.id)
        if given.id is None:
            found.faults += verify_people(entry.vault(), keys, store.audit)
        if given.id is not None and not found.checked and not found.faults:
            store.interview(given.id)  # says that there is none
        refs = store.refs()
    faults = [_document(fault, refs) for fault in found.faults]
    result = {
        "ok": not faults,
        "checked": found.checked,
        "signed": found.signed,
        "imported": found.brought,
        "faults": faults,
        "first": faults[0] if faults else None,
        "aside": found.aside,
        "cannot_prove": cannot_prove(),
    }
    count = ngettext("{count} interview checked.", "{count} interviews checked.", found.checked)
    lines = [_line(fault) for fault in faults]
    lines.append(
        count.format(count=found.checked) + " " + (_("ALTERED.") if faults else _("Nothing was altered."))
    )
    if found.brought:
        came = ngettext(
            "{count} interview came from another store: who imported it signed for it here.",
            "{count} interviews came from another store: who imported them signed for them here.",
            found.brought,
        )
        lines.append(came.format(count=found.brought))
    if found.torn:
        torn = _("A record cut short at the end of {count} is no fault: it was never acknowledged.")
        lines.append(torn.format(count=found.torn))
    if found.aside:
        kept = _("Cut off the end of a journal because it did not open, and kept: {files}.")
        lines.append(kept.format(files=", ".join(found.aside)))
    lines += [_("What this cannot prove:"), *(f"- {sentence}" for sentence in cannot_prove())]
    return Outcome(result, lines, NO if faults else 0)


def _document(fault: Fault, refs: dict[str, str]) -> dict[str, Any]:
    return {
        "transcript": fault.transcript or None,
        "patient": refs.get(fault.dossier),
        "dossier": fault.dossier or None,
        "record": fault.record,
        "kind": fault.kind,
        "message": fault.message,
    }


def _line(fault: dict[str, Any]) -> str:
    where = [fault["patient"] or fault["dossier"], fault["transcript"]]
    if fault["record"] is not None:
        where.append(_("record {number}").format(number=fault["record"]))
    return " · ".join(part for part in where if part) + f" : {fault['message']}"

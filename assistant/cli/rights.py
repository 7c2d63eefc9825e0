"""`assistant patients withdraw|export|erase`: what a patient may ask for."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli.opening import day_option, local_day
from assistant.cli.output import NO, Outcome, printable
from assistant.cli.plain import spoken
from assistant.cli.unlocking import open_store
from assistant.dossier.declaration import WHATS
from assistant.errors import InputError
from assistant.language import _, labelled, ngettext
from assistant.notation import shorten, write_date, write_number

if TYPE_CHECKING:
    from assistant.dossier.fact import FactEvent


def withdraw(given: Namespace) -> Outcome:
    """Record that the patient withdraws consent to the accompaniment."""
    day = day_option(given.on)
    if day > local_day():
        raise InputError(_("A withdrawal is not dated in the future. Check --on."))
    with open_store(given) as store:
        adhesion = store.dossier(given.ref).adhesion
        if adhesion is not None and day < adhesion.signed_on:
            raise InputError(
                _("The adhésion was signed on {day}: consent is not withdrawn before that.").format(
                    day=write_date(adhesion.signed_on)
                )
            )
        store.record(given.ref, {"withdrawal_date": day.isoformat()})
    said = _("Consent is withdrawn from {day}. No further interview is held; what was done stays and counts.")
    again = _("A new signed adhésion lifts it. `assistant patients erase` removes the dossier.")
    return Outcome(
        {"ref": given.ref, "withdrawn_on": day.isoformat()}, [said.format(day=write_date(day)), again]
    )


def erase(given: Namespace) -> Outcome:
    """Remove the dossier and search for what is left of it."""
    from assistant.store.erasing import erase as remove

    with open_store(given) as store:
        store.access.leading()
        store.folder_of(given.ref)  # that there is none is said before anything is asked
        _confirm(given)
        found = remove(store, given.ref)
    result = {
        "ref": given.ref,
        "transcripts": found.transcripts,
        "searched": found.searched,
        "left": found.left,
        "proved": not found.left,
    }
    searched = ngettext("{count} file was searched:", "{count} files were searched:", found.searched)
    lines = [_("The dossier “{ref}” is removed.").format(ref=shorten(given.ref))]
    verdict = _("nothing of the patient is read any more.")
    if found.left:
        verdict = _("words of the patient are still read in {where}.").format(where=", ".join(found.left))
    lines.append(f"{searched.format(count=found.searched)} {verdict}")
    lines.append(_("Backups made before still hold it: remove them too."))
    return Outcome(result, lines, NO if found.left else 0)


def _confirm(given: Namespace) -> None:
    if given.yes:
        return
    if not sys.stdin.isatty():
        raise InputError(_("Erasing cannot be undone. Add --yes to do it without being asked."))
    sys.stderr.write(_("Erasing cannot be undone. Type the ref again to go on: "))
    sys.stderr.flush()
    if sys.stdin.readline().strip() != given.ref:
        raise InputError(_("That is not the ref. Nothing was erased."))


def export(given: Namespace) -> Outcome:
    """Everything kept about one patient, to be read."""
    from assistant.dossier.exported import exported
    from assistant.interview.conversation import conversation
    from assistant.store.leaving import free, let_out

    out = None if given.out is None else Path(given.out)
    if out is not None:
        free(out)
    with open_store(given) as store:
        store.access.taking()
        folder = store.folder_of(given.ref)
        dossier = store.dossier(given.ref)
        result: dict[str, Any] = exported(dossier)
        lines = [
            _("What is kept about {name} ({ref})").format(name=dossier.patient.name, ref=dossier.ref),
            "",
        ]
        for fact in result["facts"]:
            lines.append(labelled(fact["label"], fact["shown"]))
            lines += [f"    {_when(one)}  {one['shown']}" for one in fact["history"]]
        lines += [
            "",
            *(labelled(f"INR {write_date(r.day)}", write_number(r.value)) for r in dossier.readings),
        ]
        lines += [f"{act.kind} {write_date(act.day)} ({act.origin})" for act in dossier.acts]
        lines += [_declared(one) for one in dossier.events if one.kind in ("declared", "undeclared")]
        for interview in dossier.interviews:
            lines += ["", f"— {interview.id}  {interview.standing.script.title}"]
            for said in conversation(interview.standing):
                lines += spoken(said)
        lines += ["", *dossier.unreadable.values()] if dossier.unreadable else []
        if out is None:
            store.audit.add("exported", dossier=folder.name)
        else:
            let_out(store, out, [f"{printable(line)}\n".encode() for line in lines], dossier=folder.name)
    notices = [_("This is not encrypted: whoever has it reads it."), *dossier.unreadable.values()]
    if out is None:
        return Outcome(result, lines, notices=notices)
    written = _("Written: {path}").format(path=shorten(given.out, 200))
    return Outcome({"file": given.out, "ref": dossier.ref}, [written], notices=notices)


def _declared(event: FactEvent) -> str:
    """A tick of the declaration sheet, or one taken back, as a line."""
    from assistant.year.declarewords import what_words

    what = next((what_words(one) for one in WHATS if one == event.name), event.name)
    said = _("Declared on {on}: {what} of {day}.")
    if event.kind == "undeclared":
        said = _("Not declared any more: {what} of {day}. The history keeps both.")
    when = f"{event.at.isoformat(' ')[:16]}  {event.by}"
    day, on = (
        write_date(date.fromisoformat(event.value.get(key, event.value["day"]))) for key in ("day", "on")
    )
    return f"{when}  {said.format(on=on, what=what, day=day)}"


def _when(one: dict[str, Any]) -> str:
    return f"{one['at'][:16].replace('T', ' ')}  {one['by']}"

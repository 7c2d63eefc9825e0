"""`assistant import --jsonl`: dossiers that come back from an archive."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.output import Outcome, warned
from assistant.cli.progress import progress
from assistant.cli.review import reviewed
from assistant.errors import InputError
from assistant.language import _, ngettext

if TYPE_CHECKING:
    from assistant.exchange.receiving import Received


def receive(given: Namespace) -> Outcome:
    """Take an archive in, or say what it would bring."""
    from assistant.exchange.receiving import Receiving

    if given.dispensed or given.as_of is not None:
        raise InputError(_("--dispensed and --as-of are of tables alone, not of an archive."))
    what = _("Reading") if given.dry_run else _("Taking in")
    with reviewed(given) as store:
        found = Receiving(store, Path(given.file)).run(progress(what), only_look=given.dry_run)
    result = found.to_json() | ({"dry_run": True} if given.dry_run else {}) | warned(found.alike)
    said = _("Dossiers imported: {dossiers} · interviews: {transcripts} · here already: {there}")
    if given.dry_run:
        said = _(
            "Nothing was imported. Dossiers: {dossiers} · interviews: {transcripts} · here already: {there}"
        )
    alike = [_("Perhaps the same patient: {patient}.").format(patient=sentence) for sentence in found.alike]
    lines = [said.format(dossiers=found.dossiers, transcripts=found.transcripts, there=found.there)]
    return Outcome(result, lines, notices=[*_signatures(found), *alike])


def _signatures(found: Received) -> Iterator[str]:
    """What the signatures that came along prove here, in words."""
    if found.dossiers:
        yield _("What was recorded elsewhere stays as it was; that you imported it is signed here.")
    if found.known:
        yield ngettext(
            "{count} signature is of somebody this store knows.",
            "{count} signatures are of people this store knows.",
            found.known,
        ).format(count=found.known)
    if found.unknown:
        yield ngettext(
            "{count} signature is of somebody this store does not know: nothing was changed since, "
            "but who signed is not proved.",
            "{count} signatures are of people this store does not know: nothing was changed since, "
            "but who signed is not proved.",
            found.unknown,
        ).format(count=found.unknown)
    if found.unsigned:
        yield ngettext(
            "{count} event came without the signature it should have: it is kept as it is.",
            "{count} events came without the signature they should have: they are kept as they are.",
            found.unsigned,
        ).format(count=found.unsigned)

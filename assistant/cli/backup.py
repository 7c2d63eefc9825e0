"""`assistant backup`: one encrypted archive of everything."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from assistant.cli.output import Outcome
from assistant.cli.unlocking import entry_of, keys_of
from assistant.errors import RightsError
from assistant.language import _


def describe() -> str:
    """What the command does."""
    return _("Make one encrypted, verified archive of everything, while the program runs.")


def options(parser: ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("file", metavar="FILE", help=_("the archive to make"))


def run(given: Namespace) -> Outcome:
    """Make it."""
    from assistant.store.backup import back_up
    from assistant.store.verifying import verify

    entry = entry_of(given)
    keys = keys_of(given, entry)
    if "store" not in keys.rings:
        raise RightsError(_("A student has no key of the dossiers to keep. Ask a pharmacist."))
    found = back_up(entry, keys, Path(given.file))
    result = {
        "file": given.file,
        "dossiers": found.dossiers,
        "transcripts": found.transcripts,
        "events": found.events,
        "bytes": found.bytes,
        "missing_scripts": sorted(found.missing),
    }
    gone = _("The script {script} is missing: interviews held under it are kept, but not to be read.")
    said = _("{file}: {dossiers} dossiers, {transcripts} interviews, written and verified ({bytes} bytes).")
    keep = _("Keep it on another disk. It opens with today's passphrases, or with the recovery key.")
    with entry.store(keys) as store:
        faults = verify(store, store.audit).faults
    notices = [gone.format(script=ref) for ref in sorted(found.missing)]
    if faults:
        notices.append(
            _("The store is not as it was left, and neither is the copy: `assistant transcripts verify`.")
        )
    return Outcome(result, [said.format(**result), keep], notices=notices)

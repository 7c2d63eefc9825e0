"""`assistant restore`: an archive put into an empty store."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.output import Outcome
from assistant.cli.unlocking import ask, given_passphrase, secret_of
from assistant.errors import LockedError, RightsError
from assistant.language import _
from assistant.people import user
from assistant.settings import store_folder

if TYPE_CHECKING:
    from assistant.store.vault.vault import Keys, Vault


def describe() -> str:
    """What the command does."""
    return _("Put an archive into an empty store.")


def options(parser: ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("file", metavar="FILE", help=_("the archive"))
    parser.add_argument("--recovery", action="store_true", help=_("open it with the recovery key"))
    parser.add_argument("--recovery-file", metavar="FILE", help=_("file whose first line is that key"))


def run(given: Namespace) -> Outcome:
    """Restore it."""
    from assistant.store.archive import Archive
    from assistant.store.restoring import check_empty, restore

    folder = store_folder(getattr(given, "store", None))
    check_empty(folder)
    archive = Archive(Path(given.file))
    keys = _keys(given, archive.vault)
    if "store" not in keys.rings:
        raise RightsError(_("A student has no key of the dossiers to keep. Ask a pharmacist."))
    found = restore(archive, keys.rings["store"], folder)
    result = {"dossiers": found.dossiers, "transcripts": found.transcripts, "events": found.events}
    said = _("{dossiers} dossiers and {transcripts} interviews are back in {path}.")
    return Outcome(result, [said.format(**result, path=folder)])


def _keys(given: Namespace, vault: Vault) -> Keys:
    from assistant.store.seal import BrokenSealError

    try:
        if given.recovery or given.recovery_file:
            key = secret_of(given.recovery_file, "ASSISTANT_RECOVERY_KEY")
            return vault.open_recovery(ask(_("Recovery key: ")) if key is None else key)
        called = os.environ.get("ASSISTANT_USER", "").strip()
        alone = len(vault.members) == 1
        member = vault.members[0] if alone and not called else vault.named(called or user())
        passphrase = given_passphrase(given)
        if passphrase is None:
            passphrase = ask(_("Passphrase of {name}: ").format(name=member.name))
        return vault.open(member, passphrase)
    except BrokenSealError:
        raise LockedError(
            _("This does not open the archive: give a passphrase of its day, or the recovery key.")
        ) from None

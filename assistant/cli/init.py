"""`assistant init`: make a store and let its first pharmacist in."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace

from assistant.cli.output import Outcome
from assistant.cli.unlocking import ask_twice, entry_of, given_passphrase
from assistant.errors import InputError
from assistant.language import _
from assistant.people import user
from assistant.settings.settings import checked
from assistant.store.vault.strength import weak


def describe() -> str:
    """What the command does."""
    return _("Make an encrypted store and let its first pharmacist in.")


def options(parser: ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--name", metavar="NAME", help=_("name of the pharmacist (or ASSISTANT_USER)"))
    parser.add_argument("--pharmacy", metavar="NAME", help=_("name of the pharmacy, for the settings"))
    parser.add_argument("--rules", metavar="ID", help=_("rule set of the year, for the settings"))


def run(given: Namespace) -> Outcome:
    """Make it; the recovery key is printed this once."""
    chosen = _chosen(given)
    entry = entry_of(given)
    known = os.environ.get("ASSISTANT_USER", "").strip() or given.name or _asked_name()
    passphrase = given_passphrase(given)
    if passphrase is None and not entry.initialised:
        passphrase = ask_twice(_("Choose a passphrase, several words: "))
    store, recovery = entry.create(known, given.name or known, passphrase or "")
    with store:
        person = store.person
    notices = [*weak(passphrase or ""), *_keep(chosen)]
    result = {"store": str(entry.folder), "user": known, "name": person.name, "role": person.role}
    lines = [
        _("The store of {name} is made in {path}.").format(name=person.name, path=entry.folder),
        _("Recovery key, shown this once: {key}").format(key=recovery),
        _("Write it on paper and lock it away. It opens everything when a passphrase is forgotten."),
        _("Without it and without a passphrase nobody can read the dossiers, nor can we."),
    ]
    return Outcome({**result, "recovery_key": recovery}, lines, notices=notices)


def _chosen(given: Namespace) -> dict[str, object]:
    """The settings asked for, checked before anything is made."""
    asked = {"pharmacy.name": given.pharmacy, "rules": given.rules}
    return {key: checked(key, typed) for key, typed in asked.items() if typed is not None}


def _keep(chosen: dict[str, object]) -> list[str]:
    """Keep them; what keeps from it is told, for the store is made and its key has to be printed."""
    from assistant.settings.writing import write_settings

    try:
        if chosen:
            write_settings(chosen)
    except InputError as error:
        return [error.message]
    return []


def _asked_name() -> str:
    if not sys.stdin.isatty():
        return user()
    sys.stderr.write(_("Your name, as it is written beside your answers: "))
    sys.stderr.flush()
    return sys.stdin.readline().strip() or user()

"""`assistant init`: make a store and let its first pharmacist in."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace

from assistant.cli.output import Outcome
from assistant.cli.unlocking import ask_twice, entry_of, given_passphrase
from assistant.language import _
from assistant.people import user
from assistant.store.vault.strength import weak


def describe() -> str:
    """What the command does."""
    return _("Make an encrypted store and let its first pharmacist in.")


def options(parser: ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--name", metavar="NAME", help=_("name of the pharmacist (or ASSISTANT_USER)"))


def run(given: Namespace) -> Outcome:
    """Make it; the recovery key is printed this once."""
    entry = entry_of(given)
    known = os.environ.get("ASSISTANT_USER", "").strip() or given.name or _asked_name()
    passphrase = given_passphrase(given)
    if passphrase is None and not entry.initialised:
        passphrase = ask_twice(_("Choose a passphrase, several words: "))
    store, recovery = entry.create(known, given.name or known, passphrase or "")
    with store:
        person = store.person
    result = {"store": str(entry.folder), "user": known, "name": person.name, "role": person.role}
    lines = [
        _("The store of {name} is made in {path}.").format(name=person.name, path=entry.folder),
        _("Recovery key, shown this once: {key}").format(key=recovery),
        _("Write it on paper and lock it away. It opens everything when a passphrase is forgotten."),
        _("Without it and without a passphrase nobody can read the dossiers, nor can we."),
    ]
    return Outcome({**result, "recovery_key": recovery}, lines, notices=weak(passphrase or ""))


def _asked_name() -> str:
    if not sys.stdin.isatty():
        return user()
    sys.stderr.write(_("Your name, as it is written beside your answers: "))
    sys.stderr.flush()
    return sys.stdin.readline().strip() or user()

"""Opening the store for a command: who asks, and with which passphrase."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.output import printable
from assistant.clock import SystemClock
from assistant.errors import InputError, LockedError
from assistant.language import _
from assistant.notation import shorten
from assistant.people import user
from assistant.settings import store_folder

if TYPE_CHECKING:
    from assistant.store.entry import Entry
    from assistant.store.store import Store
    from assistant.store.vault.vault import Keys


def entry_of(given: Namespace) -> Entry:
    """The way into the store chosen by `--store`, by ASSISTANT_STORE or by the system."""
    from assistant.store.entry import Entry

    return Entry(store_folder(getattr(given, "store", None)), SystemClock())


@contextmanager
def open_store(given: Namespace) -> Iterator[Store]:
    """The dossiers of whoever asks; what was found at the end of journals is told when they are closed.

    Raises:
        NotFoundError: there is no store, or nobody of this name in it.
        LockedError: no passphrase, a wrong one, too many tries.
    """
    entry = entry_of(given)
    with entry.store(keys_of(given, entry)) as store:
        try:
            yield store
        finally:
            for notice in store.notices:
                sys.stderr.write(printable(notice) + "\n")


def keys_of(given: Namespace, entry: Entry) -> Keys:
    """The keys of whoever asks."""
    entry.vault()  # that there is none is said before anything is asked
    called = caller(entry)
    passphrase = given_passphrase(given)
    if passphrase is None:
        passphrase = ask(_("Passphrase of {name}: ").format(name=entry.vault().named(called).name))
    return entry.keys(called, passphrase)


def caller(entry: Entry) -> str:
    """Who asks: ASSISTANT_USER, the only person there is, or the one logged in."""
    vault = entry.vault()
    if called := os.environ.get("ASSISTANT_USER", "").strip():
        return called
    if len(vault.members) == 1:
        return vault.members[0].user
    if vault.member(user()) is None and sys.stdin.isatty():
        sys.stderr.write(_("Who are you ({known})? ").format(known=", ".join(m.name for m in vault.members)))
        sys.stderr.flush()
        return vault.named(sys.stdin.readline().strip()).user
    return vault.named(user()).user


def given_passphrase(given: Namespace) -> str | None:
    """The passphrase of `--passphrase-file`, or of ASSISTANT_PASSPHRASE; None where there is neither.

    Raises:
        InputError: the file cannot be read.
    """
    path = getattr(given, "passphrase_file", None)
    return secret_of(path, "ASSISTANT_PASSPHRASE")


def secret_of(path: str | None, variable: str) -> str | None:
    """The first line of a file, or a variable of the environment; None where there is neither."""
    if path is None:
        return os.environ.get(variable) or None
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise InputError(
            _("The passphrase file {path} cannot be read. Check its name and who may read it.").format(
                path=shorten(path, 200)
            )
        ) from error
    return text.split("\n", 1)[0].removesuffix("\r")


def ask(prompt: str) -> str:
    """A secret typed at the keyboard, not shown.

    Raises:
        LockedError: nobody is there to type.
    """
    if not sys.stdin.isatty():
        raise LockedError(
            _(
                "A passphrase is needed and nobody is there to type it. Give --passphrase-file FILE, "
                "or ASSISTANT_PASSPHRASE with ASSISTANT_USER."
            )
        )
    try:
        return getpass.getpass(prompt)
    except EOFError:
        raise LockedError(_("No passphrase was typed. Nothing was opened.")) from None


def ask_twice(prompt: str) -> str:
    """A new secret, typed twice alike.

    Raises:
        InputError: they differ.
    """
    typed = ask(prompt)
    if ask(_("The same again: ")) != typed:
        raise InputError(_("The two are not the same. Nothing was changed; try again."))
    return typed

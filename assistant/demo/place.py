"""Where the demonstration is kept while it lasts, and who works with it: keys that are in memory alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assistant.demo.clock import PRESENT
from assistant.settings import shipped
from assistant.settings.reading import settings_file
from assistant.store import system
from assistant.store.failure import refusal
from assistant.store.scratch import scratch

if TYPE_CHECKING:
    from assistant.store.vault.access import Access

PREFIX: Final = "entretien-avk-demo-"
LOCK: Final = "demo.lock"
"""Held as long as the demonstration lasts."""
NAME: Final = "Camille Démo"
"""The pharmacist of the demonstration."""


@contextmanager
def place() -> Iterator[Path]:
    """A folder that its owner alone reads, removed at the end.

    Those that killed demonstrations left, sealed with keys that died with them, are removed too.

    Raises:
        StoreError: nothing can be written where the system keeps temporary files.
    """
    with scratch(PREFIX, LOCK, NAME) as folder:
        yield folder


def furnish(theme: str) -> None:
    """Put the invented pharmacy where settings are looked for from now on.

    Args:
        theme: the colours that hold here too.

    Raises:
        StoreError: it cannot be written.
    """
    path = settings_file()
    pharmacy = (shipped() / "demo" / "settings.toml").read_text(encoding="utf-8")
    try:
        system.make_folder(path.parent)
        path.write_text(f'theme = "{theme}"\n{pharmacy}', encoding="utf-8")
    except OSError as error:
        raise refusal(error, path.parent) from error


def access(*, rehearsal: bool = False) -> Access:
    """The keys of a demonstration: made for it, written nowhere.

    Args:
        rehearsal: whether they are those of what is practised on, which is kept apart here too.
    """
    from assistant.people import Person
    from assistant.store.vault.access import Access
    from assistant.store.vault.cipher import Identity, new_key
    from assistant.store.vault.register import Register, Registered
    from assistant.store.vault.ring import Ring

    identity = Identity(new_key())
    row = Registered("demo", NAME, "pharmacist", identity.verify, identity.address, PRESENT, NAME)
    return Access(Person(NAME), Ring.new(), identity, Register([row]), rehearsal)

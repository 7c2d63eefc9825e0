"""Where the demonstration is kept while it lasts, and who works with it: keys that are in memory alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assistant.demo.clock import PRESENT
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

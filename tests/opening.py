"""Stores for tests: encrypted as those of a pharmacy are, with passphrases that cost little to try."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from assistant.clock import Clock
from assistant.people import Role
from assistant.store.entry import Entry
from assistant.store.store import Store
from assistant.store.vault.changes import with_member

PASSPHRASE: Final = "cheval correct pile agrafe"


def opened(folder: Path, clock: Clock, name: str = "Anne Martin", role: Role = "pharmacist") -> Store:
    """The store in this folder, made where there is none, opened by this person, who is let in where needed.

    The first person of a store is a pharmacist, whatever the role asked for.
    """
    entry = Entry(folder, clock)
    if not entry.initialised:
        first, _recovery = entry.create(name, name, PASSPHRASE)
        return first
    if entry.vault().member(name) is None:
        keys = entry.keys(entry.vault().members[0].user, PASSPHRASE)
        entry.change(
            keys,
            lambda vault, keys: with_member(vault, keys, name, name, role, PASSPHRASE, clock.now()),
            "person_added",
            name,
        )
    return entry.unlock(name, PASSPHRASE)

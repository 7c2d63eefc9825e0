"""Makes the store of the demonstration."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.clock import Clock
from assistant.demo.cases import cases
from assistant.demo.clock import PastClock
from assistant.demo.place import access
from assistant.demo.playing import Teller
from assistant.store import system
from assistant.store.failure import refusal
from assistant.store.store import Store


def build(folder: Path, clock: Clock, progress: Callable[[int, int], None] | None = None) -> Store:
    """A store with the invented patients.

    Args:
        folder: where it is made.
        clock: the time from then on.
        progress: told how much has happened, and of how much.

    Raises:
        StoreError: it cannot be written.
        ScriptError: the file of the patients has faults.
    """
    data = cases()
    with system.unsynced():
        try:
            system.make_folder(folder)
        except OSError as error:
            raise refusal(error, folder) from error
        store = Store(folder, access(), PastClock(min(case.opened for case in data.patients)))
        store.audit.add("created")  # as a store that is made for good begins
        Teller(store, data.usual).tell(data.patients, progress)
    store.clock = clock
    keys = access(rehearsal=True)
    store.practice = lambda: Store(folder / "rehearsal", keys, clock)
    return store

"""Before the store is open: nothing heavy is loaded until it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.clock import Clock
from assistant.people import Role, user

if TYPE_CHECKING:
    from assistant.store.entry import Entry
    from assistant.store.store import Store


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who may open the store."""

    user: str
    name: str
    role: Role


class Doorstep:
    """Where one stands before a store: it may be made, or opened.

    What reads the disk or tries a passphrase takes its time: call it in a thread.
    """

    locks = True
    """Whether there is a passphrase to come back with."""
    demonstration = False
    """Whether the patients are invented."""
    banner = ""
    """What stands above every screen."""

    def __init__(self, folder: Path, clock: Clock, called: str = "", passphrase: str | None = None) -> None:
        """The way into one store.

        Args:
            folder: of the store.
            clock: where the time comes from.
            called: who asks, where that is known.
            passphrase: the one given beforehand.
        """
        self.folder = folder
        self.clock = clock
        self.called = called
        self.passphrase = passphrase

    @cached_property
    def entry(self) -> Entry:
        """The entry of the store; asking for it loads what opens vaults."""
        from assistant.store.entry import Entry

        return Entry(self.folder, self.clock)

    @property
    def made(self) -> bool:
        """Whether there is a vault; one that cannot be looked at is there."""
        try:
            (self.folder / "vault").stat()
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError:
            return True
        return True

    def people(self) -> tuple[list[Known], int]:
        """Who may open the store, and the place of whoever asks, or else of the first.

        Raises:
            AssistantError: the vault cannot be read.
        """
        vault = self.entry.vault()
        found = [Known(one.user, one.name, one.role) for one in vault.members]
        member = vault.member(self.called or user())
        return found, 0 if member is None else vault.members.index(member)

    def told_of(self, _ref: str) -> str:
        """What stands above the dossier of one patient."""
        return ""

    def open_given(self, _progress: Callable[[int, int], None] | None = None) -> Store:
        """The dossiers of whoever asks, by the passphrase that was given.

        Args:
            progress: told how much is done, and of how much, by what takes longer.

        Raises:
            AssistantError: it is another one, or nobody here is called so.
        """
        vault = self.entry.vault()
        alone = not self.called and len(vault.members) == 1
        called = vault.members[0].user if alone else vault.named(self.called or user()).user
        given, self.passphrase = self.passphrase or "", None
        return self.entry.unlock(called, given)

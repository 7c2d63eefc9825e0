"""The way into a store: made once, opened with a passphrase, changed when people come and go."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assistant.clock import Clock
from assistant.errors import InputError, LockedError, NotFoundError, StoreError
from assistant.language import _
from assistant.notation import shorten
from assistant.store import system
from assistant.store.encoding import UnreadableError, decode, encode
from assistant.store.failure import refusal
from assistant.store.layout import TRAIL
from assistant.store.lock import Lock
from assistant.store.seal import BrokenSealError
from assistant.store.store import Store
from assistant.store.trail import CHANGING, Trail
from assistant.store.vault.attempts import Attempts
from assistant.store.vault.changes import new_vault
from assistant.store.vault.member import Realm
from assistant.store.vault.vault import Keys, Vault

if TYPE_CHECKING:  # a list of patients is shown without databases
    from assistant.store.audit import Audit

VAULT: Final = "vault"
_LEADING: Final = b"entretien-avk vault 1\n"
_FAMILY: Final = b"entretien-avk vault "


class Entry:
    """One store's folder, seen from outside."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.folder = folder
        self.clock = clock
        self._path = folder / VAULT
        self._attempts = Attempts(folder / "attempts", clock)

    @property
    def initialised(self) -> bool:
        """Whether a store was made here."""
        try:
            return self._path.exists()
        except OSError as error:
            raise refusal(error, self._path) from error

    def vault(self) -> Vault:
        """Who may open the store.

        Raises:
            NotFoundError: none was made here.
            StoreError: it cannot be read.
        """
        if not self.initialised:
            raise NotFoundError(
                _("There is no store in {path} yet. `assistant init` makes one.").format(path=self._name)
            )
        try:
            descriptor = system.open_read(self._path)
            try:
                data = system.read_from(descriptor, 0)
            finally:
                system.close(descriptor)
        except OSError as error:
            raise refusal(error, self._path) from error
        return read_vault(data, self._name)

    def create(self, user: str, name: str, passphrase: str) -> tuple[Store, str]:
        """Make a store; it, opened for its first pharmacist, and the recovery key, which is kept nowhere.

        Raises:
            InputError: there is one already, or a name or the passphrase cannot be one.
        """
        if self.initialised:
            raise InputError(
                _("There is a store in {path} already. Nothing was changed.").format(path=self._name)
            )
        if (self.folder / "dossiers").exists():
            raise InputError(
                _(
                    "{path} holds dossiers, but no vault to open them with. Put the file `vault` back from "
                    "a copy, or choose another folder."
                ).format(path=self._name)
            )
        vault, recovery = new_vault(user, name, passphrase, self.clock.now())
        try:
            if not self.folder.is_dir():
                system.make_folder(self.folder)
        except OSError as error:
            raise refusal(error, self.folder) from error
        try:
            self.put(vault)
            store = self.store(vault.open(vault.members[0], passphrase))
            store.audit.add("created", user=user, people=vault.people)
        except BaseException:  # nobody was told the recovery key: such a store must not stay
            for path in (self._path, self.folder / TRAIL):
                with suppress(OSError):
                    system.remove(path)
            raise
        return store, recovery

    def keys(self, called: str, passphrase: str) -> Keys:
        """What this passphrase gives to this person.

        Raises:
            NotFoundError: there is no store, or nobody of this name.
            LockedError: another passphrase, or too many wrong ones.
        """
        vault = self.vault()
        member = vault.named(called)
        wrong = _("This is not the passphrase of {name}. Try again.").format(name=member.name)
        return self._tried(member.user, lambda: vault.open(member, passphrase), wrong)

    def recovery_keys(self, typed: str) -> Keys:
        """What the recovery key gives.

        Raises:
            LockedError: another key, or too many wrong ones.
        """
        vault = self.vault()
        wrong = _(
            "This is not the recovery key of this store: it was printed once, when this was made. "
            "Without it and without a passphrase nobody can read the dossiers, nor can we."
        )
        return self._tried(vault.recovery.user, lambda: vault.open_recovery(typed), wrong)

    def _tried(self, user: str, open_: Callable[[], Keys], wrong: str) -> Keys:
        with self._attempts.one_by_one():
            self._attempts.check(user)
            try:
                keys = open_()
            except BrokenSealError:
                self._attempts.failed(user)
                raise LockedError(wrong) from None
            self._attempts.succeeded(user)
            return keys

    def unlock(self, called: str, passphrase: str) -> Store:
        """The dossiers this person works with: the real ones, or a student's own.

        Raises:
            NotFoundError: there is no store, or nobody of this name.
            LockedError: another passphrase, or too many wrong ones.
        """
        return self.store(self.keys(called, passphrase))

    def store(self, keys: Keys, *, rehearsal: bool = False) -> Store:
        """The dossiers these keys are for, or those practised on."""
        realm: Realm = "store" if "store" in keys.rings and not rehearsal else "rehearsal"
        store = Store(self.place(realm), keys.access(realm), self.clock)
        store.practice = lambda: self.store(keys, rehearsal=True)
        return store

    def place(self, realm: Realm) -> Path:
        """The folder of a set of dossiers; those practised on never touch the real ones."""
        return self.folder if realm == "store" else self.folder / "rehearsal"

    def change(self, keys: Keys, make: Callable[[Vault, Keys], Vault], kind: str, about: str) -> Vault:
        """Put another vault in place of the one there is, and say so in the audit trail.

        Args:
            keys: of who does it.
            make: the new vault, from the one there is now and what it gives to who does it.
            kind: what is written in the audit trail.
            about: whom it concerns.

        Raises:
            StoreError: it could not be written; the old one is still there.
        """
        ring = keys.rings["rehearsal"]
        with Lock(self._path, keys.person.name, self.clock, ring):
            before = self.vault()
            keys = before.again(keys)  # somebody else may have changed it since it was opened
            audit = self.store(keys).audit
            if "store" in keys.rings and not keys.by_recovery:
                self._check_people(before, audit)
            vault = make(before, keys)
            changes = before.people != vault.people
            if changes:  # told first: a change cut short must not look like an older vault put back
                audit.add(CHANGING, before=before.people, people=vault.people)
            self.put(vault)
            with suppress(StoreError):  # it is done
                audit.add(kind, user=about, **({"people": vault.people} if changes else {}))
        return vault

    def _check_people(self, vault: Vault, audit: Audit) -> None:
        """Go on only from the list of people that was last left: an older one would let somebody in again."""
        known = Trail(audit.lines()).people
        if known and vault.people not in known:
            raise StoreError(
                _(
                    "The list of people is not the one last left: an older vault was put back. Nothing was "
                    "changed. Restore a whole backup, or use the recovery key: `assistant users passphrase "
                    "NAME --recovery` takes this list for good."
                )
            )

    def put(self, vault: Vault) -> None:
        """Write the vault, whole."""
        try:
            system.replace(self._path, _LEADING + encode(vault.to_json()) + b"\n")
        except OSError as error:
            raise refusal(error, self._path) from error

    @property
    def _name(self) -> str:
        return shorten(str(self.folder), 200)


def read_vault(data: bytes, name: str) -> Vault:
    """The vault in these bytes.

    Raises:
        StoreError: it is none, is damaged, or was written by a newer version.
    """
    if data.startswith(_FAMILY) and not data.startswith(_LEADING):
        raise StoreError(
            _("The vault of {path} was written by a newer version of this program. Install it.").format(
                path=name
            )
        )
    try:
        if not data.startswith(_LEADING):
            raise ValueError
        return Vault.from_json(decode(data[len(_LEADING) :]))
    except (UnreadableError, ValueError, TypeError, LookupError, AttributeError):
        raise StoreError(
            _(
                "The vault of {path} is damaged: nobody can open it. Put the file `vault` back from a copy."
            ).format(path=name)
        ) from None

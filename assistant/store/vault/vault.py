"""The vault: who may open the store, each with a passphrase of their own. A value; `entry` keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from assistant.errors import NotFoundError, StoreError
from assistant.language import _
from assistant.notation import fold, shorten
from assistant.people import Person
from assistant.store.seal import BrokenSealError
from assistant.store.vault.access import Access
from assistant.store.vault.cipher import Identity
from assistant.store.vault.member import RECOVERY, Member, Realm, Rings, read_recovery_key
from assistant.store.vault.register import Register, Registered


@dataclass(frozen=True, slots=True)
class Keys:
    """What an opened vault gives to one person."""

    person: Person
    user: str
    secret: bytes = field(repr=False)
    identity: Identity = field(repr=False)
    rings: Rings = field(repr=False)
    registers: Mapping[Realm, Register] = field(repr=False)

    @property
    def by_recovery(self) -> bool:
        """Whether the recovery key gave them: whoever holds it decides who is let in."""
        return self.user == RECOVERY

    @property
    def register(self) -> Register:
        """Who is known here: the list sealed with the dossiers' key, which a student cannot forge."""
        return self.registers["store" if "store" in self.registers else "rehearsal"]

    def access(self, realm: Realm) -> Access:
        """What opens one set of dossiers.

        Raises:
            KeyError: this person has no key to them.
        """
        return Access(self.person, self.rings[realm], self.identity, self.register, realm == "rehearsal")


@dataclass(frozen=True, slots=True)
class Vault:
    """The entries of everybody, and the register of their public keys, sealed under each ring."""

    store: str
    """Random id of the store."""
    members: tuple[Member, ...]
    recovery: Member
    registers: Mapping[Realm, bytes]

    def member(self, called: str) -> Member | None:
        """The entry of this user, or of the one person of this name."""
        wanted = fold(called.strip())
        named = [one for one in self.members if fold(one.name) == wanted]
        return next(
            (one for one in self.members if fold(one.user) == wanted), named[0] if len(named) == 1 else None
        )

    def open(self, member: Member, passphrase: str) -> Keys:
        """What this passphrase opens.

        Raises:
            BrokenSealError: it is not the passphrase of this entry.
            StoreError: the entry is not what the register of the dossiers says.
        """
        return self._given(member, *member.identity(self.store, passphrase))

    def again(self, keys: Keys) -> Keys:
        """What whoever opened an earlier state of this vault has now.

        Raises:
            NotFoundError: they were removed.
            StoreError: their entry is another one.
        """
        member = self.recovery if keys.user == self.recovery.user else self.named(keys.user)
        return self._given(member, keys.secret, keys.identity)

    def _given(self, member: Member, secret: bytes, identity: Identity) -> Keys:
        try:
            rings = member.opened(self.store, identity)
            registers = {realm: Register.opened(ring, self.registers[realm]) for realm, ring in rings.items()}
        except (BrokenSealError, KeyError):  # not the passphrase, which opened the secret
            raise changed(member) from None
        keys = Keys(Person(member.name, member.role), member.user, secret, identity, rings, registers)
        if self.strangers(keys, [member]) or identity.address != member.address:
            raise changed(member)
        return keys

    def open_recovery(self, key: str) -> Keys:
        """What the recovery key opens.

        Raises:
            BrokenSealError: it is not the recovery key of this store.
        """
        return self.open(self.recovery, read_recovery_key(key))

    def strangers(self, keys: Keys, members: Iterable[Member] | None = None) -> list[Member]:
        """Entries that the register does not know as they are: made or changed outside the program."""
        found = []
        for member in (*self.members, self.recovery) if members is None else members:
            row = keys.register.named(member.user)
            known = row and (row.name, row.role, row.address)
            if known != (member.name, member.role, member.address):
                found.append(member)
        return found

    def without_entry(self, keys: Keys) -> list[Registered]:
        """People whom the register knows and who have no entry: it was taken out of the vault."""
        here = {member.user for member in (*self.members, self.recovery)}
        return [row for row in keys.register.rows if row.until is None and row.user not in here]

    def named(self, called: str) -> Member:
        """The entry of this user or name.

        Raises:
            NotFoundError: there is none.
        """
        found = self.member(called)
        if found is None:
            raise NotFoundError(
                _("Nobody here is called “{name}”. People: {known}.").format(
                    name=shorten(called), known=", ".join(one.name for one in self.members)
                )
            )
        return found

    @property
    def people(self) -> str:
        """Names this state of the list of people, in the audit trail; a new passphrase does not change it."""
        return sha256(self.registers["store"]).hexdigest()

    def to_json(self) -> dict[str, Any]:
        """The vault as it is kept."""
        return {
            "store": self.store,
            "people": [member.to_json() for member in self.members],
            "recovery": self.recovery.to_json(),
            "registers": {realm: sealed.hex() for realm, sealed in self.registers.items()},
        }

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> Vault:
        """The vault that `to_json` wrote; anything else raises what reading it raises."""
        return cls(
            str(document["store"]),
            tuple(Member.from_json(one) for one in document["people"]),
            Member.from_json(document["recovery"]),
            {realm: bytes.fromhex(sealed) for realm, sealed in document["registers"].items()},
        )


def changed(member: Member) -> StoreError:
    """The sentence for an entry that the register does not know."""
    if member.user == RECOVERY:
        return StoreError(
            _("The recovery key's entry was changed outside the program. Put `vault` back from a backup.")
        )
    return StoreError(
        _(
            "The entry of “{name}” was changed outside the program: the store's register says otherwise. "
            "Nothing was opened with it. Put the file `vault` back from a backup."
        ).format(name=shorten(member.name))
    )

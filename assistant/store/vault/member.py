"""One person's entry in the vault: what their passphrase opens."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from assistant.people import Role
from assistant.store.encoding import decode, encode
from assistant.store.vault import cipher
from assistant.store.vault.cipher import Cipher, Cost, Identity, mean_for
from assistant.store.vault.ring import Ring

Realm = Literal["store", "rehearsal"]
"""The real dossiers, or those that students practise on: two sets of keys, two folders."""
Rings = Mapping[Realm, Ring]

RECOVERY: Final = "recovery"
"""Stands for the holder of the recovery key, who is nobody's colleague."""
_GROUPS: Final = 8
_LETTERS: Final = "ABCDEFGHJKMNPQRSTVWXYZ0123456789"
"""Crockford's digits without I, L, O, U: nothing to be read in two ways. 8 groups of 5 are 200 bits."""


@dataclass(frozen=True, slots=True)
class Member:
    """A secret locked by a passphrase, and the keys meant for whoever opens it.

    The secret stays when the passphrase changes. The dossiers' keys are meant for its address, so that a new
    key reaches everybody without anybody's passphrase.
    """

    user: str
    """What they are called by: short, the name of their account."""
    name: str
    """What is written beside their answers."""
    role: Role
    salt: bytes
    cost: Cost
    secret: bytes
    """Locked by the key that Argon2id makes of the passphrase."""
    address: bytes
    rings: bytes

    def identity(self, store: str, passphrase: str) -> tuple[bytes, Identity]:
        """The secret and the private keys it gives.

        Raises:
            BrokenSealError: another passphrase, or the entry was changed.
        """
        key = cipher.stretch(_bytes(passphrase), self.salt, self.cost)
        secret = Cipher(key).decrypt(self.secret, _about(store, self.user, self.name, self.role))
        return secret, Identity(secret)

    def opened(self, store: str, identity: Identity) -> dict[Realm, Ring]:
        """The rings meant for this person.

        Raises:
            BrokenSealError: they were changed, or are meant for somebody else.
        """
        about = _about(store, self.user, self.name, self.role)
        found = decode(identity.open(self.rings, about))
        return {
            realm: Ring({int(number): bytes.fromhex(key) for number, key in keys.items()})
            for realm, keys in found.items()
        }

    def to_json(self) -> dict[str, Any]:
        """The entry as the vault keeps it."""
        return {
            "user": self.user,
            "name": self.name,
            "role": self.role,
            "argon2id": {
                "memory_kib": self.cost.memory_kib,
                "passes": self.cost.passes,
                "lanes": self.cost.lanes,
                "salt": self.salt.hex(),
            },
            "secret": self.secret.hex(),
            "address": self.address.hex(),
            "rings": self.rings.hex(),
        }

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> Member:
        """The entry that `to_json` wrote."""
        kdf = document["argon2id"]
        return cls(
            user=document["user"],
            name=document["name"],
            role=document["role"],
            salt=bytes.fromhex(kdf["salt"]),
            cost=Cost(int(kdf["memory_kib"]), int(kdf["passes"]), int(kdf["lanes"])),
            secret=bytes.fromhex(document["secret"]),
            address=bytes.fromhex(document["address"]),
            rings=bytes.fromhex(document["rings"]),
        )


def locked(
    store: str, user: str, name: str, role: Role, passphrase: str, secret: bytes, rings: Rings
) -> Member:
    """The entry of a person whose secret is known."""
    salt = secrets.token_bytes(cipher.SALT)
    cost = cipher.COST
    key = cipher.stretch(_bytes(passphrase), salt, cost)
    hidden = Cipher(key).encrypt(secret, _about(store, user, name, role))
    address = Identity(secret).address
    return Member(
        user, name, role, salt, cost, hidden, address, meant(store, user, name, role, address, rings)
    )


def meant(store: str, user: str, name: str, role: Role, address: bytes, rings: Rings) -> bytes:
    """The rings that a role may have, for the holder of this address: a student has no key of a dossier."""
    document = {
        realm: {str(number): key.hex() for number, key in ring.keys.items()}
        for realm, ring in rings.items()
        if role != "student" or realm == "rehearsal"
    }
    return mean_for(address, encode(document), _about(store, user, name, role))


def new_recovery_key() -> str:
    """The key that is printed once: 8 groups of 5 letters and digits."""
    letters = [secrets.choice(_LETTERS) for _number in range(_GROUPS * 5)]
    return "-".join("".join(letters[at : at + 5]) for at in range(0, len(letters), 5))


def read_recovery_key(typed: str) -> str:
    """The key as it was printed: spaces, dashes and case do not matter, nor O for 0, I or L for 1."""
    letters = "".join(c for c in typed.upper() if c.isalnum())
    letters = letters.replace("O", "0").replace("I", "1").replace("L", "1")
    return "-".join(letters[at : at + 5] for at in range(0, len(letters), 5))


def _bytes(passphrase: str) -> bytes:
    # The same text typed on another system may come in another form.
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")


def _about(store: str, user: str, name: str, role: str) -> bytes:
    return encode(["entretien-avk member", store, user, name, role])

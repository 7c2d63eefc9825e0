"""The one door to cryptography: no other module names an algorithm.

AES-256-GCM (NIST SP 800-38D) for what is kept, Argon2id (RFC 9106) for passphrases, HKDF-SHA-256 (RFC 5869)
for keys made from keys, X25519 (RFC 7748) for what is meant for one person, Ed25519 (RFC 8032) to sign.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from assistant.store.seal import BrokenSealError

KEY: Final = 32
"""Bytes of every key, public or not."""
NONCE: Final = 12
TAG: Final = 16
SALT: Final = 16


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try of a passphrase costs."""

    memory_kib: int
    passes: int
    lanes: int


COST: Final = Cost(memory_kib=64 * 1024, passes=3, lanes=4)
"""The second option that RFC 9106 recommends: 64 MiB, about a tenth of a second here."""
MOST: Final = Cost(memory_kib=4 * 1024 * 1024, passes=64, lanes=64)
"""More than a vault may ask of a machine: a changed file must not make the program fill its memory."""


def new_key() -> bytes:
    """A random key."""
    return secrets.token_bytes(KEY)


def stretch(passphrase: bytes, salt: bytes, cost: Cost) -> bytes:
    """The key that a passphrase gives.

    Raises:
        BrokenSealError: such a cost was never asked for: what holds it was changed.
    """
    if cost.memory_kib > MOST.memory_kib or cost.passes > MOST.passes or cost.lanes > MOST.lanes:
        raise BrokenSealError
    try:
        kdf = Argon2id(
            salt=salt, length=KEY, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib
        )
    except ValueError:
        raise BrokenSealError from None
    return kdf.derive(passphrase)


def derive(secret: bytes, purpose: bytes) -> bytes:
    """A key for one purpose, from a secret that is random already."""
    return HKDF(algorithm=SHA256(), length=KEY, salt=None, info=b"entretien-avk " + purpose).derive(secret)


class Cipher:
    """Authenticated encryption under one key; every message has a random nonce."""

    def __init__(self, key: bytes) -> None:
        self._aes = AESGCM(key)

    def encrypt(self, message: bytes, about: bytes) -> bytes:
        """The nonce and what it hides; `about` is bound to it and not hidden."""
        nonce = secrets.token_bytes(NONCE)
        return nonce + self._aes.encrypt(nonce, message, about)

    def decrypt(self, hidden: bytes, about: bytes) -> bytes:
        """What was encrypted.

        Raises:
            BrokenSealError: another key, or something was changed.
        """
        if len(hidden) < NONCE + TAG:
            raise BrokenSealError
        try:
            return self._aes.decrypt(hidden[:NONCE], hidden[NONCE:], about)
        except InvalidTag:
            raise BrokenSealError from None


class Identity:
    """The two private keys made from a person's secret: one signs, one opens what is meant for them."""

    def __init__(self, secret: bytes) -> None:
        self._signing = Ed25519PrivateKey.from_private_bytes(derive(secret, b"signing"))
        self._opening = X25519PrivateKey.from_private_bytes(derive(secret, b"opening"))
        self.verify: Final = self._signing.public_key().public_bytes_raw()
        """The public key that tells their signatures."""
        self.address: Final = self._opening.public_key().public_bytes_raw()
        """The public key under which something is meant for them."""

    def sign(self, message: bytes) -> bytes:
        """64 bytes that only this person can make for this message."""
        return self._signing.sign(message)

    def open(self, meant: bytes, about: bytes) -> bytes:
        """What `mean_for` hid.

        Raises:
            BrokenSealError: it is meant for somebody else, or was changed.
        """
        public, hidden = meant[:KEY], meant[KEY:]
        try:
            shared = self._opening.exchange(X25519PublicKey.from_public_bytes(public))
        except ValueError:  # too short, or a point that gives no secret
            raise BrokenSealError from None
        return Cipher(derive(shared, b"meant for " + public + self.address)).decrypt(hidden, about)


def mean_for(address: bytes, message: bytes, about: bytes) -> bytes:
    """The message, hidden from all but the holder of this address."""
    once = X25519PrivateKey.generate()
    public = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(address))
    return public + Cipher(derive(shared, b"meant for " + public + address)).encrypt(message, about)


def verifies(key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the holder of this key signed this message."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True

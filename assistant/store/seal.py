"""How bytes are sealed on disk: each record bound to the one before it."""

from __future__ import annotations

from hashlib import sha256
from typing import Final, NamedTuple, Protocol

LEAST: Final = 16
"""Bytes that every seal adds at least."""


class BrokenSealError(Exception):
    """Sealed bytes that are not what was sealed, or not where it was."""


class UnknownKeyError(BrokenSealError):
    """Sealed with a key that came later than those held: not damage, and nothing to be cut off."""


class Opened(NamedTuple):
    """What a seal held."""

    payload: bytes
    link: bytes
    """The chain value that the next record is sealed with."""


class Seal(Protocol):
    """Makes bytes such that a change, a removal, an insertion or a swap before their end is found."""

    @property
    def name(self) -> str:
        """Small letters, digits and dashes; written in the header, so that another seal is refused."""

    def seal(self, previous: bytes, payload: bytes) -> bytes:
        """The payload, bound to the chain value before it."""

    def open(self, previous: bytes, sealed: bytes) -> Opened:
        """What was sealed.

        Raises:
            BrokenSealError: when it was changed or does not follow `previous`.
        """


class PlainSeal:
    """Anyone reads the payload; 16 bytes of SHA-256 tell damage, not malice.

    No store of a pharmacy is kept under it: the tests of what lies under the vault are.
    """

    name: Final = "plain"

    def seal(self, previous: bytes, payload: bytes) -> bytes:
        return payload + link(previous, payload)[:LEAST]

    def open(self, previous: bytes, sealed: bytes) -> Opened:
        payload, check = sealed[:-LEAST], sealed[-LEAST:]
        after = link(previous, payload)
        if check != after[:LEAST]:
            raise BrokenSealError
        return Opened(payload, after)


PLAIN: Final = PlainSeal()


def link(previous: bytes, payload: bytes) -> bytes:
    """The chain value after `payload`: of what is said, not of how it was hidden, so it outlives a key."""
    return sha256(previous + payload).digest()

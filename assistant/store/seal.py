"""How bytes are sealed on disk: checked and chained now; what encrypts them takes the same place."""

from __future__ import annotations

from hashlib import sha256
from typing import Final, NamedTuple, Protocol

LINK: Final = 16
"""Bytes of a chain value."""


class BrokenSealError(Exception):
    """Sealed bytes that are not what was sealed, or not where it was."""


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
    """Anyone reads the payload; SHA-256, cut to 16 bytes, tells damage, not malice."""

    name: Final = "plain"

    def seal(self, previous: bytes, payload: bytes) -> bytes:
        return payload + link(previous, payload)

    def open(self, previous: bytes, sealed: bytes) -> Opened:
        payload, check = sealed[:-LINK], sealed[-LINK:]
        if check != link(previous, payload):
            raise BrokenSealError
        return Opened(payload, check)


PLAIN: Final = PlainSeal()


def link(previous: bytes, payload: bytes) -> bytes:
    """The chain value after `payload`."""
    return sha256(previous + payload).digest()[:LINK]

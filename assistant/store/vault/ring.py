"""The keys of one set of dossiers, and the seal they make."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from functools import cached_property
from typing import Final

from assistant.store.seal import BrokenSealError, Opened, UnknownKeyError, link
from assistant.store.vault.cipher import Cipher, derive, new_key

_NUMBER: Final = struct.Struct(">H")


class Ring:
    """Numbered keys: the last one seals, each of them opens what it sealed.

    A key is added when somebody leaves: what is written afterwards is closed to them; nothing is rewritten.
    """

    def __init__(self, keys: Mapping[int, bytes]) -> None:
        self.keys: Final = dict(keys)
        # Told apart in headers: what another store sealed must not pass for a torn record, and be cut off.
        self.name: Final = "aes-256-gcm-" + derive(self.keys[1], b"name").hex()[:12]
        self._last = max(self.keys)
        self._mark = _NUMBER.pack(self._last)

    @classmethod
    def new(cls) -> Ring:
        """A ring with one key."""
        return cls({1: new_key()})

    def renewed(self) -> Ring:
        """These keys and a new one."""
        return Ring({**self.keys, self._last + 1: new_key()})

    @cached_property
    def _ciphers(self) -> dict[bytes, Cipher]:
        return {_NUMBER.pack(number): Cipher(derive(key, b"records")) for number, key in self.keys.items()}

    def seal(self, previous: bytes, payload: bytes) -> bytes:
        """The number of the key, then the payload, encrypted and bound to what came before."""
        return self._mark + self._ciphers[self._mark].encrypt(payload, self._mark + previous)

    def open(self, previous: bytes, sealed: bytes) -> Opened:
        """What was sealed under any key of the ring.

        Raises:
            UnknownKeyError: a later key sealed it.
            BrokenSealError: none of the keys sealed it, or not here.
        """
        mark, hidden = sealed[: _NUMBER.size], sealed[_NUMBER.size :]
        if mark not in self._ciphers:
            raise UnknownKeyError if mark > self._mark else BrokenSealError
        payload = self._ciphers[mark].decrypt(hidden, mark + previous)
        return Opened(payload, link(previous, payload))

    def __repr__(self) -> str:
        return f"<Ring of {len(self.keys)}>"

"""How a journal is laid out in bytes: a header line, then records. Pure: no file is touched here.

    entretien-avk journal FORMAT SEAL ID CHECK\\n
    length (4 bytes) · check (4 bytes, CRC-32 of the length) · sealed payload (length bytes)

The check of the length tells a record cut short, which a power cut leaves at the end, from a length that was
damaged, behind which acknowledged records may follow.
"""

from __future__ import annotations

import re
import secrets
import struct
from dataclasses import dataclass
from typing import Final
from zlib import crc32

from assistant.errors import StoreError
from assistant.language import _
from assistant.store.seal import LEAST, BrokenSealError, Seal, UnknownKeyError, link

FORMAT: Final = 1
"""Number of this layout. Older ones are read for ever; a newer one is refused."""
LARGEST: Final = 1 << 26
"""Bytes of a sealed record."""

_HEAD: Final = struct.Struct(">II")
_LENGTH: Final = struct.Struct(">I")
_LEADING: Final = re.compile(rb"entretien-avk journal ([0-9]{1,9})[ \n]")
_HEADER: Final = re.compile(rb"(entretien-avk journal [0-9]+ ([a-z0-9-]{1,32}) [0-9a-f]{32}) ([0-9a-f]{8})\n")
_HEADER_MOST: Final = 128


class DamageError(Exception):
    """A record that cannot be what was written, with others behind it."""

    def __init__(self, record: int, place: int) -> None:
        super().__init__(record, place)
        self.record = record
        """Its number, from 1."""
        self.place = place
        """Where it starts, in bytes."""


@dataclass(frozen=True, slots=True)
class Header:
    """The first line of a journal."""

    length: int
    format: int
    link: bytes
    """The chain value that the first record is sealed with."""


@dataclass(frozen=True, slots=True)
class Played:
    """The records found in a run of bytes."""

    payloads: list[bytes]
    links: list[bytes]
    """The chain value after each of them."""
    end: int
    """Where the last good record ends, in bytes from the start of the journal."""
    head: bytes
    """The chain value there."""
    tail: int
    """Bytes of a torn record behind it."""
    broken: bool = False
    """Whether they are not merely a record cut short: torn in the middle by a power cut, or changed."""


def new_header(seal: Seal) -> bytes:
    """The header of a new journal; its random id keeps a record from passing for one of another journal."""
    start = f"entretien-avk journal {FORMAT} {seal.name} {secrets.token_hex(16)}".encode()
    return b"%s %08x\n" % (start, crc32(start))


def read_header(data: bytes, seal: Seal, place: str, name: str) -> Header:
    """The header at the start of `data`.

    Args:
        data: the journal's first bytes.
        seal: what its records are to be opened with.
        place: where it belongs in the store: records found elsewhere do not follow the header.
        name: what to call the file in words.

    Raises:
        StoreError: not a journal, a damaged header, a newer format, another seal.
    """
    data = data[:_HEADER_MOST]
    leading = _LEADING.match(data)
    if leading and int(leading[1]) > FORMAT:
        raise StoreError(
            _("{path} was written by a newer version of this program. Install it to open this file.").format(
                path=name
            ),
            {"path": name, "format": int(leading[1])},
        )
    found = _HEADER.match(data)
    if not leading or not found or int(found[3], 16) != crc32(found[1]):
        raise StoreError(
            _("{path} is not a journal of this program, or its start is damaged. Restore a copy.").format(
                path=name
            ),
            {"path": name},
        )
    if found[2].decode() != seal.name:
        raise StoreError(
            _("{path} is protected in another way ({seal}) than this store. It was not opened.").format(
                path=name, seal=found[2].decode()
            ),
            {"path": name, "seal": found[2].decode()},
        )
    return Header(found.end(), int(leading[1]), link(place.encode("utf-8", "surrogatepass"), found[0]))


def frame(sealed: bytes) -> bytes:
    """A record as it is written."""
    return _HEAD.pack(len(sealed), crc32(_LENGTH.pack(len(sealed)))) + sealed


def play(data: bytes, place: int, head: bytes, seal: Seal, number: int) -> Played:
    """The records in `data`, up to its end or to a torn last one.

    Args:
        data: what the journal holds from `place` on.
        place: where `data` starts, in bytes from the start of the journal.
        head: the chain value there.
        seal: what opens the records.
        number: how many records come before.

    Raises:
        DamageError: a record is not what was written, and more follows it.
        UnknownKeyError: a record was sealed with a later key than those held.
    """
    payloads: list[bytes] = []
    links: list[bytes] = []
    broken = False
    at = 0
    while at < len(data):
        length = _length(data, at)
        behind = at + _HEAD.size + (length or 0)
        if length is not None and behind <= len(data):
            try:
                payload, head = seal.open(head, data[at + _HEAD.size : behind])
            except UnknownKeyError:
                raise
            except BrokenSealError:
                if behind < len(data):
                    raise DamageError(number + len(payloads) + 1, place + at) from None
                broken = True
                break
            payloads.append(payload)
            links.append(head)
            at = behind
            continue
        if length is None and _record_follows(data, at):
            raise DamageError(number + len(payloads) + 1, place + at)
        broken = length is None and len(data) - at >= _HEAD.size  # what is cut short has a good head
        break
    return Played(payloads, links, place + at, head, len(data) - at, broken)


HEAD: Final = _HEAD.size
"""Bytes before a sealed record."""


def length_of(head: bytes) -> int | None:
    """The length that the bytes before a record tell, or None when they are not such bytes."""
    return _length(head, 0)


def _length(data: bytes, at: int) -> int | None:
    """The length written at `at`, or None when that is no start of a record."""
    if at + HEAD > len(data):
        return None
    length, check = _HEAD.unpack_from(data, at)
    if not LEAST <= length <= LARGEST or check != crc32(data[at : at + _LENGTH.size]):
        return None
    return int(length)


def _record_follows(data: bytes, at: int) -> bool:
    """Whether another record starts somewhere behind `at`; by chance, once in 4,000 million."""
    return any(_length(data, later) is not None for later in range(at + 1, len(data)))

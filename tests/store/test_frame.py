"""Records as bytes: torn, flipped, moved, and under a seal that encrypts."""

from __future__ import annotations

import hashlib
import hmac
import struct
import zlib

import pytest

from assistant.errors import StoreError
from assistant.store.frame import (
    FORMAT,
    LARGEST,
    DamageError,
    Played,
    frame,
    new_header,
    play,
    read_header,
)
from assistant.store.seal import PLAIN, BrokenSealError, Opened, Seal, link

PLACE = "place"
PAYLOADS = [b"one", b"", b"three " * 5]


class Veil:
    """A stand-in for authenticated encryption: hides the payload and needs a key."""

    name = "veil"

    def __init__(self, key: bytes) -> None:
        self._key = key

    def seal(self, previous: bytes, payload: bytes) -> bytes:
        hidden = self._hide(previous, payload)
        return hidden + hmac.digest(self._key, previous + hidden, "sha256")[:16]

    def open(self, previous: bytes, sealed: bytes) -> Opened:
        hidden, tag = sealed[:-16], sealed[-16:]
        if not hmac.compare_digest(tag, hmac.digest(self._key, previous + hidden, "sha256")[:16]):
            raise BrokenSealError
        return Opened(self._hide(previous, hidden), tag)

    def _hide(self, previous: bytes, text: bytes) -> bytes:
        mask = hashlib.shake_256(self._key + previous).digest(len(text))
        return bytes(one ^ other for one, other in zip(text, mask, strict=True))


SEALS: list[Seal] = [PLAIN, Veil(b"key")]


def written(seal: Seal, payloads: list[bytes]) -> tuple[bytes, list[int]]:
    """A journal's bytes, and where each record ends."""
    data = new_header(seal)
    head = link(PLACE.encode(), data)
    ends = [len(data)]
    for payload in payloads:
        sealed = seal.seal(head, payload)
        head = seal.open(head, sealed).link
        data += frame(sealed)
        ends.append(len(data))
    return data, ends


def replay(data: bytes, seal: Seal) -> Played:
    header = read_header(data, seal, PLACE, "the journal")
    return play(data[header.length :], header.length, header.link, seal, 0)


@pytest.mark.parametrize("seal", SEALS, ids=lambda seal: seal.name)
def test_what_was_written_is_read(seal: Seal) -> None:
    data, ends = written(seal, PAYLOADS)
    found = replay(data, seal)
    assert (found.payloads, found.end, found.tail) == (PAYLOADS, ends[-1], 0)


@pytest.mark.parametrize("seal", SEALS, ids=lambda seal: seal.name)
def test_cut_at_every_byte(seal: Seal) -> None:
    data, ends = written(seal, PAYLOADS)
    for cut in range(ends[0], len(data)):
        found = replay(data[:cut], seal)
        whole = sum(end <= cut for end in ends) - 1
        assert found.payloads == PAYLOADS[:whole]
        assert (found.end, found.tail) == (ends[whole], cut - ends[whole])
    for cut in range(ends[0]):
        with pytest.raises(StoreError):
            replay(data[:cut], seal)


@pytest.mark.parametrize("seal", SEALS, ids=lambda seal: seal.name)
def test_every_bit_flipped(seal: Seal) -> None:
    data, ends = written(seal, PAYLOADS)
    for place in range(len(data)):
        for bit in range(8):
            changed = bytearray(data)
            changed[place] ^= 1 << bit
            record = sum(end <= place for end in ends)
            if record == 0:
                with pytest.raises(StoreError):
                    replay(bytes(changed), seal)
            elif record == len(PAYLOADS):
                # Nothing tells a last record that was damaged from one that a power cut tore.
                assert replay(bytes(changed), seal).payloads == PAYLOADS[:-1]
            else:
                with pytest.raises(DamageError) as damage:
                    replay(bytes(changed), seal)
                assert (damage.value.record, damage.value.place) == (record, ends[record - 1])


@pytest.mark.parametrize("seal", SEALS, ids=lambda seal: seal.name)
def test_records_removed_swapped_repeated_or_borrowed(seal: Seal) -> None:
    payloads = [b"first", b"other", b"third", b"four."]
    data, ends = written(seal, payloads)
    header, *records = (data[start:end] for start, end in zip([0, *ends], ends, strict=False))
    one, two, three, four = records
    stranger = written(seal, payloads)[0][ends[1] : ends[2]]
    for changed in (
        [two, three, four],
        [one, three, four],
        [two, one, three, four],
        [one, one, two, three],
        [one, stranger, three, four],
    ):
        with pytest.raises(DamageError):
            replay(header + b"".join(changed), seal)


@pytest.mark.parametrize("garbage", [b"\0" * 40, b"\0" * 3, b"\xff" * 5000, b"\0" * 9 + b"late sector"])
def test_what_a_power_cut_leaves_at_the_end_is_torn_not_damaged(garbage: bytes) -> None:
    data, ends = written(PLAIN, PAYLOADS)
    found = replay(data + garbage, PLAIN)
    assert (found.payloads, found.end, found.tail) == (PAYLOADS, ends[-1], len(garbage))


def test_a_damaged_length_does_not_hide_the_records_behind_it() -> None:
    data, ends = written(PLAIN, [b"one", b"two", b"three"])
    longer = bytearray(data)
    longer[ends[0] + 2] = 0x40  # the first record now claims to go far beyond the end
    with pytest.raises(DamageError) as damage:
        replay(bytes(longer), PLAIN)
    assert damage.value.record == 1


def test_no_length_beyond_the_largest() -> None:
    data, ends = written(PLAIN, [])
    huge = frame(b"x" * 16)[:8]
    assert replay(data + huge, PLAIN).tail == 8
    head = struct.pack(">II", LARGEST + 1, zlib.crc32(struct.pack(">I", LARGEST + 1)))
    assert replay(data + head, PLAIN).end == ends[0]


def test_a_newer_format_is_refused_in_words() -> None:
    for rest in (b" plain and more\n", b"\n", b" aes-256 1 2 3 4 5 6\n\0\0\0"):
        with pytest.raises(StoreError, match="newer version") as refused:
            read_header(b"entretien-avk journal %d" % (FORMAT + 1) + rest, PLAIN, PLACE, "x.journal")
        assert refused.value.details == {"path": "x.journal", "format": FORMAT + 1}


def test_another_seal_is_refused_in_words() -> None:
    with pytest.raises(StoreError, match=r"protected in another way \(veil\)"):
        read_header(new_header(Veil(b"key")), PLAIN, PLACE, "x.journal")


def test_another_key_opens_nothing() -> None:
    data, _ends = written(Veil(b"key"), PAYLOADS)
    with pytest.raises(DamageError):
        replay(data, Veil(b"other"))


@pytest.mark.parametrize("data", [b"", b"\n", b"{}", b"entretien-avk journal 0 plain\n", b"\xff" * 200])
def test_another_file_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(StoreError, match="not a journal"):
        read_header(data, PLAIN, PLACE, "x.journal")


def test_two_journals_never_start_alike() -> None:
    assert new_header(PLAIN) != new_header(PLAIN)

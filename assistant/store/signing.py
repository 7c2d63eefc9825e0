"""Signatures: what ends or amends an interview is signed in the same record, by the person who does it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, Final

from assistant.store.encoding import compact
from assistant.store.vault.access import Access
from assistant.store.vault.register import Register, Registered

SIGNATURES: Final = "signatures"
"""The table beside `events`; a signature stands in the record of the events it covers."""
_LEADING: Final = b"entretien-avk signature 1\n"


def statement(head: bytes, events: Sequence[Mapping[str, Any]]) -> bytes:
    """What is signed: the chain value of all that came before, and the events of this record."""
    return _LEADING + head + sha256(compact(list(events))).digest()


def signature(access: Access, head: bytes, events: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The signature as it is kept.

    Args:
        access: of who signs.
        head: the chain value before the record.
        events: those of the record.
    """
    return {
        "by": access.person.name,
        "key": access.identity.verify.hex(),
        "signature": access.identity.sign(statement(head, events)).hex(),
    }


def signer(
    register: Register, kept: Mapping[str, Any], head: bytes, events: Sequence[Mapping[str, Any]]
) -> Registered | None:
    """Who signed these events; None when nobody whom the store knows did."""
    try:
        key, signed = bytes.fromhex(kept["key"]), bytes.fromhex(kept["signature"])
    except (LookupError, TypeError, ValueError):
        return None
    return register.signed(key, signed, statement(head, events))

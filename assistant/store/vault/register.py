"""Everybody who ever could open the store, with the key that tells their signature."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from assistant.people import Role
from assistant.store.encoding import decode, encode
from assistant.store.seal import Seal, link
from assistant.store.vault.cipher import verifies

_START: Final = link(b"", b"entretien-avk register")


@dataclass(frozen=True, slots=True)
class Registered:
    """One key of one person. Rows are kept after the person left: what they signed stays verifiable."""

    user: str
    name: str
    role: Role
    verify: bytes
    """Ed25519 public key."""
    address: bytes
    """X25519 public key, under which the dossiers' keys are meant for them."""
    since: datetime
    by: str
    """Who let them in."""
    until: datetime | None = None

    @property
    def fingerprint(self) -> str:
        """The key in short, to compare by eye or by telephone."""
        text = self.verify.hex()[:16]
        return "-".join(text[at : at + 4] for at in range(0, 16, 4))


class Register:
    """The rows, sealed with the dossiers' own keys: who cannot open the dossiers cannot add to it."""

    def __init__(self, rows: Iterable[Registered]) -> None:
        self.rows: Final = tuple(rows)

    def with_row(self, row: Registered) -> Register:
        """One more key; an earlier one of the same person ends."""
        return Register([*self.until(row.user, row.since).rows, row])

    def until(self, user: str, instant: datetime) -> Register:
        """The key that this person has now ends."""
        return Register(
            replace(row, until=instant) if row.user == user and row.until is None else row
            for row in self.rows
        )

    def named(self, user: str) -> Registered | None:
        """The key that this person has now."""
        return next((row for row in self.rows if row.user == user and row.until is None), None)

    def of(self, verify: bytes) -> Registered | None:
        """Whose key this is, or was."""
        return next((row for row in self.rows if row.verify == verify), None)

    def signed(self, verify: bytes, signature: bytes, message: bytes) -> Registered | None:
        """Who signed this message; None when nobody of the register did."""
        row = self.of(verify)
        return row if row is not None and verifies(verify, signature, message) else None

    def sealed(self, seal: Seal) -> bytes:
        """The rows as the vault keeps them."""
        return seal.seal(_START, encode([_document(row) for row in self.rows]))

    @classmethod
    def opened(cls, seal: Seal, sealed: bytes) -> Register:
        """The rows that `sealed` holds.

        Raises:
            BrokenSealError: it was not made with the keys of these dossiers.
        """
        return cls(_row(document) for document in decode(seal.open(_START, sealed).payload))


def _document(row: Registered) -> dict[str, Any]:
    return {
        "user": row.user,
        "name": row.name,
        "role": row.role,
        "verify": row.verify.hex(),
        "address": row.address.hex(),
        "since": row.since.isoformat(timespec="seconds"),
        "by": row.by,
        "until": None if row.until is None else row.until.isoformat(timespec="seconds"),
    }


def _row(document: Mapping[str, Any]) -> Registered:
    until = document["until"]
    return Registered(
        user=document["user"],
        name=document["name"],
        role=document["role"],
        verify=bytes.fromhex(document["verify"]),
        address=bytes.fromhex(document["address"]),
        since=datetime.fromisoformat(document["since"]),
        by=document["by"],
        until=None if until is None else datetime.fromisoformat(until),
    )

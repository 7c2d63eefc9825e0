"""What stands in a journal that was brought from another store, and how it is proved there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from assistant.store.carrying import CARRIED, ORIGIN
from assistant.store.encoding import compact
from assistant.store.signing import SIGNATURES, signature, signer, statement
from assistant.store.vault.access import Access
from assistant.store.vault.cipher import verifies
from assistant.store.vault.register import Registered

BROUGHT: Final = "brought_by"


def brought(
    access: Access,
    head: bytes,
    table: str,
    rows: Sequence[Mapping[str, Any]],
    origins: Sequence[Mapping[str, Any]],
    signed: Mapping[int, Mapping[str, str]],
) -> bytes:
    """The first record of a journal that is brought: all its events, where from, signed by who brings it.

    Args:
        access: of who brings it.
        head: the chain value before the record.
        table: of the events.
        rows: the events.
        origins: where they come from, this store's line last.
        signed: place of an event to the signature that came along.
    """
    carried = [{"row": place, **one} for place, one in signed.items()]
    own = signature(access, head, [*rows, *origins, *carried])
    return compact({table: rows, ORIGIN: origins, CARRIED: carried, SIGNATURES: [own]})


def bringer(
    access: Access, head: bytes, tables: Mapping[str, Any], table: str
) -> tuple[Registered | None, Mapping[str, Any]]:
    """Who signed such a record, and its last line on where it comes from; nobody where it is not as it was.

    Raises:
        LookupError, TypeError: it is no such record.
    """
    rows, origins, carried = tables[table], tables[ORIGIN], tables[CARRIED]
    (kept,) = tables[SIGNATURES]
    who = signer(access.register, kept, head, [*rows, *origins, *carried])
    allowed = who is not None and (who.role == "pharmacist" or access.rehearsal)
    return (who if allowed and who is not None and who.name == origins[-1][BROUGHT] else None), origins[-1]


def proved(signed: Mapping[str, str], row: Mapping[str, Any]) -> bool:
    """Whether a signature that came along is of the key it names, on this event.

    Raises:
        LookupError, TypeError, ValueError: it is no signature.
    """
    before, key, kept = (bytes.fromhex(signed[name]) for name in ("before", "key", "signature"))
    return signed["by"] == row["by"] and verifies(key, kept, statement(before, [row]))


def heads_before(tables: Mapping[str, Any]) -> dict[str, int]:
    """Chain value that the interview had elsewhere, in hexadecimal, to how many events it held then."""
    found = {str(one["before"]): int(one["row"]) for one in tables.get(CARRIED, ())}
    return found | {str(one["head"]): int(one["rows"]) for one in tables.get(ORIGIN, ())}

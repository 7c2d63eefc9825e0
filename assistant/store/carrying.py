"""What a journal holds, event by event, so that it can be carried to another store and proved there.

A signature covers the chain value before its record and the event itself. Neither chain nor keys leave a
store, so each signed event takes along the value it was signed with, and the public key that tells it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from assistant.errors import StoreError
from assistant.language import _
from assistant.notation import shorten
from assistant.store import frame
from assistant.store.encoding import UnreadableError, compact, decode
from assistant.store.journal import Journal
from assistant.store.layout import EVENTS, FACTS, JOURNAL, REVIEW, REVIEWS
from assistant.store.seal import Seal
from assistant.store.signing import SIGNATURES
from assistant.store.upcasting import upcast

ORIGIN: Final = "origin"
"""The table that says where a journal was carried from; it stands in its first record alone."""
CARRIED: Final = "carried"
"""The table of the signatures that came along: `row` (from 0), `before`, `by`, `key`, `signature`."""
_ONE: Final = b'"seq":'
_NEXT: Final = b'],"'


@dataclass(slots=True)
class Carried:
    """One journal to be carried."""

    rows: list[bytes] = field(default_factory=list)
    """Each event as compact JSON."""
    signed: dict[int, Mapping[str, str]] = field(default_factory=dict)
    """Place in `rows` to `before` (the chain value it was signed with), `by`, `key`, `signature`."""
    head: str = ""
    """Its chain value, in hexadecimal."""
    origins: list[dict[str, Any]] = field(default_factory=list)
    """Where it came from itself, the first place first."""


@dataclass(slots=True)
class CarriedInterview:
    """One interview, and what supervisors made of it."""

    events: Carried
    review: Carried | None = None


@dataclass(slots=True)
class CarriedDossier:
    """All that is kept of one patient."""

    ref: str
    folder: str
    """The random name it has where it comes from."""
    facts: Carried
    interviews: dict[str, CarriedInterview] = field(default_factory=dict)
    """By id."""

    def begins(self, other: CarriedDossier) -> bool:
        """Whether the other dossier holds all of this one, and perhaps more."""
        return _begins(self.facts, other.facts) and all(
            name in other.interviews
            and _begins(one.events, other.interviews[name].events)
            and _begins(one.review, other.interviews[name].review)
            for name, one in self.interviews.items()
        )


def _begins(one: Carried | None, other: Carried | None) -> bool:
    if one is None or other is None:
        return one is None
    return one.rows == other.rows[: len(one.rows)]


def carried_dossier(folder: Path, ref: str, seal: Seal) -> CarriedDossier:
    """The dossier in a folder; interviews in which nothing was asked are left.

    Raises:
        StoreError: something of it cannot be read whole.
    """
    found = CarriedDossier(ref, folder.name, carried(folder / (FACTS + JOURNAL), seal, FACTS))
    for path in sorted(folder.glob("*" + JOURNAL)):
        if path.stem == FACTS:
            continue
        events = carried(path, seal, EVENTS)
        beside = folder / f"r{path.stem}{REVIEW}"
        if events.rows:
            review = carried(beside, seal, REVIEWS) if beside.exists() else None
            found.interviews[path.stem] = CarriedInterview(events, review)
    return found


def carried(path: Path, seal: Seal, table: str) -> Carried:
    """The events of one table of a journal, in the shape of today.

    Raises:
        StoreError: it cannot be read whole.
    """
    journal = Journal(path, seal)
    reading = journal.read()
    if journal.broken:
        raise _damaged(path)
    found = Carried(head=journal.head.hex())
    before = journal.start
    plain = b'{"' + table.encode() + b'":[{"seq":'
    cut = len(plain) - len(b'{"seq":')
    for payload, link in zip(reading.payloads, reading.links, strict=True):
        # One event and nothing else, as nearly every record is: it is not taken apart and put together again.
        if (
            journal.format == frame.FORMAT
            and payload.startswith(plain)
            and payload.endswith(b"}]}")
            and payload.count(_ONE) == 1
            and _NEXT not in payload
        ):
            found.rows.append(payload[cut:-2])
        else:
            try:
                _take(found, upcast(decode(payload), journal.format), table, before)
            except (UnreadableError, LookupError, TypeError, ValueError, AttributeError):
                raise _damaged(path) from None
        before = link
    return found


def _take(found: Carried, tables: Mapping[str, Any], table: str, before: bytes) -> None:
    rows, first = tables.get(table, ()), len(found.rows)
    found.rows += map(compact, rows)
    if ORIGIN in tables:  # what counts are the signatures that came along
        found.origins += tables[ORIGIN]
        for one in tables.get(CARRIED, ()):
            found.signed[int(one["row"])] = {name: str(one[name]) for name in PARTS}
    elif len(signatures := tables.get(SIGNATURES, ())) == len(rows) == 1:
        signed = {name: str(signatures[0][name]) for name in PARTS[1:]}
        found.signed[first] = {"before": before.hex(), **signed}


PARTS: Final = ("before", "by", "key", "signature")
"""What a signature is carried with."""


def _damaged(path: Path) -> StoreError:
    return StoreError(
        _("{path} is damaged: nothing was written. `assistant doctor` says what can be done.").format(
            path=shorten(str(path), 200)
        )
    )

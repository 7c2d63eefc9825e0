"""Dossiers as JSON Lines, event by event: the archive that loses nothing (docs/exchange.md)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from assistant.errors import StoreError
from assistant.language import _
from assistant.notation import shorten
from assistant.store.carrying import Carried, CarriedDossier, carried_dossier
from assistant.store.encoding import compact
from assistant.store.store import Store

NAME: Final = "entretien-avk"
FORMAT: Final = 1
"""Number of this layout. Older ones will be read for ever; a newer one is refused."""
_HELD_UNDER: Final = re.compile(rb'"(script|case)":"([^"\\/]+/[0-9]+/[0-9a-f]{1,64})"')
"""What an event names; within a text every quotation mark has a stroke before it."""


@dataclass(slots=True)
class Counted:
    """What was written or read so far."""

    dossiers: int = 0
    transcripts: int = 0
    events: int = 0
    """Those of interviews."""

    def to_json(self) -> dict[str, int]:
        """The counts as a JSON object."""
        return {name: getattr(self, name) for name in self.__slots__}


def archive(
    store: Store,
    refs: Sequence[str],
    progress: Callable[[int, int], None] | None = None,
    counts: Counted | None = None,
) -> Iterator[bytes]:
    """The lines of an archive, one dossier in memory at a time.

    Args:
        store: where the dossiers are.
        refs: of the patients.
        progress: told after each of them.
        counts: grows as they are written.

    Raises:
        NotFoundError: there is none of a ref.
        StoreError: something cannot be read whole: an archive lacks nothing.
    """
    digest, lines, counts = sha256(), 0, counts or Counted()
    for line in _lines(store, refs, counts, progress):
        digest.update(line)
        lines += line.count(b"\n")
        yield line
    yield _line("end", counts.to_json() | {"lines": lines, "sha256": digest.hexdigest()})


def _lines(
    store: Store, refs: Sequence[str], counts: Counted, progress: Callable[[int, int], None] | None
) -> Iterator[bytes]:
    yield _line(
        "archive",
        {
            "name": NAME,
            "format": FORMAT,
            "store": store.access.seal.name,
            "rehearsal": store.access.rehearsal,
            "at": store.clock.now().isoformat(timespec="seconds"),
            "by": store.person.name,
            "dossiers": len(refs),
        },
    )
    told: set[tuple[bytes, bytes]] = set()
    for done, ref in enumerate(refs, 1):
        dossier = carried_dossier(store.folder_of(ref), ref, store.access.seal)
        yield from _dossier(store, dossier, told)
        counts.dossiers += 1
        counts.transcripts += len(dossier.interviews)
        counts.events += sum(len(one.events.rows) for one in dossier.interviews.values())
        if progress is not None:
            progress(done, len(refs))


def _dossier(store: Store, dossier: CarriedDossier, told: set[tuple[bytes, bytes]]) -> Iterator[bytes]:
    facts = dossier.facts
    about = {"ref": dossier.ref, "folder": dossier.folder, "interviews": len(dossier.interviews)}
    yield _line("dossier", about | _about(facts))
    yield _rows("fact", facts)
    for name, one in dossier.interviews.items():
        events = _rows("event", one.events)
        for kind, ref in _held_under(events) - told:
            told.add((kind, ref))
            yield _text(store, kind.decode(), ref.decode())
        yield _line("interview", {"id": name} | _about(one.events))
        yield events
        if one.review is not None:
            yield _line("reviewed", _about(one.review))
            yield _rows("review", one.review)


def _held_under(events: bytes) -> set[tuple[bytes, bytes]]:
    """Kind and ref of each text that the events name; nearly all of them name one and the same."""
    first = _HELD_UNDER.search(events)
    if first is None or (events.count(first[0]) == events.count(b'"script":"') and b'"case":"' not in events):
        return set() if first is None else {(first[1], first[2])}
    return set(_HELD_UNDER.findall(events))


def _about(one: Carried) -> dict[str, Any]:
    return {"rows": len(one.rows), "head": one.head} | ({"origins": one.origins} if one.origins else {})


def _rows(kind: str, one: Carried) -> bytes:
    lead = b'{"' + kind.encode() + b'":'
    if not one.signed:
        return lead + (b"}\n" + lead).join(one.rows) + b"}\n" if one.rows else b""
    parts: list[bytes] = []
    for place, row in enumerate(one.rows):
        signed = one.signed.get(place)
        parts += (lead, row, b"" if signed is None else b',"signed":' + compact(signed), b"}\n")
    return b"".join(parts)


def _text(store: Store, kind: str, ref: str) -> bytes:
    """The text that interviews were held under, which goes before the first of them."""
    text = store.versions.kept_text(kind, ref.rpartition("/")[2])
    if text is None:
        raise StoreError(
            _("“{ref}” is missing or changed, and interviews were held under it. Put it back first.").format(
                ref=shorten(ref)
            )
        )
    return _line(kind, {"ref": ref, "text": text.decode("utf-8")})


def _line(kind: str, about: Mapping[str, Any]) -> bytes:
    return compact({kind: about}) + b"\n"

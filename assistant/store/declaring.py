"""Ticking what was declared, and taking it back: events among the facts of a dossier, one commit for all.

What stands is looked up under the lock, so that two windows that tick the same thing leave one declaration.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from assistant.clock import Stopwatch
from assistant.dossier.declaration import Declaration, What, declarations, matching
from assistant.dossier.fact import FactEvent, FactKind
from assistant.errors import InputError
from assistant.language import _
from assistant.store.database import Database
from assistant.store.layout import FACTS, JOURNAL
from assistant.store.lock import Lock

if TYPE_CHECKING:
    from assistant.store.store import Store

_PATIENCE: Final = 5.0
"""Seconds that another process may take to add its line."""
_Line = tuple[FactKind, str, Any]


@dataclass(frozen=True, slots=True)
class Declarable:
    """What may be declared of one patient: the adhesion, or an act."""

    what: What
    day: date
    transcript: str | None = None


def declare(
    store: Store, ref: str, items: Sequence[Declarable], on: date, *, anew: bool = False
) -> list[Declaration]:
    """Tick these as entered on a day; what stands declared already stays as it was.

    Args:
        store: the dossiers.
        ref: of the patient.
        items: what was declared.
        on: the day it was entered.
        anew: whether another day of entering takes the place of the one that stands.

    Returns:
        Those that were not declared before, or not on that day; they are on the disk.

    Raises:
        RightsError: this person reads.
        HeldError: another process writes to this dossier all the time.
        NotFoundError: there is no such patient.
    """

    def lines(standing: Sequence[Declaration]) -> list[_Line]:
        found: list[_Line] = []
        for one in dict.fromkeys(items):
            known = matching(standing, one.what, one.day, one.transcript)
            if known is not None and (known.on == on or not anew):
                continue
            if known is not None:
                found.append(("undeclared", known.what, _value(known)))
            value = _value(one) | {"transcript": one.transcript, "on": on.isoformat()}
            found.append(("declared", one.what, value))
        return found

    before, after = _add(store, ref, lines)
    return [one for one in after if one not in before]


def take_back(store: Store, ref: str, items: Sequence[Declarable]) -> list[Declaration]:
    """Say that these are not declared after all; the history keeps both.

    Returns:
        Those that were declared before.

    Raises:
        RightsError: this person reads.
        HeldError: another process writes to this dossier all the time.
        NotFoundError: there is no such patient.
    """

    def lines(standing: Sequence[Declaration]) -> list[_Line]:
        found = (matching(standing, one.what, one.day, one.transcript) for one in items)
        return [("undeclared", one.what, _value(one)) for one in dict.fromkeys(found) if one is not None]

    before, after = _add(store, ref, lines)
    return [one for one in before if one not in after]


def _value(one: Declarable | Declaration) -> dict[str, Any]:
    return {"day": one.day.isoformat()}


def _add(
    store: Store, ref: str, lines: Callable[[Sequence[Declaration]], list[_Line]]
) -> tuple[Sequence[Declaration], Sequence[Declaration]]:
    """What stood declared before and what does now, with what was to be added on the disk."""
    store.access.writing()
    if store.access.rehearsal:
        raise InputError(_("These are rehearsals: nothing of them is declared."))
    folder = store.folder_of(ref)
    path = folder / (FACTS + JOURNAL)
    lock = Lock(path, store.person.name, store.clock, store.access.seal)
    lock.acquire(_PATIENCE)
    with Database(path, store.access.seal, lock) as database:
        store.tell_torn(database)
        before = declarations(store.play(folder))
        stamp, first = Stopwatch(store.clock).now(), len(database.rows(FACTS)) + 1
        added = [
            FactEvent(seq, kind, name, value, stamp, store.person.name).to_json()
            for seq, (kind, name, value) in enumerate(lines(before), first)
        ]
        if added:
            database.add({FACTS: added})
    return before, declarations(store.play(folder)) if added else before

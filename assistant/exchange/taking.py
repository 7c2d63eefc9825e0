"""Taking a table in: what it would change in the store, and the change itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from assistant.dossier.act import act_name
from assistant.errors import StoreError
from assistant.exchange.arrivals import Arrival
from assistant.language import _
from assistant.store.store import Store

TOGETHER: Final = 64
"""New patients whose dossiers are made at once: they share the wait for the disk."""
Progress = Callable[[int, int], None]
"""How many are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one patient of the table brings that the store does not have."""

    arrival: Arrival
    new: bool
    """Whether there is no dossier of this ref yet."""
    facts: dict[str, Any]
    acts: tuple[tuple[str, str], ...]
    """Name (`act_name`) and ISO day."""

    @property
    def any(self) -> bool:
        """Whether there is something to take in."""
        return self.new or bool(self.facts or self.acts)

    def to_json(self) -> dict[str, Any]:
        """The change as a JSON object: which facts, not what they say."""
        return {
            "ref": self.arrival.ref,
            "line": self.arrival.line,
            "new": self.new,
            "facts": sorted(self.facts),
            "acts": [
                {"kind": name.partition(":")[0], "theme": name.partition(":")[2] or None, "date": day}
                for name, day in self.acts
            ],
        }


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import adds."""

    patients: int = 0
    updated: int = 0
    acts: int = 0

    def __add__(self, change: Change) -> Taken:
        """With one more patient."""
        return Taken(
            self.patients + change.new,
            self.updated + (change.any and not change.new),
            self.acts + len(change.acts),
        )

    def to_json(self) -> dict[str, int]:
        """The counts as a JSON object."""
        return {"patients": self.patients, "updated": self.updated, "acts": self.acts}


def changes(store: Store, arrivals: Collection[Arrival]) -> Iterator[Change]:
    """What each patient would bring; nothing is written. The same table twice brings nothing.

    An act is known by patient, kind, theme, day and its rank among equal rows.
    """
    # Asked once: asking for each new patient would look through all the folders each time.
    there = {summary.patient.ref for summary in store.summaries()}
    for arrival in arrivals:
        if arrival.ref not in there:
            yield Change(arrival, True, arrival.facts, tuple(arrival.acts))
            continue
        dossier = store.dossier(arrival.ref)
        facts = {name: value for name, value in arrival.facts.items() if dossier.facts.get(name) != value}
        known = Counter(
            (act_name(act.kind, act.theme), act.day.isoformat())
            for act in dossier.acts
            if act.origin == "import"
        )
        yield Change(arrival, False, facts, tuple(_new(Counter(arrival.acts), known).elements()))


def _new(rows: Counter[tuple[str, str]], known: Counter[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """The acts that are not there yet; a bare thematic row is not new where its theme is known since."""
    told: Counter[tuple[str, str]] = Counter()
    for (name, day), number in (known - rows).items():
        if name.startswith("thematic:"):
            told["thematic", day] += number
    return rows - known - told


def take_in(store: Store, arrivals: Collection[Arrival], progress: Progress | None = None) -> Taken:
    """Add what the store does not have yet.

    Raises:
        StoreError: the disk refuses; says how far it came. What was taken in is whole, patient by patient.
    """
    taken, done = Taken(), 0

    def settle(found: Sequence[Change]) -> None:
        """These are on the disk."""
        nonlocal taken, done
        for change in found:
            taken += change
            done += 1
            if progress:
                progress(done, len(arrivals))

    new: list[Change] = []

    def make() -> None:
        store.add_patients([(one.arrival.ref, one.facts, one.acts) for one in new])
        settle(new)
        new.clear()

    try:
        for change in changes(store, arrivals):
            if change.new:
                new.append(change)
                if len(new) == TOGETHER:
                    make()
            else:
                store.record(change.arrival.ref, change.facts, change.acts)
                settle([change])
        if new:
            make()
    except StoreError as error:
        if not done:
            raise
        raise StoreError(
            _("{reason} {done} of {count} patients were taken in; import the file again to go on.").format(
                reason=error.message, done=done, count=len(arrivals)
            ),
            error.details | {"taken": done},
        ) from error
    return taken

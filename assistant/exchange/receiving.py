"""Taking an archive in: all of it or nothing; what is here already, and the same, is left as it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.errors import InputError
from assistant.exchange.archived import ArchiveReader
from assistant.exchange.known import Known
from assistant.interview.event import SIGNED
from assistant.language import _
from assistant.notation import shorten
from assistant.store.bringing import Bringing
from assistant.store.carrying import Carried, CarriedDossier, carried_dossier
from assistant.store.encoding import decode
from assistant.store.store import Store


@dataclass(slots=True)
class Received:
    """What an archive brought."""

    dossiers: int = 0
    transcripts: int = 0
    events: int = 0
    there: int = 0
    """Dossiers that are here already, with all that the archive holds of them."""
    known: int = 0
    """Signatures of people whom this store knows."""
    unknown: int = 0
    """Signatures that fit the key they name, of people whom this store does not know."""
    unsigned: int = 0
    """Events that end or amend an interview and came without a signature."""
    alike: list[str] = field(default_factory=list)
    """Sentences on dossiers that may be about the same person as one of those brought."""

    def to_json(self) -> dict[str, Any]:
        """The counts as a JSON object."""
        counts = {name: getattr(self, name) for name in ("dossiers", "transcripts", "events", "there")}
        signatures = {"known": self.known, "unknown": self.unknown, "missing": self.unsigned}
        return counts | {"signatures": signatures}


class Receiving:
    """One archive and the store it goes into."""

    def __init__(self, store: Store, path: Path) -> None:
        self._store = store
        self._path = path
        self._known = Known(store.summaries())
        self._ids = {line.id for one in self._known.by_ref.values() for line in one.transcripts}
        self._others: list[str] = []
        self.found = Received()
        """What it brings."""

    def run(self, progress: Callable[[int, int], None] | None = None, *, only_look: bool = False) -> Received:
        """Read it to its end, then put what it brings in place.

        Args:
            progress: told after each dossier.
            only_look: whether nothing is put in place.

        Raises:
            NotFoundError: the file cannot be read.
            InputError: it is no archive, not whole, changed, or another dossier of a ref is here.
            RightsError: this person reads.
            StoreError: the disk refused.
        """
        versions = self._store.versions
        with ArchiveReader(self._path) as archive, versions.bringing():
            self._check_kind(practised=archive.head["rehearsal"])
            with Bringing(self._store, archive.head["store"]) as bringing:
                for done, dossier in enumerate(archive.dossiers(versions.bring), 1):
                    if self._wanted(dossier):
                        bringing.add(dossier)
                        self._count(dossier)
                    if progress is not None:
                        progress(done, archive.total)
                self._check_others()
                if not only_look and self.found.dossiers:
                    versions.keep_brought()
                    bringing.settle()
        return self.found

    def _check_kind(self, *, practised: bool) -> None:
        here = self._store.access.rehearsal
        if practised and not here:
            raise InputError(
                _("These are rehearsals: they are not mixed with patients. Add --rehearsals to import them.")
            )
        if here and not practised:
            raise InputError(_("These are dossiers of patients: they are not imported among rehearsals."))

    def _wanted(self, dossier: CarriedDossier) -> bool:
        """Whether it is to be brought; one that is here and differs is remembered."""
        if dossier.ref in self._known.by_ref:
            store = self._store
            here = carried_dossier(store.folder_of(dossier.ref), dossier.ref, store.access.seal)
            if dossier.begins(here):
                self.found.there += 1
            else:
                self._others.append(dossier.ref)
            return False
        if self._ids & dossier.interviews.keys():  # the same interviews, under another ref
            self._others.append(dossier.ref)
            return False
        return True

    def _check_others(self) -> None:
        if self._others:
            shown = ", ".join(shorten(ref) for ref in self._others[:5])
            raise InputError(
                _(
                    "Here already, and not the same as in the archive: {refs}. Nothing was imported. "
                    "Erase those dossiers first, or import into another store."
                ).format(refs=shown + (", …" if len(self._others) > 5 else "")),
                {"refs": self._others},
            )

    def _count(self, dossier: CarriedDossier) -> None:
        found = self.found
        found.dossiers += 1
        found.transcripts += len(dossier.interviews)
        for one in dossier.interviews.values():
            found.events += len(one.events.rows)
            self._signatures(one.events, SIGNED)
            if one.review is not None:
                self._signatures(one.review, {"decided"})
        facts: dict[str, Any] = {}
        for row in map(decode, dossier.facts.rows):
            if row["kind"] == "fact":
                facts[row["name"]] = row["value"]
        if facts.get("birth_date") and facts.get("family_name") and facts.get("given_name"):
            found.alike += [f"{shorten(dossier.ref)}: {one.sentence}" for one in self._known.alike(facts)]

    def _signatures(self, one: Carried, needed: Any) -> None:
        register = self._store.access.register
        for place, row in enumerate(one.rows):
            signed: Mapping[str, str] | None = one.signed.get(place)
            if signed is not None:
                who = register.of(bytes.fromhex(signed["key"]))
                if who is not None and who.name == signed["by"]:
                    self.found.known += 1
                else:
                    self.found.unknown += 1
            elif decode(row)["kind"] in needed:
                self.found.unsigned += 1

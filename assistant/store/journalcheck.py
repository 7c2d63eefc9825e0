"""What looking at a journal has in common, whatever it holds: opening it, the heads kept apart, faults."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from assistant.errors import StoreError
from assistant.language import _
from assistant.store.dossiers import Dossiers
from assistant.store.journal import Journal, Reading
from assistant.store.trail import Trail
from assistant.store.vault.access import Access
from assistant.store.vault.register import Registered

FaultKind = Literal[
    "damaged",
    "unsigned",
    "forged",
    "number",
    "cut",
    "replaced",
    "missing",
    "apart",
    "erased",
    "script",
    "audit",
    "people",
]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was left."""

    kind: FaultKind
    dossier: str
    """Its random folder; empty where the fault is not in a dossier."""
    transcript: str
    """Id of the interview; empty for the facts of a dossier."""
    record: int | None
    """Number of the first bad record, from 1, where one can be named."""
    message: str


class JournalCheck(ABC):
    """One journal, which is only read."""

    def __init__(self, dossiers: Dossiers, path: Path, trail: Trail) -> None:
        self._dossiers = dossiers
        self._path = path
        self._trail = trail
        self.faults: list[Fault] = []
        self.torn = False
        """Whether a record was cut short at its end, which was never acknowledged."""
        self.broken = False
        """Whether the record at its end is whole and does not open."""
        self.needs = 0
        """Up to which record its head has to be kept apart; 0 where it need not."""
        self.head: dict[str, Any] = {}
        """What a line of the trail says of its head now."""

    @property
    def place(self) -> tuple[str, str]:
        """The folder and the name of the journal."""
        return self._path.parent.name, self._path.stem

    @property
    @abstractmethod
    def transcript(self) -> str:
        """Id of the interview it is about; empty for the facts of a dossier."""

    @abstractmethod
    def _gone(self, kept: int, left: int) -> str:
        """The sentence for records that are not there any more: how many were kept, how many are left."""

    def _open(self) -> tuple[Journal, Reading] | None:
        """Read it; None where that cannot be done, which is a fault."""
        journal = Journal(self._path, self._dossiers.access.seal)
        try:
            reading = journal.read()
        except StoreError as error:
            number = error.details.get("record")
            self._add("damaged", number if isinstance(number, int) else None, error.message)
            return None
        self.torn = self._path.stat().st_size > journal.length
        self.broken = journal.broken
        dossier, name = self.place
        self.head = {"dossier": dossier, "transcript": name}
        self.head |= {"records": journal.count, "head": journal.head.hex()}
        return journal, reading

    def _kept_apart(self, links: list[bytes]) -> None:
        for kept in self._trail.heads.get(self.place, ()):
            if kept.records > len(links):
                self._add("cut", len(links) + 1, self._gone(kept.records, len(links)))
                return
            if links[kept.records - 1].hex() != kept.head:
                self._add("replaced", kept.records, _("It is not what was there when its head was kept."))
                return

    def _add(self, kind: FaultKind, record: int | None, message: str) -> None:
        self.faults.append(self._fault(kind, record, message))

    def _fault(self, kind: FaultKind, record: int | None, message: str) -> Fault:
        return Fault(kind, self._path.parent.name, self.transcript, record, message)


def signed_late(
    access: Access, trail: Trail, who: Registered, at: datetime, record: tuple[str, str, int]
) -> str:
    """What is wrong with a signature of somebody who left since, in words; nothing where it is good.

    Args:
        access: of who looks.
        trail: what the audit trail says.
        who: signed.
        at: when they say they did.
        record: folder, journal and number of what they signed.
    """
    if (
        who.until is None
        or at <= who.until
        or access.register.named(who.user) is not None  # who has a new key may finish with the old one
        or trail.here_when_kept(who.user, *record)  # a clock may have been set back
    ):
        return ""
    late = _("Signed by {name} after their access had ended: in a window left open, or with a copy.")
    return late.format(name=who.name)


def not_brought() -> str:
    """The sentence for what says that it came from another store, and is not signed as such."""
    return _("It is said to come from another store, and no pharmacist of this one signed that.")


def torn_or_changed() -> str:
    """The sentence for a last record that is whole and does not open."""
    return _("The last record does not open: a power cut tore it, or it was changed.")

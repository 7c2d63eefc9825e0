"""Whether anything was altered: every record, every signature, the heads kept apart. Only reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from assistant.errors import AssistantError, StoreError
from assistant.interview.event import SIGNED, Event
from assistant.language import _
from assistant.store.audit import Audit, Entered
from assistant.store.dossiers import EVENTS, FACTS, JOURNAL, Dossiers
from assistant.store.encoding import UnreadableError, decode
from assistant.store.journal import Journal
from assistant.store.signing import SIGNATURES, signer
from assistant.store.upcasting import upcast
from assistant.store.vault.access import Access

FaultKind = Literal[
    "damaged", "unsigned", "forged", "number", "cut", "replaced", "missing", "script", "audit"
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


@dataclass(slots=True)
class Verified:
    """What a verification found."""

    checked: int = 0
    signed: int = 0
    torn: int = 0
    """Interviews with a record cut short at their end, which was never acknowledged."""
    faults: list[Fault] = field(default_factory=list)


def verify(dossiers: Dossiers, audit: Audit, transcript: str | None = None) -> Verified:
    """Check one interview, or every dossier.

    Args:
        dossiers: the store, to read.
        audit: its trail.
        transcript: id of the only interview to check.

    Raises:
        NotFoundError: there is none of this id, nor was there.
    """
    found = Verified()
    trail: list[Entered] = []
    try:
        trail = audit.lines()  # before the interviews: one that ends meanwhile is no fault
        if audit.broken:
            found.faults.append(Fault("audit", "", "", len(trail) + 1, torn_or_changed()))
    except StoreError as error:
        found.faults.append(_fault("audit", "", "", error))
    heads = _heads(trail)
    seen: set[tuple[str, str]] = set()
    for path in _journals(dossiers, transcript):
        place = (path.parent.name, path.stem)
        seen.add(place)
        if path.stem == FACTS:
            found.faults += _facts(dossiers, path)
        else:
            found.checked += 1
            _Check(dossiers, path, heads.get(place, []), found).run()
    found.faults += _missing(heads, seen, trail, transcript)
    return found


def cannot_prove() -> list[str]:
    """What no verification can tell, in words."""
    return [
        _("An interview that is not over may have been cut at the end of a record: nothing shows it."),
        _("The whole store may be one of an earlier day, put back with its audit trail: compare a backup."),
        _("Instants are those of this computer's clock. Their order is proved, their hour is not."),
        _("Facts outside interviews are chained, not signed: who has the store's key could write them."),
    ]


class _Check:
    """One interview, record by record."""

    def __init__(self, dossiers: Dossiers, path: Path, heads: list[Entered], found: Verified) -> None:
        self._dossiers = dossiers
        self._path = path
        self._heads = heads
        self._found = found
        self._over = False
        self._numbers = 0
        self._script = ""

    def run(self) -> None:
        journal = Journal(self._path, self._dossiers.access.seal)
        try:
            reading = journal.read()
        except StoreError as error:
            number = error.details.get("record")
            self._add("damaged", number if isinstance(number, int) else None, error.message)
            return
        self._found.torn += self._path.stat().st_size > journal.length
        if journal.broken:
            self._add("damaged", journal.count + 1, torn_or_changed())
        head = journal.start
        for number, (payload, link) in enumerate(zip(reading.payloads, reading.links, strict=True), 1):
            if not self._record(number, head, payload, journal.format):
                return
            head = link
        self._found.signed += self._over
        self._kept_apart(reading.links)
        try:
            if self._script:
                self._dossiers.script(self._script)
        except AssistantError as error:
            self._add("script", None, error.message)

    def _record(self, number: int, head: bytes, payload: bytes, written: int) -> bool:
        """Check one record; False when nothing behind it can be judged."""
        try:
            additions = decode(payload)
            # Read in today's shape; what was signed are the rows as they were written.
            events = [Event.from_json(row) for row in upcast(additions, written).get(EVENTS, [])]
        except (UnreadableError, LookupError, TypeError, ValueError, AttributeError):
            self._add("damaged", number, _("The record holds no events of this program."))
            return False
        for event in events:
            self._numbers += 1
            self._script = event.script
            if event.seq != self._numbers:
                self._add("number", number, _("Events are not numbered in sequence here."))
                return False
        if not self._over and not any(event.kind in SIGNED for event in events):
            return True
        self._over = True
        kept = additions.get(SIGNATURES, [])
        if len(kept) != 1 or not events:
            self._add("unsigned", number, _("The interview was over; this was added without a signature."))
            return False
        if not self._signed(kept[0], head, additions[EVENTS], events[-1]):
            self._add("forged", number, _("The signature is not one of a pharmacist of this store."))
            return False
        return True

    def _signed(self, kept: Mapping[str, Any], head: bytes, rows: list[Any], event: Event) -> bool:
        access: Access = self._dossiers.access
        who = signer(access.register, kept, head, rows)
        return (
            who is not None
            and (who.role == "pharmacist" or access.rehearsal)
            and who.name == event.by
            and (who.until is None or event.at <= who.until)
        )

    def _kept_apart(self, links: list[bytes]) -> None:
        for line in self._heads:
            records, head = line.about.get("records"), line.about.get("head")
            if not isinstance(records, int) or records > len(links):
                self._add(
                    "cut",
                    len(links) + 1,
                    _("It was signed with {count} records; only {left} are left.").format(
                        count=records, left=len(links)
                    ),
                )
                return
            if links[records - 1].hex() != head:
                self._add("replaced", records, _("It is not the interview that was signed."))
                return

    def _add(self, kind: FaultKind, record: int | None, message: str) -> None:
        self._found.faults.append(Fault(kind, self._path.parent.name, self._path.stem, record, message))


def torn_or_changed() -> str:
    """The sentence for a last record that is whole and does not open."""
    return _("The last record does not open: a power cut tore it, or it was changed.")


def _heads(trail: list[Entered]) -> dict[tuple[str, str], list[Entered]]:
    heads: dict[tuple[str, str], list[Entered]] = {}
    for line in trail:
        if line.kind == "signed":
            place = (str(line.about.get("dossier")), str(line.about.get("transcript")))
            heads.setdefault(place, []).append(line)
    return heads


def _journals(dossiers: Dossiers, transcript: str | None) -> Iterator[Path]:
    for path in sorted((dossiers.folder / "dossiers").glob("*/*" + JOURNAL)):
        if transcript in (None, path.stem):
            yield path


def _facts(dossiers: Dossiers, path: Path) -> Iterator[Fault]:
    journal = Journal(path, dossiers.access.seal)
    try:
        journal.read()
    except StoreError as error:
        yield _fault("damaged", path.parent.name, "", error)
    if journal.broken:
        yield Fault("damaged", path.parent.name, "", journal.count + 1, torn_or_changed())


def _missing(
    heads: Mapping[tuple[str, str], list[Entered]],
    seen: set[tuple[str, str]],
    trail: list[Entered],
    transcript: str | None,
) -> Iterator[Fault]:
    erased = {str(line.about.get("dossier")) for line in trail if line.kind == "erased"}
    for place in heads:
        dossier, name = place
        if place not in seen and dossier not in erased and transcript in (None, name):
            sentence = _("A signed interview is not there any more, and no erasure of it is recorded.")
            yield Fault("missing", dossier, name, None, sentence)


def _fault(kind: FaultKind, dossier: str, transcript: str, error: StoreError) -> Fault:
    number = error.details.get("record")
    return Fault(kind, dossier, transcript, number if isinstance(number, int) else None, error.message)

"""Whether anything in a store was altered, and what no look at it can prove. Only reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.errors import StoreError
from assistant.language import _
from assistant.store.appending import TORN
from assistant.store.audit import Audit
from assistant.store.checking import Check
from assistant.store.dossiers import Dossiers
from assistant.store.journalcheck import Fault, torn_or_changed
from assistant.store.layout import FACTS, JOURNAL
from assistant.store.reviewchecking import ReviewCheck, review_checks
from assistant.store.trail import Trail
from assistant.store.vault.vault import Keys, Vault, changed


@dataclass(slots=True)
class Verified:
    """What a verification found."""

    checked: int = 0
    signed: int = 0
    brought: int = 0
    """Interviews that came from another store: who brought them signed for them here."""
    torn: int = 0
    """Interviews with a record cut short at their end, which was never acknowledged."""
    faults: list[Fault] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    """Files of what was cut off the end of a journal, as it did not open."""


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
    trail = _trail(audit, found)  # before the interviews: one that ends meanwhile is no fault
    seen: set[tuple[str, str]] = set()
    good: list[Check | ReviewCheck] = []
    for path in sorted((dossiers.folder / "dossiers").glob("*/*" + JOURNAL)):
        if transcript not in (None, path.stem):
            continue
        seen.add((path.parent.name, path.stem))
        check = Check(dossiers, path, trail).run()
        found.faults += [*check.tail, *check.faults]
        found.torn += check.torn
        found.checked += path.stem != FACTS
        if not any(fault.kind != "script" for fault in check.faults):
            found.signed += check.over
            found.brought += check.brought
            good.append(check)
    for review in review_checks(dossiers, trail, transcript):
        seen.add(review.place)
        found.faults += review.faults
        if not review.faults:
            good.append(review)
    if not any(fault.kind == "audit" for fault in found.faults):  # a trail that is bad keeps no heads
        found.faults += _unkept(good, audit)
    found.aside = sorted(path.name for path in dossiers.folder.rglob("*" + TORN))
    found.faults += gone_or_back(trail, seen, transcript)
    return found


def verify_people(vault: Vault, keys: Keys, audit: Audit) -> list[Fault]:
    """Whether the list of people is the one that was left.

    Args:
        vault: as it is now.
        keys: of who looks.
        audit: the trail of the dossiers.
    """
    said = [changed(one).message for one in vault.strangers(keys)]
    said += [
        _("{name} has no entry in the vault any more: it was taken out of it outside the program.").format(
            name=row.name
        )
        for row in vault.without_entry(keys)
    ]
    rows = {realm: register.rows for realm, register in keys.registers.items()}
    if len(rows) == 2 and rows["store"] != rows["rehearsal"]:
        said.append(
            _("The list of people that students can read is not the one of the dossiers: it was changed.")
        )
    try:
        people = Trail(audit.lines()).people
    except StoreError:  # told with the interviews
        people = frozenset()
    if "store" in keys.rings and people and vault.people not in people:
        said.append(
            _(
                "The list of people is not the one that the audit trail names: an older vault was put back, "
                "and somebody removed may be in again."
            )
        )
    return [Fault("people", "", "", None, sentence) for sentence in said]


def cannot_prove() -> list[str]:
    """What no verification can tell, in words."""
    return [
        _("An interview that is not over may have been cut at the end of a record, or removed whole."),
        _("So may the facts of a patient, after the last withdrawal of consent if there is one."),
        _("A patient without a signed interview and without a withdrawal may have been removed whole."),
        _("The audit trail may have been cut, together with what it named: an end, an erasure, a removal."),
        _("The folder of one patient may be one of an earlier day: only what was signed since shows."),
        _("The whole store may be one of an earlier day, put back with its audit trail: compare a backup."),
        _("An earlier passphrase may have been put back with the vault of its day."),
        _("Instants are those of this computer's clock. Their order is proved, their hour is not."),
        _("Facts outside interviews are chained, not signed: who has the store's key could write them."),
        _("So are remarks of a review and answers to it; after the last decision they may have been cut."),
    ]


def _trail(audit: Audit, found: Verified) -> Trail:
    try:
        lines = audit.lines()
    except StoreError as error:
        number = error.details.get("record")
        found.faults.append(
            Fault("audit", "", "", number if isinstance(number, int) else None, error.message)
        )
        return Trail(())
    if audit.missing or (lines and audit.whole and lines[0].kind != "created"):
        found.faults.append(Fault("audit", "", "", None, _("The audit trail is not there any more.")))
    if audit.broken:
        found.faults.append(Fault("audit", "", "", len(lines) + 1, torn_or_changed()))
    return Trail(lines)


def _unkept(good: list[Check | ReviewCheck], audit: Audit) -> Iterator[Fault]:
    """Journals whose head stands nowhere else; looked for again, as an interview may have ended meanwhile."""
    trail = Trail(audit.lines())
    for check in good:
        if not trail.has(*check.place, check.needs):
            dossier, name = check.place
            yield Fault(
                "apart",
                dossier,
                _shown(name),
                check.needs,
                _(
                    "Its head is not in the audit trail: the trail was cut, or the program stopped before it "
                    "was kept there. If you trust what is there, `assistant doctor` puts its head there."
                ),
            )


def gone_or_back(trail: Trail, seen: set[tuple[str, str]], transcript: str | None = None) -> Iterator[Fault]:
    """Journals that the trail knows and that are not there, and dossiers that are there again once erased.

    Args:
        trail: what the audit trail says.
        seen: folder and name of each journal there is.
        transcript: id of the only interview asked about.
    """
    for dossier in sorted({dossier for dossier, _name in seen} - trail.erased):
        if (dossier, FACTS) not in seen and transcript is None:
            sentence = _("The facts of a patient are not there any more, and no erasure is recorded.")
            yield Fault("missing", dossier, "", None, sentence)
    for dossier, name in trail.heads:
        shown = _shown(name)
        if (dossier, name) not in seen and dossier not in trail.erased and transcript in (None, shown):
            if name == FACTS and any(one == dossier for one, _name in seen):
                continue  # told already
            sentence = _("A signed interview is not there any more, and no erasure of it is recorded.")
            if name == FACTS:
                sentence = _("The facts of a patient are not there any more, and no erasure is recorded.")
            elif name != shown:
                sentence = _("The review of an interview is not there any more, and no erasure is recorded.")
            yield Fault("missing", dossier, shown, None, sentence)
    for dossier in sorted({dossier for dossier, _name in seen} & trail.erased):
        sentence = _(
            "This dossier was erased and is here: by halves, or a copy was put back. Erase it again."
        )
        yield Fault("erased", dossier, "", None, sentence)


def _shown(name: str) -> str:
    """The id of the interview that a journal is of, or about; empty for the facts of a dossier."""
    return "" if name == FACTS else name.removeprefix("r")  # ids are hexadecimal

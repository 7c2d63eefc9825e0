"""What the audit trail says of journals and people, to be held against the files. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # people are changed without databases
    from assistant.store.audit import Entered

ENDS = frozenset({"person_removed", "recovered"})
"""Lines after which a person's key signs nothing more."""
CHANGING = "changing_people"
"""The line before a vault is replaced: until the next one, the old list may still be there."""


@dataclass(frozen=True, slots=True)
class Head:
    """The chain value of a journal, as it was kept apart."""

    line: int
    """Which line of the trail says it."""
    records: int
    head: str
    """In hexadecimal."""


class Trail:
    """The lines of the trail, read for what they prove."""

    def __init__(self, lines: Iterable[Entered]) -> None:
        self.lines = tuple(lines)

    @cached_property
    def heads(self) -> dict[tuple[str, str], list[Head]]:
        """What was kept of each journal, by folder and name, the oldest first."""
        found: dict[tuple[str, str], list[Head]] = {}
        for number, line in enumerate(self.lines):
            records, head = line.about.get("records"), line.about.get("head")
            if isinstance(records, int) and isinstance(head, str):
                place = (str(line.about.get("dossier")), str(line.about.get("transcript")))
                found.setdefault(place, []).append(Head(number, records, head))
        return found

    def has(self, dossier: str, name: str, records: int) -> bool:
        """Whether a head of a journal stands in the trail that covers so many records."""
        return not records or any(head.records >= records for head in self.heads.get((dossier, name), ()))

    @property
    def erased(self) -> set[str]:
        """Folders of the dossiers that were erased."""
        return {str(line.about.get("dossier")) for line in self.lines if line.kind == "erased"}

    @property
    def people(self) -> frozenset[str]:
        """The lists of people that may be there: the one last left, and both while a change is under way."""
        told = (line for line in reversed(self.lines) if "people" in line.about)
        last = next(told, None)
        if last is None:
            return frozenset()
        found = {str(last.about["people"])}
        return frozenset(found | {str(last.about["before"])} if last.kind == CHANGING else found)

    def here_when_kept(self, user: str, dossier: str, name: str, records: int) -> bool:
        """Whether a head was kept before this person's key ended: the order of lines, whatever clocks say."""
        ends = [
            n for n, line in enumerate(self.lines) if line.kind in ENDS and line.about.get("user") == user
        ]
        return any(
            head.records == records and any(head.line < end for end in ends)
            for head in self.heads.get((dossier, name), ())
        )

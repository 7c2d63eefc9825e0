"""Events of a dossier outside its interviews: facts recorded, acts imported, what was declared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

FactKind = Literal["fact", "act", "declared", "undeclared"]


@dataclass(frozen=True, slots=True)
class FactEvent:
    """One fact recorded, act taken from a file, or thing declared. A correction is a new event."""

    seq: int
    kind: FactKind
    name: str
    """Id of a fact of `scripts/knowledge/facts.yaml`; otherwise the kind of act, or `adhesion`."""
    value: Any
    """The fact's value as JSON (None withdraws it); for an act, its ISO day; for what was declared, its
    `day`, its `transcript` and the day `on` which it was entered; for what is taken back, its `day`."""
    at: datetime
    by: str

    def to_json(self) -> dict[str, Any]:
        """The event as a JSON object."""
        return {
            "seq": self.seq,
            "kind": self.kind,
            "name": self.name,
            "value": self.value,
            "at": self.at.isoformat(timespec="milliseconds"),
            "by": self.by,
        }

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> FactEvent:
        """The event that `to_json` wrote."""
        return cls(
            seq=document["seq"],
            kind=document["kind"],
            name=document["name"],
            value=document["value"],
            at=datetime.fromisoformat(document["at"]),
            by=document["by"],
        )

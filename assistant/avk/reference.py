"""The HAS/GEHT row for an INR: pharmacist's screen only, never said, printed for or sent to anyone."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assistant.avk.reading import Target
from assistant.avk.thresholds import ReferenceTable
from assistant.bilingual import Text


@dataclass(frozen=True, slots=True)
class Reference:
    """What the doctor will weigh for an INR in or above its range, without bleeding."""

    heading: Text
    label: Text
    """The INR levels of the row."""
    text: Text
    then: Text | None
    """What follows an INR above range; None in range."""
    source: str

    def to_json(self) -> dict[str, str | None]:
        """The row as a JSON object, in the language spoken now."""
        return {
            "heading": str(self.heading),
            "inr": str(self.label),
            "text": str(self.text),
            "then": None if self.then is None else str(self.then),
            "source": self.source,
        }


def reference(value: float, target: Target, table: ReferenceTable) -> Reference | None:
    """The row of the table for an INR; None below the range, where the table has nothing to say.

    Source: docs/sources.md §3 (HAS/GEHT, April 2008). The table is about overdose without bleeding: callers
    leave it out when there is bleeding.
    """
    inr = Decimal(str(value))
    if inr < Decimal(str(target.low)):
        return None
    row = next(row for row in table.rows if row.under is None or inr < row.under)
    high = Decimal(str(target.low)) >= table.high_target_low_from
    return Reference(
        heading=table.heading,
        label=row.label,
        text=row.high_target if high else row.usual_target,
        then=table.then if inr > Decimal(str(target.high)) else None,
        source=str(table.source),
    )

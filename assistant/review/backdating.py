"""Transcripts dated earlier than they can be: the audit trail keeps the true order of their ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from assistant.store.audit import Entered

TOLERANCE: Final = timedelta(minutes=1)
"""By which a line may lie before the one above it: two machines never agree to the second."""


@dataclass(frozen=True, slots=True)
class Backdated:
    """What cannot be."""

    dated: datetime
    """When it is said to have been."""
    after: datetime
    """The line of the trail that it comes after all the same."""


def backdated(
    lines: Iterable[Entered],
    times: Mapping[str, tuple[datetime, datetime]],
    now: datetime | None = None,
) -> dict[str, Backdated]:
    """The transcripts whose dates contradict the order of the trail, by id.

    Their ends are looked at, since an interview may begin before another one ends; a beginning is looked at
    only against the making of the store, before which there was nothing.

    Args:
        lines: of the trail, the oldest first.
        times: when each transcript began and ended, by id.
        now: lines said to be of later were written under a clock that was ahead, and prove nothing.
    """
    found: dict[str, Backdated] = {}
    seen: set[str] = set()
    made: datetime | None = None
    latest: datetime | None = None
    for line in lines:
        name = str(line.about.get("transcript"))
        if line.kind == "created" and latest is None:
            made = line.at
        if line.kind == "signed" and name in times and name not in seen:
            seen.add(name)  # the lines that follow are of amendments
            started, ended = times[name]
            dated = min(line.at, ended)
            if latest is not None and dated < latest - TOLERANCE:
                found[name] = Backdated(dated, latest)
            elif made is not None and started < made - TOLERANCE:
                found[name] = Backdated(started, made)
        if (latest is None or line.at > latest) and (now is None or line.at <= now):
            latest = line.at
    return found

"""Where the alerts were raised for which nobody said what was done."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.interview.alerts import Raised
from assistant.interview.standing import Standing
from assistant.interview.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Open:
    """An alert that waits for what was done, in the current language."""

    id: str
    level: str
    say: str
    do: str


def raised_at(standing: Standing) -> dict[int, list[Open]]:
    """Number of an event to the alerts that hold since then and were never answered for."""
    waiting = [one for one in standing.alerts if one.open]
    if not waiting:
        return {}
    found: dict[int, list[Open]] = {}
    past = _Past(standing)
    for one in waiting:
        alert = one.alert
        found.setdefault(past.since(one), []).append(
            Open(alert.id, alert.level, str(alert.say), str(alert.do))
        )
    return found


class _Past:
    """The same transcript, as far as it had come."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self._known: dict[int, frozenset[str]] = {}

    def since(self, raised: Raised) -> int:
        """The event with which an alert began to hold, up to now: found by halving."""
        low, high = 1, len(self._standing.transcript.events)
        while low < high:
            middle = (low + high) // 2
            if raised.alert.id in self._open(middle):
                high = middle
            else:
                low = middle + 1
        return low

    def _open(self, count: int) -> frozenset[str]:
        if count not in self._known:
            events = self._standing.transcript.events[:count]
            before = Standing(self._standing.script, Transcript(events))
            self._known[count] = frozenset(one.alert.id for one in before.alerts if one.open)
        return self._known[count]

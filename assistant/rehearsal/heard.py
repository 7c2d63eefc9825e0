"""What was asked and told in a rehearsal so far, played from its events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from assistant.interview.event import Event

LEAVING = "leaving"
"""Told once the patient wishes to stop."""
ASKING = ("ask", "again", "specify")
HIDDEN = "hidden."
"""Before the id of a hidden fact, among what was told."""


class Heard:
    """The conversation of a rehearsal."""

    def __init__(self, events: Iterable[Event] = ()) -> None:
        self.asked: Counter[str] = Counter()
        """Step to how often it was asked."""
        self.told: dict[str, int] = {}
        """Step, or hidden fact, to the number of the event in which it was told."""
        self.first: dict[str, int] = {}
        """Step to the number of the event in which it was first asked."""
        self.explained: dict[str, int] = {}
        """Step to the number of the event in which it was explained."""
        self.checked: dict[str, int] = {}
        """Step to the number of the event in which the patient said it back."""
        self.turns = 0
        for event in events:
            self.add(event)

    def add(self, event: Event) -> None:
        """Play one more event."""
        if event.kind != "spoke":
            return
        self.turns += 1
        value, step = event.value, event.step
        for name in value["told"]:
            self.told.setdefault(name, event.seq)
        if step is None:
            return
        if value["intent"] in ASKING:
            self.asked[step] += 1
            self.first.setdefault(step, event.seq)
        elif value["intent"] == "explain":
            self.explained.setdefault(step, event.seq)
        elif value["intent"] == "check":
            self.checked.setdefault(step, event.seq)

    @property
    def leaving(self) -> bool:
        """Whether the patient has said the wish to stop."""
        return LEAVING in self.told

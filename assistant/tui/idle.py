"""How long nobody touched anything."""

from __future__ import annotations

from assistant.clock import Clock


class Idle:
    """Counts from the last touch, on two clocks.

    The one that never goes back stands still while a laptop sleeps; the one on the wall may be set back.
    """

    def __init__(self, clock: Clock, minutes: int) -> None:
        self._clock = clock
        self._most = minutes * 60.0
        self.touch()

    def touch(self) -> None:
        """Somebody is there."""
        self._elapsed, self._wall = self._clock.elapsed(), self._clock.now()

    @property
    def over(self) -> bool:
        """Whether nobody has been there for too long."""
        slept = (self._clock.now() - self._wall).total_seconds()
        return max(self._clock.elapsed() - self._elapsed, slept) >= self._most

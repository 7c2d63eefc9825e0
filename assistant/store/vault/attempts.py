"""Wrong passphrases slow down the next tries, of all processes."""

from __future__ import annotations

from contextlib import AbstractContextManager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from assistant.clock import Clock
from assistant.errors import LockedError
from assistant.language import ngettext
from assistant.store import system
from assistant.store.encoding import UnreadableError, decode, encode
from assistant.store.lock import alone

FREE: Final = 5
"""Wrong tries that cost nothing."""
_PATIENCE: Final = 10.0
"""Seconds that the tries of others may take."""
LONGEST: Final = 300.0
"""Seconds that a wait never passes."""


class Attempts:
    """Wrong tries in a row, by person.

    This slows who sits at this computer; who took the files away meets the cost of Argon2id alone.
    """

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path = path
        self._clock = clock

    def one_by_one(self) -> AbstractContextManager[None]:
        """While in it, no other process tries: many at once would all come before the first is counted."""
        return alone(self._path.with_suffix(".lock"), _PATIENCE)

    def check(self, user: str) -> None:
        """Go on only when the wait is over.

        Raises:
            LockedError: too soon; `details` has `wait`, in seconds.
        """
        wait = self.wait(user)
        if wait > 0:
            seconds = int(wait) + 1
            raise LockedError(
                ngettext(
                    "Too many wrong passphrases. Try again in {count} second.",
                    "Too many wrong passphrases. Try again in {count} seconds.",
                    seconds,
                ).format(count=seconds),
                {"wait": seconds},
            )

    def wait(self, user: str) -> float:
        """Seconds until the next try is taken."""
        count, last = self._read().get(user, (0, None))
        if count < FREE or last is None:
            return 0.0
        delay = min(2.0 ** (count - FREE), LONGEST)
        since = (self._clock.now() - last).total_seconds()
        if since < 0:  # the clock was set back: the wait begins again
            self._write({**self._read(), user: (count, self._clock.now())})
            since = 0.0
        return max(0.0, delay - since)

    def failed(self, user: str) -> None:
        """One more wrong try."""
        found = self._read()
        count = found.get(user, (0, None))[0]
        self._write({**found, user: (count + 1, self._clock.now())})

    def succeeded(self, user: str) -> None:
        """The wrong ones are forgotten."""
        found = self._read()
        if found.pop(user, None) is not None:
            self._write(found)

    def _read(self) -> dict[str, tuple[int, datetime | None]]:
        try:
            document = decode(self._path.read_bytes())
            return {user: _try(row) for user, row in document.items()}
        except (OSError, UnreadableError, ValueError, TypeError, AttributeError, LookupError):
            return {}

    def _write(self, found: dict[str, tuple[int, datetime | None]]) -> None:
        document = {
            user: [count, None if last is None else last.isoformat()] for user, (count, last) in found.items()
        }
        with suppress(OSError):  # a disk that refuses does not keep anybody out
            system.replace(self._path, encode(document), synced=False)


def _try(row: Any) -> tuple[int, datetime | None]:
    last = None if row[1] is None else datetime.fromisoformat(row[1])
    return int(row[0]), last if last is None or last.tzinfo else last.astimezone()

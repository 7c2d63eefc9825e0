"""A journal to read: what it acknowledged is on the disk, and stays."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import StoreError
from assistant.language import _
from assistant.notation import shorten
from assistant.store import frame, system
from assistant.store.failure import newer_key, refusal
from assistant.store.seal import Seal, UnknownKeyError


@dataclass(frozen=True, slots=True)
class Reading:
    """What a look at a journal brought."""

    payloads: list[bytes]
    restarted: bool
    """Whether these are all the records, in place of those read before, rather than the new ones."""
    links: list[bytes] = field(default_factory=list, compare=False)
    """The chain value after each of them."""


class Journal:
    """A journal to read. It never writes and never repairs: a torn last record is left to the writer."""

    def __init__(self, path: Path, seal: Seal) -> None:
        self.path = path
        self.seal = seal
        self.format = 0
        """Format number of the file; 0 before the first reading."""
        self.length = 0
        """Bytes up to the end of the last good record."""
        self.head = b""
        """Chain value after the last good record."""
        self.count = 0
        """Records read."""
        self.broken = False
        """Whether a whole record at the end does not open: torn by a power cut, or changed."""
        self.start = b""
        """Chain value before the first record."""

    def read(self) -> Reading:
        """The records since the last reading, or all of them if what was read before is no longer there.

        A record seen here may be one whose writer still waits for the disk; if that fails, it is taken back.

        Raises:
            StoreError: missing, unreadable, not a journal, of a newer format, or damaged before its end.
        """
        try:
            descriptor = system.open_read(self.path)
            try:
                return self._look(descriptor)
            finally:
                system.close(descriptor)
        except OSError as error:
            raise refusal(error, self.path) from error
        except UnknownKeyError:
            raise newer_key(self.path) from None

    def close(self) -> None:
        """Nothing is held between two readings."""

    def _look(self, descriptor: int) -> Reading:
        if self.length and (found := self._newer(descriptor)):
            return self._take(found, restarted=False)
        try:
            found = self._all(descriptor)
        except frame.DamageError:
            # A writer may have taken a record back between two of our reads; damage would still be there.
            found = self._again(descriptor)
        self.count = 0
        return self._take(found, restarted=True)

    def _newer(self, descriptor: int) -> frame.Played | None:
        """What follows what is known, or None when it does not follow cleanly."""
        size = system.size(descriptor)
        if size is None or size < self.length:
            return None
        try:
            found = frame.play(
                system.read_from(descriptor, self.length), self.length, self.head, self.seal, self.count
            )
        except frame.DamageError:
            return None
        return None if found.tail else found

    def _all(self, descriptor: int) -> frame.Played:
        data = system.read_from(descriptor, 0)
        header = frame.read_header(data, self.seal, system.place_of(self.path), self._name)
        self.format, self.start = header.format, header.link
        return frame.play(data[header.length :], header.length, header.link, self.seal, 0)

    def _again(self, descriptor: int) -> frame.Played:
        try:
            return self._all(descriptor)
        except frame.DamageError as damage:
            raise StoreError(
                _(
                    "{path} is damaged: record {number} is not what was written, and more follows it. "
                    "Nothing was changed. Restore a copy of this file."
                ).format(path=self._name, number=damage.record),
                {"path": self._name, "record": damage.record, "place": damage.place},
            ) from None

    def _take(self, found: frame.Played, *, restarted: bool) -> Reading:
        self.length, self.head, self.broken = found.end, found.head, found.broken
        self.count += len(found.payloads)
        return Reading(found.payloads, restarted, found.links)

    @property
    def _name(self) -> str:
        return shorten(str(self.path), 200)

"""An append-only file: what it acknowledged is on the disk, and stays."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import StoreError
from assistant.language import _
from assistant.notation import shorten
from assistant.store import frame, system
from assistant.store.failure import newer_key, refusal
from assistant.store.seal import BrokenSealError, Seal, UnknownKeyError


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


class JournalWriter(Journal):
    """A journal to append to. Its maker holds the lock: two would cut each other's records."""

    def __init__(self, path: Path, seal: Seal) -> None:
        """Open a journal that exists; a torn last record is cut off.

        Raises:
            StoreError: as for `read`, or the journal cannot be written to.
        """
        super().__init__(path, seal)
        self.dropped_bytes = 0
        """Bytes of a torn last record that were cut off at opening."""
        self._left_behind = False
        try:
            self._descriptor = system.open_write(path)
            try:
                self._opening = self._look(self._descriptor)
                self._mend()
            except BaseException:
                system.close(self._descriptor)
                raise
        except OSError as error:
            raise refusal(error, path) from error
        except UnknownKeyError:
            raise newer_key(path) from None

    @classmethod
    def create(cls, path: Path, seal: Seal) -> JournalWriter:
        """Make an empty journal and open it; on return its name and header are on the disk.

        Raises:
            StoreError: there is one already, or it cannot be made.
        """
        try:
            if path.exists():
                raise StoreError(
                    _("{path} is there already. Nothing is overwritten.").format(path=shorten(str(path), 200))
                )
            system.replace(path, frame.new_header(seal))
        except OSError as error:
            raise refusal(error, path) from error
        return cls(path, seal)

    def read(self) -> Reading:
        """All that was there at opening, the first time; nothing new after that, for nobody else writes."""
        opening, self._opening = self._opening, Reading([], restarted=False)
        return opening

    def append(self, payload: bytes) -> None:
        """Add one record, and return once it is on the disk.

        A commit is one record, so that a power cut can only tear the last one.

        Raises:
            StoreError: it was not saved; the journal is as it was before, and may be tried again.
        """
        try:
            self._check_place()
            sealed = self.seal.seal(self.head, payload)
            if len(sealed) > frame.LARGEST:
                raise StoreError(_("This is too large to be kept in one record. Nothing was saved."))
            record = frame.frame(sealed)
            link = self._opened(sealed, payload)
            try:
                system.write_at(self._descriptor, self.length, record)
                system.sync(self._descriptor)
            except BaseException:
                with suppress(OSError):  # tried again before the next record
                    self._take_back()
                raise
        except OSError as error:
            raise refusal(error, self.path) from error
        self.length += len(record)
        self.head = link
        self.count += 1

    def close(self) -> None:
        """Give the file back; may be called again."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            system.close(descriptor)

    def _opened(self, sealed: bytes, payload: bytes) -> bytes:
        """The chain value after a record that, before it is written, is seen to open as what was sealed."""
        try:
            opened = self.seal.open(self.head, sealed)
        except BrokenSealError:
            opened = None
        if opened is None or opened.payload != payload:
            raise StoreError(_("This could not be sealed. Nothing was saved."), {"seal": self.seal.name})
        return opened.link

    def _mend(self) -> None:
        size = system.size(self._descriptor) or 0
        if size > self.length:
            system.truncate(self._descriptor, self.length)
            system.sync(self._descriptor)
            self.dropped_bytes = size - self.length
        # Whoever made the file may have stopped before its name was on the disk.
        system.sync_folder(self.path.parent)

    def _check_place(self) -> None:
        """Refuse to write where the file is not what this writer left."""
        if self._descriptor < 0:
            raise StoreError(_("{path} was closed. Open it again.").format(path=self._name))
        size = system.size(self._descriptor)
        if size is None:
            raise StoreError(
                _("{path} was removed or replaced by another program. Nothing was saved.").format(
                    path=self._name
                ),
                {"path": self._name},
            )
        if self._left_behind:
            self._take_back()
        elif size != self.length:
            raise StoreError(
                _("{path} was changed by another program. Nothing was saved; open it again.").format(
                    path=self._name
                ),
                {"path": self._name},
            )

    def _take_back(self) -> None:
        """Cut off what a failed append may have left."""
        self._left_behind = True
        system.truncate(self._descriptor, self.length)
        self._left_behind = False

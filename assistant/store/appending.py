"""A journal to append to: each record is on the disk before anything is acknowledged."""

from __future__ import annotations

from contextlib import suppress
from itertools import chain, count
from pathlib import Path
from typing import Final

from assistant.errors import StoreError
from assistant.language import _
from assistant.notation import shorten
from assistant.store import frame, system
from assistant.store.failure import newer_key, refusal
from assistant.store.journal import Journal, Reading
from assistant.store.seal import BrokenSealError, Seal, UnknownKeyError

TORN: Final = ".torn"
"""Ending of what was cut off the end of a journal."""


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
        self.aside: Path | None = None
        """Where they are kept."""
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
            # Torn by a power cut, most likely; but bytes that may have been acknowledged are not thrown away.
            self.aside = _free(self.path, self.length)
            system.replace(self.aside, system.read_from(self._descriptor, self.length))
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


def _free(path: Path, length: int) -> Path:
    """A name beside a journal for what was cut off at `length`, which nothing has yet."""
    names = (path.with_suffix(f".{length}{more}{TORN}") for more in chain([""], (f"-{n}" for n in count(2))))
    return next(name for name in names if not name.exists())

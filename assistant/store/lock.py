"""One writer for each journal: the system frees the lock when its process dies."""

from __future__ import annotations

import errno
import logging
import os
import platform
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from assistant.clock import Clock
from assistant.errors import HeldError, StoreError
from assistant.language import _
from assistant.notation import shorten, write_date
from assistant.store import system, whole
from assistant.store.encoding import UnreadableError, decode, encode
from assistant.store.failure import refusal
from assistant.store.seal import Seal

if TYPE_CHECKING:
    from filelock import BaseFileLock


@contextmanager
def alone(path: Path, patience: float) -> Iterator[None]:
    """Go on as the only process here; all the same after `patience` seconds, or where the disk refuses."""
    with ExitStack() as held:
        with suppress(OSError):  # too late is one too
            held.enter_context(_lock_at(path).acquire(timeout=patience, poll_interval=0.01))
        yield


def _lock_at(path: Path) -> BaseFileLock:
    """A lock of the system, which frees it when its process dies: never a mere file in its place."""
    import filelock  # not needed to read

    return filelock.FileLock(path, mode=system.PRIVATE_FILE, thread_local=False, fallback_to_soft=False)


class Lock:
    """The right to write to one journal.

    Two files beside the journal: `.lock`, which the system locks, and `.holder`, which says who has it.
    """

    def __init__(self, journal: Path, person: str, clock: Clock, seal: Seal) -> None:
        """A lock that is not held yet.

        Args:
            journal: the journal that it is about.
            person: who asks, in words.
            clock: says since when.
            seal: what seals the note of who holds it.
        """
        self.journal = journal
        self.file = journal.with_suffix(".lock")
        """What the system locks; it may stay behind."""
        self._note = journal.with_suffix(".holder")
        self._person = person
        self._clock = clock
        self._seal = seal
        self._held: BaseFileLock | None = None

    @property
    def held(self) -> bool:
        """Whether this lock is held, by this object."""
        return self._held is not None

    def holds(self, journal: Path) -> bool:
        """Whether this lock is held, and is about this journal."""
        return self.held and journal == self.journal

    def acquire(self, patience: float = 0.0) -> None:
        """Take the lock, waiting at most `patience` seconds; one that a dead process left is free.

        Raises:
            HeldError: another process, or another part of this one, has it; `details` has `holder`, `since`
                (ISO 8601), `pid` and `machine`, each None where it is not known.
            StoreError: the lock cannot be taken for a reason of the disk.
        """
        if self.held:
            raise self._refused()
        import filelock  # not needed to read

        logging.getLogger("filelock").setLevel(logging.CRITICAL)
        if not self.file.parent.is_dir():  # filelock would make the folder, readable by all
            raise refusal(FileNotFoundError(2, os.strerror(2)), self.file.parent)
        lock = _lock_at(self.file)
        try:
            lock.acquire(timeout=patience, poll_interval=0.01)
        except filelock.Timeout:
            raise self._refused() from None
        except OSError as error:
            if error.errno == errno.ENOSYS:
                raise StoreError(
                    _("This disk knows no locks, so two programs could write at once. Use another disk.")
                ) from None
            raise refusal(error, self.file) from error
        self._held = lock
        self._sign()

    def release(self) -> None:
        """Give the lock back; nothing when it is not held."""
        lock, self._held = self._held, None
        if lock is None:
            return
        with suppress(OSError):
            system.remove(self._note)
        with suppress(OSError):
            lock.release()

    def __enter__(self) -> Lock:
        if not self.held:  # it may have been waited for
            self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def _sign(self) -> None:
        note = {
            "person": self._person,
            "pid": os.getpid(),
            "machine": platform.node(),
            "since": self._clock.now().isoformat(timespec="seconds"),
        }
        # Who holds it is a courtesy: what protects the journal is the lock itself.
        try:
            whole.put(self._note, "holder", encode(note), self._seal, synced=False)
        except OSError:
            with suppress(OSError):
                system.remove(self._note)

    def _refused(self) -> HeldError:
        note = self._holder()
        details = {"holder": note.get("person"), "since": note.get("since")}
        details |= {"pid": note.get("pid"), "machine": note.get("machine")}
        since = _instant(note.get("since"))
        if since is None:
            return HeldError(
                _("Another window or workstation writes here. You may read; to write, close it there first."),
                details,
            )
        return HeldError(
            _(
                "{person} has been writing here since {time} on {date}, on {machine} (process {pid}). "
                "You may read; to write, close it there first."
            ).format(
                person=shorten(str(note.get("person"))),
                time=since.strftime("%H:%M"),
                date=write_date(since.date()),
                machine=shorten(str(note.get("machine"))),
                pid=shorten(str(note.get("pid"))),
            ),
            details,
        )

    def _holder(self) -> dict[str, Any]:
        data = whole.get(self._note, "holder", self._seal)
        try:
            note = decode(data) if data is not None else None
        except UnreadableError:
            note = None
        return note if isinstance(note, dict) else {}


def _instant(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None

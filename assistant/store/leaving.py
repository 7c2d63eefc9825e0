"""What leaves the store: said in the audit trail first, then written beside and put in place whole."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant.errors import InputError, StoreError
from assistant.language import _
from assistant.notation import shorten
from assistant.store import system
from assistant.store.failure import refusal
from assistant.store.store import Store

_CHUNK = 1 << 16


def free(path: Path) -> None:
    """Go on only where a file of this name would be new.

    Raises:
        InputError: there is something of this name, a link that leads nowhere too.
        StoreError: there is no such folder, or it cannot be looked into.
    """
    _folder(path)
    try:
        there = path.exists() or path.is_symlink()
    except OSError as error:
        raise refusal(error, path) from error
    if there:
        raise InputError(
            _("{path} is there already. Choose another name.").format(path=shorten(str(path), 200))
        )


def let_out(
    store: Store, path: Path, parts: Iterable[bytes], *, replaces: bool = False, **about: Any
) -> None:
    """Write a file that others may read: whole, or not at all where it is given up on the way.

    Args:
        store: what it is made from.
        path: the file, which is not there yet.
        parts: what it shall hold; asked for one after the other.
        replaces: whether an older one gives way.
        about: what the line of the trail says: `what` leaves, of which dossier, or of how many.

    Raises:
        InputError: there is a file of this name.
        StoreError: it could not be recorded or written.
    """
    if replaces:
        _folder(path)
    else:
        free(path)
    store.audit.add("exported", **about)
    try:
        with _tidied(), system.replacing(path) as write:
            for chunk in chunks(parts):
                write(chunk)
    except OSError as error:
        raise refusal(error, path) from error


@contextmanager
def _tidied() -> Iterator[None]:
    """Where the process is asked to end, or its terminal goes, what is half written goes first."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def leave(number: int, _frame: object) -> None:
        raise SystemExit(128 + number)

    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, leave) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _folder(path: Path) -> None:
    """Go on only where the folder is there: said before a line is added about what leaves."""
    if not path.absolute().parent.is_dir():
        name = shorten(str(path.parent), 200)
        raise StoreError(_("There is no folder {path}. Make it, or choose another one.").format(path=name))


def chunks(parts: Iterable[bytes]) -> Iterable[bytes]:
    """The same bytes in fewer, larger parts."""
    held = bytearray()
    for part in parts:
        held += part
        if len(held) >= _CHUNK:
            yield bytes(held)
            held.clear()
    if held:
        yield bytes(held)

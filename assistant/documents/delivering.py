"""Where a document goes: a file, the system's viewer, the default printer."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from assistant.errors import InputError
from assistant.language import _
from assistant.store import system
from assistant.store.failure import refusal
from assistant.store.leaving import free
from assistant.store.scratch import scratch

PREFIX: Final = "entretien-avk-print-"
LOCK: Final = "print.lock"
_PATIENCE: Final = 20.0
"""Seconds that the system may take to hand a document to its viewer or its printer."""


def save(data: bytes, path: Path) -> None:
    """Write a new file that its owner alone reads, whole or not at all.

    Raises:
        InputError: there is something of this name already.
        StoreError: there is no such folder, or it cannot be written.
    """
    free(path)
    try:
        system.replace(path, data)
    except OSError as error:
        raise refusal(error, path) from error


@contextmanager
def desk(name: str) -> Iterator[Path]:
    """A private folder for documents that are being looked at, removed at the end.

    Args:
        name: who prints.

    Raises:
        StoreError: nothing can be written where the system keeps temporary files.
    """
    with scratch(PREFIX, LOCK, name) as folder:
        yield folder


def viewer() -> str | None:
    """The program that opens a file with the system's viewer; None where there is none."""
    if sys.platform == "win32":
        return "start"
    return shutil.which("open" if sys.platform == "darwin" else "xdg-open")


def printer() -> str | None:
    """The program that sends a document to the default printer; None where there is none."""
    return shutil.which("lp")


def view(path: Path) -> None:
    """Open a file with the system's viewer.

    Raises:
        InputError: there is none, or it does not open it.
    """
    if sys.platform == "win32":
        os.startfile(path)
        return
    command = viewer()
    if command is None or not _done([command, str(path)]):
        raise no_viewer()


def send(data: bytes, title: str) -> None:
    """Send a document to the default printer; it touches no disk on the way.

    Raises:
        InputError: there is none.
    """
    command = printer()
    if command is None or not _done([command, "-t", title], data):
        raise no_printer()


def no_viewer() -> InputError:
    """That nothing opens a document here."""
    return InputError(
        _("No program of this system opens PDF files. Write it with --out FILE and open it yourself.")
    )


def no_printer() -> InputError:
    """That nothing prints here."""
    return InputError(
        _("This system has no default printer here. Write it with --out FILE and print it from there.")
    )


def _done(command: list[str], data: bytes = b"") -> bool:
    """Whether a program of the system took it."""
    try:
        found = subprocess.run(command, input=data, capture_output=True, timeout=_PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return found.returncode == 0

"""How far long work is, on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

Item = TypeVar("Item")

LONG: Final = 1_000
"""From so many on, it is told where standard error is no terminal, too: in tenths."""
_OFTEN: Final = 0.1
"""Seconds between two looks of a terminal's reader."""
_SOON: Final = 0.5
"""Seconds of shorter work of which nothing is told on a terminal: it is over before it is read."""


def progress(what: str) -> Callable[[int, int], None]:
    """Tells how many are done: on a terminal on one line, elsewhere a line each tenth of long work.

    Args:
        what: is being done, in words.
    """
    began = time.monotonic()
    told: float | None = None

    def tell(done: int, of: int) -> None:
        nonlocal told
        if sys.stderr.isatty():
            now = time.monotonic()
            if told is None and of < LONG and now - began < _SOON:
                return
            if done == of or told is None or now - told >= _OFTEN:
                told = now
                sys.stderr.write(f"\r{what} {done}/{of}" + ("\n" if done == of else ""))
                sys.stderr.flush()
        elif of >= LONG and done * 10 // of != (done - 1) * 10 // of:
            sys.stderr.write(f"{what} {done}/{of}\n")
            sys.stderr.flush()

    return tell


def counted(items: Iterable[Item], what: str) -> Iterator[Item]:
    """The same items, told one by one."""
    rows = list(items)
    tell = progress(what)
    for done, item in enumerate(rows, 1):
        yield item
        tell(done, len(rows))

"""`assistant script check --watch`: checks again as soon as a file is saved."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from assistant.cli.output import Outcome, print_outcome, printable
from assistant.language import _

EVERY: Final = 0.3
"""Seconds between two looks at the files."""

Stamp = tuple[int, int] | None


def pause() -> None:
    """Wait a little; Ctrl+C is felt here."""
    time.sleep(EVERY)


def watch(files: Sequence[str], check: Callable[[], Outcome], *, as_json: bool) -> None:
    """Check, and again after each change, until Ctrl+C.

    Args:
        files: the files to look at; one that is not there yet is waited for.
        check: looks for faults.
        as_json: prints each result as one line of JSON.
    """
    sys.stderr.write(printable(_("Checked again at each change; Ctrl+C ends it.")) + "\n")
    try:
        while True:
            seen = [_stamp(name) for name in files]
            print_outcome(check(), as_json=as_json)
            while [_stamp(name) for name in files] == seen:
                pause()
            if not as_json:
                sys.stdout.write("\n")
    except KeyboardInterrupt:
        return


def _stamp(name: str) -> Stamp:
    try:
        status = Path(name).stat()
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size

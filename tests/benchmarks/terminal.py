"""A program on a terminal of its own, watched from outside: what it painted, and when."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Final

from tests.benchmarks.measure import ROOT
from tests.opening import PASSPHRASE

ROWS, COLUMNS = 24, 80
PATIENCE: Final = 60.0
"""Seconds after which something expected will not come any more."""

ENVIRONMENT: Final = {
    "ASSISTANT_LANG": "en",
    "ASSISTANT_USER": "benchmark",
    "ASSISTANT_PASSPHRASE": PASSPHRASE,
}
"""English, and the store opened without asking."""

_ESCAPES: Final = re.compile(rb"\x1b(?:\[[0-9;?:<>=]*[A-Za-z]|[PX^_\]].*?(?:\x1b\\|\x07)|[()].|.)", re.DOTALL)


class Terminal:
    """80 columns by 24 rows, where a program runs until it is left."""

    def __init__(self, words: Sequence[str], environment: Mapping[str, str]) -> None:
        """Start the program.

        Args:
            words: its command line.
            environment: set on top of this process's own.
        """
        self._seen = b""
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        base = {name: value for name, value in os.environ.items() if not name.startswith("TEXTUAL")}
        terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": str(ROOT)}
        self.started = time.perf_counter()
        """When it was started, on this process's own clock."""
        self._process = subprocess.Popen(
            list(words),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=ROOT,
            env={**base, **terminal, **environment},
            start_new_session=True,
        )
        os.close(slave)

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        os.close(self._master)

    def until(self, *texts: str) -> float:
        """Read until all these texts were painted since the last key; the instant they were.

        Raises:
            TimeoutError: they never were; holds what was painted instead.
        """
        wanted = [text.encode() for text in texts]
        while not all(text in _ESCAPES.sub(b"", self._seen) for text in wanted):
            if not self._read(PATIENCE):
                painted = _ESCAPES.sub(b"", self._seen).decode(errors="replace")
                raise TimeoutError(f"{texts} not painted, but: {painted[-2000:]}")
        return time.perf_counter()

    def settle(self, quiet: float = 0.06) -> None:
        """Read until nothing was painted for so many seconds, as between two keys of a person."""
        while self._read(quiet):
            pass

    def press(self, keys: bytes) -> float:
        """Press keys, and forget what was painted before; the instant they were pressed."""
        self._seen = b""
        pressed = time.perf_counter()
        os.write(self._master, keys)
        return pressed

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        self._process.send_signal(number)

    def ended(self) -> int:
        """Read until the program has ended; its exit code."""
        while self._read(PATIENCE):
            pass
        return self._process.wait(PATIENCE)

    def _read(self, patience: float) -> bool:
        ready, _, _ = select.select([self._master], [], [], patience)
        if not ready:
            return False
        try:
            piece = os.read(self._master, 1 << 16)
        except OSError:  # the program has ended
            return False
        self._seen += piece
        return bool(piece)

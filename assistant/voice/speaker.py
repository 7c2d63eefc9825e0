"""Reading aloud without waiting: a text goes to a process that speaks, and ending the process is silence."""

from __future__ import annotations

import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final

from assistant.language import Language, _
from assistant.voice.engine import NO_PACKAGE

ENGINE: Final = (sys.executable, "-m", "assistant.voice.engine")
PLAYER: Final = b"aplay"
"""What plays the engine's sound on Linux, and complains under this name."""

Told = Callable[[str], None]
"""Is told, from another thread, why nothing is heard."""


class Speaker:
    """One voice: a new text silences the one before."""

    def __init__(self, engine: Sequence[str] = ENGINE) -> None:
        """A voice.

        Args:
            engine: the command that speaks: text and language come to it as JSON on its standard input, for
                a command line can be read by every user of a machine.
        """
        self._engine = list(engine)
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread: threading.Thread | None = None
        self._turn = 0
        self._silent = True

    @property
    def speaking(self) -> bool:
        """Whether something is being read."""
        return not self._silent and self._thread is not None and self._thread.is_alive()

    def say(self, text: str, language: Language, told: Told, who: str = "") -> None:
        """Begin to read a text, and return at once.

        Args:
            text: what is said.
            language: in which it is said.
            told: is told why nothing is heard.
            who: `f` or `m` for another voice than the usual one, where the engine has several.
        """
        asked = {"text": text, "language": language, **({"who": who} if who else {})}
        self.stop()
        self._silent = False
        self._thread = threading.Thread(
            target=self._speak, args=(self._turn, asked, told), name="voice", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Be silent, at once."""
        with self._lock:
            self._turn += 1
            self._silent = True
            if self._process is not None:
                _end(self._process)
                self._process = None

    def wait(self) -> None:
        """Wait until nothing is read any more, and nothing is left of it."""
        if self._thread is not None:
            self._thread.join()

    def _speak(self, turn: int, asked: dict[str, str], told: Told) -> None:
        # An engine may keep the sound in a file while it plays: gone with this folder, however it ends.
        with tempfile.TemporaryDirectory(prefix="voice-", ignore_cleanup_errors=True) as folder:
            with self._lock:
                if turn != self._turn:
                    return
                try:
                    process = _start(self._engine, folder)
                except OSError:
                    told(_failed())
                    return
                self._process = process
            _out, complaint = process.communicate(json.dumps(asked).encode())
            with self._lock:
                if turn != self._turn:  # silenced
                    return
                self._process = None
            if process.returncode == NO_PACKAGE:
                told(_missing())
            elif process.returncode != 0 or PLAYER in complaint:
                told(_failed())


def _start(engine: list[str], folder: str) -> subprocess.Popen[bytes]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")}
    return subprocess.Popen(
        engine,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**kept, "TMPDIR": folder, "TEMP": folder, "TMP": folder},
        start_new_session=True,
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process, and whatever plays its sound."""
    with suppress(ProcessLookupError):  # it has just ended by itself
        if os.name == "nt":  # its engine plays by itself
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)


def _missing() -> str:
    return _(
        "Nothing can be read aloud: the package pyttsx3 is missing (pip install pyttsx3); everything else "
        "works without it."
    )


def _failed() -> str:
    if platform.system() == "Linux":
        return _(
            "Nothing can be read aloud: espeak-ng or aplay is missing, or this machine has no sound; "
            "everything else works without it."
        )
    return _(
        "Nothing can be read aloud: the speech of this machine does not answer; everything else works "
        "without it."
    )

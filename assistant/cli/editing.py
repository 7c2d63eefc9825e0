"""Changing a text in the editor of whoever is at the keyboard."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys

from assistant.documents.delivering import desk
from assistant.errors import InputError
from assistant.language import _
from assistant.notation import shorten
from assistant.store import system


def edited(text: str, name: str) -> str:
    """The text as it was left in the editor of `VISUAL` or `EDITOR`; its file is private, and goes with it.

    Args:
        text: what is proposed.
        name: who changes it.

    Raises:
        InputError: there is no editor, it failed, or nothing was left of the text.
        StoreError: nothing can be written where the system keeps temporary files.
    """
    command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or _usual())
    with desk(name) as folder:
        path = folder / "letter.txt"
        system.replace(path, text.encode("utf-8", "replace"))
        try:
            done = subprocess.run([*command, str(path)], check=False).returncode == 0
        except (OSError, ValueError):
            done = False
        if not done:
            raise InputError(
                _("The editor “{command}” did not end well: nothing was printed. Name one in EDITOR.").format(
                    command=shorten(" ".join(command))
                )
            )
        left = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
    if not left.strip():
        raise InputError(_("Nothing was left of the text: nothing was printed."))
    return left


def _usual() -> str:
    return "notepad" if sys.platform == "win32" else "vi"

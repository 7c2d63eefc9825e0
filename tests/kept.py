"""Texts that are kept beside the tests, and in what lines one of today differs."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path


def differences(path: Path, shown: str, *, anew: bool) -> list[str]:
    """The lines in which a text is not the one kept; none where it is.

    Args:
        path: where it is kept.
        shown: the text of today.
        anew: whether it is kept from now on.
    """
    if anew:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(shown, encoding="utf-8", newline="")
    if not path.is_file():
        return [f"{path.name} is not kept"]
    with path.open(encoding="utf-8", newline="") as file:
        held = file.read()
    return list(unified_diff(held.split("\n"), shown.split("\n"), "kept", "today", n=0, lineterm=""))

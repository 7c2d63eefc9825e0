"""Files that leave, kept whole: tests of tables and pages write them again with `UPDATE_GOLDENS=1`."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from tests.kept import differences

FOLDER: Final = Path(__file__).parents[1] / "leaving"
_RANDOM: Final = re.compile(r"(?<![0-9a-f])[0-9a-f]{16,128}(?![0-9a-f])")


def steady(text: str) -> str:
    """The text with each random name called after the order in which it comes."""
    seen: dict[str, str] = {}
    return _RANDOM.sub(lambda found: seen.setdefault(found[0], f"~{len(seen) + 1}"), text)


def golden(name: str, text: str, also: Mapping[str, str] | None = None) -> list[str]:
    """In what lines a text is not the one kept.

    Args:
        name: of the file kept.
        text: what leaves.
        also: other words that change from day to day, to what stands for them.
    """
    for word, stands in (also or {}).items():
        text = text.replace(word, stands)
    return differences(FOLDER / name, steady(text), anew=bool(os.environ.get("UPDATE_GOLDENS")))

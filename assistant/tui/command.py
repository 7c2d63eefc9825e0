"""What the palette offers. Apart from it: the palette's widgets cost a part of the first paint."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done."""

    label: str
    run: Callable[[], Any]
    """Does it; what it gives may have to be awaited."""
    key: str = ""
    """The key that does it at once, as it is written."""


Found = Callable[[str], Sequence[Command]]
"""More commands for a text that was typed, such as patients of this name."""

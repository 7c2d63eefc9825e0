"""Half-typed texts, kept beside their transcript until they are given."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from assistant.errors import StoreError
from assistant.store import system, whole
from assistant.store.encoding import UnreadableError, decode, encode
from assistant.store.seal import Seal


class Draft:
    """Texts by step, the latest last, replaced whole at each keeping."""

    def __init__(self, path: Path, seal: Seal) -> None:
        self.path = path
        self._seal = seal

    def keep(self, step: str, text: str) -> bool:
        """Keep this text alone, being typed at `step`; False when the disk refused."""
        return self.keep_all({step: text})

    def keep_all(self, texts: Mapping[str, str]) -> bool:
        """Keep these texts, the latest last, and no others; False when the disk refused."""
        flat = [part for pair in texts.items() for part in pair]
        try:
            whole.put(self.path, "draft", encode(flat), self._seal)
        except (OSError, StoreError):
            return False
        return True

    def read(self) -> tuple[str, str] | None:
        """The latest step and its text, or None when there is none that can be read."""
        return next(reversed(self.read_all().items()), None)

    def read_all(self) -> dict[str, str]:
        """Every text kept by step, the latest last; empty when there is none that can be read."""
        data = whole.get(self.path, "draft", self._seal)
        try:
            found = decode(data) if data is not None else None
        except UnreadableError:
            return {}
        if isinstance(found, list) and len(found) % 2 == 0 and all(isinstance(part, str) for part in found):
            return dict(zip(found[::2], found[1::2], strict=True))
        return {}

    def clear(self) -> bool:
        """Forget the text; False when the disk refused."""
        try:
            system.remove(self.path)
        except OSError:
            return False
        return True

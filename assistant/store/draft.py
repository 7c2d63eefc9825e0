"""A half-typed answer, kept beside its transcript until it is given."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import StoreError
from assistant.store import system, whole
from assistant.store.encoding import UnreadableError, decode, encode
from assistant.store.seal import PLAIN, Seal


class Draft:
    """One text, for one step, replaced at each keeping."""

    def __init__(self, path: Path, seal: Seal = PLAIN) -> None:
        self.path = path
        self._seal = seal

    def keep(self, step: str, text: str) -> bool:
        """Keep the text that is being typed at `step`; False when the disk refused."""
        try:
            whole.put(self.path, "draft", encode([step, text]), self._seal)
        except (OSError, StoreError):
            return False
        return True

    def read(self) -> tuple[str, str] | None:
        """The step and the text kept, or None when there is none that can be read."""
        data = whole.get(self.path, "draft", self._seal)
        try:
            found = decode(data) if data is not None else None
        except UnreadableError:
            return None
        if isinstance(found, list) and len(found) == 2 and all(isinstance(part, str) for part in found):
            return found[0], found[1]
        return None

    def clear(self) -> bool:
        """Forget the text; False when the disk refused."""
        try:
            system.remove(self.path)
        except OSError:
            return False
        return True

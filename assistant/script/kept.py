"""A data file that a store keeps in the version it was used in."""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import Field, PrivateAttr

from assistant.script.closed import Closed, Id

Sealed = TypeVar("Sealed", bound="Kept")


class Kept(Closed):
    """Immutable and versioned, marked with the text it was read from."""

    id: Id
    version: Annotated[int, Field(ge=1)]
    _text: bytes = PrivateAttr(b"")
    _digest: str = PrivateAttr("")

    @property
    def ref(self) -> str:
        """Id, version and content hash, as events name them: `avk/1/3f2a…`."""
        return f"{self.id}/{self.version}/{self._digest}"

    @property
    def digest(self) -> str:
        """The content hash of the file it was read from."""
        return self._digest

    @property
    def text(self) -> bytes:
        """The file it was read from, so that a store can keep the version it used."""
        return self._text

    def sealed(self: Sealed, text: bytes, digest: str) -> Sealed:
        """The same, marked with the text it was read from and its hash."""
        self._text = text
        self._digest = digest
        return self

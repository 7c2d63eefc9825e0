"""Whether a passphrase is long enough to be told nothing about it."""

from __future__ import annotations

from typing import Final

from assistant.language import _

WEAK: Final = 12
"""Characters below which a passphrase is named as short."""


def weak(passphrase: str) -> list[str]:
    """A sentence where the passphrase is short; it is taken all the same."""
    if len(passphrase) >= WEAK:
        return []
    return [_("This passphrase is short: five words or more keep a stolen computer closed for years.")]

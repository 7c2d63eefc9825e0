"""What all tests share."""

from __future__ import annotations

import pytest

from assistant.store.vault import cipher


@pytest.fixture(autouse=True)
def _cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """A try of a passphrase costs next to nothing; how it is stored and checked stays the same."""
    monkeypatch.setattr(cipher, "COST", cipher.Cost(memory_kib=8, passes=1, lanes=1))

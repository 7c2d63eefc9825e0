"""The demonstration, made once: the tests read it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from assistant.cli.demo import settings_in
from assistant.demo.building import build
from assistant.demo.clock import PRESENT
from assistant.store.store import Store


class StillClock:
    """The present of the demonstration, standing still."""

    def now(self) -> datetime:
        return PRESENT

    def elapsed(self) -> float:
        return 0.0


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Its store, to read."""
    folder = tmp_path_factory.mktemp("demo")
    with settings_in(folder / "settings"):
        made = build(folder / "store", StillClock())
    with made as store:
        yield store

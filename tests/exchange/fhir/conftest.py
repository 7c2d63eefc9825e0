"""What the tests of FHIR share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant import language
from assistant.store import system


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = language.current()
    language.use("en")
    with system.unsynced():
        yield
    language.use(before)

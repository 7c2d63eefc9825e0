"""What the tests of scripts share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant import language


@pytest.fixture(autouse=True)
def speaking_english() -> Iterator[None]:
    """Messages without a catalogue."""
    before = language.current()
    language.use("en")
    yield
    language.use(before)

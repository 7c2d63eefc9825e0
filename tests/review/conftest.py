"""What the tests of the review share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import language
from assistant.store.store import Store
from tests import opening
from tests.review.holding import ODETTE, PHARMACIST, Pace


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = language.current()
    language.use("en")
    yield
    language.use(before)


@pytest.fixture
def clock() -> Pace:
    return Pace()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def store(folder: Path, clock: Pace) -> Iterator[Store]:
    """A store with one patient, opened by a pharmacist."""
    with opening.opened(folder, clock, PHARMACIST) as one:
        one.add_patient(ODETTE, "P1")
        yield one


@pytest.fixture
def supervisor(store: Store, folder: Path, clock: Pace) -> Iterator[Store]:
    """The same store, opened by a supervisor."""
    with opening.opened(folder, clock, "Sam Roux", "supervisor") as one:
        yield one

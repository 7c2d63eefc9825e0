"""A store with two patients, told once; the documents in French."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant import language
from assistant.cli.demo import settings_in
from assistant.store.store import Store
from tests.documents.paper import case_of, told


@pytest.fixture(autouse=True)
def _french() -> Iterator[None]:
    before = language.current()
    language.use("fr")
    yield
    language.use(before)


@pytest.fixture(scope="session")
def pharmacy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Two patients of the demonstration in a store of our own: D01 whose year is met, D05 with alerts."""
    folder = tmp_path_factory.mktemp("pharmacy")
    before = language.current()
    language.use("fr")
    with settings_in(folder / "settings"), told(folder / "store", case_of("D01"), case_of("D05")) as store:
        language.use(before)
        yield store

"""A version that was used is never changed, and an answer keeps its kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import FrozenError
from assistant.store.store import Store
from tests import opening
from tests.interview.asking import Watch
from tests.script.small import changed, script_of

LOW = "answer: {kind: number, bounds: {min: 1, max: 9}, plausible: {min: 1.5, max: 3.5}}"
NEXT = ("version: 1", "version: 2")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opening.opened(tmp_path / "store", Watch()) as one:
        one.versions.keep(script_of())
        yield one


def test_another_text_of_a_version_that_was_used_is_refused(store: Store) -> None:
    with pytest.raises(FrozenError, match="raise “version”"):
        store.versions.keep(script_of(changed(("fr: Petit", "fr: Petite"))))
    assert [one.digest for one in store.versions.of_id("small")] == [script_of().digest]
    store.versions.keep(script_of(changed(("fr: Petit", "fr: Petite"), NEXT)))
    assert [one.version for one in store.versions.of_id("small")] == [1, 2]


def test_an_answer_that_changes_its_kind_is_refused(store: Store) -> None:
    other = changed(
        (LOW, "answer: {kind: text}"), ("        fact: inr_low\n        feeds: inr.low\n", ""), NEXT
    )
    with pytest.raises(FrozenError, match="“low” was of kind number and is of kind text"):
        store.versions.keep(script_of(other))
    renamed = changed((LOW, "answer: {kind: text}"), ("        fact: inr_low\n        feeds: inr.low\n", ""),
                      ("- id: low\n", "- id: lowest\n"), NEXT)  # fmt: skip
    store.versions.keep(script_of(renamed))


def test_what_was_used_can_be_used_again_in_another_opening(store: Store, tmp_path: Path) -> None:
    store.versions.keep(script_of(changed(NEXT)))
    with opening.opened(tmp_path / "store", Watch()) as again:
        again.versions.keep(script_of())
        with pytest.raises(FrozenError):
            again.versions.keep(script_of(changed(("fr: Petit", "fr: Petite"))))


def test_what_was_brought_stands_in_no_others_way(tmp_path: Path) -> None:
    other = script_of(changed(("fr: Petit", "fr: Petite")))
    with opening.opened(tmp_path / "store", Watch()) as store:
        with store.versions.bringing():
            store.versions.bring("script", other.digest, other.text)
            store.versions.keep_brought()
        assert store.versions.get(f"small/1/{other.digest}") == other  # interviews held under it are read
        assert store.versions.of_id("small") == []
        store.versions.keep(script_of())
        with pytest.raises(FrozenError):  # using it as well would be two texts of one version
            store.versions.keep(other)
    with opening.opened(tmp_path / "store", Watch()) as again:
        assert again.versions.get(f"small/1/{other.digest}") == other

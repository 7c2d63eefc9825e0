"""Many dossiers made at once are like those made one by one, and as durable."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.clock import SystemClock
from assistant.errors import InputError, StoreError
from assistant.store import system
from assistant.store.store import Store
from tests.opening import opened

FACTS = {"family_name": "Durand", "given_name": "Léa", "birth_date": "1943-02-01"}


def many(count: int, start: int = 0) -> list[tuple[str, dict[str, Any], list[tuple[str, str]]]]:
    return [
        (f"T{n}", FACTS | {"given_name": f"Léa {n}"}, [("interview", "2016-01-04")])
        for n in range(start, start + count)
    ]


def said(store: Store, ref: str) -> tuple[dict[str, Any], list[Any]]:
    dossier = store.dossier(ref)
    return dict(dossier.facts), [(act.kind, act.day, act.origin) for act in dossier.acts]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return opened(tmp_path / "store", SystemClock())


def test_they_are_as_if_made_one_by_one(store: Store) -> None:
    store.add_patients(many(5))
    ((_ref, given, held_on),) = many(1, 3)
    store.add_patient(given, "ONE", held_on)
    facts, acts = said(store, "T3")
    alone, held = said(store, "ONE")
    assert acts == held
    assert {k: v for k, v in facts.items() if k != "ref"} == {k: v for k, v in alone.items() if k != "ref"}
    store.record("T3", {"regime": "MSA"}, [("observance", "2016-03-04")])
    with opened(store.folder, SystemClock()) as again:
        assert again.dossier("T3").facts["regime"] == "MSA"
        assert [one.patient.ref for one in again.summaries()] == ["T0", "T1", "T2", "ONE", "T3", "T4"]
        assert len(again.summaries()) == 6
        assert not again.damaged()


def test_each_ref_is_one_and_free(store: Store) -> None:
    store.add_patients(many(2))
    nameless: list[tuple[str, dict[str, Any], list[tuple[str, str]]]] = [("", FACTS, [])]
    for wrong in (many(1, 1), [*many(1, 7), *many(1, 7)], nameless):
        with pytest.raises(InputError):
            store.add_patients(wrong)
    assert len(store.summaries()) == 2


def test_each_file_and_folder_reaches_the_disk(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add_patient(FACTS, "FIRST")
    synced: list[int] = []
    folders: list[Path] = []
    real, real_folder = system.sync, system.sync_folder

    def sync(descriptor: int) -> None:
        synced.append(os.fstat(descriptor).st_ino)
        real(descriptor)

    def sync_folder(folder: Path) -> None:
        folders.append(folder)
        real_folder(folder)

    monkeypatch.setattr(system, "sync", sync)
    monkeypatch.setattr(system, "sync_folder", sync_folder)
    store.add_patients(many(20))
    journals = [store.folder_of(f"T{n}") / "facts.journal" for n in range(20)]
    assert {path.stat().st_ino for path in journals} <= set(synced)
    assert {path.parent for path in journals} | {journals[0].parent.parent} <= set(folders)


@pytest.mark.parametrize("call", ["write", "sync", "rename", "sync_folder", "open_new"])
def test_a_disk_that_refuses_leaves_whole_dossiers_and_it_may_be_tried_again(
    store: Store, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    store.add_patients(many(3))
    real: Callable[..., Any] = getattr(system, call)
    calls = 0

    def refuse(*given: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls >= 4:
            raise OSError(28, "No space left on device")
        return real(*given)

    monkeypatch.setattr(system, call, refuse)
    with pytest.raises(StoreError):
        store.add_patients(many(6, 10))
    monkeypatch.setattr(system, call, real)
    with opened(store.folder, SystemClock()) as again:
        there = {one.patient.ref for one in again.summaries()}
        assert {"T0", "T1", "T2"} <= there
        assert not again.damaged()
        missing = [one for one in many(6, 10) if one[0] not in there]
        again.add_patients(missing)
        assert len(again.summaries()) == 9
        for ref, facts, _acts in many(6, 10):
            assert again.dossier(ref).facts["given_name"] == facts["given_name"]
    assert not list(store.folder.glob("dossiers/*/*.new"))

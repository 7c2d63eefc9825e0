"""Stores of a given size: patients who each held the same interview five times."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Final

from assistant.clock import SystemClock
from assistant.people import Person
from assistant.script.library import find_script
from assistant.store.store import Store
from tests.benchmarks.keys import strokes

EACH: Final = 5
"""Transcripts of a patient."""


def open_store(folder: Path) -> Store:
    """The store in this folder, as somebody works with it."""
    return Store(folder, Person("benchmark"), SystemClock())


def _patient(store: Store, number: int) -> str:
    facts = {"family_name": f"Patient {number}", "given_name": "A", "birth_date": "1943-02-01"}
    return store.add_patient(facts, f"B{number}")


def make(folder: Path, transcripts: int, visits: int) -> list[str]:
    """Fill a store; the refs of patients who were never interviewed, one for each visit to come.

    One interview is held and its journal copied: the stores differ by their size only.
    """
    script = find_script("avk")
    with open_store(folder) as store:
        first = _patient(store, 0)
        session = store.begin(first, script)
        for stroke in strokes(session.script, session.background):
            session.answer(stroke.answer)
        session.finish()
        journal = next((folder / "dossiers").glob(f"*/{session.name}.journal"))
        store.release(session.name)
        text = journal.read_bytes()
        for number in range(1, transcripts // EACH):
            _patient(store, number)
        for facts in (folder / "dossiers").glob("*/facts.journal"):
            there = len(list(facts.parent.glob("*.journal"))) - 1
            for _copy in range(EACH - there):
                (facts.parent / f"{secrets.token_hex(8)}.journal").write_bytes(text)
        refs = [_patient(store, 1_000_000 + number) for number in range(visits)]
        assert sum(len(s.transcripts) for s in store.summaries()) == transcripts
    return refs

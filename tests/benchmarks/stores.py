"""Stores of a given size: patients who each held the same interview five times."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Final

from assistant.clock import SystemClock
from assistant.script.library import find_script
from assistant.store import frame, system
from assistant.store.journal import Journal
from assistant.store.seal import Seal, link
from assistant.store.store import Store
from tests.benchmarks.keys import strokes
from tests.opening import opened

EACH: Final = 5
"""Transcripts of a patient."""


def open_store(folder: Path) -> Store:
    """The store in this folder, as somebody works with it."""
    return opened(folder, SystemClock(), "benchmark")


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
        payloads = Journal(journal, store.access.seal).read().payloads
        for number in range(1, transcripts // EACH):
            _patient(store, number)
        for facts in (folder / "dossiers").glob("*/facts.journal"):
            there = len(list(facts.parent.glob("*.journal"))) - 1
            for _copy in range(EACH - there):
                write_journal(facts.parent / f"{secrets.token_hex(8)}.journal", payloads, store.access.seal)
        refs = [_patient(store, 1_000_000 + number) for number in range(visits)]
        assert sum(len(s.transcripts) for s in store.summaries()) == transcripts
    return refs


def write_journal(path: Path, payloads: list[bytes], seal: Seal) -> None:
    """A journal with these records: bound to its own place, so bytes cannot just be copied."""
    data = frame.new_header(seal)
    head = frame.read_header(data, seal, system.place_of(path), path.name).link
    for payload in payloads:
        data += frame.frame(seal.seal(head, payload))
        head = link(head, payload)
    path.write_bytes(data)
    path.chmod(system.PRIVATE_FILE)

"""An answer made durable and encrypted, against a raw append, SQLite, TinyDB's storage; as stores grow."""

from __future__ import annotations

import json
import os
import secrets
import sqlite3
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tinydb import TinyDB

from assistant.interview.session import Session
from assistant.script.library import find_script
from assistant.store import frame, system
from assistant.store.entry import Entry
from assistant.store.journal import Journal
from assistant.store.seal import Seal, link
from assistant.store.store import Store
from assistant.store.vault import cipher
from tests.benchmarks.keys import strokes
from tests.benchmarks.measure import Line, median_ratio, milliseconds, percentile, ratio_line
from tests.benchmarks.stores import open_store
from tests.opening import PASSPHRASE

RAW_AIM, SQLITE_AIM, FLAT_AIM = 2.0, 1.0, 1.2
OPEN_AIM, ARGON_AIM = 0.050, 0.8
FACTS = {"family_name": "Patient", "given_name": "A", "birth_date": "1943-02-01"}


def _timed(do: Callable[[], Any]) -> float:
    started = time.perf_counter()
    do()
    return time.perf_counter() - started


def _session(store: Store, ref: str) -> Session:
    """An interview under way, at its first question with a typed answer."""
    if not any(summary.patient.ref == ref for summary in store.summaries()):
        store.add_patient(FACTS, ref)
    return store.begin(ref, find_script("avk"))


def _noting(store: Store, ref: str) -> Callable[[], object]:
    """Commits one event of about 250 bytes, through the recorder of an interview."""
    session = _session(store, ref)
    return lambda: session.note("une remarque de la longueur de celles que l'on tape au comptoir")


def against_others(folder: Path, pairs: int, interviews: int = 10_000) -> list[Line]:
    """One event, by each way in turn."""
    with open_store(folder / "ours") as store:
        ours = _noting(store, "P")
        ours()
        journal = next((folder / "ours").glob("dossiers/*/[!f]*.journal"))
        payload = Journal(journal, store.access.seal).read().payloads[-1]
        event = json.loads(payload)["events"][0]
        # The same bytes: record, nonce, tag and all.
        size = len(frame.frame(store.access.seal.seal(b"", payload)))
        raw = os.open(folder / "raw", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        data = os.urandom(size)

        def by_hand() -> None:
            os.write(raw, data)
            os.fsync(raw)

        database = sqlite3.connect(folder / "sqlite", isolation_level=None)
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        database.execute("CREATE TABLE event (transcript TEXT, seq INTEGER, body TEXT)")

        def by_sqlite() -> None:
            row = ("t", event["seq"], json.dumps(event))
            database.execute("INSERT INTO event VALUES (?, ?, ?)", row)

        times: list[list[float]] = [[], [], []]
        for _pair in range(pairs):
            for samples, way in zip(times, (by_hand, by_sqlite, ours), strict=True):
                samples.append(_timed(way))
        os.close(raw)
        database.close()
        default = _default(folder / "default.json", event, interviews)
    hand, sqlite, journal_times = times
    p50 = percentile(journal_times, 0.5)
    return [
        Line("commit of an answer, encrypted, p50", milliseconds(p50)),
        Line("raw append of the same bytes and fsync, p50", milliseconds(percentile(hand, 0.5))),
        Line("SQLite, WAL, synchronous FULL, p50", milliseconds(percentile(sqlite, 0.5))),
        ratio_line("commit / raw append", median_ratio(hand, journal_times), RAW_AIM),
        ratio_line("commit / SQLite", median_ratio(sqlite, journal_times), SQLITE_AIM),
        Line(f"TinyDB's own storage, {interviews:,} interviews of 60 events, p50", milliseconds(default)),
        Line("TinyDB's own storage / commit", f"{default / p50:.0f}×"),
    ]


def _default(path: Path, event: dict[str, Any], interviews: int) -> float:
    with TinyDB(path) as database:
        table = database.table("events")
        table.insert_multiple([event] * (interviews * 60))
        return percentile([_timed(lambda: table.insert(dict(event))) for _time in range(3)], 0.5)


def _copies(folder: Path, payloads: list[bytes], seal: Seal, count: int) -> None:
    """Journals with these records under `count` random names, made without waiting for the disk."""
    for _copy in range(count):
        path = folder / f"{secrets.token_hex(8)}.journal"
        data = frame.new_header(seal)
        head = frame.read_header(data, seal, system.place_of(path), path.name).link
        for payload in payloads:
            data += frame.frame(seal.seal(head, payload))
            head = link(head, payload)
        path.write_bytes(data)


def as_stores_grow(folder: Path, pairs: int) -> list[Line]:
    """The same commit with more events, and with more dossiers, in turn."""
    sizes = {10: "10 events", 1_000: "1,000 events", 100_000: "100,000 events"}
    many = {10: "10 dossiers", 5_000: "5,000 dossiers"}
    stores = []
    ways: dict[str, Callable[[], object]] = {}
    with patch.object(system, "sync", lambda _descriptor: None):
        for count, what in sizes.items():
            store = open_store(folder / what)
            stores.append(store)
            store.add_patient(FACTS, "P0")
            home = next((folder / what / "dossiers").iterdir())
            payloads = _interview(store)[: min(count, 300)]
            _copies(home, payloads, store.access.seal, count // len(payloads))
        for count, what in many.items():
            store = open_store(folder / what)
            stores.append(store)
            for number in range(count):
                store.add_patient(FACTS, f"P{number}")
    for store, what in zip(stores, (*sizes.values(), *many.values()), strict=True):
        store.add_patient(FACTS, "NEW")
        ways[what] = _noting(store, "NEW")
    samples: dict[str, list[float]] = {what: [] for what in ways}
    for _pair in range(pairs):
        for what, way in ways.items():
            samples[what].append(_timed(way))
    for store in stores:
        store.close()
    lines = [
        Line(f"commit with {what}, p50", milliseconds(percentile(one, 0.5))) for what, one in samples.items()
    ]
    first = samples[sizes[10]]
    for what in (sizes[1_000], sizes[100_000]):
        lines.append(ratio_line(f"{what} / 10 events", median_ratio(first, samples[what]), FLAT_AIM))
    ratio = median_ratio(samples[many[10]], samples[many[5_000]])
    lines.append(ratio_line("5,000 dossiers / 10 dossiers", ratio, FLAT_AIM))
    return lines


def _interview(store: Store) -> list[bytes]:
    """The records of a whole interview, of at most 300 events."""
    session = _session(store, "P0")
    for stroke in strokes(session.script, session.background):
        session.answer(stroke.answer)
    while len(session.transcript.events) < 299:
        session.note("une remarque")
    session.finish()
    store.release(session.name)
    path = next(store.folder.glob(f"dossiers/*/{session.name}.journal"))
    payloads = Journal(path, store.access.seal).read().payloads
    path.unlink()
    return payloads


def opening(folder: Path, times: int) -> list[Line]:
    """A dossier of ten years: forty interviews of some seventy events and 120 INR values."""
    with open_store(folder / "ten years") as store:
        first = date(2006, 1, 1)
        rows = [
            {"date": (first + timedelta(days=30 * number)).isoformat(), "value": 2.0 + number % 20 / 10}
            for number in range(120)
        ]
        store.add_patient({**FACTS, "inr_readings": rows}, "P0")
        session = _session(store, "P0")
        for stroke in strokes(session.script, session.background):
            session.answer(stroke.answer)
        session.finish()
        store.release(session.name)
        home = next((store.folder / "dossiers").iterdir())
        seal = store.access.seal
        payloads = Journal(home / f"{session.name}.journal", seal).read().payloads
        _copies(home, payloads, seal, 39)
    samples = []
    for _time in range(times):
        with open_store(folder / "ten years") as store:
            store.refs()  # where the dossier is, is known from the list
            samples.append(_timed(lambda store=store: store.dossier("P0").facts))  # type: ignore[misc]
    p50 = percentile(samples, 0.5)
    what = f"opening a dossier of ten years, 40 × {len(payloads)} events"
    return [Line(what, milliseconds(p50), f"< {milliseconds(OPEN_AIM)}", p50 < OPEN_AIM)]


def unlocking(folder: Path, times: int, cost: cipher.Cost) -> list[Line]:
    """Opening a store with a passphrase, and how much of it is Argon2id."""
    with patch.object(cipher, "COST", cost):
        open_store(folder / "locked").close()
    entry = Entry(folder / "locked", open_store(folder / "locked").clock)
    spent: list[float] = []
    stretch = cipher.stretch

    def watched(*given: Any) -> bytes:
        started = time.perf_counter()
        key = stretch(*given)
        spent.append(time.perf_counter() - started)
        return key

    with patch.object(cipher, "stretch", watched):
        whole = [_timed(lambda: entry.unlock("benchmark", PASSPHRASE)) for _time in range(times)]
    share = percentile([one / all_ for one, all_ in zip(spent, whole, strict=True)], 0.5)
    kdf = f"Argon2id, {cost.memory_kib // 1024} MiB, {cost.passes} passes, {cost.lanes} lanes"
    return [
        Line("unlock, p50", milliseconds(percentile(whole, 0.5))),
        Line(f"of it {kdf}", f"{share:.0%}", f"≥ {ARGON_AIM:.0%}", share >= ARGON_AIM),
    ]

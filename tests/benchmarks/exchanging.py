"""An archive of many dossiers: its speed beside the json module writing the same bytes, its memory."""

from __future__ import annotations

import json
import secrets
import time
import tracemalloc
from pathlib import Path
from typing import Any, Final

from assistant.clock import SystemClock
from assistant.exchange.archive import archive
from assistant.exchange.receiving import Receiving
from assistant.script.library import find_script
from assistant.store import frame, system
from assistant.store.encoding import compact, decode
from assistant.store.journal import Journal
from assistant.store.layout import EVENTS, JOURNAL
from assistant.store.leaving import let_out
from assistant.store.seal import link
from assistant.store.signing import SIGNATURES, signature
from assistant.store.store import Store
from tests.benchmarks.keys import strokes
from tests.benchmarks.measure import Line, median_ratio, milliseconds
from tests.opening import opened

ROUNDS: Final = 7
FLAT: Final = 1.5
"""Most memory of all dossiers, as a multiple of that of a tenth of them."""


def exchanged(folder: Path, dossiers: int) -> list[Line]:
    """An archive of so many dossiers with an interview each: speed, memory, and taking it in."""
    with system.unsynced(), opened(folder / "leaving", SystemClock(), "benchmark") as store:
        refs = _made(store, dossiers)
        lines = _speed(store, refs, folder)
        lines.append(_memory(store, refs))
        whole = folder / "whole.jsonl"
        whole.write_bytes(b"".join(archive(store, refs)))
        with opened(folder / "arriving", SystemClock(), "other") as other:
            start = time.perf_counter()
            found = Receiving(other, whole).run()
            took = time.perf_counter() - start
            assert found.dossiers == dossiers
        lines.append(Line(f"{dossiers:,} dossiers: read, played and taken in", f"{took:.1f} s"))
    return lines


def _made(store: Store, dossiers: int) -> list[str]:
    """One interview is held; the others say the same, each signed in its own journal."""
    script = find_script("avk")
    refs = []
    for number in range(dossiers):
        facts = {"family_name": f"Patient {number}", "given_name": "A", "birth_date": "1943-02-01"}
        refs.append(store.add_patient(facts, f"B{number}"))
    session = store.begin(refs[0], script)
    for stroke in strokes(session.script, session.background):
        session.answer(stroke.answer)
    session.finish()
    store.release(session.name)
    held = store.folder_of(refs[0]) / (session.name + JOURNAL)
    payloads = Journal(held, store.access.seal).read().payloads
    for ref in refs[1:]:
        _copied(store, store.folder_of(ref) / (secrets.token_hex(8) + JOURNAL), payloads)
    store.summaries()
    return refs


def _copied(store: Store, path: Path, payloads: list[bytes]) -> None:
    seal, data = store.access.seal, frame.new_header(store.access.seal)
    head = frame.read_header(data, seal, system.place_of(path), path.name).link
    rows = decode(payloads[-1])[EVENTS]
    for payload in payloads[:-1]:
        data += frame.frame(seal.seal(head, payload))
        head = link(head, payload)
    last = compact({EVENTS: rows, SIGNATURES: [signature(store.access, head, rows)]})
    system.replace(path, data + frame.frame(seal.seal(head, last)))


def _speed(store: Store, refs: list[str], folder: Path) -> list[Line]:
    """Both write to a file, in turn: a busy machine weighs on both."""
    documents: list[Any] = [json.loads(line) for line in b"".join(archive(store, refs)).splitlines()]
    ours, plain = [], []
    for number in range(ROUNDS):
        start = time.perf_counter()
        let_out(store, folder / f"ours{number}", archive(store, refs), what="archive")
        ours.append(time.perf_counter() - start)
        start = time.perf_counter()
        with (folder / f"plain{number}").open("wb") as file:
            for document in documents:
                line = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
                file.write(line.encode() + b"\n")
        plain.append(time.perf_counter() - start)
    size = (folder / "plain0").stat().st_size
    assert abs(size - (folder / "ours0").stat().st_size) < 100  # the first line has an instant
    ratio = median_ratio(ours, plain)
    return [
        Line(
            f"{len(refs):,} dossiers to JSON Lines ({size / 1e6:.1f} MB)",
            milliseconds(sorted(ours)[ROUNDS // 2]),
        ),
        Line("the same bytes by the json module", milliseconds(sorted(plain)[ROUNDS // 2])),
        Line("speed of ours beside it", f"{ratio:.2f}×", "≥ 0.5×", ratio >= 0.5),
    ]


def _memory(store: Store, refs: list[str]) -> Line:
    peaks = []
    for some in (refs[: len(refs) // 10], refs):
        tracemalloc.start()
        for _part in archive(store, some):
            pass
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    ratio = peaks[1] / peaks[0]
    return Line("memory of all, beside that of a tenth of them", f"{ratio:.2f}×", f"≤ {FLAT}×", ratio <= FLAT)

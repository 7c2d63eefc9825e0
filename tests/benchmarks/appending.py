"""One answer made durable by the journal, against the same bytes appended and synced by hand."""

from __future__ import annotations

import os
import time
from pathlib import Path

from assistant.store.appending import JournalWriter
from assistant.store.seal import PLAIN
from tests.benchmarks.measure import Line, median_ratio, milliseconds, percentile


def append(folder: Path, pairs: int) -> list[Line]:
    """Both in turn, each to a file of its own."""
    payload = b"x" * 250
    journal = JournalWriter.create(folder / "journal", PLAIN)
    raw = os.open(folder / "raw", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    by_hand, ours = [], []
    for _pair in range(pairs):
        started = time.perf_counter()
        os.write(raw, payload)
        os.fsync(raw)
        between = time.perf_counter()
        journal.append(payload)
        by_hand.append(between - started)
        ours.append(time.perf_counter() - between)
    os.close(raw)
    journal.close()
    return [
        Line("append and fsync, by hand, p50", milliseconds(percentile(by_hand, 0.5))),
        Line("append, journal, p50", milliseconds(percentile(ours, 0.5))),
        Line("append, journal / by hand", f"{median_ratio(by_hand, ours):.2f}×"),
    ]

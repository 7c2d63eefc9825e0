"""Printing: the first document, and those after it, from the dossier on disk to the bytes of the PDF."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

from assistant.cli.demo import settings_in
from assistant.demo.building import build
from assistant.demo.clock import PresentClock
from assistant.documents.kinds import Kind
from assistant.documents.printing import Asked, issue, make
from assistant.errors import InputError
from assistant.settings import Settings
from assistant.store.store import Store
from tests.benchmarks.measure import Line, milliseconds, percentile

FICHE: Final = 0.3
"""Seconds that a fiche may take after the first."""
OTHERS: Final[tuple[Kind, ...]] = ("observance", "adhesion", "patient", "year", "review")


def documents(folder: Path, rounds: int) -> list[Line]:
    """Every kind of document of the demonstration's patients (ms); the audit trail is written each time."""
    with settings_in(folder / "settings"), build(folder / "printed", PresentClock()) as store:
        refs = [one.patient.ref for one in store.summaries()]
        lines = [
            Line(
                "the first fiche: typst and its fonts are loaded",
                milliseconds(_print(store, "fiche", refs[0])),
            )
        ]
        samples = _samples(store, "fiche", refs, rounds)
        worst = max(samples)
        lines.append(
            Line(
                f"a fiche after the first, {len(samples)} of them: the slowest",
                milliseconds(worst),
                f"≤ {milliseconds(FICHE)}",
                worst <= FICHE,
            )
        )
        lines.append(Line("a fiche after the first: p50", milliseconds(percentile(samples, 0.5))))
        busy = time.process_time()
        again = _samples(store, "fiche", refs, 1)
        each = (time.process_time() - busy) / len(again)
        lines.append(Line("a fiche after the first: processor time, all threads", milliseconds(each)))
        for kind in OTHERS:
            found = _samples(store, kind, refs, 1)
            lines.append(Line(f"{kind}: p50", milliseconds(percentile(found, 0.5))))
    return lines


def _samples(store: Store, kind: Kind, refs: list[str], rounds: int) -> list[float]:
    found = []
    for _round in range(rounds):
        for ref in refs:
            try:
                found.append(_print(store, kind, ref))
            except InputError:  # this patient has none
                continue
    return found


def _print(store: Store, kind: Kind, ref: str) -> float:
    began = time.perf_counter()
    store.forget()
    found = issue(store, make(store, Asked(kind, ref), Settings(), demonstration=True))
    assert found.data.startswith(b"%PDF")
    return time.perf_counter() - began

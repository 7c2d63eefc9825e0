"""From the key that gives an answer to the next question painted, saving included."""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.clock import today
from assistant.script.library import find_script
from tests.benchmarks.keys import Stroke, strokes
from tests.benchmarks.measure import Line, milliseconds, percentile, ratio_line
from tests.benchmarks.stores import open_store
from tests.benchmarks.terminal import ENVIRONMENT, Terminal

P95_AIM = 0.020
SIZE_AIM = 1.2


def next_question(stores: dict[int, tuple[Path, list[str]]]) -> list[Line]:
    """Whole interviews on screen, in turn with each store.

    Args:
        stores: number of transcripts to the folder and the refs of patients to interview.
    """
    samples: dict[int, list[float]] = {size: [] for size in stores}
    for visit in range(min(len(refs) for _folder, refs in stores.values())):
        for size, (folder, refs) in stores.items():
            samples[size] += _interview(folder, refs[visit])
    lines = []
    for size, found in samples.items():
        p95 = percentile(found, 0.95)
        what = f"key to next question, {size:,} transcripts"
        lines.append(Line(f"{what}, p50 of {len(found)}", milliseconds(percentile(found, 0.5))))
        lines.append(Line(f"{what}, p95", milliseconds(p95), f"< {milliseconds(P95_AIM)}", p95 < P95_AIM))
    few, many = min(samples), max(samples)
    for share in (0.5, 0.95):
        ratio = percentile(samples[many], share) / percentile(samples[few], share)
        lines.append(ratio_line(f"{many:,} against {few:,} transcripts, p{share * 100:.0f}", ratio, SIZE_AIM))
    return lines


def _interview(folder: Path, ref: str) -> list[float]:
    script = find_script("avk")
    with open_store(folder) as store:
        background = store.dossier(ref).background(script, today(store.clock))
    first = str(next(script.steps())[1].title)
    command = ["-m", "assistant", "interview", ref, "--script", "avk", "--store", str(folder)]
    with Terminal([sys.executable, *command], ENVIRONMENT) as terminal:
        terminal.until(first)
        terminal.settle(1.0)
        journal = max(folder.glob("dossiers/*/*.journal"), key=lambda path: path.stat().st_mtime_ns)
        return [
            _time(terminal, journal, stroke) for stroke in strokes(script, background) if stroke.following
        ]


def _time(terminal: Terminal, journal: Path, stroke: Stroke) -> float:
    if stroke.typed:
        terminal.press(stroke.typed)
        terminal.settle(0.2)
    kept = journal.stat().st_size
    pressed = terminal.press(stroke.key)
    painted = terminal.until(str(stroke.following))
    if journal.stat().st_size <= kept:
        raise AssertionError(f"“{stroke.following}” was asked before the answer was kept")
    terminal.settle()
    return painted - pressed

"""How long it takes to start: the version against a bare interpreter, the first paint against a bare app."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks import bare
from tests.benchmarks.measure import ROOT, Line, median_ratio, milliseconds, ratio_line
from tests.benchmarks.terminal import ENVIRONMENT, Terminal

VERSION_AIM, PAINT_AIM = 2.5, 1.2
DEMO_AIM = 1.5
"""Seconds from the banner to the last invented patient."""


def program() -> list[str]:
    """The command that starts the program."""
    installed = Path(sys.executable).with_name("assistant")
    return [str(installed)] if installed.exists() else [sys.executable, "-m", "assistant"]


def _run(words: Sequence[str]) -> float:
    started = time.perf_counter()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
    return time.perf_counter() - started


def version(pairs: int) -> list[Line]:
    """`assistant --version` against `python -c pass`."""
    nothing, ours = [sys.executable, "-c", "pass"], [*program(), "--version"]
    for words in (nothing, ours):
        _run(words)  # byte code and the disk's cache
    bare_times, times = [], []
    for _pair in range(pairs):
        bare_times.append(_run(nothing))
        times.append(_run(ours))
    return [
        Line("python -c pass", milliseconds(statistics.median(bare_times))),
        Line("assistant --version", milliseconds(statistics.median(times))),
        ratio_line("assistant --version / python -c pass", median_ratio(bare_times, times), VERSION_AIM),
    ]


def _paint(words: Sequence[str], *texts: str) -> float:
    with Terminal(words, ENVIRONMENT) as terminal:
        return terminal.until(*texts) - terminal.started


def first_paint(pairs: int, stores: dict[str, Path]) -> list[Line]:
    """The list of patients against a bare Textual app, each process fresh on a terminal of its own."""
    bare_app = [sys.executable, "-m", bare.__name__], bare.PLACEHOLDER, bare.KEY
    homes = {
        what: ([*program(), "--store", str(store)], "to filter: parts of a name", "New patient")
        for what, store in stores.items()
    }
    for words, *texts in (bare_app, *homes.values()):
        _paint(words, *texts)
    bare_times: list[float] = []
    times: dict[str, list[float]] = {what: [] for what in homes}
    for _pair in range(pairs):
        bare_times.append(_paint(bare_app[0], *bare_app[1:]))
        for what, (words, *texts) in homes.items():
            times[what].append(_paint(words, *texts))
    lines = [Line("first paint, bare Textual app", milliseconds(statistics.median(bare_times)))]
    for what, found in times.items():
        lines.append(Line(f"first paint, {what}", milliseconds(statistics.median(found))))
        lines.append(ratio_line(f"first paint, {what} / bare", median_ratio(bare_times, found), PAINT_AIM))
    return lines


def demo(times: int) -> list[Line]:
    """`assistant demo`: its banner, then its patients, whose interviews are played meanwhile."""
    banners, built = [], []
    for _time in range(times):
        with Terminal([*program(), "demo"], ENVIRONMENT) as terminal:
            painted = terminal.until("DEMONSTRATION")
            banners.append(painted - terminal.started)
            built.append(terminal.until("17 patients") - painted)
            terminal.press(b"\x11")
            terminal.ended()
    found, aim = statistics.median(built), f"≤ {DEMO_AIM} s"
    to_patients = "assistant demo, from there to its patients"
    return [
        Line("assistant demo, banner", milliseconds(statistics.median(banners))),
        Line(to_patients, milliseconds(found), aim, found <= DEMO_AIM),
    ]

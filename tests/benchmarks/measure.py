"""What every benchmark shares: numbers from samples, and the table they are printed in."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table."""

    what: str
    measured: str
    aim: str = ""
    met: bool | None = None
    """None where there is no aim."""


def median_ratio(below: Sequence[float], above: Sequence[float]) -> float:
    """The median of the ratios of pairs measured in turn, so that a busy machine weighs on both."""
    return statistics.median(b / a for a, b in zip(below, above, strict=True))


def percentile(samples: Sequence[float], share: float) -> float:
    """The sample below which this share of them lies (0 to 1)."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def milliseconds(seconds: float) -> str:
    """A duration in seconds, written in milliseconds."""
    return f"{seconds * 1000:.1f} ms" if seconds >= 0.001 else f"{seconds * 1000:.2f} ms"


def ratio_line(what: str, ratio: float, aim: float) -> Line:
    """A ratio held against the largest that is aimed at."""
    return Line(what, f"{ratio:.2f}×", f"≤ {aim}×", ratio <= aim)


def write_table(lines: Sequence[Line]) -> None:
    """The lines in columns, on standard output."""
    words = {True: "met", False: "MISSED", None: ""}
    rows = [("", "measured", "aim", ""), *((x.what, x.measured, x.aim, words[x.met]) for x in lines)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        sys.stdout.write("  ".join(cells).rstrip() + "\n")
    sys.stdout.flush()

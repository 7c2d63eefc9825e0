"""INR values and ranges that between them give everything the computed values can be together.

Around each level and bound stand one value below, one on it and one above; which of them need telling apart
is found by computing, never assumed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from itertools import product
from typing import Any, Final

from assistant.avk.computed import Inputs, compute
from assistant.avk.reading import Reading, Target
from assistant.script.conditions import Operand, Operator, compare
from assistant.script.knowledge import thresholds

Test = tuple[Operator, Operand]
Rows = tuple[tuple[int, float], ...]
"""Readings as days before today and INR, the oldest first."""

_RANGES: Final = ((2.0, 3.0), (2.5, 3.5), (3.0, 4.5), (1.0, 6.0), (5.5, 6.0))
"""The usual ones, then the widest and the highest that the form of a dossier takes."""
_STEP: Final = 0.1


class InrGrid:
    """Which readings, low bounds and high bounds the computed values of a script tell apart."""

    def __init__(
        self,
        tests: Mapping[str, Iterable[Test]],
        lows: Iterable[float],
        highs: Iterable[float],
        asked: bool,
    ) -> None:
        """A grid.

        Args:
            tests: what is asked of each computed value.
            lows: low bounds that the script's own conditions add.
            highs: high bounds, likewise.
            asked: whether readings are asked for at all.
        """
        asked_of = tuple((n, *test) for n, all_ in tests.items() if n.startswith("inr.") for test in all_)
        self.lows = (*dict.fromkeys((*(low for low, _high in _RANGES), *sorted(lows))), None)
        self.highs = (*dict.fromkeys((*(high for _low, high in _RANGES), *sorted(highs), 1.5)), None)
        self.rows: tuple[Rows | None, ...] = (None,)
        if asked and asked_of:
            self.rows = (*_rows(self.lows, self.highs, "inr.ttr_level" in tests), None)
        self._table: list[tuple[Any, ...]] = [() for _row in self.rows]
        if asked_of:
            self._table = [
                tuple(
                    tuple(
                        compare(values.get(name), test, operand)
                        for values in case
                        for name, test, operand in asked_of
                    )
                    for case in line
                )
                for line in _table(self.rows, self.lows, self.highs)
            ]

    def of_rows(self, rows: Rows) -> tuple[Any, ...]:
        """What these readings come to under every range."""
        return self._table[self.rows.index(rows)] if rows in self.rows else ()

    def of_low(self, low: float | None) -> tuple[Any, ...]:
        """What this low bound comes to under every reading and high bound."""
        at = self.lows.index(low)
        width = len(self.highs)
        return tuple(line[at * width : (at + 1) * width] for line in self._table)

    def of_high(self, high: float | None) -> tuple[Any, ...]:
        """The same of a high bound."""
        return tuple(line[self.highs.index(high) :: len(self.highs)] for line in self._table)


def _rows(lows: tuple[float | None, ...], highs: tuple[float | None, ...], history: bool) -> list[Rows]:
    levels = thresholds()
    gap = float(levels.call_gap_below)
    edges = {float(levels.emergency_bleeding_from), float(levels.call_above_range_from)}
    edges |= {float(levels.call_under), float(levels.high_bleeding_risk_over)}
    edges |= {bound for bound in (*lows, *highs) if bound is not None}
    edges |= {low - gap for low in lows if low is not None}
    values = sorted({round(edge + step, 2) for edge in edges for step in (-_STEP, 0, _STEP)})
    known = [value for value in values if value >= float(levels.plausible_low)]
    late = levels.overdue_after_days + 9
    found: list[Rows] = []
    # What is usual stands first: it becomes the example of its kind.
    for value, ago in product(sorted(known, key=lambda value: abs(value - 2.5)), (0, late)):
        found.append(((ago, value),))
        if history:
            found += [((ago + 10, before), (ago, value)) for before in (value, 2.5, 10.0)]
    return [*found, ()]


@lru_cache(maxsize=64)
def _table(
    rows: tuple[Rows | None, ...], lows: tuple[float | None, ...], highs: tuple[float | None, ...]
) -> list[list[tuple[dict[str, Any], dict[str, Any]]]]:
    """For each readings, the computed values under each low and high bound, without and with bleeding."""
    today = date(2016, 6, 1)  # only days apart count
    levels = thresholds()
    table = []
    for one in rows:
        readings = None if one is None else tuple(Reading(today - timedelta(ago), v) for ago, v in one)
        line = []
        for low, high in product(lows, highs):
            target = None if low is None or high is None else Target(low, high)
            calm = compute(Inputs(today, readings, target, bleeding=False), levels)
            line.append((calm, compute(Inputs(today, readings, target, bleeding=True), levels)))
        table.append(line)
    return table

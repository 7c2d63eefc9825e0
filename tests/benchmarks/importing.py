"""Importing many rows: read, compared, taken in, given again, and the list of patients to invite."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable, Collection
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from assistant.exchange.arrivals import NEEDED, OPTIONAL, Arrival, read_arrivals
from assistant.exchange.dispensed import read_customers
from assistant.exchange.inviting import counts, invitations
from assistant.exchange.table import read_table
from assistant.exchange.taking import changes, take_in
from assistant.script.knowledge import dispensed
from assistant.year.library import rules
from tests.benchmarks.measure import Line
from tests.benchmarks.stores import open_store

TODAY: Final = date(2016, 7, 10)
PER_PATIENT: Final = 2
"""Rows of a patient: two acts."""
DISPENSINGS: Final = 7


def imported(folder: Path, rows: int) -> list[Line]:
    """Each part of an import of so many rows (s), and what it tells meanwhile."""
    table, listed, place = folder / "import.csv", folder / "dispensed.csv", folder / "import"
    _acts(table, rows)
    _dispensings(listed, rows)
    told: list[int] = []
    arrivals: list[Arrival] = []

    def read() -> None:
        arrivals.extend(read_arrivals(read_table(str(table), NEEDED, OPTIONAL), TODAY))

    lines = []
    with open_store(place) as store:
        lines.append(_line(f"{rows:,} rows: read and checked", read, 10))
        lines.append(_line(f"{rows:,} rows: dry run", lambda: _all(changes(store, arrivals))))
        lines.append(
            _line(
                f"{rows:,} rows: taken in, each patient on the disk",
                lambda: take_in(store, arrivals, lambda done, of: told.append(done)),
            )
        )
        lines.append(_line(f"{rows:,} rows: the same table again", lambda: take_in(store, arrivals)))
        assert told == list(range(1, len(arrivals) + 1)), "progress is told after each patient"
        lines.append(Line("times progress was told", f"{len(told):,}"))

        def invite() -> None:
            customers = read_customers(read_table(str(listed), *_COLUMNS), TODAY)
            found = invitations(
                customers.people,
                store.summaries(),
                lambda ref: store.dossier(ref).facts,
                rules().eligible,
                dispensed().gap_days,
                TODAY,
            )
            assert counts(found)["invite"] == len(customers.people) > 0

        lines.append(_line(f"{rows:,} dispensings: whom to invite", invite, 10))
    return lines


_COLUMNS: Final = (("family_name", "given_name", "birth_date", "medicine", "dispensed_on"),)


def _line(what: str, work: Callable[[], object], aim: float | None = None) -> Line:
    start = time.perf_counter()
    work()
    took = time.perf_counter() - start
    if aim is None:
        return Line(what, f"{took:.1f} s")
    return Line(what, f"{took:.1f} s", f"≤ {aim:.0f} s", took <= aim)


def _all(found: Collection[Any] | Any) -> int:
    return sum(1 for _one in found)


def _acts(path: Path, rows: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter=";")
        table.writerow(
            ("patient_ref", "family_name", "given_name", "birth_date", "medicine", "act", "act_date")
        )
        for number in range(rows):
            who = number // PER_PATIENT
            day = date(2016, 1, 1) + timedelta(days=number % 180)
            born = date(1930, 1, 1) + timedelta(days=who % 9000)
            table.writerow((f"I{who}", f"Patient {who}", "A", born, "Coumadine 5 mg", "interview", day))


def _dispensings(path: Path, rows: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter=";")
        table.writerow(_COLUMNS[0])
        for number in range(rows // DISPENSINGS * DISPENSINGS):
            who, month = divmod(number, DISPENSINGS)
            day = date(2016, 1, 4) + timedelta(days=31 * month)
            born = date(1930, 1, 2) + timedelta(days=who % 9000)
            table.writerow((f"Client {who}", "B", born, "COUMADINE 5MG CPR 30", day))

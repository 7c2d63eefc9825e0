"""The year of many patients from the index: its time beside SQLite's for the same facts, its memory."""

from __future__ import annotations

import gc
import json
import sqlite3
import statistics
import time
import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

from assistant.clock import SystemClock, today
from assistant.dossier.summary import Summary, by_name
from assistant.script.knowledge import foreseeing
from assistant.year.library import legal_texts, rules
from assistant.year.months import by_month
from assistant.year.outlook import Outlook, outlook
from assistant.year.report import Facts, YearReport, year_report
from assistant.year.workplan import work_plan
from tests.benchmarks.homes import people
from tests.benchmarks.measure import Line, median_ratio, milliseconds, ratio_line
from tests.benchmarks.stores import open_store

YEAR_AIM, FLAT_AIM, RUNS = 2.0, 1.25, 5
SQLITE: Final = "year from the index / the same facts from SQLite"


def year(folder: Path, many: int) -> list[Line]:
    """Measure the year of so many patients, and of a tenth of them."""
    few = max(1, many // 10)
    places = {count: folder / f"year {count}" for count in (few, many)}
    for count, place in places.items():
        people(place, count)
    lines, found = _timed(places[many], many)
    lines += _memory(places, few, many)
    lines += _coming(found)
    return lines


def _timed(place: Path, many: int) -> tuple[list[Line], list[Summary]]:
    """The index read and the year of all of them, in turn with SQLite and the same year."""
    day, database = today(SystemClock()), place.parent / "year.sqlite"
    with open_store(place) as store:
        rows = [one.to_row() for one in store.summaries()]
    _to_sqlite(database, rows)
    ours: list[float] = []
    theirs: list[float] = []
    judged: list[float] = []
    worked: list[float] = []
    for _run in range(RUNS):
        before = time.process_time()
        with open_store(place) as store:  # nothing is remembered from the run before
            took, summaries = _took(store.summaries)
        spent, report = _took(lambda summaries=summaries: _report(_facts(summaries), day))  # type: ignore[misc]
        ours.append(took + spent)
        judged.append(spent)
        worked.append(time.process_time() - before)
        took, summaries = _took(lambda: _from_sqlite(database))
        spent, other = _took(lambda summaries=summaries: _report(_facts(summaries), day))  # type: ignore[misc]
        theirs.append(took + spent)
        assert report.to_json() == other.to_json(), "the same facts, the same year"
    ours_s = statistics.median(ours)
    return [
        Line(
            f"year of {many:,} patients from the index",
            milliseconds(ours_s),
            f"≤ {YEAR_AIM:.0f} s",
            ours_s <= YEAR_AIM,
        ),
        Line("of it, the processor's time", milliseconds(statistics.median(worked))),
        Line("of which the rules", milliseconds(statistics.median(judged))),
        Line("the same from SQLite", milliseconds(statistics.median(theirs))),
        Line(SQLITE, f"{median_ratio(theirs, ours):.2f}×"),
    ], summaries


def _memory(places: dict[int, Path], few: int, many: int) -> list[Line]:
    """Bytes that each patient's year takes, with few patients and with many: the same if it is flat."""
    each = {}
    for count, place in places.items():
        with open_store(place) as store:
            summaries = store.summaries()
        day = today(SystemClock())
        _report(_facts(summaries[:1]), day)
        gc.collect()
        tracemalloc.start()
        report = _report(_facts(summaries), day)
        each[count] = tracemalloc.get_traced_memory()[0] / len(report.patients)
        tracemalloc.stop()
    return [
        *(Line(f"memory of a patient's year, of {count:,}", f"{each[count]:,.0f} bytes") for count in each),
        ratio_line(f"the same, {many:,} / {few:,} patients", each[many] / each[few], FLAT_AIM),
    ]


def _coming(summaries: list[Summary]) -> list[Line]:
    """What is to come of them, by forecast, work list and months; how often it is told meanwhile."""
    day, told = today(SystemClock()), []

    def foresee() -> Outlook:
        return outlook(
            summaries,
            rules(),
            legal_texts(),
            foreseeing(),
            day.year,
            day,
            tell=lambda done, _of: told.append(done),
        )

    took, found = _took(foresee)
    planning, plan = _took(
        lambda: work_plan(summaries, found.report, found.forecasts, foreseeing().work_weeks)
    )
    months, rows = _took(lambda: by_month(summaries, found.report, found.sets, found.forecasts))
    assert len(told) == 2 * len(summaries)
    assert rows[-1].secured_eur == found.expected_eur
    return [
        Line("year with its forecast", milliseconds(took)),
        Line(f"work list, {len(plan):,} to see to", milliseconds(planning)),
        Line("twelve months", milliseconds(months)),
    ]


def _took(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    found = work()
    return time.perf_counter() - start, found


def _facts(summaries: list[Summary]) -> list[Facts]:
    return [(one.patient, one.treatment, one.adhesion, one.acts) for one in summaries]


def _report(facts: list[Facts], day: date) -> YearReport:
    return year_report(facts, rules(), legal_texts(), day.year, day)


def _to_sqlite(path: Path, rows: list[dict[str, Any]]) -> None:
    """A table of dossiers and one of acts, in the clear."""
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE dossier (ref TEXT PRIMARY KEY, facts TEXT)")
        database.execute("CREATE TABLE act (ref TEXT, line TEXT)")
        database.execute("CREATE INDEX by_ref ON act (ref)")
        for row in rows:
            facts = {name: value for name, value in row.items() if name != "acts"}
            database.execute("INSERT INTO dossier VALUES (?, ?)", (row["ref"], json.dumps(facts)))
            acts = [(row["ref"], json.dumps(act)) for act in row["acts"]]
            database.executemany("INSERT INTO act VALUES (?, ?)", acts)
    database.close()


def _from_sqlite(path: Path) -> list[Summary]:
    database = sqlite3.connect(path)
    acts: dict[str, list[Any]] = {}
    for ref, line in database.execute("SELECT ref, line FROM act ORDER BY rowid"):
        acts.setdefault(ref, []).append(json.loads(line))
    rows = [
        json.loads(facts) | {"acts": acts.get(ref, [])}
        for ref, facts in database.execute("SELECT ref, facts FROM dossier")
    ]
    database.close()
    return by_name(rows)

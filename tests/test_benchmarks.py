"""The benchmarks measure what they say: their arithmetic, and the keys they press."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant import language
from assistant.clock import SystemClock, today
from assistant.interview.background import Background
from assistant.script.knowledge import medicines, thresholds
from assistant.script.library import find_script
from assistant.year.worklist import worklist
from tests.benchmarks.exchanging import exchanged
from tests.benchmarks.homes import PAGE, WORDS, people, resident
from tests.benchmarks.keys import strokes
from tests.benchmarks.measure import Line, median_ratio, milliseconds, percentile, ratio_line, write_table
from tests.benchmarks.reviewing import EVENTS, made, opened, review
from tests.benchmarks.stores import EACH, make, open_store
from tests.benchmarks.yearly import SQLITE, year


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = language.current()
    language.use("en")
    yield
    language.use(before)


def test_a_percentile_is_a_sample() -> None:
    samples = [float(n) for n in range(100, 0, -1)]
    assert percentile(samples, 0) == 1
    assert percentile(samples, 1) == 100
    assert percentile(samples, 0.95) == 95
    assert percentile([3.0], 0.95) == 3


def test_a_ratio_is_taken_pair_by_pair() -> None:
    assert median_ratio([1.0, 10.0, 2.0], [2.0, 20.0, 2.0]) == 2
    assert ratio_line("x", 1.2, 1.2) == Line("x", "1.20×", "≤ 1.2×", True)
    assert ratio_line("x", 1.21, 1.2).met is False


def test_the_table_says_what_was_missed(capsys: pytest.CaptureFixture[str]) -> None:
    write_table([Line("a", milliseconds(0.0123)), ratio_line("b", 3.0, 2.0)])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split() for line in lines[1:]] == [
        ["a", "12.3", "ms"],
        ["b", "3.00×", "≤", "2.0×", "MISSED"],
    ]


@pytest.mark.parametrize("name", ["avk", "observance"])
def test_the_keys_lead_to_the_end(name: str) -> None:
    found = list(strokes(find_script(name), Background("P1", date(2016, 6, 1))))
    assert len(found) >= 7
    assert [stroke.following is None for stroke in found] == [False] * (len(found) - 1) + [True]


def test_a_list_is_filtered_as_the_benchmark_expects(tmp_path: Path) -> None:
    made = people(tmp_path, 60)
    with open_store(tmp_path) as store:
        summaries = store.remembered()
    assert len(summaries) == 60, "the index is up to date"
    brands: dict[str, str] = {one.id: str(one.brand) for one in medicines().medicines}
    work = worklist(summaries, None, thresholds(), brands, today(SystemClock()))
    for text in WORDS:
        for end in range(len(text) + 1):
            typed = text[:end]
            assert len(work.found(work.lines, typed)) == made.hits(typed), typed
    assert sum(made.hits(text) > 0 for text in WORDS) > len(WORDS) / 2
    assert len(made.page) == PAGE


def test_the_memory_of_a_process_is_in_megabytes() -> None:
    assert 5 < resident(os.getpid()) < 2000


def test_a_store_has_the_size_asked_for(tmp_path: Path) -> None:
    refs = make(tmp_path, 2 * EACH, visits=1)
    with open_store(tmp_path) as store:
        summaries = store.summaries()
    assert sum(len(summary.transcripts) for summary in summaries) == 2 * EACH
    assert [len(s.transcripts) for s in summaries if s.patient.ref in refs] == [0]


def test_what_is_reviewed_is_as_long_and_as_many_as_it_says(tmp_path: Path) -> None:
    with open_store(tmp_path / "store"):
        long = made(tmp_path / "store", 2 * EACH)
    with open_store(tmp_path / "store") as store:
        reading = opened(store, long)
        lines = [line for summary in store.summaries() for line in summary.transcripts]
    assert len(reading.standing.transcript.events) == EVENTS
    assert any(line.open for line in reading.lines), "an alert waits: where it was raised is looked for"
    assert len(lines) > 2 * EACH


def test_every_line_of_the_review_has_an_aim_where_it_needs_one(tmp_path: Path) -> None:
    lines = review(tmp_path, 2 * EACH, 1)
    assert [line.aim for line in lines if line.aim] == ["< 1000.0 ms", "< 100.0 ms", "< 150.0 ms"]


def test_the_year_is_measured_beside_sqlite(tmp_path: Path) -> None:
    lines = {line.what: line for line in year(tmp_path, 40)}
    assert lines["year of 40 patients from the index"].aim == "≤ 2 s"
    assert lines[SQLITE].measured.endswith("×")
    assert lines["the same, 40 / 4 patients"].aim


def test_an_archive_is_measured_whole(tmp_path: Path) -> None:
    lines = exchanged(tmp_path, 20)
    assert [line.what.split()[0] for line in lines] == ["20", "the", "speed", "memory", "20"]
    assert all(line.met is not None for line in lines if line.aim)

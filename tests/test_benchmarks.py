"""The benchmarks measure what they say: their arithmetic, and the keys they press."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant import language
from assistant.interview.background import Background
from assistant.script.library import find_script
from tests.benchmarks.keys import strokes
from tests.benchmarks.measure import Line, median_ratio, milliseconds, percentile, ratio_line, write_table
from tests.benchmarks.stores import EACH, make, open_store


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


def test_a_store_has_the_size_asked_for(tmp_path: Path) -> None:
    refs = make(tmp_path, 2 * EACH, visits=1)
    with open_store(tmp_path) as store:
        summaries = store.summaries()
    assert sum(len(summary.transcripts) for summary in summaries) == 2 * EACH
    assert [len(s.transcripts) for s in summaries if s.patient.ref in refs] == [0]

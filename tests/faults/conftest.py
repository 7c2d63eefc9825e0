"""Faults of machines: a seeded sample of each long test by default, all of it with `--long`."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant import language
from tests.faults.launching import Launcher

SEED = 20160501

Figure = Callable[[str, int], None]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how much was tried, so that it can be quoted."""
    lines = [
        f"{report.nodeid.rpartition('/')[2]}: {value} {name}"
        for report in terminalreporter.getreports("passed")
        for name, value in report.user_properties
    ]
    if lines:
        terminalreporter.section("what was tried")
    for line in sorted(lines):
        terminalreporter.line(line)


@pytest.fixture
def chance() -> random.Random:
    """The same sample each time."""
    return random.Random(SEED)


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Figure:
    """Keeps how much was tried, for the end of the report."""
    return record_property


@pytest.fixture(autouse=True)
def _english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("ASSISTANT_CONFIG", str(tmp_path / "configuration"))
    before = language.current()
    language.use("en")
    yield
    language.use(before)


@pytest.fixture(scope="module")
def launcher() -> Iterator[Launcher]:
    with Launcher() as one:
        yield one

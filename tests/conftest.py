"""What all tests share."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import hypothesis
import pytest

# Read when Textual is first imported: what a test waits for is shown at once, at no sixtieth of a second.
os.environ.setdefault("TEXTUAL_FPS", "240")

from assistant.store.vault import cipher

# How long an example takes is the machine's affair: a busy one must not fail what is right. The examples are
# the same in every run, so that a change is judged by itself; `--long` looks for new ones.
hypothesis.settings.register_profile("project", deadline=None, derandomize=True)
hypothesis.settings.register_profile("long", deadline=None)
hypothesis.settings.load_profile("project")


def pytest_addoption(parser: pytest.Parser) -> None:
    """What is sampled in every run, and whole with `--long`: faults of machines, students over all seeds."""
    parser.addoption("--long", action="store_true", help="everything that is only sampled otherwise")


def pytest_configure(config: pytest.Config) -> None:
    """Keep what is compiled, for the hundreds of processes that the tests start; with `--long` look for new
    examples."""
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if config.getoption("--long"):
        hypothesis.settings.load_profile("long")


@pytest.fixture
def long(pytestconfig: pytest.Config) -> bool:
    """Whether everything is to be tried, rather than a sample."""
    return bool(pytestconfig.getoption("--long"))


@pytest.fixture(autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings of a test are its own: none at first."""
    folder = tmp_path_factory.mktemp("config")
    monkeypatch.setenv("ASSISTANT_CONFIG", str(folder))
    return folder


@pytest.fixture(autouse=True)
def _cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """A try of a passphrase costs next to nothing; how it is stored and checked stays the same."""
    monkeypatch.setattr(cipher, "COST", cipher.Cost(memory_kib=8, passes=1, lanes=1))

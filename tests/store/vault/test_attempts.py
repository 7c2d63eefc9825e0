"""Five wrong passphrases slow down the next tries, on a clock that is told."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from assistant.errors import LockedError
from assistant.store.vault.attempts import FREE, LONGEST, Attempts


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.time = datetime(2016, 6, 1, 9, 0, tzinfo=timezone(timedelta(hours=2)))

    def now(self) -> datetime:
        return self.time

    def elapsed(self) -> float:
        return 0.0


def test_the_next_tries_wait_longer_and_longer(tmp_path: Path) -> None:
    clock = Clock()
    attempts = Attempts(tmp_path / "attempts", clock)
    for _try in range(FREE - 1):
        attempts.failed("anne")
        assert attempts.wait("anne") == 0
    waits = []
    for _try in range(14):
        attempts.failed("anne")
        waits.append(attempts.wait("anne"))
        with pytest.raises(LockedError, match="Try again in") as refused:
            attempts.check("anne")
        assert refused.value.details["wait"] == int(waits[-1]) + 1
    assert waits == sorted(waits)
    assert waits[0] == 1
    assert waits[-1] == LONGEST
    attempts.check("bruno")
    clock.time += timedelta(seconds=LONGEST)
    attempts.check("anne")
    attempts.succeeded("anne")
    attempts.failed("anne")
    assert attempts.wait("anne") == 0


def test_another_process_waits_too(tmp_path: Path) -> None:
    clock = Clock()
    for _try in range(FREE):
        Attempts(tmp_path / "attempts", clock).failed("anne")
    assert Attempts(tmp_path / "attempts", clock).wait("anne") > 0


def test_a_clock_set_back_neither_frees_nor_locks_out(tmp_path: Path) -> None:
    clock = Clock()
    attempts = Attempts(tmp_path / "attempts", clock)
    for _try in range(FREE + 2):
        attempts.failed("anne")
    clock.time -= timedelta(hours=1)
    assert attempts.wait("anne") == 4
    clock.time += timedelta(seconds=5)
    assert attempts.wait("anne") == 0


@pytest.mark.parametrize(
    "data", [b"", b"[]", b'{"anne": 3}', b'{"anne": [9, "x"]}', b'{"anne": []}', b"\xff"]
)
def test_a_damaged_file_keeps_nobody_out(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "attempts"
    path.write_bytes(data)
    attempts = Attempts(path, Clock())
    attempts.check("anne")
    attempts.failed("anne")
    attempts.check("anne")


def test_a_disk_that_refuses_keeps_nobody_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    attempts = Attempts(tmp_path / "file" / "attempts", Clock())
    attempts.failed("anne")
    attempts.succeeded("anne")
    attempts.check("anne")

"""Ticking while the program is killed, and in two windows at once: what was acknowledged is there, once."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from assistant.clock import SystemClock
from assistant.store.verifying import verify
from tests.opening import opened

ROOT = Path(__file__).parents[2]
FACTS = {"family_name": "Durand", "given_name": "Anne", "birth_date": "1943-05-01"}
FIRST = date(2016, 1, 4)
TICKER = """
import sys
from datetime import date, timedelta
from pathlib import Path
from assistant.clock import SystemClock
from assistant.store.declaring import Declarable, declare
from tests.opening import opened
store, first = opened(Path(sys.argv[1]), SystemClock(), sys.argv[2]), date.fromisoformat(sys.argv[3])
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[4])):
    day = first + timedelta(number)
    declare(store, "P1", [Declarable("interview", day)], date.today())
    print(day.isoformat(), flush=True)
"""


def ticker(folder: Path, name: str, times: int) -> subprocess.Popen[str]:
    """A process that ticks one day after the other, and says each once it is ticked."""
    process = subprocess.Popen(
        [sys.executable, "-c", TICKER, str(folder), name, FIRST.isoformat(), str(times)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "ASSISTANT_CONFIG": str(folder.parent / "configuration")},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def begin(*processes: subprocess.Popen[str]) -> None:
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()


def test_a_tick_that_was_acknowledged_outlives_a_kill(tmp_path: Path, long: bool) -> None:
    folder = tmp_path / "store"
    with opened(folder, SystemClock()) as store:
        store.add_patient(FACTS, "P1")
    for heard in range(1, 8 if long else 3):
        process = ticker(folder, "Anne Martin", 10_000)
        begin(process)
        assert process.stdout is not None
        said = [process.stdout.readline().strip() for _line in range(heard * 5)]
        process.kill()
        said += process.communicate()[0].split()
        with opened(folder, SystemClock()) as store:
            there = [one.day.isoformat() for one in store.summary("P1").declared]
            assert set(said) - {""} <= set(there)
            assert len(there) == len(set(there))
            assert verify(store, store.audit).faults == []


def test_two_windows_that_tick_the_same_leave_one_declaration(tmp_path: Path) -> None:
    folder, times = tmp_path / "store", 25
    with opened(folder, SystemClock()) as store:
        store.add_patient(FACTS, "P1")
    opened(folder, SystemClock(), "Bruno Petit").close()
    processes = [ticker(folder, name, times) for name in ("Anne Martin", "Bruno Petit")]
    begin(*processes)
    for process in processes:
        said = process.communicate()[0].split()
        assert (process.returncode, len(said)) == (0, times)
    with opened(folder, SystemClock()) as store:
        events = [one for one in store.dossier("P1").events if one.kind == "declared"]
        days = [(FIRST + timedelta(number)).isoformat() for number in range(times)]
        assert [one.value["day"] for one in events] == days
        assert [one.seq for one in store.dossier("P1").events] == list(range(1, 5 + times))
        assert verify(store, store.audit).faults == []

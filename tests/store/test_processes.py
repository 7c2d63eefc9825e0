"""Two processes on one journal: one writes, the others read, and a dead one is no obstacle."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import HeldError
from assistant.store.database import Database
from assistant.store.lock import Lock
from assistant.store.seal import PLAIN

Start = Callable[[str, Path], subprocess.Popen[str]]

HOLD = """
import sys
from pathlib import Path
from assistant.store.seal import PLAIN
from assistant import language
from assistant.clock import SystemClock
from assistant.store.database import Database
from assistant.store.lock import Lock
from assistant.store.seal import PLAIN
language.use("en")
path = Path(sys.argv[1])
lock = Lock(path, "Jean Dupont", SystemClock(), PLAIN)
lock.acquire()
database = Database(path, PLAIN, lock)
for number in range(3):
    database.table("events").insert({"number": number})
print("ready", flush=True)
"""
WAIT = HOLD + "sys.stdin.readline()"
APPEND = (
    HOLD
    + """
sys.stdin.readline()
for number in range(3, 303):
    database.table("events").insert({"number": number})
database.close()
"""
)


def ready(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"


def tell(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def test_the_second_writer_is_told_who_holds_it_and_may_read(
    tmp_path: Path, child: Start, locked: Callable[[Path], Lock]
) -> None:
    path = tmp_path / "a.journal"
    process = child(WAIT, path)
    ready(process)
    with pytest.raises(HeldError, match="Jean Dupont has been writing here since") as held:
        locked(path)
    assert held.value.kind == "held"
    assert held.value.details["holder"] == "Jean Dupont"
    assert held.value.details["pid"] == process.pid
    assert f"(process {process.pid})" in held.value.message
    assert isinstance(held.value.details["since"], str)
    assert len(Database(path, PLAIN).rows("events")) == 3
    tell(process)
    assert process.wait() == 0
    with Database(path, PLAIN, locked(path)) as database:
        database.table("events").insert({"number": 3})
    assert len(Database(path, PLAIN).rows("events")) == 4


def test_a_killed_writer_is_replaced_at_once(
    tmp_path: Path, child: Start, locked: Callable[[Path], Lock]
) -> None:
    path = tmp_path / "a.journal"
    process = child(WAIT, path)
    ready(process)
    process.kill()
    process.wait()
    with Database(path, PLAIN, locked(path)) as database:
        assert [row["number"] for row in database.rows("events")] == [0, 1, 2]
        assert database.table("events").insert({"number": 3}) == 4


def test_a_reader_in_a_loop_sees_every_record_and_harms_none(tmp_path: Path, child: Start) -> None:
    path = tmp_path / "a.journal"
    process = child(APPEND, path)
    ready(process)
    database = Database(path, PLAIN)
    tell(process)
    numbers: list[int] = []
    for look in range(1_000_000):
        database.refresh()
        fresh = Database(path, PLAIN) if look % 50 == 0 else database
        numbers = [row["number"] for row in fresh.rows("events")]
        assert numbers == list(range(len(numbers)))
        if len(numbers) == 303:
            break
    assert len(numbers) == 303
    assert process.wait() == 0
    assert len(Database(path, PLAIN).rows("events")) == 303


def test_many_at_once_lose_nothing(tmp_path: Path, child: Start) -> None:
    path = tmp_path / "a.journal"
    code = """
import sys
from pathlib import Path
from assistant.store.seal import PLAIN
from assistant import language
from assistant.clock import SystemClock
from assistant.errors import HeldError
from assistant.store.database import Database
from assistant.store.lock import Lock
language.use("en")
path = Path(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
kept = 0
for number in range(2_000):
    lock = Lock(path, "somebody", SystemClock(), PLAIN)
    try:
        lock.acquire()
    except HeldError:
        continue
    with Database(path, PLAIN, lock) as database:
        database.table("events").insert({"number": number})
    kept += 1
    if kept == 20:
        break
print(kept, flush=True)
"""
    processes = [child(code, path) for _number in range(3)]
    for process in processes:
        ready(process)
    for process in processes:
        tell(process)
    kept = 0
    for process in processes:
        assert process.stdout is not None
        kept += int(process.stdout.readline())
        assert process.wait() == 0
    assert kept > 0
    assert len(Database(path, PLAIN).rows("events")) == kept

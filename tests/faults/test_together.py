"""Two processes at one interview, and a reader in a loop: one writes at a time; nothing lost or doubled."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from assistant.clock import SystemClock
from assistant.store.verifying import verify
from tests.opening import opened
from tests.script.small import script_of

ROOT = Path(__file__).parents[2]
FACTS = {"family_name": "Durand", "given_name": "Anne", "birth_date": "1943-05-01"}
HAMMER = """
import sys
from pathlib import Path
from assistant.clock import SystemClock
from assistant.errors import HeldError
from tests.opening import opened
folder, transcript, name, times = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
store = opened(folder, SystemClock(), name)
print("ready", flush=True)
sys.stdin.readline()
kept = 0
refused = 0
while kept < times:
    try:
        session = store.resume(transcript)
    except HeldError as held:
        assert held.details["pid"] is None or isinstance(held.details["pid"], int)
        refused += 1
        continue
    session.note(f"{name} {kept}")
    store.release(transcript)
    kept += 1
print(refused, flush=True)
"""


def test_two_writers_and_a_reader(tmp_path: Path, long: bool, figure: Callable[[str, int], None]) -> None:
    folder, times = tmp_path / "store", 200 if long else 25
    people = ("Anne Martin", "Bruno Petit")
    with opened(folder, SystemClock(), people[0]) as store:
        store.add_patient(FACTS, "P1")
        session = store.begin("P1", script_of())
        name = session.name
    opened(folder, SystemClock(), people[1]).close()
    env = {**os.environ, "PYTHONPATH": str(ROOT), "ASSISTANT_CONFIG": str(tmp_path / "configuration")}
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", HAMMER, str(folder), name, person, str(times)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=env,
        )
        for person in people
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    looks, seen = 0, 0
    with opened(folder, SystemClock()) as reader:
        while any(process.poll() is None for process in processes):
            events = reader.interview(name)[1].standing.transcript.events
            assert [event.seq for event in events] == list(range(1, len(events) + 1))
            assert len(events) >= seen
            looks, seen = looks + 1, len(events)
        assert [process.wait() for process in processes] == [0, 0]
        events = reader.interview(name)[1].standing.transcript.events
        notes = [event.value for event in events if event.kind == "noted"]
        for person in people:
            assert [note for note in notes if note.startswith(person)] == [
                f"{person} {n}" for n in range(times)
            ]
        assert len(notes) == 2 * times
        assert verify(reader, reader.audit).faults == []
    for process in processes:
        process.communicate()
    figure("looks of a reader while two processes wrote", looks)

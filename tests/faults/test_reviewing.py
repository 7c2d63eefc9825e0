"""A supervisor reviews while a pharmacist interviews: nothing is lost, and no answer waits for a remark."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from assistant.store.reviews import Reviewing
from assistant.store.verifying import verify
from tests.interview.asking import Watch, up_to
from tests.opening import opened
from tests.script.small import script_of

ROOT = Path(__file__).parents[2]
FACTS = {"family_name": "Durand", "given_name": "Anne", "birth_date": "1943-05-01"}
EVENTS = 1000
LONGEST_WAIT = 2.0
"""Seconds; a lock is waited for 5. An answer takes a few thousandths, on a machine that does much else."""
REVIEWER = """
import sys
from pathlib import Path
from assistant.clock import SystemClock
from assistant.store.reviews import Reviewing
from tests.opening import opened
folder, transcripts, times = Path(sys.argv[1]), sys.argv[2].split(","), int(sys.argv[3])
with opened(folder, SystemClock(), "Bruno Petit") as store:
    reviews = [Reviewing(store, transcript) for transcript in transcripts]
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(times):
        reviews[number % len(reviews)].remark("question", f"Remarque {number}", event=1)
    reviews[0].decide("returned", "À revoir.")
    store.summaries()
print("done", flush=True)
"""


def test_an_interview_and_a_review_at_once(tmp_path: Path, figure: Callable[[str, int], None]) -> None:
    folder = tmp_path / "store"
    opened(folder, Watch()).close()
    opened(folder, Watch(), "Bruno Petit", "supervisor").close()
    with opened(folder, Watch()) as store:
        names = []
        for number in range(10):
            store.add_patient(FACTS, f"P{number}")
            session = store.begin(f"P{number}", script_of())
            up_to(session, None)
            session.finish()
            store.release(session.name)
            names.append(session.name)
        session = store.begin("P0", script_of())  # beside an interview that is being reviewed
        up_to(session, "high")
        env = {**os.environ, "PYTHONPATH": str(ROOT), "ASSISTANT_CONFIG": str(tmp_path / "configuration")}
        process = subprocess.Popen(
            [sys.executable, "-c", REVIEWER, str(folder), ",".join([*names, session.name]), str(EVENTS - 1)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=env,
        )
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.stdin.write("go\n")
        process.stdin.flush()
        before = len(session.transcript.events)
        waits, together = [], 0
        for number in range(EVENTS):
            start = perf_counter()
            session.correct("low", f"2,{number:03}")
            waits.append(perf_counter() - start)
            if number % 10 == 0:  # meanwhile the list of patients is looked at
                assert len(store.summaries()) == len(names)
            together += process.poll() is None
        assert process.communicate()[0] == "done\n"
        assert process.returncode == 0
        events = store.interview(session.name)[1].standing.transcript.events
        assert [event.value for event in events[before:]] == [float(f"2.{n:03}") for n in range(EVENTS)]
        assert max(waits) < LONGEST_WAIT
        assert together > EVENTS // 10
        said = []
        for name in [*names, session.name]:
            review = Reviewing(store, name).review
            assert [event.seq for event in review.events] == list(range(1, len(review.events) + 1))
            said += [remark.text for remark in review.remarks.values()]
            said += [decision.reason for decision in review.decisions]
        assert sorted(said) == sorted([*(f"Remarque {number}" for number in range(EVENTS - 1)), "À revoir."])
        assert [act.returned for act in store.summary("P0").acts] == [True]
        assert verify(store, store.audit).faults == []
    figure("answers given while 1,000 events of reviews were written", together)

"""A simulated patient's reply: own words understood, answered and made durable."""

from __future__ import annotations

import time
from pathlib import Path

import yaml

from assistant.clock import SystemClock
from assistant.rehearsal import attempts
from assistant.rehearsal.library import find_case
from assistant.rehearsal.rehearsing import Rehearsal
from assistant.store.entry import Entry
from tests.benchmarks.measure import Line, milliseconds, percentile

AIM = 0.030
UNSEEN = Path(__file__).parents[1] / "rehearsal" / "phrasings_unseen.yaml"


def reply(folder: Path) -> list[Line]:
    """Every French phrasing of the tests, said at each of three places of an interview."""
    said = [row["words"] for row in yaml.safe_load(UNSEEN.read_text(encoding="utf-8")) if row["lang"] == "fr"]
    real, _recovery = Entry(folder / "replying", SystemClock()).create(
        "anne", "Anne", "six mots pour un essai"
    )
    spent = []
    with real, real.practising() as store:
        session = attempts.begin(store, find_case("five_prescribers"), 1, "practice", "fr").session
        assert isinstance(session, Rehearsal)
        session.say("Bonjour")  # everything is loaded by then
        for place in ("consent", "bleeding", "food_steady"):
            while session.position != place:
                session.answer(session.truths.typed(session.position or ""))
                while session.open_alerts:
                    session.acknowledge(session.open_alerts[0].alert.id, "médecin")
            for words in said:
                started = time.perf_counter()
                session.say(words)
                spent.append(time.perf_counter() - started)
        store.release(session.name)
    slow = percentile(spent, 0.95)
    return [
        Line("patient’s reply, saving included, p50", milliseconds(percentile(spent, 0.5))),
        Line("patient’s reply, saving included, p95", milliseconds(slow), "< 30 ms", slow < AIM),
    ]

"""A patient with a past: readings, a corrected fact, interviews held and one left in the middle."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from assistant.script.library import find_script
from assistant.store.store import Store
from tests.tui.conftest import FixedClock
from tests.tui.playing import DEFAULTS, TYPED

DAYS_AGO = 230
INR = (
    "11/07/2016 1,7; 25/07/2016 2,2; 22/08/2016 2,6; 19/09/2016 3,4; 03/10/2016 2,9; 31/10/2016 2,5; "
    "28/11/2016 2,4; 23/12/2016 2,1; 20/01/2017 2,8"
)
ANSWERS = {
    "bleeding": "2",
    "warning_signs_present": "2",
    "procedure_planned": "2",
    "past_events": "2",
    "inr_low": "2",
    "inr_high": "3",
    "inr_readings": INR.split("; ", 1)[0],
    "prescriber_rpps": "10001234565",
    "missed_dose": "n",
    "why_avk": "p",
}


def live(store: Store, clock: FixedClock, ref: str) -> None:
    """Give the patient a past; the clock is then back where it was."""
    now = clock.seconds
    clock.seconds = now - timedelta(days=DAYS_AGO).total_seconds()
    store.record(ref, {"doctor": "Dr Roux", "prescriber": "Dr Petit", "indication": "af"})
    hold(store, ref, "avk")
    clock.seconds = now - timedelta(days=120).total_seconds()
    store.record(ref, {"doctor": "Dr Rousseau"})
    hold(store, ref, "observance")
    clock.seconds = now
    rows = [row.rsplit(" ", 1) for row in INR.split("; ")]
    readings = [
        {"date": f"{day[6:]}-{day[3:5]}-{day[:2]}", "value": float(value.replace(",", "."))}
        for day, value in rows
    ]
    store.record(ref, {"inr_readings": readings})
    paused = store.begin(ref, find_script("avk"))
    paused.answer("")
    paused.pause()
    store.release(paused.name)


def hold(store: Store, ref: str, script: str, answers: Mapping[str, str] | None = None) -> None:
    """One interview from its beginning to its end; these answers go before the usual ones."""
    own = {**ANSWERS, **(answers or {})}
    session = store.begin(ref, find_script(script))
    while (asked := session.question) is not None:
        today = store.clock.now().date().isoformat()
        usual = asked.suggested or {**TYPED, **DEFAULTS, "date": today}.get(asked.kind, "")
        session.answer("" if asked.kind == "tell" else own.get(asked.step, usual))
        for alert in session.open_alerts:
            session.acknowledge(alert.alert.id, "médecin prévenu")
    session.finish()
    store.release(session.name)

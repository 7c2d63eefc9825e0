"""A student who misses nothing: proves that a case can be done whole."""

from __future__ import annotations

from typing import Final

from assistant.rehearsal.heard import HIDDEN
from assistant.rehearsal.rehearsing import Rehearsal
from assistant.rehearsal.truths import Truths
from assistant.script.steps import Rate, Tell

TRIES: Final = 3
"""How often a question is asked again before what is heard is recorded."""
DONE: Final = {
    "emergency": "15",
    "call": "médecin appelé, doctor called",
    "advise": "médecin prévenu, INR ; doctor told",
    "note": "ordonnance et carnet vérifiés, prescription checked",
}
"""What such a student writes about an alert, by its level."""


def perfect(session: Rehearsal) -> None:
    """Hold a rehearsal to its end, missing nothing."""
    truths = session.truths
    while (step := session.position) is not None:
        if not isinstance(truths.steps[step], Tell) and session.question is not None:
            _until_clear(session, truths, step)
        if session.heard.leaving:
            break
        session.answer(truths.typed(step))
        if isinstance(truths.steps[step], Rate) and truths.value(step) != "acquired":
            session.press("explain")
        if _act(session):
            session.pause()  # help is on its way: nothing more is asked
            return
    _end(session)


def _until_clear(session: Rehearsal, truths: Truths, step: str) -> None:
    session.ask()
    for _turn in range(TRIES):
        if step in session.heard.told or session.heard.leaving:
            break
        session.press("specify" if truths.of(step).until == "again" else "explain")
        if truths.of(step).until == "explained" and step not in session.heard.told:
            session.press("again")
    for one in truths.case.hidden:
        if step in (one.step, *one.again) and HIDDEN + one.id not in session.heard.told:
            session.say(one.named.text_in(truths.language)[0])


def _act(session: Rehearsal) -> bool:
    """Answer for the alerts that wait; whether one of them is an emergency."""
    grave = False
    while session.open_alerts:
        alert = session.open_alerts[0].alert
        grave = grave or alert.level == "emergency"
        session.acknowledge(alert.id, DONE[alert.level])
    return grave


def _end(session: Rehearsal) -> None:
    if session.transcript.over:
        return
    if session.heard.leaving:
        session.stop()
    else:
        session.finish()

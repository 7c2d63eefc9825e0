"""A script played on a set of answers, without a store."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from assistant.clock import Clock
from assistant.errors import InputError
from assistant.interview.beforehand import KNOWN, background
from assistant.interview.dialogue import typed
from assistant.interview.session import Session
from assistant.language import _, labelled
from assistant.people import Person
from assistant.script.answers import ImplausibleError
from assistant.script.mandating import required
from assistant.script.steps import Script, Tell


def play(
    script: Script, answers: Mapping[str, Any], clock: Clock, today: date, *, confirmed: bool = False
) -> dict[str, Any]:
    """What the script comes to on these answers, as `play --json` prints it.

    Args:
        script: the script.
        answers: step id to the answer as typed; `tell` needs none. Under `known-before` may stand what was
            known when the interview began.
        clock: stamps the events.
        today: the local day of the interview.
        confirmed: whether unlikely values are meant.

    Raises:
        InputError: an answer names no step, or cannot be taken; says which.
    """
    steps = {step.id: step for _section, step in script.steps()}
    answers, known = dict(answers), background(script, answers.get(KNOWN), today)
    answers.pop(KNOWN, None)
    if unknown := [name for name in answers if name not in steps]:
        raise InputError(
            _("There is no step “{step}” in {script}. Take it out of the answers.").format(
                step=unknown[0], script=script.id
            ),
            {"step": unknown[0]},
        )
    session = Session("play", script, lambda event: None, Person("play"), clock)
    session.begin(known)
    missing = None
    while (name := session.position) is not None:
        if name not in answers and not isinstance(steps[name], Tell):
            missing = name
            break
        try:
            _answer(session, typed(answers.get(name, "")), confirmed=confirmed)
        except InputError as error:
            raise InputError(labelled(name, error.message), {"step": name}) from error
    if missing is None:
        for alert in session.open_alerts:
            session.acknowledge(alert.alert.id, "play")
        session.finish()
    return _result(session, missing)


def _answer(session: Session, text: str, *, confirmed: bool) -> None:
    try:
        session.answer(text)
    except ImplausibleError:
        if not confirmed:
            raise
        session.answer(text)  # given twice, an unlikely value is taken


def _covered(session: Session) -> set[str]:
    """The mandates whose unconditional steps are all answered, and those of conditional steps answered."""
    answered = session.walk.course.counting
    covered = {mandate for name in answered for mandate in session.located(name)[1].mandates}
    for _section, step in session.script.steps():
        if step.when is None and step.id not in answered:
            covered -= set(step.mandates)
    return covered


def _result(session: Session, missing: str | None) -> dict[str, Any]:
    script, walk = session.script, session.walk
    covered = _covered(session)
    wanted = list(required(script))
    result: dict[str, Any] = {
        "script": script.id,
        "version": script.version,
        "status": "incomplete" if missing else session.transcript.status,
        "steps": [
            {
                "step": name,
                "section": session.located(name)[0].id,
                "answer": value,
                "display": session.located(name)[1].write(value),
            }
            for name, value in walk.course.counting.items()
        ],
        "alerts": [{"id": item.alert.id, "level": item.alert.level} for item in session.alerts],
        "computed": {name: value for name, value in walk.course.values.items() if name != "inr.value"},
        "mandates": {
            "covered": [name for name in wanted if name in covered],
            "missing": [name for name in wanted if name not in covered],
        },
    }
    if missing:
        result["missing"] = missing
    elif session.transcript.status == "stopped":
        result["stopped_as"] = session.transcript.stopped_as
    return result

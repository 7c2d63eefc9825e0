"""Interviews drawn at random, and a renderer of forms that is not this project's."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from assistant.dossier.dossier import Interview
from assistant.exchange.fhir.questionnaire import Form
from assistant.exchange.fhir.response import response
from assistant.interview.session import Session
from assistant.interview.standing import Standing
from assistant.script.answers import ImplausibleError
from assistant.script.steps import Script
from tests.interview.asking import TODAY, any_answer, begun

RENDERER: Final = Path(__file__).parent / "renderer"
NOBODY: Final = {"display": "—"}


def held(
    script: Script,
    seed: int,
    facts: Mapping[str, Any] | None = None,
    previous: Mapping[str, Any] | None = None,
    refuses: str | None = None,
) -> Standing:
    """An interview held to its end with answers drawn at random.

    Args:
        script: what is asked.
        seed: of the answers.
        facts: known of the patient.
        previous: answers of the interview before.
        refuses: the step at which the patient ends it.
    """
    chance = random.Random(seed)
    session = begun(script, facts=facts, previous=previous)
    while session.position is not None:
        _section, step = session.located(session.position)
        typed = any_answer(step, chance, TODAY)
        stop = getattr(step, "stop", None)
        if stop is not None:
            others = [option.id for option in step.options if option.id != stop.when]
            typed = stop.when if step.id == refuses else others[0]
        points = [point.id for point in step.rate.listen_for][: seed % 3] if hasattr(step, "rate") else []
        try:
            session.answer(typed, points)
        except ImplausibleError:  # taken when it is given again
            session.answer(typed, points)
    for alert in session.open_alerts:
        session.acknowledge(alert.alert.id, "fait")
    session.finish()
    return stored(session)


def stored(session: Session) -> Standing:
    """The interview as its events have it: a refusal tells nothing of what was known."""
    return Standing(session.script, session.transcript)


def responded(standing: Standing) -> dict[str, Any]:
    """The interview as a response."""
    script = standing.script
    form = _forms[script.ref] = _forms.get(script.ref) or Form(script)
    return response(Interview("0" * 16, standing), form, NOBODY, NOBODY)


_forms: dict[str, Form] = {}


def missing() -> str:
    """Why forms cannot be rendered here; empty where they can."""
    if shutil.which("node") is None:
        return "there is no node"
    if not browser():
        return "there is no chromium"
    if not (RENDERER / "node_modules" / "lforms").is_dir():
        return f"the renderer is not there: `npm run fetch` in {RENDERER.name}/ gets it"
    return ""


def browser() -> str:
    """The browser."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or ""


def rendered(
    forms: Mapping[str, Any], fills: list[dict[str, Any]], picture: Path | None = None
) -> list[dict[str, Any]]:
    """What can be seen of each form once it is filled, and the values in it."""
    job = {"chromium": browser(), "forms": dict(forms), "fills": fills}
    if picture is not None:
        job["picture"] = str(picture)
    done = subprocess.run(
        ["node", str(RENDERER / "render.mjs")],
        input=json.dumps(job),
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found = json.loads(done.stdout)
    assert isinstance(found, list)
    return found

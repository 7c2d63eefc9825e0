"""Forms opened in a renderer that is not this project's: the same questions can be seen as in the interview.

Run with `--long`, where node, a Chromium and the renderer are: `npm run fetch` in `renderer/`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.exchange.fhir.questionnaire import Form
from assistant.interview.standing import Standing
from assistant.script.library import find_script, script_files
from assistant.script.steps import Script
from tests.exchange.fhir.renderjob import held, missing, rendered, responded
from tests.script.small import changed, script_of

WAYS = 8
"""Interviews of each script: first ones and later ones, of women and men, one refused."""
FACTS: tuple[dict[str, str], ...] = (
    {},
    {"sex": "m", "doctor": "Dr X"},
    {"sex": "f", "prescriber": "Dr Y", "laboratory": "L"},
)
NESTED = (
    '{all: [{answer: missed, "!=": acquired}, '
    '{any: [{answer: bleeding, "=": no}, {all: [{answer: where, "=": gums}, {answer: low, ">=": 2.2}]}]}]}'
)
NOT_CHOSEN = '{all: [{answer: bleeding, "=": yes}, {answer: where, "!=": gums}]}'


@pytest.fixture(autouse=True)
def _renderer(long: bool) -> None:
    if not long:
        pytest.skip("opens a browser: with --long only")
    if why := missing():
        pytest.skip(why)


def ways(script: Script) -> list[Standing]:
    """Several interviews."""
    found: list[Standing] = []
    before: dict[str, Any] = {}
    for seed in range(WAYS):
        refuses = "consent" if seed == WAYS - 1 else None
        found.append(held(script, seed, FACTS[seed % 3], before if seed % 2 and not refuses else {}, refuses))
        before = dict(found[0].walk.course.counting)
    return found


def steps(script: Script) -> set[str]:
    return {step.id for _section, step in script.steps()}


def compare(scripts: dict[str, Script]) -> None:
    forms = {name: Form(script).to_json() for name, script in scripts.items()}
    every = [(name, standing) for name, script in scripts.items() for standing in ways(script)]
    fills = [{"form": name, "response": responded(standing)} for name, standing in every]
    shown = rendered(forms, fills)
    for (name, standing), found in zip(every, shown, strict=True):
        assert set(found["seen"]) & steps(scripts[name]) == set(standing.walk.path), name
        assert not [link for link in found["seen"] if link.startswith(("fact.", "previous.", "computed."))]


def test_every_shipped_script_shows_the_same_questions() -> None:
    compare({path.stem: find_script(path.stem) for path in script_files()})


@pytest.mark.parametrize("condition", [NESTED, NOT_CHOSEN])
def test_nested_conditions_show_the_same_questions(condition: str) -> None:
    compare({"small": script_of(changed(("{previous: missed, exists: true}", condition)))})


def test_questions_come_and_go_as_answers_are_clicked(tmp_path: Path) -> None:
    """Nothing is brought along: a person fills the form in the browser, and changes their mind."""
    observance = find_script("observance")
    asked = [step.id for _section, step in observance.steps() if step.kind == "yes_no"]
    favourable = {step.id: getattr(step, "favourable", None) for _section, step in observance.steps()}
    best = [[name, {"yes": "Yes", "no": "No"}[str(favourable[name])]] for name in asked]
    other = {"Yes": "No", "No": "Yes"}
    weaker = [*best, [asked[2], other[best[2][1]]]]
    effects = find_script("effects")
    agreed = [["consent", "Yes"]]
    forms = {"observance": Form(observance).to_json(), "effects": Form(effects).to_json()}
    fills: list[dict[str, Any]] = [
        {"form": "observance"},
        {"form": "observance", "clicks": best[:5]},
        {"form": "observance", "clicks": best},
        {"form": "observance", "clicks": weaker},
        {"form": "effects"},
        {"form": "effects", "clicks": agreed},
        {"form": "effects", "clicks": [*agreed, ["bleeding", "Yes"]]},
        {"form": "effects", "clicks": [*agreed, ["bleeding", "Yes"], ["bleeding", "No"]]},
        {"form": "effects", "clicks": [*agreed, ["consent", "No"]]},
    ]
    shown = [set(one["seen"]) for one in rendered(forms, fills, tmp_path / "form")]
    ends = {step.id for _section, step in observance.steps()} - set(asked)
    assert [one & ends for one in shown[:4]] == [set(), set(), {"well_followed"}, {"keep_two_interviews"}]
    assert shown[4] & steps(effects) == {"confidential_space", "purpose", "consent"}
    assert "bleeding" in shown[5]
    assert "consent" not in shown[5] - shown[4]
    following = _after(effects, "bleeding")
    assert following in shown[6]
    assert following not in shown[5] | shown[7]
    assert shown[8] & steps(effects) == shown[4] & steps(effects)


def _after(script: Script, name: str) -> str:
    """The step that follows one."""
    order = [step.id for _section, step in script.steps()]
    return order[order.index(name) + 1]

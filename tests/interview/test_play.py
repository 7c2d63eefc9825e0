"""A script played on a set of answers, without a store."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.errors import InputError
from assistant.interview.play import play
from assistant.script.library import load_script
from assistant.settings import shipped
from tests.interview.asking import CALM, TODAY, Watch
from tests.script.small import script_of


def played(**answers: Any) -> dict[str, Any]:
    return play(script_of(), {**CALM, **answers}, Watch(), TODAY)


def test_a_whole_play() -> None:
    result = played(rows="2016-05-20 4,5")
    assert result["status"] == "completed"
    assert (result["script"], result["version"]) == ("small", 1)
    assert [step["step"] for step in result["steps"]][:3] == ["hello", "consent", "low"]
    assert result["steps"][2] == {"step": "low", "section": "inr", "answer": 2.0, "display": "2"}
    assert result["alerts"] == [{"id": "call", "level": "call"}]
    assert result["computed"]["inr.action"] == "call"
    assert result["computed"]["inr.class"] == "above"
    assert result["computed"]["inr.high_bleeding_risk"] is False
    assert "inr.value" not in result["computed"]
    assert "observance.score" not in result["computed"]
    assert result["mandates"]["covered"] == ["informed_consent"]
    assert "posology" in result["mandates"]["missing"]
    assert "stopped_as" not in result
    assert "missing" not in result


def test_what_is_told_needs_no_answer_and_what_is_unlikely_is_confirmed() -> None:
    answers = {name: value for name, value in CALM.items() if name != "hello"}
    result = play(script_of(), {**answers, "low": 4, "high": "5"}, Watch(), TODAY, confirmed=True)
    assert result["status"] == "completed"
    with pytest.raises(InputError, match=r"low: 5|low: 4|high: 5"):
        play(script_of(), {**answers, "low": 4, "high": "5"}, Watch(), TODAY)


def test_an_answer_that_lacks() -> None:
    answers = {name: value for name, value in CALM.items() if name != "bleeding"}
    result = play(script_of(), answers, Watch(), TODAY)
    assert (result["status"], result["missing"]) == ("incomplete", "bleeding")
    assert [step["step"] for step in result["steps"]][-1] == "rows"


@pytest.mark.parametrize(("step", "as_"), [("consent", "refused"), ("go_on", "withdrawn")])
def test_a_stop(step: str, as_: str) -> None:
    result = played(**{step: "no"})
    assert (result["status"], result["stopped_as"]) == ("stopped", as_)
    assert result["steps"][-1]["step"] == step


def test_an_answer_off_the_way_does_not_count() -> None:
    result = played(where="stools")
    assert "where" not in [step["step"] for step in result["steps"]]
    assert result["alerts"] == []


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"nowhere": 1}, "There is no step “nowhere” in small"),
        ({"low": "two"}, "low: “two” is not a number"),
        ({"low": 99}, "low: "),
        ({"rows": {"a": 1}}, "rows: An answer is a text"),
        ({"next_date": "hier"}, "next_date: "),
    ],
)
def test_an_answer_that_cannot_be_taken_is_named(answers: dict[str, Any], words: str) -> None:
    with pytest.raises(InputError) as refused:
        played(**answers)
    assert words in refused.value.message
    assert refused.value.details["step"] == next(iter(answers))


@pytest.mark.parametrize(
    ("yes", "score", "class_"), [(6, 6, "good"), (5, 5, "weak"), (4, 4, "weak"), (3, 3, "non_observance")]
)
def test_the_observance_questionnaire(yes: int, score: int, class_: str) -> None:
    items = ("last_dose_taken", "never_run_out", "on_time", "memory", "benefit", "tablets_bearable")
    script = load_script(shipped() / "interviews" / "observance.yaml")
    answers = {item: number < yes for number, item in enumerate(items)}
    result = play(script, answers, Watch(), TODAY)
    assert result["status"] == "completed"
    assert result["computed"] == {"observance.score": score, "observance.class": class_}
    del answers["memory"]
    assert "observance.score" not in play(script, answers, Watch(), TODAY)["computed"]

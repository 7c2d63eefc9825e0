"""The interview under a direct oral anticoagulant: data alone, and no act of the AVK year (issue 9)."""

from __future__ import annotations

import itertools
import re
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from assistant.clock import SystemClock
from assistant.interview.play import play
from assistant.script.answers import Choice
from assistant.script.conditions import comparisons
from assistant.script.library import load_script
from assistant.script.mandating import required
from assistant.script.source import parse
from assistant.script.steps import Ask, Script, Tell
from assistant.settings import shipped
from tests.scripts.test_content import DOSE, MONEY, Situation, everything, notions, spoken, walk

ROOT: Final = Path(__file__).parents[2]
ANSWERS: Final = parse((ROOT / "tests" / "answers" / "aod.yaml").read_bytes(), Path("aod.yaml")).data
MEDICINES: Final = ("apixaban", "rivaroxaban", "dabigatran", "edoxaban")


@pytest.fixture(scope="module")
def aod() -> Script:
    return load_script(shipped() / "interviews" / "aod.yaml")


def played(aod: Script, **others: Any) -> dict[str, Any]:
    """What the calm patient's interview comes to, but for these answers."""
    return play(aod, {**ANSWERS, **others}, SystemClock(), date(2016, 6, 1))


def test_no_line_of_python_knows_it() -> None:
    for path in (ROOT / "assistant").rglob("*.py"):
        text = path.read_text(encoding="utf-8").casefold()
        assert not re.search(r"apixaban|rivaroxaban|dabigatran|kidney_test|['\"]aod['\"]", text), path


def test_it_counts_for_nothing_and_says_so(aod: Script) -> None:
    assert (aod.kind, aod.counts_as) == ("other", None)
    assert aod.notice is not None
    assert "ne compte pas" in aod.notice.fr


@pytest.mark.parametrize("medicine", MEDICINES)
def test_its_own_mandates_are_covered_whatever_the_medicine(aod: Script, medicine: str) -> None:
    result = played(aod, aod_medicine=medicine)
    assert result["status"] == "completed"
    assert result["mandates"]["missing"] == []
    assert set(result["mandates"]["covered"]) == set(required(aod))
    assert len(required(aod)) == 11
    assert [alert["id"] for alert in result["alerts"]] == ["not_sold_here"] * (medicine == "edoxaban")
    told = {step["step"] for step in result["steps"]} & {"with_food", "capsule"}
    assert told == {"rivaroxaban": {"with_food"}, "dabigatran": {"capsule"}}.get(medicine, set())


def test_a_second_interview_goes_over_what_was_not_acquired_and_still_covers_everything(aod: Script) -> None:
    first = Situation(known={"sex": "m"})
    met = walk(aod, first)
    again = walk(aod, Situation(known={"sex": "m"}, before={**first.given, "missed_dose": "partial"}))
    assert [step.id for step in notions(aod) if step.id in again] == ["missed_dose"]
    assert len(met) - len(again) == len(notions(aod)) - 1
    covered = {m for _section, step in aod.steps() if step.id in again for m in step.mandates}
    assert covered == set(required(aod))


def test_a_refusal_ends_it_before_anything_is_asked(aod: Script) -> None:
    steps = [step for _section, step in aod.steps()]
    assert all(isinstance(step, Tell) for step in steps[:2])
    assert steps[2].id == "consent"
    result = played(aod, consent="non")
    assert (result["status"], result["stopped_as"]) == ("stopped", "refused")
    assert [step["step"] for step in result["steps"]][-1] == "consent"


@pytest.mark.parametrize(
    ("answers", "raised"),
    [
        ({"bleeding": "oui", "bleeding_where": "not_stopping"}, {"emergency_bleeding", "bleeding_call"}),
        ({"bleeding": "oui", "bleeding_where": "small"}, {"bleeding_call"}),
        ({"bleeding": "oui", "bleeding_where": ""}, {"bleeding_call"}),
        ({"warning_signs_present": "oui", "warning_signs": "chute"}, {"emergency_signs"}),
        ({"aod_reason": "valve"}, {"valve"}),
        ({"other_medicines": "hiv"}, {"strong_interaction"}),
        ({"other_medicines": "nsaid; rhythm"}, {"strong_interaction", "bleeding_interaction"}),
        ({"kidney_test": "longer"}, {"kidney_test_due"}),
        ({"kidney_test": "a_year"}, set()),
        ({"kidneys_weak": "oui", "kidney_test": "a_year"}, {"kidneys_at_risk"}),
        ({"kidneys_weak": "oui"}, set()),
        ({"lately": "dehydrated"}, {"kidneys_at_risk"}),
        ({"missed_days": "1", "obstacles": "memory"}, set()),
        ({"missed_days": "2", "obstacles": "memory"}, {"doses_missed"}),
        ({"procedure_planned": "oui", "procedure": "dent"}, {"procedure_soon"}),
        ({"pregnancy": "wish"}, {"pregnancy_doctor"}),
        ({"card": "non"}, {"no_card"}),
    ],
)
def test_each_alert_has_its_answers(aod: Script, answers: dict[str, str], raised: set[str]) -> None:
    assert {alert["id"] for alert in played(aod, **answers)["alerts"]} == raised


def test_every_alert_and_every_option_does_something_or_is_only_recorded(aod: Script) -> None:
    looked_at = {
        (one.name, one.test[1])
        for condition in [a.when for a in aod.alerts]
        + [s.when for _x, s in aod.steps() if s.when is not None]
        for one in comparisons(condition)
    }
    medicine = next(step for _section, step in aod.steps() if step.id == "aod_medicine")
    assert isinstance(medicine, Ask)
    assert isinstance(medicine.answer, Choice)
    known = {option.id for option in medicine.answer.options}
    assert {value for name, value in looked_at if name == "aod_medicine"} == known - {"apixaban"}


def test_what_no_source_confirms_is_marked_for_the_pharmacist(aod: Script) -> None:
    """A source of ours and no doubt beside it would pass for a confirmed fact."""
    for _section, step in aod.steps():
        if step.uncertain is not None:
            assert "[?]" in step.aside
    for alert in aod.alerts:
        assert alert.source
        assert alert.uncertain is not None or "[?]" not in alert.source, alert.id
    figures = [
        step.id for _section, step in aod.steps() if re.search(r"[Ss]ix heures|douze heures", step.aside)
    ]
    assert figures == ["missed_dose"]


def test_never_a_dose_never_a_fee(aod: Script) -> None:
    for name, text in itertools.chain(everything(aod), [("notice", aod.notice or aod.title)]):
        for words in (text.fr, text.en):
            assert not DOSE.search(words), name
            assert not MONEY.search(words), name


def test_sentences_can_be_followed_by_ear(aod: Script) -> None:
    for name, text in spoken(aod):
        limit = 60 if name.endswith(".explain") else 45
        assert len(re.findall(r"[\w’'-]*\w", text.fr)) <= limit, name
        assert 1 <= len(re.findall(r"[.?!…]+(?=\s|$)", text.fr)) <= 2, name
        assert "(" not in text.fr
        assert text.fr != text.en

"""Each reason to read a transcript: where it begins to hold, and what it says."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from assistant.dossier.review import DECISIONS, REMARKS, STATES
from assistant.interview.alerts import LEVELS
from assistant.review.backdating import Backdated
from assistant.review.needs import NEEDS, Need, drawn, needs, sentences, weight
from assistant.review.overview import CLASSES
from assistant.review.words import (
    class_words,
    decision_words,
    kind_words,
    level_words,
    need_words,
    state_words,
    step_words,
)
from assistant.script.knowledge import Weights, rereading
from tests.review.holding import NINE, digest_of, line_of

ODD = Backdated(NINE, NINE.replace(hour=12))


def test_a_plain_interview_needs_nothing() -> None:
    assert needs(line_of(), digest_of(), None, 0) == ()


@pytest.mark.parametrize(
    ("need", "given", "said"),
    [
        ("emergency", {"alerts": (("a", "emergency", "15 called"),)}, "Emergency alert: 15 called"),
        (
            "emergency",
            {"alerts": (("a", "emergency", ""),)},
            "Emergency alert: nothing was done about it",
        ),
        ("call", {"alerts": (("a", "call", "Dr Roy told"),)}, "Alert to call the prescriber: Dr Roy told"),
        ("overdue", {"overdue": True}, "The INR was overdue."),
        ("score", {"score": 3}, "The observance score was 3 of 6."),
        (
            "unexplained",
            {"unexplained": ("missed_dose", "not_a_step")},
            "2 notions were not acquired, and not explained: Missed dose, not_a_step.",
        ),
        (
            "fast",
            {"median_seconds": 1.9, "answers": 10},
            "Half of its answers came within 1.9 s of the one before.",
        ),
        ("short", {"seconds": 299}, "It took 5 min; 20 min are usual."),
        ("gap", {"longest_gap": 660}, "Nothing happened for 11 min, without a pause."),
        ("late", {"late": ("inr_low",)}, "1 answer was corrected late: "),
        ("amended", {"amended": 2}, "2 answers were amended after the end."),
        ("unsigned", {"unsigned": True}, "Its signature is withdrawn."),
        ("reopened", {"reopened": True}, "It was approved, and changed since."),
        ("answered", {"state": "answered"}, "It was answered, and waits to be read again."),
    ],
)
def test_each_need_holds_and_says_why(need: Need, given: dict[str, Any], said: str) -> None:
    digest = digest_of(**given)
    assert needs(line_of(), digest, None, 0) == (need,)
    (sentence,) = sentences(line_of(), digest, (need,), None)
    assert sentence.startswith(said)


@pytest.mark.parametrize(
    "given",
    [
        {"score": 4},
        {"median_seconds": 2.0},
        {"median_seconds": 0.1, "answers": 9},
        {"seconds": 300},
        {"longest_gap": 600},
        {"alerts": (("a", "advise", ""), ("b", "note", ""))},
        {"weak": ("missed_dose",)},
    ],
)
def test_just_below_there_is_no_need(given: dict[str, Any]) -> None:
    assert needs(line_of(), digest_of(**given), None, 0) == ()


def test_what_was_stopped_is_not_short() -> None:
    assert needs(line_of(status="stopped", stopped_as="refused"), digest_of(seconds=10), None, 0) == ()


def test_a_date_that_cannot_be_is_said() -> None:
    assert needs(line_of(), digest_of(), ODD, 0) == ("backdated",)
    (sentence,) = sentences(line_of(), digest_of(), ("backdated",), ODD)
    assert "01/06/2016 09:00" in sentence
    assert "01/06/2016 12:00" in sentence


def test_every_alert_is_said_with_what_was_done() -> None:
    digest = digest_of(alerts=(("a", "call", "told"), ("b", "call", ""), ("c", "note", "x")))
    assert len(sentences(line_of(), digest, needs(line_of(), digest, None, 0), None)) == 2


def test_what_nothing_was_done_about_weighs_more() -> None:
    def of(done: str, **given: Any) -> int:
        digest = digest_of(alerts=(("a", "call", done),), **given)
        return weight(needs(line_of(), digest, None, 0), digest)

    assert of("") > of("told") > of("told", state="returned")
    assert of("", state="answered") > of("")


def test_figures_come_from_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = rereading()
    figures = {"short_share": 0.5, "fast_seconds": 1.0, "gap_seconds": 60, "low_score": 1}
    weights = shipped.weights.model_copy(update={"gap": 999})
    other = shipped.model_copy(update={**figures, "weights": weights})
    monkeypatch.setattr("assistant.review.needs.rereading", lambda: other)
    assert needs(line_of(), digest_of(seconds=599), None, 0) == ("short",)
    assert needs(line_of(), digest_of(median_seconds=1.9, score=3), None, 0) == ()
    assert needs(line_of(), digest_of(longest_gap=61), None, 0) == ("gap",)
    assert weight(("gap",), digest_of()) == 999


def test_what_waits_for_an_answer_can_wait() -> None:
    grave = digest_of(alerts=(("a", "emergency", ""),), state="queried")
    small = digest_of(longest_gap=700)
    assert weight(("emergency",), grave) < weight(("gap",), small)


def test_the_sample_is_the_same_each_time_and_of_the_size_asked_for() -> None:
    names = [f"{number:016x}" for number in range(4000)]
    at = {rate: {name for name in names if drawn(name, rate)} for rate in (0, 5, 20, 100)}
    assert at[0] == set()
    assert at[100] == set(names)
    assert at[5] < at[20]
    assert 140 < len(at[5]) < 260
    assert at[5] == {name for name in names if drawn(name, 5)}
    chosen = min(at[5])
    assert needs(line_of(id=chosen), digest_of(), None, 5) == ("sample",)
    assert sentences(line_of(), digest_of(), ("sample",), None) == ["Drawn by lot."]


def test_everything_has_its_words() -> None:
    assert set(need_words()) == set(NEEDS) == set(Weights.model_fields) == set(get_args(Need))
    assert set(state_words()) == set(STATES)
    assert set(decision_words()) == set(DECISIONS)
    assert set(kind_words()) == set(REMARKS)
    assert set(level_words()) == set(LEVELS)
    assert set(class_words()) == set(CLASSES)


def test_a_step_is_called_what_its_script_calls_it() -> None:
    assert step_words("avk", "missed_dose") == "Missed dose"
    assert step_words("avk", "nothing") == "nothing"
    assert step_words("no such script", "missed_dose") == "missed_dose"

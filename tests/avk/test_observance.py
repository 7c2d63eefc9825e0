"""The observance score and its class (docs/sources.md §4)."""

from __future__ import annotations

from itertools import product

import pytest

from assistant.avk.observance import observance_class, score
from assistant.avk.thresholds import Thresholds

ITEMS = ("last_dose_taken", "never_run_out", "on_time", "memory", "benefit", "tablets_bearable")
FAVOURABLE_YES = dict.fromkeys(ITEMS, "yes")
FAVOURABLE_NO = dict.fromkeys(ITEMS, "no")


@pytest.mark.parametrize("answers", list(product(("yes", "no"), repeat=6)))
def test_the_score_counts_favourable_answers(answers: tuple[str, ...]) -> None:
    given = dict(zip(ITEMS, answers, strict=True))
    assert score(given, FAVOURABLE_YES) == answers.count("yes")
    assert score(given, FAVOURABLE_NO) == answers.count("no")
    mixed = {**FAVOURABLE_YES, "memory": "no"}
    assert score(given, mixed) == sum(given[item] == mixed[item] for item in ITEMS)


@pytest.mark.parametrize("missing", ITEMS)
@pytest.mark.parametrize("answer", [None, "unknown", "", "oui"])
def test_no_score_before_all_six_are_answered(missing: str, answer: str | None) -> None:
    answers = dict.fromkeys(ITEMS, "no")
    del answers[missing]
    if answer is not None:
        answers[missing] = answer
    assert score(answers, FAVOURABLE_YES) is None


def test_no_score_of_anything_but_six_items() -> None:
    five = dict.fromkeys(ITEMS[:5], "yes")
    assert score(five, five) is None
    assert score({}, {}) is None


def test_answers_to_other_questions_do_not_count() -> None:
    assert score({**FAVOURABLE_YES, "bleeding": "yes"}, FAVOURABLE_YES) == 6


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (6, "good"),
        (5, "weak"),
        (4, "weak"),
        (3, "non_observance"),
        (2, "non_observance"),
        (1, "non_observance"),
        (0, "non_observance"),
    ],
)
def test_classes(points: int, expected: str, thresholds: Thresholds) -> None:
    assert observance_class(points, thresholds) == expected

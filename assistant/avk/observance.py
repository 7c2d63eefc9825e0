"""The score of the observance questionnaire (docs/sources.md §4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from assistant.avk.thresholds import Thresholds

ObservanceClass = Literal["good", "weak", "non_observance"]
ITEMS: Final = 6
"""Questions of the questionnaire; the classes are defined for this many."""


def score(answers: Mapping[str, str], favourable: Mapping[str, str]) -> int | None:
    """The number of favourable answers, from 0 to 6; None before all six are answered.

    Args:
        answers: item id to `yes` or `no`; anything else counts as not answered yet.
        favourable: item id to the favourable answer, `yes` or `no`, for each item of the questionnaire.
    """
    if len(favourable) != ITEMS:
        return None
    points = 0
    for item, wanted in favourable.items():
        answer = answers.get(item)
        if answer not in ("yes", "no"):
            return None
        points += answer == wanted
    return points


def observance_class(score: int, thresholds: Thresholds) -> ObservanceClass:
    """The class of a score: 6 good, 4 or 5 weak, 3 or less non-observance."""
    if score >= thresholds.observance_good_from:
        return "good"
    return "weak" if score >= thresholds.observance_weak_from else "non_observance"

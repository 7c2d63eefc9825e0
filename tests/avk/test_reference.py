"""Every cell of the HAS/GEHT table of docs/sources.md §3."""

from __future__ import annotations

import pytest

from assistant.avk.reading import Target
from assistant.avk.reference import reference
from assistant.avk.thresholds import Thresholds
from assistant.language import use

USUAL = Target(2.0, 3.0)
VALVE = Target(2.5, 3.5)
HIGH = Target(3.0, 4.5)

NOTHING = "No measure planned."
KEEP = "No missed dose, no vitamin K."
KEEP_HIGH = "No skipped dose, no vitamin K."
SKIP = "Skip one dose, no vitamin K."
SMALL = "Stop the AVK; vitamin K, 1-2 mg by mouth."
SPECIALIST = "Skip one dose; ask for specialist advice."
LARGE = "Stop the AVK; vitamin K, 5 mg by mouth."
HOSPITAL = "Specialist without delay, or hospital."


@pytest.mark.parametrize(
    ("value", "usual", "high"),
    [
        (3.6, KEEP, NOTHING),
        (3.99, KEEP, NOTHING),
        (4.0, SKIP, KEEP_HIGH),
        (5.99, SKIP, KEEP_HIGH),
        (6.0, SMALL, SPECIALIST),
        (9.99, SMALL, SPECIALIST),
        (10.0, LARGE, HOSPITAL),
        (19.0, LARGE, HOSPITAL),
    ],
)
def test_every_cell(value: float, usual: str, high: str, thresholds: Thresholds) -> None:
    for target, expected in ((USUAL, usual), (VALVE, high), (HIGH, high)):
        row = reference(value, target, thresholds.reference)
        assert row is not None
        assert str(row.text) == expected


@pytest.mark.parametrize(("value", "target"), [(1.99, USUAL), (2.49, VALVE), (2.99, HIGH)])
def test_nothing_below_range(value: float, target: Target, thresholds: Thresholds) -> None:
    assert reference(value, target, thresholds.reference) is None


@pytest.mark.parametrize(
    ("value", "target", "expected"),
    [(2.0, USUAL, KEEP), (3.0, USUAL, KEEP), (3.0, VALVE, NOTHING), (4.5, HIGH, KEEP_HIGH)],
)
def test_in_range_nothing_follows(
    value: float, target: Target, expected: str, thresholds: Thresholds
) -> None:
    row = reference(value, target, thresholds.reference)
    assert row is not None
    assert (str(row.text), row.then) == (expected, None)


def test_headed_in_both_languages(thresholds: Thresholds) -> None:
    row = reference(7.0, USUAL, thresholds.reference)
    assert row is not None
    assert row.to_json()["heading"] == "What the doctor will weigh"
    assert row.to_json()["then"] is not None
    use("fr")
    assert row.to_json()["heading"] == "Ce que le médecin pèsera"
    assert row.to_json()["text"] == "Arrêter l’AVK\u00a0; vitamine K, 1 à 2 mg par la bouche."

"""What the pharmacist reads."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import pytest

from assistant.year.reason import Code, Reason
from assistant.year.rules import RuleSet
from assistant.year.status import YearStatus
from assistant.year.words import words
from tests.year.test_cases import TABLE, status_of

SAID: list[tuple[str, list[str]]] = [
    ("two interviews in the year of the adhesion", ["The year is met since 10/06/2016: 40 €."]),
    (
        "one interview, the year still runs",
        ["The year can still be met.", "For 40 €: 1 more interview, starting on 31/12/2016 at the latest."],
    ),
    (
        "thirty euros met, forty still open",
        [
            "The year is met since 01/09/2016: 30 €.",
            "For 40 € instead: 1 more interview, starting on 31/12/2016 at the latest.",
        ],
    ),
    (
        "later year, nothing done yet",
        [
            "The year can still be met.",
            "For 40 €: 2 more interviews, starting on 30/12/2016 at the latest.",
            "For 30 €: 1 more interview, 2 more follow-ups, starting on 30/12/2016 at the latest.",
        ],
    ),
    (
        "adhesion on 1 July, one interview, a second makes it certain",
        [
            "Exception, the adhesion was signed on 01/07/2016: "
            "to be confirmed with the caisse, 40 € expected.",
            "To make 40 € certain: 1 more interview, starting on 31/12/2016 at the latest.",
        ],
    ),
    (
        "death after one interview",
        ["Exception, the patient died on 20/05/2016: to be confirmed with the caisse, 40 € expected."],
    ),
    (
        "no adhesion, two interviews done",
        [
            "Still possible: the adhesion is not recorded. Have it signed and declare it first.",
            "For 40 €: the adhesion, 2 more interviews, starting on 30/12/2016 at the latest.",
            "Does not count, done before any adhesion: 01/02/2016, 01/03/2016.",
        ],
    ),
    (
        "one interview, the year is over",
        ["No longer possible: the days until 31/12/2016 do not suffice.", "1 interview counts."],
    ),
    (
        "three on one day, then another",
        [
            "The year is met since 02/02/2016: 40 €.",
            "Does not count, a second one of its kind on its day: 01/02/2016.",
        ],
    ),
]


@pytest.mark.parametrize(("name", "said"), SAID, ids=[name for name, _ in SAID])
def test_said(name: str, said: list[str], sets: dict[str, RuleSet]) -> None:
    [case] = [case for case in TABLE["cases"] if case["name"] == name]
    assert words(status_of(case, sets)) == said


@pytest.mark.parametrize("code", get_args(Code))
def test_every_reason_has_a_sentence(code: Code) -> None:
    status = YearStatus("P1", "impossible", 0, None, (), (), (Reason(code, date(2016, 2, 29), 5),), ())
    [sentence] = words(status)
    assert sentence.endswith(".")
    assert "{" not in sentence


def test_the_table_reaches_every_reason(sets: dict[str, RuleSet]) -> None:
    cases: list[dict[str, Any]] = TABLE["cases"]
    reached = {reason.code for case in cases for reason in status_of(case, sets).reasons}
    assert reached == set(get_args(Code))


def test_a_single_month_is_said_in_the_singular() -> None:
    status = YearStatus("P1", "not_eligible", 0, None, (), (), (Reason("expected_short", number=1),), ())
    assert words(status) == ["Not eligible: a treatment of 1 month is shorter than the rules require."]

"""The text in force, and the line that says when the rule set is not."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.notation import write_date
from assistant.year.rules import LegalTexts, RuleSet
from assistant.year.validity import in_force, warning


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2013-06-27", None),
        ("2013-06-28", "avenant-1"),
        ("2016-06-27", "avenant-1"),
        ("2016-06-28", "avenant-8"),
        ("2017-12-31", "avenant-8"),
        ("2018-01-01", "avenant-11"),
        ("2020-09-29", "avenant-11"),
        ("2020-09-30", "avenant-21"),
        ("2022-09-30", "avenant-21"),
        ("2022-10-01", "convention-2022"),
        ("2025-01-07", "convention-2022"),
        ("2025-01-08", "avenant-1-2024"),
        ("9999-12-31", "avenant-1-2024"),
    ],
)
def test_in_force(texts: LegalTexts, day: str, expected: str | None) -> None:
    text = in_force(reversed(texts.texts), date.fromisoformat(day))
    assert (text and text.id) == expected


@pytest.mark.parametrize("year", [2016, 2017])
def test_no_warning_in_its_years(rules: RuleSet, texts: LegalTexts, year: int) -> None:
    assert warning(rules, texts.texts, year, date(year, 12, 31)) is None


@pytest.mark.parametrize(
    ("name", "last", "after", "named"),
    [
        ("avenant-1", "2016-06-27", "2016-06-28", "avenant-8"),
        ("avenant-11", "2020-09-29", "2020-09-30", "avenant-21"),
        ("avenant-21", "2022-09-30", "2022-10-01", "convention-2022"),
        ("convention-2022", "2025-01-07", "2025-01-08", "avenant-1-2024"),
    ],
)
def test_a_text_that_ended_within_the_year_is_said_from_its_end_on(
    sets: dict[str, RuleSet], texts: LegalTexts, name: str, last: str, after: str, named: str
) -> None:
    ended, day = sets[name], date.fromisoformat(after)
    assert warning(ended, texts.texts, day.year, date.fromisoformat(last)) is None
    for seen in (day, date(day.year, 12, 31), date(day.year + 1, 3, 1)):
        line = warning(ended, texts.texts, day.year, seen)
        assert line is not None
        assert str(ended.title) in line
        assert f"({named})" in line
        assert write_date(day) in line


@pytest.mark.parametrize(
    ("year", "named", "since"),
    [
        (2015, "avenant-1)", "28/06/2013"),
        (2018, "avenant-11)", "01/01/2018"),
        (2020, "avenant-21)", "30/09/2020"),
        (2024, "convention-2022)", "01/10/2022"),
        (2026, "avenant-1-2024)", "08/01/2025"),
    ],
)
def test_the_warning_names_the_text_in_force(
    rules: RuleSet, texts: LegalTexts, year: int, named: str, since: str
) -> None:
    line = warning(rules, texts.texts, year, date(year, 12, 31))
    assert line is not None
    assert str(rules.title) in line
    assert named in line
    assert since in line
    assert "\n" not in line


def test_before_every_text(rules: RuleSet, texts: LegalTexts) -> None:
    line = warning(rules, texts.texts, 2012, date(2012, 12, 31))
    assert line is not None
    assert "2012" in line


def test_the_last_text_has_no_end(rules: RuleSet, texts: LegalTexts) -> None:
    endless = rules.model_copy(update={"until": None})
    assert warning(endless, texts.texts, 2030, date(2030, 12, 31)) is None
    assert warning(endless, texts.texts, 2015, date(2015, 12, 31)) is not None

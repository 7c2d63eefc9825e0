"""The year of a pharmacy month by month."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from assistant.year.months import by_month, lost_eur
from assistant.year.outlook import Outlook
from assistant.year.rules import RuleSet
from assistant.year.status import year_status
from tests.year.foreseeing import any_pharmacy, dossier, seen

AS_OF = date(2016, 6, 10)
PEOPLE = [
    dossier("A", ("interview", date(2016, 1, 4)), ("interview", date(2016, 5, 2))),
    dossier("B", ("interview", date(2016, 4, 4)), agreed=date(2016, 9, 20)),
    dossier("C", signed=None),
]


def months(found: Outlook) -> list[tuple[int, int, int, int, bool]]:
    rows = by_month(found.summaries, found.report, found.sets, found.forecasts)
    assert [row.day.month for row in rows] == list(range(1, 13))
    return [
        (row.secured_eur, row.to_confirm_eur, row.possible_eur, row.lost_eur, row.foreseen) for row in rows
    ]


def test_secured_possible_lost(rules: RuleSet) -> None:
    found = months(seen(PEOPLE, rules, AS_OF))
    assert found[:4] == [(0, 0, 120, 0, False)] * 4
    assert found[4] == (40, 0, 80, 0, False), "two interviews of A"
    assert found[5] == (40, 0, 80, 0, True), "June is not over"
    assert found[8] == (80, 0, 40, 0, True), "B comes on the day agreed on"
    assert found[11] == (80, 0, 0, 40, True), "the adhesion of C is never to be expected"


def test_the_last_month_of_a_year_over_is_the_report(rules: RuleSet) -> None:
    found = seen(PEOPLE, rules, date(2017, 3, 1))
    assert months(found)[-1] == (found.report.secured_eur, found.report.to_confirm_eur, 0, 80, False)


@pytest.mark.parametrize("name", ["avenant-1", "avenant-8", "avenant-11", "avenant-1-2024"])
def test_the_months_agree_with_reports_of_their_days(name: str, sets: dict[str, RuleSet], long: bool) -> None:
    random, rules = Random(f"{name} months"), sets[name]
    for _ in range(200 if long else 12):
        people, history = any_pharmacy(random, name, 4)
        found = seen(people, rules, history.as_of, history.year)
        rows = by_month(people, found.report, found.sets, found.forecasts)
        for row in rows:
            if row.day > history.as_of or row is rows[-1]:
                continue
            then = seen(people, rules, row.day, history.year).report
            assert (row.secured_eur, row.to_confirm_eur) == (then.secured_eur, then.to_confirm_eur)
            assert row.possible_eur == then.possible_eur
            assert row.foreseen is False
        last = rows[-1]
        calendar = rules.basis == "calendar_year"
        if last.day < history.as_of:
            assert last.secured_eur == found.report.secured_eur
        elif calendar:
            assert last.secured_eur == found.expected_eur


def test_nothing_is_lost_twice_or_out_of_nothing(rules: RuleSet) -> None:
    """Of who is eligible: secured, to confirm, possible and lost make up the best the year could give."""
    random = Random(5)
    for _ in range(60):
        people, history = any_pharmacy(random, "avenant-8", 1)
        one = people[0]
        status = year_status(
            one.patient, one.treatment, one.adhesion, one.acts, rules, history.year, history.as_of
        )
        lost = lost_eur(status, one, rules)
        if status.status == "not_eligible":
            assert lost == 0
        else:
            assert status.best_eur + lost == 40, "what any year gives at best"


def test_progress_is_told(rules: RuleSet) -> None:
    found = seen(PEOPLE, rules, AS_OF)
    told: list[tuple[int, int]] = []
    by_month(PEOPLE, found.report, found.sets, found.forecasts, lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]

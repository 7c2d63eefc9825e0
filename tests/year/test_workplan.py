"""What to do in the coming weeks, and in which order."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from random import Random

from assistant.year.forecastwords import task_words
from assistant.year.outlook import Outlook
from assistant.year.rules import RuleSet
from assistant.year.workplan import Task, work_plan
from tests.year.foreseeing import any_pharmacy, dossier, seen

AS_OF = date(2016, 12, 1)
PEOPLE = [
    dossier("MET", ("interview", date(2016, 1, 4)), ("interview", date(2016, 5, 2))),
    dossier("ONE", ("interview", date(2015, 6, 1)), ("interview", date(2016, 6, 1))),
    dossier("NONE", signed=None),
    dossier("AGREED", ("interview", date(2016, 6, 1)), agreed=date(2016, 12, 9)),
    dossier(
        "MORE",
        ("interview", date(2016, 1, 4)),
        ("observance", date(2016, 2, 4)),
        ("observance", date(2016, 3, 4)),
    ),
]


def plan(found: Outlook, weeks: int = 6) -> tuple[Task, ...]:
    return work_plan(found.summaries, found.report, found.forecasts, weeks)


def test_money_and_time_make_the_order(rules: RuleSet) -> None:
    tasks = plan(seen(PEOPLE, rules, AS_OF))
    assert [(one.ref, one.doing, one.at_risk_eur, one.possible_eur, one.days_left) for one in tasks] == [
        ("NONE", "adhesion", 40, 40, 29),
        ("ONE", "act", 40, 40, 30),
        ("MORE", "act", 10, 10, 30),
        ("AGREED", "appointment", 0, 40, 30),
    ]
    assert [task_words(one) for one in tasks] == [
        "have the form signed; the adhesion, 2 more interviews",
        "agree on a day; 1 more interview",
        "agree on a day; 1 more interview",
        "appointment on 09/12/2016; 1 more interview",
    ]
    assert tasks[0].to_json() == {
        "ref": "NONE",
        "do": "adhesion",
        "missing": {"interview": 2, "observance": 0, "adhesion": 1},
        "due": "2016-12-01",
        "last_date": "2016-12-30",
        "days_left": 29,
        "at_risk_eur": 40,
        "possible_eur": 40,
        "at_risk_eur_a_day": 1.3333,
    }


def test_only_the_weeks_asked_for(rules: RuleSet) -> None:
    found = seen(PEOPLE, rules, date(2016, 7, 1))
    assert [one.ref for one in plan(found, 1)] == ["NONE", "MORE"], "late by its rhythm of a month"
    far = {one.ref for one in plan(found, 53)}
    assert {"ONE", "NONE", "AGREED"} <= far
    assert plan(seen(PEOPLE, rules, date(2017, 2, 1))) == (), "the year is over"


def test_the_order_holds_and_nobody_is_left_out(rules: RuleSet) -> None:
    random = Random(8)
    for _ in range(25):
        people, history = any_pharmacy(random, "avenant-8", 6)
        found = seen(people, rules, history.as_of, history.year)
        tasks = plan(found)
        for one, other in pairwise(tasks):
            assert one.at_risk_a_day >= other.at_risk_a_day
            if one.at_risk_a_day == other.at_risk_a_day:
                assert one.last_date <= other.last_date
        until = history.as_of + timedelta(weeks=6)
        ends = {s.ref for s in found.report.patients if s.options and s.options[0].last_date <= until}
        assert ends <= {one.ref for one in tasks}
        assert all(history.as_of <= one.due and (one.possible_eur or one.at_risk_eur) for one in tasks)
        assert {one.ref for one in plan(found, 3)} <= {one.ref for one in tasks}

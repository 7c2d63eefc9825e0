"""Where patients will stand at the present rhythm: held against the rules and their naive reading."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from assistant.dossier.act import Act
from assistant.dossier.patient import Patient
from assistant.script.knowledge import foreseeing
from assistant.year.forecast import EXPECTED
from assistant.year.forecastwords import forecast_words
from assistant.year.rhythm import Rhythm, foreseen, rhythms
from assistant.year.rules import RuleSet
from assistant.year.status import year_status
from tests.year.foreseeing import any_pharmacy, dossier, seen
from tests.year.naive import History, naive
from tests.year.test_naive import WHOLE

AS_OF = date(2016, 6, 1)
SAMPLED, MANY = 30, 400


def test_the_rhythm_is_the_patients_own_the_pharmacys_or_supposed() -> None:
    own = dossier("A", *(("interview", date(2016, month, 1)) for month in (1, 2, 5)))
    other = dossier("B", ("interview", date(2015, 12, 1)), ("interview", date(2016, 5, 1)))
    one = dossier("C", ("interview", date(2016, 2, 1)))
    old = dossier("D", ("interview", date(2013, 2, 1)), ("interview", date(2014, 5, 31)))
    found = rhythms([own, other, one, old], foreseeing(), AS_OF)
    assert found["A"] == Rhythm(60, "own"), "the median of 31 and 90 days"
    assert found["B"] == Rhythm(152, "own")
    assert found["C"] == found["D"] == Rhythm(106, "pharmacy"), "the median of the others"
    assert rhythms([one, old], foreseeing(), AS_OF)["C"] == Rhythm(183, "supposed")
    unsigned = replace(own, acts=tuple(replace(act, signed=False) for act in own.acts))
    assert rhythms([unsigned], foreseeing(), AS_OF)["A"].source == "supposed"


@pytest.mark.parametrize(
    ("last", "days", "agreed", "expected"),
    [
        (date(2016, 5, 1), 60, None, [date(2016, 6, 30), date(2016, 8, 29)]),
        (date(2016, 4, 2), 60, None, [AS_OF, date(2016, 7, 31), date(2016, 9, 29)]),
        (date(2016, 3, 1), 60, None, [date(2016, 9, 1)]),  # silent for 92 days: that is the rhythm now
        (AS_OF, 60, None, [date(2016, 7, 31), date(2016, 9, 29)]),
        (date(2016, 5, 1), 60, date(2016, 8, 3), [date(2016, 8, 3)]),
        (date(2016, 5, 1), 60, AS_OF, [AS_OF, date(2016, 7, 31), date(2016, 9, 29)]),
        (date(2016, 5, 1), 60, date(2016, 5, 31), [date(2016, 6, 30), date(2016, 8, 29)]),
    ],
)
def test_the_days_to_be_expected(last: date, days: int, agreed: date | None, expected: list[date]) -> None:
    acts = [Act("interview", last, "import")]
    until = date(2016, 9, 30)
    assert list(foreseen(acts, None, agreed, Rhythm(days, "own"), AS_OF, until)) == expected


def test_one_interview_will_be_missing(rules: RuleSet) -> None:
    slow = dossier("A", ("interview", date(2015, 6, 10)), ("interview", date(2016, 6, 10)))
    coming = seen([slow], rules, date(2016, 10, 1)).forecasts["A"]
    assert (coming.rhythm.days, coming.acts, coming.standing) == (366, (), "impossible")
    assert (coming.at_risk_eur, coming.missing.interview) == (40, 1)
    assert forecast_words(coming) == [
        "To be expected on 31/12/2016: no longer possible, 0 €.",
        "Rhythm: an act every 366 days so far.",
        "On 31/12/2016 would be missing: 1 more interview. An appointment by 31/12/2016 would do.",
    ]
    agreed = seen([replace(slow, next_interview=date(2016, 12, 20))], rules, date(2016, 10, 1)).forecasts["A"]
    assert [(act.kind, act.day) for act in agreed.acts] == [("interview", date(2016, 12, 20))]
    assert (agreed.expected.status, agreed.expected.amount_eur, agreed.at_risk_eur) == ("met", 40, 0)
    assert agreed.missing.any is False
    assert forecast_words(agreed, amounts=False)[:2] == [
        "To be expected on 31/12/2016: met.",
        "Appointment on 20/12/2016.",
    ]


def test_one_appointment_does_for_one_act_only(rules: RuleSet) -> None:
    coming = seen([dossier("A")], rules, date(2016, 12, 1)).forecasts["A"]
    assert forecast_words(coming)[-1] == (
        "On 31/12/2016 would be missing: 2 more interviews. "
        "A first appointment by 30/12/2016 would leave time for it."
    )


def test_a_rhythm_of_one_day_is_said_in_the_singular(rules: RuleSet) -> None:
    daily = dossier("A", ("observance", date(2016, 5, 1)), ("observance", date(2016, 5, 2)))
    coming = seen([daily, dossier("B")], rules, date(2016, 5, 2)).forecasts
    assert forecast_words(coming["A"])[1] == "Rhythm: an act every day so far."
    assert forecast_words(coming["B"])[1] == (
        "Rhythm: an act every day, that of the pharmacy’s other patients."
    )


def test_an_adhesion_is_never_expected(rules: RuleSet) -> None:
    coming = seen([dossier("A", signed=None, agreed=date(2016, 7, 1))], rules, AS_OF).forecasts["A"]
    assert (coming.expected.secured_eur, coming.at_risk_eur, coming.missing.adhesion) == (0, 40, 1)
    assert "Nothing counts before it is signed, by 30/12/2016." in forecast_words(coming)[-1]


def test_the_lesser_way_is_expected_where_the_best_one_is_too_long(rules: RuleSet) -> None:
    """Two follow-ups are done: one interview gives 30 €, another one 40 €."""
    days = [("observance", date(2016, 2, 1)), ("observance", date(2016, 5, 1))]
    one = dossier("A", *days, agreed=date(2016, 12, 1))  # type: ignore[arg-type]
    coming = seen([one], rules, AS_OF).forecasts["A"]
    assert (coming.expected.amount_eur, coming.at_risk_eur, coming.missing.interview) == (30, 10, 1)


def test_what_only_the_caisse_can_grant_is_not_at_risk_once_its_act_is_expected(rules: RuleSet) -> None:
    last = date(2016, 12, 31)
    late = dossier("A", signed=date(2016, 7, 5), agreed=last)
    coming = seen([late], rules, last).forecasts["A"]
    assert (coming.expected.status, coming.expected.amount_eur) == ("to_confirm", 40)
    assert (coming.missing.any, coming.at_risk_eur) == (False, 0)
    alone = seen([replace(late, next_interview=None)], rules, last).forecasts["A"]
    assert (alone.missing.interview, alone.at_risk_eur) == (1, 40)


def test_what_is_over_or_met_is_not_foreseen(rules: RuleSet) -> None:
    met = dossier("A", ("interview", date(2016, 1, 4)), ("interview", date(2016, 5, 2)))
    found = seen([met, dossier("B")], rules, date(2017, 2, 1))
    assert [one.acts for one in found.forecasts.values()] == [(), ()]
    for status, coming in zip(found.report.patients, found.forecasts.values(), strict=True):
        assert coming.expected is status
        assert forecast_words(coming) == []
    assert seen([met], rules, AS_OF).forecasts["A"].acts == ()


@pytest.mark.parametrize("name", WHOLE)
def test_the_forecast_comes_true_if_the_acts_do(name: str, sets: dict[str, RuleSet], long: bool) -> None:
    """Both the rules and their naive reading, on the last day, once the acts expected were held."""
    random, met = Random(f"{name} 31122016"), Counter[str]()
    for _ in range(MANY if long else SAMPLED):
        people, history = any_pharmacy(random, name, 3)
        found = seen(people, sets[name], history.as_of, history.year)
        for (one, status), coming in zip(found.statuses(), found.forecasts.values(), strict=True):
            held = (*one.acts, *(replace(act, origin="held") for act in coming.acts))
            last = max(history.as_of, coming.last_day)
            facts = (one.patient, one.treatment, one.adhesion)
            real = year_status(*facts, held, sets[name], history.year, last)
            assert all(act.origin == EXPECTED and act.day >= history.as_of for act in coming.acts)
            best = max((option.amount_eur for option in status.options), default=0)
            lost = best - coming.expected.secured_eur if coming.missing.any else 0
            assert coming.at_risk_eur == max(0, lost)
            if coming.acts:
                assert (real.status, real.amount_eur) == (coming.expected.status, coming.expected.amount_eur)
                told = naive(History(*facts, held, history.year, last, name))
                assert (told.status, told.amount) == (coming.expected.status, coming.expected.amount_eur)
                met[f"{coming.expected.status} held"] += 1
            met[coming.expected.status] += 1
    assert min(met[standing] for standing in ("met", "impossible", "not_eligible", "met held")) > 0, met


def test_starting_by_the_day_named_secures_the_best_way(rules: RuleSet) -> None:
    random, tried = Random(11), 0
    for _ in range(60):
        people, history = any_pharmacy(random, "avenant-8", 2)
        found = seen(people, rules, history.as_of, history.year)
        for (one, status), coming in zip(found.statuses(), found.forecasts.values(), strict=True):
            best = status.options[0] if status.options else None
            if (
                best is None
                or coming.start_by is None
                or best.missing.adhesion
                or status.status != "possible"
            ):
                continue
            if any(reason.code == "exception_only" for reason in status.reasons):
                continue
            lacking = [("interview", best.missing.interview), ("observance", best.missing.observance)]
            acts = [
                Act(kind, coming.start_by + timedelta(days=n), "held")  # type: ignore[arg-type]
                for kind, count in lacking
                for n in range(count)
            ]
            last = max(history.as_of, coming.last_day)
            real = year_status(
                one.patient, one.treatment, one.adhesion, (*one.acts, *acts), rules, history.year, last
            )
            assert (real.status, real.amount_eur) == ("met", best.amount_eur), (one, coming)
            tried += 1
    assert tried > 5


def test_more_acts_to_come_never_make_it_worse(rules: RuleSet) -> None:
    """A day agreed on earlier than the rhythm's can only add to what is expected."""
    slow = dossier("A", ("interview", date(2015, 9, 1)), ("interview", date(2016, 3, 1)))
    without = seen([slow], rules, AS_OF).forecasts["A"]
    for day in range(0, 214, 7):
        agreed = replace(slow, next_interview=AS_OF + timedelta(days=day))
        coming = seen([agreed], rules, AS_OF).forecasts["A"]
        assert coming.expected.secured_eur >= min(40, without.expected.secured_eur)


def test_a_patient_of_the_last_day_of_the_calendar(rules: RuleSet) -> None:
    last = date(9999, 12, 31)
    one = replace(
        dossier("A", ("interview", date(9999, 12, 30))), patient=Patient("A", "X", "Y", date(9900, 1, 1))
    )
    assert seen([one], rules, last, 9999).forecasts["A"].last_day == last

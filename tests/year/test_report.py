"""The year of a whole pharmacy, as a program reads it."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dossier.act import Act, ActKind
from assistant.dossier.patient import Adhesion, Patient, Treatment
from assistant.year.report import Facts, year_report
from assistant.year.rules import LegalTexts, RuleSet
from assistant.year.status import year_status

AS_OF = date(2016, 10, 1)


def _dossier(
    ref: str, signed: date | None, *acts: tuple[ActKind, date], died: date | None = None, months: int = 12
) -> Facts:
    return (
        Patient(ref, "Martin", "Jeanne", date(1943, 5, 12), death_date=died),
        Treatment(start=date(2015, 1, 5), expected_months=months),
        Adhesion(signed) if signed else None,
        [Act(kind, day, "import") for kind, day in acts],
    )


PHARMACY: list[Facts] = [
    _dossier("A", date(2016, 1, 4), ("interview", date(2016, 1, 4)), ("interview", date(2016, 5, 2))),
    _dossier(
        "B",
        date(2015, 1, 12),
        ("interview", date(2016, 1, 4)),
        ("observance", date(2016, 3, 1)),
        ("observance", date(2016, 6, 1)),
        ("observance", date(2016, 6, 1)),
    ),
    _dossier("C", None),
    _dossier("D", date(2016, 8, 1), ("interview", date(2016, 8, 1))),
    _dossier("E", date(2016, 1, 4), died=date(2016, 2, 1)),
    _dossier("F", date(2016, 1, 4), months=3),
]


def test_report(rules: RuleSet, texts: LegalTexts) -> None:
    report = year_report(iter(PHARMACY), rules, texts.texts, 2016, AS_OF).to_json()
    assert json.loads(json.dumps(report)) == report
    assert {key: report[key] for key in ("year", "rules", "as_of", "warning")} == {
        "year": 2016,
        "rules": "avenant-8",
        "as_of": "2016-10-01",
        "warning": None,
    }
    assert report["totals"] == {
        "patients": 6,
        "met": 2,
        "possible": 1,
        "impossible": 1,
        "not_eligible": 1,
        "to_confirm": 1,
        "secured_eur": 70,
        "to_confirm_eur": 40,
        "possible_eur": 50,
    }
    patients = report["patients"]
    assert isinstance(patients, list)
    assert [(one["ref"], one["status"]) for one in patients] == [
        ("A", "met"),
        ("B", "met"),
        ("C", "possible"),
        ("D", "to_confirm"),
        ("E", "impossible"),
        ("F", "not_eligible"),
    ]
    assert patients[1] == {
        "ref": "B",
        "status": "met",
        "amount_eur": 30,
        "met_on": "2016-06-01",
        "options": [{"amount_eur": 40, "missing": {"interview": 1, "observance": 0, "adhesion": 0}}],
        "last_date": "2016-12-31",
        "uncounted": [{"kind": "observance", "date": "2016-06-01", "reason": "same_day"}],
        "reasons": [
            "The year is met since 01/06/2016: 30 €.",
            "For 40 € instead: 1 more interview, starting on 31/12/2016 at the latest.",
            "Does not count, a second one of its kind on its day: 01/06/2016.",
        ],
    }


def test_an_empty_pharmacy(rules: RuleSet, texts: LegalTexts) -> None:
    report = year_report([], rules, texts.texts, 2026, date(2026, 3, 1))
    assert report.patients == ()
    assert report.warning is not None
    assert (report.secured_eur, report.to_confirm_eur, report.possible_eur) == (0, 0, 0)


@pytest.mark.parametrize("year", [1, 9999])
def test_the_calendars_ends(rules: RuleSet, texts: LegalTexts, year: int) -> None:
    dossiers = [
        _dossier("A", date(year, 1, 1), ("interview", date(year, 1, 1))),
        (Patient("B", "X", "Y", date(9998, 12, 31)), Treatment(start=date(9999, 12, 1)), None, []),
    ]
    report = year_report(dossiers, rules, texts.texts, year, date(year, 12, 31))
    assert len(report.patients) == 2


def test_acts_that_may_count_twice_a_day(rules: RuleSet) -> None:
    interview = rules.acts["interview"].model_copy(update={"once_a_day": False})
    relaxed = rules.model_copy(update={"acts": rules.acts | {"interview": interview}})
    patient, treatment, adhesion, _ = PHARMACY[0]
    day = date(2016, 12, 31)
    done = [Act("interview", day, "a"), Act("interview", day, "b")]
    assert year_status(patient, treatment, adhesion, done, relaxed, 2016, day).met_on == day
    assert year_status(patient, treatment, adhesion, [], relaxed, 2016, day).last_date == day


DAYS = st.dates(date(2016, 1, 1), date(2016, 12, 31))
ACTS = st.lists(
    st.builds(Act, st.sampled_from(["interview", "observance"]), DAYS, st.just("import")), max_size=6
)


@given(acts=ACTS, more=ACTS, signed=st.sampled_from([date(2015, 3, 1), date(2016, 3, 1)]), as_of=DAYS)
def test_one_act_more_never_costs_anything(
    rules: RuleSet, acts: list[Act], more: list[Act], signed: date, as_of: date
) -> None:
    patient, treatment, _, _ = PHARMACY[0]
    less_paid = year_status(patient, treatment, Adhesion(signed), acts, rules, 2016, as_of)
    more_paid = year_status(patient, treatment, Adhesion(signed), [*more, *acts], rules, 2016, as_of)
    assert more_paid.amount_eur >= less_paid.amount_eur
    assert len(more_paid.counted) + len(more_paid.uncounted) == len(acts) + len(more)


@given(acts=ACTS, as_of=DAYS)
def test_the_last_date_is_not_past_and_leaves_room(rules: RuleSet, acts: list[Act], as_of: date) -> None:
    patient, treatment, _, _ = PHARMACY[0]
    status = year_status(patient, treatment, Adhesion(date(2015, 3, 1)), acts, rules, 2016, as_of)
    for option in status.options:
        distinct = max(option.missing.interview, option.missing.observance)
        assert as_of <= option.last_date
        assert (date(2016, 12, 31) - option.last_date).days == distinct - 1


def test_the_days_left_and_the_numbers(rules: RuleSet, texts: LegalTexts) -> None:
    report = year_report(PHARMACY, rules, texts.texts, 2016, AS_OF)
    assert report.days_left == 91
    assert report.counts == {"met": 2, "possible": 1, "impossible": 1, "not_eligible": 1, "to_confirm": 1}
    assert report.possible_eur == sum(status.possible_eur for status in report.patients) > 0
    for day, left in ((date(2016, 12, 31), 0), (date(2016, 12, 30), 1), (date(2017, 3, 1), 0)):
        assert year_report([], rules, texts.texts, 2016, day).days_left == left


EARLIER = Adhesion(date(2015, 3, 1), withdrawn_on=date(2016, 4, 1))
AGAIN = Adhesion(date(2016, 6, 1), earlier=EARLIER)


def _again(rules: RuleSet, year: int, as_of: date, *acts: date) -> tuple[str, int, list[tuple[date, str]]]:
    patient, treatment, _signed, _acts = _dossier("P", None)
    held = [Act("interview", day, "import") for day in acts]
    found = year_status(patient, treatment, AGAIN, held, rules, year, as_of)
    return found.status, found.amount_eur, [(one.act.day, one.reason) for one in found.uncounted]


def test_a_new_adhesion_after_a_withdrawal_takes_nothing_away(rules: RuleSet) -> None:
    end = date(2016, 12, 31)
    assert _again(rules, 2016, end, date(2016, 2, 10), date(2016, 3, 10)) == ("met", 40, [])
    assert _again(rules, 2016, end, date(2016, 3, 10), date(2016, 7, 1)) == ("met", 40, [])
    assert _again(rules, 2016, end, date(2016, 2, 1), date(2016, 4, 1)) == ("met", 40, []), "its last day"
    between = date(2016, 5, 2)
    assert _again(rules, 2016, end, date(2016, 3, 10), between) == (
        "possible",
        0,
        [(between, "before_adhesion")],
    )
    assert _again(rules, 2016, date(2016, 5, 20), date(2016, 2, 10))[0] == "impossible", "not signed yet"
    assert _again(rules, 2015, end, date(2015, 5, 2), date(2015, 9, 2)) == ("met", 40, []), "the year before"
    late = [(date(2015, 2, 27), "before_adhesion")]
    assert _again(rules, 2015, end, date(2015, 2, 27), date(2015, 9, 2)) == ("impossible", 0, late)


def test_a_period_of_twelve_months_begins_with_the_new_adhesion(sets: dict[str, RuleSet]) -> None:
    rules = sets["avenant-1-2024"]
    earlier = Adhesion(date(2025, 3, 1), withdrawn_on=date(2026, 2, 1))
    signed = Adhesion(date(2026, 6, 1), earlier=earlier)
    patient, treatment, _signed, _acts = _dossier("P", None, months=240)
    acts = [Act("evaluation", date(2025, 4, 1), "import"), Act("thematic", date(2026, 1, 15), "import")]
    now = year_status(patient, treatment, signed, acts, rules, 2026, date(2026, 7, 1))
    assert (now.amount_eur, now.uncounted) == (0, ()), "they belong to the period before"
    before = year_status(patient, treatment, signed, acts, rules, 2025, date(2026, 7, 1))
    assert [act.day for act in before.counted] == [act.day for act in acts]
    assert before.amount_eur == 30

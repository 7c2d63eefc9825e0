"""What the list says of each patient, and who comes first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from assistant.avk.reading import Reading, Target
from assistant.avk.thresholds import Thresholds
from assistant.dossier.act import Act
from assistant.dossier.patient import Adhesion, Patient, Treatment
from assistant.dossier.summary import Summary, TranscriptLine
from assistant.script.knowledge import thresholds
from assistant.year.ordering import ORDERS, Order, Urgency, ordered
from assistant.year.report import YearReport, year_report
from assistant.year.rules import RuleSet
from assistant.year.worklist import NextAct, WorkLine, Worklist, control, foremost, next_act, worklist

DAY = date(2017, 3, 6)
TREATED = Treatment("coumadine", date(2015, 1, 5), None, 60, Target(2, 3))
BRANDS = {"coumadine": "Coumadine", "previscan": "Préviscan"}


def one(ref: str = "P", name: str = "Durand", **changed: Any) -> Summary:
    """A patient in order: nothing is late, two interviews are to be held."""
    summary = Summary(
        patient=Patient(ref, name, "Léa", date(1943, 2, 1)),
        treatment=TREATED,
        adhesion=Adhesion(date(2016, 7, 5)),
        acts=(),
        last_reading=Reading(date(2017, 3, 1), 2.4),
        transcripts=(),
    )
    return replace(summary, **changed)


def begun(status: str = "in_progress") -> TranscriptLine:
    at = "2017-03-05T10:00:00.000+01:00"
    return TranscriptLine("t1", "P", "avk", 1, status, None, at, 3, signed=False)


def read(day: date, value: float = 2.4) -> Reading:
    return Reading(day, value)


def interviews(*days: date) -> tuple[Act, ...]:
    return tuple(Act("interview", day, "import") for day in days)


def levels() -> Thresholds:
    return thresholds()


def year(rules: RuleSet, *summaries: Summary) -> YearReport:
    facts = [(s.patient, s.treatment, s.adhesion, s.acts) for s in summaries]
    return year_report(facts, rules, (), DAY.year, DAY)


def listed(rules: RuleSet, *summaries: Summary) -> Worklist:
    return worklist(summaries, year(rules, *summaries), levels(), BRANDS, DAY)


def line(rules: RuleSet, summary: Summary) -> WorkLine:
    return listed(rules, summary).lines[0]


def test_the_next_inr_is_due_a_month_after_the_last_one() -> None:
    found = control(one(), levels(), DAY)
    assert found is not None
    assert found.due == date(2017, 3, 1) + timedelta(days=levels().overdue_after_days)
    assert found.late_days == 0


@pytest.mark.parametrize(("ago", "late"), [(30, 0), (31, 0), (32, 1), (60, 29)])
def test_an_inr_is_late_from_the_day_after_it_was_due(ago: int, late: int) -> None:
    found = control(one(last_reading=read(DAY - timedelta(days=ago))), levels(), DAY)
    assert found is not None
    assert found.late_days == late


@pytest.mark.parametrize(
    ("agreed", "due"),
    [
        (date(2017, 3, 13), date(2017, 3, 13)),  # sooner than a month
        (date(2017, 5, 13), date(2017, 4, 1)),  # a later day puts nothing off
        (date(2017, 3, 1), date(2017, 4, 1)),  # it was done that day
        (date(2017, 2, 1), date(2017, 4, 1)),
    ],
)
def test_the_day_agreed_on_holds_where_it_comes_first(agreed: date, due: date) -> None:
    found = control(one(next_inr=agreed), levels(), DAY)
    assert found is not None
    assert found.due == due


def test_without_any_inr_one_is_to_be_done() -> None:
    found = control(one(last_reading=None), levels(), DAY)
    assert found is not None
    assert (found.due, found.late_days) == (None, 0)
    agreed = control(one(last_reading=None, next_inr=date(2017, 3, 1)), levels(), DAY)
    assert agreed is not None
    assert (agreed.due, agreed.late_days) == (date(2017, 3, 1), 5)


LEFT = [
    {"patient": Patient("P", "Durand", "Léa", date(1943, 2, 1), death_date=DAY)},
    {"patient": Patient("P", "Durand", "Léa", date(1943, 2, 1), moved_on=DAY)},
    {"adhesion": Adhesion(date(2016, 7, 5), DAY)},
    {"treatment": replace(TREATED, end=DAY - timedelta(days=1))},
]


@pytest.mark.parametrize("changed", LEFT)
def test_nothing_is_due_for_who_is_not_followed_any_more(changed: dict[str, Any], rules: RuleSet) -> None:
    gone = one(last_reading=read(date(2017, 1, 1), 5.4), transcripts=(begun(),), **changed)
    assert control(gone, levels(), DAY) is None
    assert line(rules, gone).urgency == Urgency.LEFT


def test_who_is_treated_until_today_is_followed() -> None:
    assert control(one(treatment=replace(TREATED, end=DAY)), levels(), DAY) is not None


def test_nothing_is_due_where_no_treatment_is_known(rules: RuleSet) -> None:
    unknown = one(treatment=Treatment(), last_reading=None)
    assert control(unknown, levels(), DAY) is None
    assert line(rules, unknown).next_act == NextAct("facts")


def test_what_is_next_for_the_year(rules: RuleSet) -> None:
    def then(**changed: Any) -> NextAct | None:
        found = one(**changed)
        return next_act(found, year(rules, found).patients[0])

    assert then() == NextAct("interview", date(2017, 12, 30))
    assert then(acts=interviews(date(2017, 1, 9))) == NextAct("interview", date(2017, 12, 31))
    assert then(adhesion=None) == NextAct("adhesion", date(2017, 12, 30))
    assert then(acts=interviews(date(2017, 1, 9), date(2017, 2, 9))) is None
    assert then(transcripts=(begun("paused"),)) == NextAct("resume", date(2017, 12, 30))
    assert then(transcripts=(begun("completed"),)) == NextAct("interview", date(2017, 12, 30))
    assert then(treatment=Treatment("coumadine")) == NextAct("facts")


def test_the_euros_still_to_be_secured(rules: RuleSet) -> None:
    thirty = (
        *interviews(date(2017, 1, 4)),
        Act("observance", date(2017, 1, 20), "import"),
        Act("observance", date(2017, 2, 20), "import"),
    )
    assert line(rules, one()).possible_eur == 40
    assert line(rules, one(acts=thirty)).possible_eur == 10
    assert line(rules, one(acts=interviews(date(2017, 1, 9), date(2017, 2, 9)))).possible_eur == 0
    assert worklist([one()], None, levels(), BRANDS, DAY).lines[0].possible_eur == 0


def situations() -> list[Summary]:
    """One patient for each urgency, the names against it."""
    met = interviews(date(2017, 1, 9), date(2017, 2, 9))
    return [
        one("7", "A", adhesion=Adhesion(date(2016, 7, 5), DAY)),
        one("6", "B", acts=met),
        one("5", "C", acts=met, last_reading=None),
        one("4c", "D", acts=interviews(date(2017, 1, 9))),  # its last date is a day later
        one("4b", "E"),
        one("3c", "F", last_reading=read(date(2017, 2, 1))),
        one("3b", "G", last_reading=read(date(2017, 1, 1))),
        one("2", "H", transcripts=(begun(),), last_reading=read(date(2016, 12, 1))),
        one("1", "I", last_reading=read(date(2016, 11, 1), 5.4)),
    ]


def refs(lines: Any) -> list[str]:
    return [found.summary.patient.ref for found in lines]


def test_who_comes_first(rules: RuleSet) -> None:
    work = listed(rules, *situations())
    assert refs(ordered(work.lines, "urgency")) == ["1", "2", "3b", "3c", "4b", "4c", "5", "6", "7"]
    assert {found.urgency for found in work.lines} == set(Urgency)


def test_more_euros_come_before_fewer_on_the_same_last_date(rules: RuleSet) -> None:
    thirty = (
        *interviews(date(2017, 1, 4)),
        Act("observance", date(2017, 1, 20), "import"),
        Act("observance", date(2017, 2, 20), "import"),
    )
    ten, forty = one("10", "A", acts=thirty), one("40", "B", acts=interviews(date(2017, 1, 4)))
    assert refs(ordered(listed(rules, ten, forty).lines, "urgency")) == ["40", "10"]


def test_equals_stay_in_the_order_of_their_names(rules: RuleSet) -> None:
    twins = [one(str(number), f"N{number}") for number in range(9)]
    for order in ORDERS:
        assert refs(ordered(listed(rules, *twins).lines, order)) == [str(number) for number in range(9)]


@pytest.mark.parametrize(
    ("order", "first", "last"),
    [("name", "7", "1"), ("due", "1", "7"), ("year", "4b", "7"), ("seen", "3b", "6")],
)
def test_the_other_orders(order: Order, first: str, last: str, rules: RuleSet) -> None:
    lines = listed(rules, *situations()[:7], *situations()[8:]).lines
    found = refs(ordered(lines, order))
    if order == "seen":  # who was never seen comes first
        assert found[-1] in ("5", "6", "4c")
        assert found[0] not in ("5", "6", "4c")
    elif order == "year":
        assert found.index("4b") < found.index("4c") < found.index("6") < found.index("7")
    else:
        assert (found[0], found[-1]) == (first, last)
    turned = refs(ordered(lines, order, turned=True))
    assert sorted(turned) == sorted(found)
    assert turned != found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["P1", "P2"]),
        ("lefevre", ["P2"]),
        ("ELOISE lef", ["P2"]),
        ("  lef   01/02/1943 ", ["P2"]),
        ("previscan", ["P2"]),
        ("p1", ["P1"]),
        ("durand previscan", []),
        ("[", []),
    ],
)
def test_a_filter_finds_every_word(typed: str, found: list[str], rules: RuleSet) -> None:
    two = one(
        patient=Patient("P2", "Lefèvre", "Éloïse", date(1943, 2, 1)),
        treatment=replace(TREATED, medicine="previscan"),
    )
    work = listed(rules, one("P1"), two)
    assert refs(work.found(work.lines, typed)) == found


def test_the_most_urgent_are_those_that_the_whole_list_begins_with(rules: RuleSet) -> None:
    many = [
        replace(each, patient=replace(each.patient, ref=f"{each.patient.ref}-{number}"))
        for number in range(4)
        for each in situations()
    ]
    whole = refs(ordered(listed(rules, *many).lines, "urgency"))
    for most in (1, 5, 10, 15):
        first = foremost(many, most, levels(), DAY)
        assert most <= len(first) < len(many)
        assert refs(ordered(listed(rules, *first).lines, "urgency")) == whole[: len(first)]
    assert foremost(many, 17, levels(), DAY) == many, "the others are told apart by their year"
    assert foremost([], 5, levels(), DAY) == []

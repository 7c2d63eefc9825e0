"""What is to be declared of a year, what was, what cannot be and why; the warning before its end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, get_args

import pytest

from assistant.dossier.act import Act, ActKind
from assistant.dossier.declaration import Declaration, What, with_declaration
from assistant.dossier.patient import Adhesion, Papers, Patient, Treatment
from assistant.dossier.summary import Summary
from assistant.errors import InputError
from assistant.language import use
from assistant.notation import grouped_nir
from assistant.script.knowledge import declared
from assistant.year.counting import WhyNot
from assistant.year.declarewords import entry_words, state_words, what_words, why_words
from assistant.year.declaring import Entry, Hindrance, State, entries
from assistant.year.detail import objections_of
from assistant.year.report import year_report
from assistant.year.rules import RuleSet
from assistant.year.sheet import check_entered, entries_of_years, sheet, years_to_declare
from assistant.year.status import YearStatus, year_status
from assistant.year.undeclared import undeclared, undeclared_words, warning_json

Sets = dict[str, RuleSet]
PATIENT = Patient("P", "Durand", "Léa", date(1943, 2, 1), nir="243029900100168", regime="Général")
TREATED = Treatment(start=date(2014, 1, 1), expected_months=240)
PAPERS = Papers(prescriber="Dr Petit", prescriber_rpps="10001234565")
D = date


def patient(signed: date | None, *acts: tuple[ActKind, date], **changed: Any) -> Summary:
    """A patient with an adhesion, acts of a file, and what stands declared."""
    return Summary(
        patient=changed.get("patient", PATIENT),
        treatment=TREATED,
        adhesion=None
        if signed is None
        else with_declaration(Adhesion(signed), tuple(changed.get("declared", ()))),
        acts=tuple(changed.get("held", ())) + tuple(Act(kind, day, "import") for kind, day in acts),
        last_reading=None,
        transcripts=(),
        papers=PAPERS,
        declared=tuple(changed.get("declared", ())),
    )


def ticked(what: What, day: date, on: date | None = None, transcript: str | None = None) -> Declaration:
    return Declaration(what, day, transcript, on or day, "Anne")


def found(one: Summary, rules: RuleSet, as_of: date, year: int | None = None) -> list[Entry]:
    status = year_status(one.patient, one.treatment, one.adhesion, one.acts, rules, year or as_of.year, as_of)
    return list(entries(one, status, rules, as_of))


def short(given: list[Entry]) -> list[tuple[str, str, str | None, str | None]]:
    return [(one.what, one.state, one.why, one.code) for one in given]


def test_by_the_year_each_thing_is_declared_once_done(rules: RuleSet) -> None:
    one = patient(D(2017, 2, 1), ("interview", D(2017, 3, 1)), declared=[ticked("adhesion", D(2017, 2, 1))])
    assert short(found(one, rules, D(2017, 6, 1))) == [
        ("adhesion", "declared", None, None),
        ("interview", "due", None, None),
    ]


def test_a_sequence_is_billed_once_complete_under_one_code(sets: Sets) -> None:
    signed, rules = D(2021, 2, 1), sets["avenant-21"]
    two: list[tuple[ActKind, date]] = [("evaluation", D(2021, 3, 1)), ("thematic", D(2021, 4, 1))]
    third: tuple[ActKind, date] = ("thematic", D(2021, 5, 1))
    assert short(found(patient(signed, *two), rules, D(2021, 6, 1))) == [
        ("adhesion", "due", None, "TAC"),
        ("evaluation", "waiting", "sequence_open", None),
        ("thematic", "waiting", "sequence_open", None),
    ]
    assert short(found(patient(signed, *two, third), rules, D(2021, 6, 1)))[1:] == [
        ("evaluation", "due", None, None),
        ("thematic", "due", None, None),
        ("thematic", "due", None, "AKI"),
    ]
    beyond: tuple[ActKind, date] = ("thematic", D(2021, 5, 20))
    assert short(found(patient(signed, *two, third, beyond), rules, D(2021, 6, 1)))[-1] == (
        "thematic",
        "refused",
        "beyond_plan",
        None,
    )
    over = found(patient(signed, *two), rules, D(2022, 2, 1), 2021)
    assert short(over)[1:] == [
        ("evaluation", "refused", "sequence_lost", None),
        ("thematic", "refused", "sequence_lost", None),
    ]


def test_each_step_is_billed_as_it_is_done_with_the_code_of_its_year(sets: Sets) -> None:
    rules, acts = sets["avenant-1-2024"], [("evaluation", D(2025, 3, 1)), ("thematic", D(2026, 3, 1))]
    one = patient(D(2025, 2, 1), *acts, ("thematic", D(2026, 4, 1)))  # type: ignore[arg-type]
    assert short(found(one, rules, D(2025, 6, 1)))[:2] == [
        ("adhesion", "due", None, "TAC"),
        ("evaluation", "due", None, "ASI"),
    ]
    assert [entry.code for entry in found(one, rules, D(2026, 6, 1)) if entry.what == "thematic"] == [
        "ASS"
    ] * 2
    many: list[tuple[ActKind, date]] = [("thematic", D(2026, month, 1)) for month in (3, 4, 5)]
    assert short(found(patient(D(2025, 2, 1), *many), rules, D(2026, 6, 1)))[-1][1:] == (
        "refused",
        "beyond_plan",
        None,
    )


@pytest.mark.parametrize(
    ("adhesion_on", "state", "why"),
    [
        (None, "waiting", "adhesion_first"),
        (D(2015, 12, 31), "due", None),
        (D(2016, 1, 1), "refused", "adhesion_late"),
    ],
)
def test_a_follow_up_needs_an_adhesion_declared_in_an_earlier_year(
    rules: RuleSet, adhesion_on: date | None, state: State, why: str | None
) -> None:
    known = [] if adhesion_on is None else [ticked("adhesion", D(2015, 3, 1), adhesion_on)]
    one = patient(D(2015, 3, 1), ("observance", D(2016, 5, 1)), declared=known)
    (entry,) = (entry for entry in found(one, rules, D(2016, 6, 1)) if entry.what == "observance")
    assert (entry.state, entry.why) == (state, why)
    status = year_status(one.patient, one.treatment, one.adhesion, one.acts, rules, 2016, D(2016, 6, 1))
    codes = [objection.code for objection in objections_of(one, status, rules, D(2016, 6, 1))]
    expected = {"waiting": ["adhesion_undeclared"], "due": ["act_undeclared"], "refused": ["adhesion_late"]}
    assert codes == expected[state]


def test_follow_ups_whose_adhesion_was_declared_too_late_do_not_count(rules: RuleSet) -> None:
    acts: list[tuple[ActKind, date]] = [("interview", D(2016, 2, 1))]
    acts += [("observance", D(2016, 5, 1)), ("observance", D(2016, 9, 1))]

    def seen(on: date, as_of: date) -> YearStatus:
        one = patient(D(2015, 3, 1), *acts, declared=[ticked("adhesion", D(2015, 3, 1), on)])
        again = Summary.from_row(one.to_row())
        assert again.adhesion == one.adhesion
        return year_status(one.patient, one.treatment, again.adhesion, one.acts, rules, 2016, as_of)

    early = seen(D(2015, 12, 31), D(2016, 12, 31))
    assert (early.status, early.amount_eur) == ("met", 30)
    late = seen(D(2016, 1, 1), D(2016, 12, 1))
    assert (late.status, late.secured_eur) == ("possible", 0)
    assert [(one.act.day, one.reason) for one in late.uncounted] == [
        (D(2016, 5, 1), "adhesion_late"),
        (D(2016, 9, 1), "adhesion_late"),
    ]
    assert [option.amount_eur for option in late.options] == [40], "no more follow-ups are proposed"
    assert seen(D(2016, 1, 1), D(2017, 2, 1)).status == "impossible"


def test_what_does_not_count_is_not_entered_and_says_why(rules: RuleSet) -> None:
    unsigned = Act("interview", D(2017, 4, 1), "t", signed=False)
    one = patient(D(2017, 2, 1), ("interview", D(2017, 1, 5)), ("evaluation", D(2017, 3, 1)), held=[unsigned])
    assert short(found(one, rules, D(2017, 6, 1)))[1:] == [
        ("interview", "refused", "before_adhesion", None),
        ("evaluation", "refused", "other_kind", None),
        ("interview", "waiting", "unsigned", None),
    ]


@pytest.mark.parametrize("lost", [{"returned": True}, {"signed": False}])
def test_what_was_declared_and_counts_no_more_is_said(rules: RuleSet, lost: dict[str, bool]) -> None:
    act = Act("interview", D(2017, 4, 1), "t1", **lost)  # type: ignore[arg-type]
    tick = ticked("interview", act.day, transcript="t1")
    one = patient(D(2017, 2, 1), held=[act], declared=[ticked("adhesion", D(2017, 2, 1)), tick])
    entry = found(one, rules, D(2017, 6, 1))[-1]
    assert (entry.state, entry.declared) == ("stray", tick)
    swept = replace(one, declared=(replace(tick, on=None, sweeping=True),))
    assert found(swept, rules, D(2017, 6, 1))[-1].state == "stray"
    assert "Correct it in Espace pro" in entry_words(entry)


def test_what_was_declared_and_is_gone_is_said(rules: RuleSet) -> None:
    ticks = [ticked("adhesion", D(2017, 2, 2)), ticked("interview", D(2017, 3, 1))]
    one = patient(D(2017, 2, 1), declared=[*ticks, ticked("interview", D(2016, 3, 1))])
    assert short(found(one, rules, D(2017, 6, 1))) == [
        ("adhesion", "due", None, None),
        ("adhesion", "stray", "other", None),
        ("interview", "stray", "gone", None),
    ]


def test_the_adhesion_before_a_withdrawal_stays_declared(rules: RuleSet) -> None:
    earlier = Adhesion(D(2015, 3, 1), withdrawn_on=D(2016, 4, 1))
    acts: list[tuple[ActKind, date]] = [("interview", D(2016, 2, 1)), ("interview", D(2016, 7, 1))]
    one = patient(D(2016, 6, 1), *acts, declared=[ticked("adhesion", D(2015, 3, 1))])
    assert one.adhesion is not None
    one = replace(one, adhesion=replace(one.adhesion, earlier=earlier))
    assert [(entry.what, entry.state, entry.day) for entry in found(one, rules, D(2016, 8, 1))] == [
        ("adhesion", "due", D(2016, 6, 1)),
        ("interview", "due", D(2016, 2, 1)),
        ("interview", "due", D(2016, 7, 1)),
    ]
    then = replace(one, acts=(Act("interview", D(2015, 5, 1), "import"),))
    assert [(entry.what, entry.state) for entry in found(then, rules, D(2016, 8, 1), 2015)] == [
        ("adhesion", "declared"),
        ("interview", "due"),
    ]


def test_an_adhesion_signed_after_the_year_is_not_missed_in_it(rules: RuleSet) -> None:
    for known in ([], [ticked("adhesion", D(2017, 2, 1))]):
        one, day = patient(D(2017, 2, 1), declared=known), D(2017, 6, 1)
        status = year_status(one.patient, one.treatment, one.adhesion, one.acts, rules, 2016, day)
        assert objections_of(one, status, rules, day) == ()
    now = year_status(one.patient, one.treatment, one.adhesion, one.acts, rules, 2017, day)
    undone = replace(one, declared=())
    assert [each.code for each in objections_of(undone, now, rules, day)] == ["adhesion_undeclared"]


def test_two_of_one_kind_on_a_day_are_declared_once(rules: RuleSet) -> None:
    day = D(2017, 3, 1)
    one = patient(D(2017, 2, 1), ("interview", day), ("interview", day), declared=[ticked("interview", day)])
    assert short(found(one, rules, D(2017, 6, 1)))[1:] == [
        ("interview", "declared", None, None),
        ("interview", "refused", "same_day", None),
    ]


def test_an_interview_declared_under_one_rule_set_is_so_under_another(sets: Sets) -> None:
    act = Act("interview", D(2018, 3, 1), "t1", counts="evaluation")
    tick = ticked("interview", act.day, transcript="t1")
    one = patient(D(2018, 2, 1), held=[act], declared=[tick])
    assert short(found(one, sets["avenant-11"], D(2018, 6, 1)))[1:] == [
        ("evaluation", "declared", None, None)
    ]


def test_without_adhesion_or_eligibility_nothing_is_due(rules: RuleSet) -> None:
    assert short(found(patient(None, ("interview", D(2017, 3, 1))), rules, D(2017, 6, 1))) == [
        ("interview", "refused", "before_adhesion", None)
    ]
    minor = patient(D(2017, 2, 1), patient=replace(PATIENT, birth_date=D(2010, 1, 1)))
    assert short(found(minor, rules, D(2017, 6, 1))) == [("adhesion", "refused", "ineligible", None)]
    ahead = patient(D(2017, 7, 1))
    assert short(found(ahead, rules, D(2017, 6, 1))) == [("adhesion", "waiting", "future", None)]
    assert found(patient(D(2018, 7, 1)), rules, D(2018, 8, 1), 2017) == []


def report_of(one: Summary, rules: RuleSet, as_of: date, year: int | None = None) -> Any:
    facts = [(one.patient, one.treatment, one.adhesion, one.acts)]
    return year_report(facts, rules, (), year or as_of.year, as_of)


def test_the_warning_comes_some_weeks_before_the_end_and_not_before(rules: RuleSet, sets: Sets) -> None:
    weeks = timedelta(weeks=declared().warn_weeks)
    one, end = patient(D(2017, 2, 1), ("interview", D(2017, 3, 1))), D(2017, 12, 31)
    for day, warned in ((end - weeks - timedelta(1), False), (end - weeks, True), (end, True)):
        left = undeclared([one], report_of(one, rules, day))
        assert bool(left) is warned, day
        assert [line["ref"] for line in warning_json(left)] == ["P"] * warned
    assert "2 things to declare (1 patient) before 31/12/2017" in undeclared_words(left)
    assert left[0].due[1].day == D(2017, 3, 1)
    months = patient(D(2025, 2, 1), ("evaluation", D(2025, 3, 1)))  # the window ends on 31 January
    assert undeclared([months], report_of(months, sets["avenant-1-2024"], D(2025, 12, 15))) == ()
    assert undeclared([months], report_of(months, sets["avenant-1-2024"], D(2026, 1, 10)))
    done = replace(one, declared=(ticked("adhesion", D(2017, 2, 1)), ticked("interview", D(2017, 3, 1))))
    assert undeclared([done], report_of(done, rules, end)) == ()


def test_what_is_left_of_the_year_before_is_warned_of_as_long_as_the_sheet_has_it(
    rules: RuleSet, sets: Sets
) -> None:
    acts: list[tuple[ActKind, date]] = [("interview", D(2016, 3, 1)), ("interview", D(2016, 9, 1))]
    one = patient(D(2016, 2, 1), *acts, declared=[ticked("adhesion", D(2016, 2, 1))])
    for day in (D(2017, 1, 1), D(2017, 1, 20), D(2017, 6, 1)):
        (left,) = undeclared([one], report_of(one, rules, day))
        assert (left.until, [entry.day for entry in left.due]) == (D(2016, 12, 31), [day for _, day in acts])
        assert undeclared_words([left]) == (
            "2 things to declare (1 patient) of the year that ended on 31/12/2016: "
            "enter them in Espace pro without delay"
        )
        (line,) = warning_json([left])
        assert str(line["words"]).startswith(
            "To declare without delay, the year ended on 31/12/2016: interview of"
        )
    later = replace(one, acts=(*one.acts, Act("interview", D(2017, 5, 2), "import")))
    both = undeclared([later], report_of(later, rules, D(2017, 12, 20)))
    assert [each.until.year for each in both] == [2016, 2017]
    assert undeclared_words(both).endswith(" · 1 thing to declare (1 patient) before 31/12/2017")
    declared_then = [ticked("interview", day) for _, day in acts]
    done = replace(one, declared=(*one.declared, *declared_then))
    assert undeclared([done], report_of(done, rules, D(2017, 1, 20))) == ()
    other = report_of(one, rules, D(2017, 1, 20), 2016)
    assert [each.until.year for each in undeclared([one], other)] == [2016], "the year asked for, once"
    steps: list[tuple[ActKind, date]] = [("evaluation", D(2025, 3, 1)), ("thematic", D(2026, 1, 15))]
    months = patient(D(2025, 2, 1), *steps, declared=[ticked("adhesion", D(2025, 2, 1))])
    ended = undeclared([months], report_of(months, sets["avenant-1-2024"], D(2026, 2, 5)))
    assert [each.until for each in ended] == [D(2026, 1, 31)]
    others = [*ended, *undeclared([one], report_of(one, rules, D(2026, 2, 5)))]
    assert "of the year that ended on 31/01/2026" in undeclared_words(others)


def test_the_sheet_keeps_what_is_left_of_the_year_before(rules: RuleSet) -> None:
    one = patient(D(2016, 2, 1), ("interview", D(2016, 3, 1)), ("interview", D(2017, 1, 2)))
    now = sheet([one], rules, 2017, D(2017, 1, 3), earlier=True)
    assert [(found.until, [entry.day for entry in found.due]) for found in now] == [
        (D(2016, 12, 31), [D(2016, 3, 1)]),
        (D(2017, 12, 31), [D(2016, 2, 1), D(2017, 1, 2)]),
    ]
    assert [found.until for found in sheet([one], rules, 2017, D(2017, 1, 3))] == [D(2017, 12, 31)]


def test_the_day_of_entering_is_between_the_act_and_today() -> None:
    entry = Entry("interview", D(2017, 3, 1), "due")
    check_entered(entry, D(2017, 3, 1), D(2017, 3, 1))
    for on in (D(2017, 2, 28), D(2017, 3, 3)):
        with pytest.raises(InputError):
            check_entered(entry, on, D(2017, 3, 2))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_reason_and_state_has_words_without_any_amount(language: Any) -> None:
    use(language)
    reasons = {*get_args(WhyNot), *get_args(Hindrance), "gone", "other"}
    said = [why_words(why) for why in reasons]
    assert len(set(said)) == len(reasons)
    for state in get_args(State):
        for why in (None, *reasons):
            entry = Entry("thematic", D(2017, 3, 1), state, theme="effects", why=why)
            said += [entry_words(entry), state_words(entry), what_words(entry.what, entry.theme)]
    assert all(words and "€" not in words for words in said)


def test_the_nir_is_in_groups() -> None:
    assert grouped_nir("243029900100163") == "2 43 02 99 001 001 63"
    assert (grouped_nir(None), grouped_nir("2A")) == ("", "2A")


def test_a_period_of_twelve_months_that_ended_in_autumn_is_not_forgotten_in_january(sets: Sets) -> None:
    acts: list[tuple[ActKind, date]] = [("evaluation", D(2025, 12, 5)), ("thematic", D(2026, 5, 5))]
    one = patient(D(2025, 12, 1), *acts, declared=[ticked("adhesion", D(2025, 12, 1), D(2025, 12, 2))])
    rules = sets["avenant-1-2024"]
    for day in (D(2026, 12, 5), D(2027, 1, 3), D(2027, 11, 30)):
        before, now = sheet([one], rules, day.year, day, earlier=True)
        assert before.until == D(2026, 11, 30)
        assert [entry.day for entry in before.due] == [D(2025, 12, 5), D(2026, 5, 5)]
        assert now.until == D(2027, 11, 30)
        left = entries_of_years(one, rules, years_to_declare(one, rules, day), day)
        assert [entry.day for entry in left if entry.state == "due"] == [D(2025, 12, 5), D(2026, 5, 5)]

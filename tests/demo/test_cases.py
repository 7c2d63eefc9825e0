"""Each patient of the demonstration is in the situation that is said of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

import pytest

from assistant.avk.ttr import judge, time_in_range
from assistant.cli.yearsets import year_of
from assistant.demo.cases import Case, cases
from assistant.demo.clock import DAY
from assistant.dossier.dossier import Dossier
from assistant.interview.standing import Standing
from assistant.script.knowledge import thresholds
from assistant.store.store import Store
from assistant.year.status import YearStatus

YEARS: Final = {
    "D01": ("met", 40),
    "D02": ("met", 30),
    "D03": ("possible", 0),
    "D04": ("to_confirm", 40),
    "D05": ("met", 40),
    "D06": ("possible", 0),
    "D07": ("possible", 0),
    "D08": ("impossible", 0),
    "D09": ("possible", 0),
    "D10": ("not_eligible", 0),
    "D11": ("impossible", 0),
    "D12": ("met", 40),
    "D13": ("possible", 0),
    "D14": ("met", 40),
    "D15": ("possible", 0),
    "D16": ("possible", 0),
    "D17": ("possible", 0),
}


def year(demo: Store, ref: str) -> YearStatus:
    """Where the year of a patient stands on the day of the demonstration."""
    (line,) = year_of([demo.summary(ref)], DAY).patients
    return line


def last(dossier: Dossier) -> Standing:
    """The latest interview."""
    return dossier.interviews[-1].standing


def share(dossier: Dossier, since: date, until: date) -> float:
    """The time in range between two days."""
    target = dossier.treatment.target
    assert target is not None
    found = time_in_range([one for one in dossier.readings if since <= one.day <= until], target).ttr
    assert found is not None
    return found


def test_there_are_a_dozen_and_each_year_stands_as_it_is_said(demo: Store) -> None:
    assert [case.ref for case in cases().patients] == [f"D{number:02}" for number in range(1, 18)]
    found = {ref: year(demo, ref) for ref in YEARS}
    assert {ref: (status.status, status.amount_eur) for ref, status in found.items()} == YEARS
    assert {status for status, _euros in YEARS.values()} == {
        "met", "possible", "impossible", "not_eligible", "to_confirm",
    }  # fmt: skip


def _met_at_40(demo: Store, dossier: Dossier) -> None:
    status = year(demo, dossier.ref)
    assert [act.kind for act in status.counted] == ["interview", "interview", "observance"]
    target = dossier.treatment.target
    assert target is not None
    assert all(target.low <= one.value <= target.high for one in dossier.readings)


def _met_at_30(demo: Store, dossier: Dossier) -> None:
    acts = [act.kind for act in dossier.acts if act.day.year == DAY.year]
    assert sorted(acts) == ["interview", "observance", "observance"]


def _one_missing_in_december(demo: Store, dossier: Dossier) -> None:
    (best, *_others) = year(demo, dossier.ref).options
    assert (best.missing.interview, best.missing.observance, best.missing.adhesion) == (1, 0, 0)
    assert (DAY.month, best.last_date) == (12, date(2017, 12, 31))


def _late_adhesion(demo: Store, dossier: Dossier) -> None:
    assert dossier.adhesion is not None
    assert date(2017, 7, 1) <= dossier.adhesion.signed_on <= DAY
    assert [act.kind for act in dossier.acts] == ["interview"]


def _inr_call(demo: Store, dossier: Dossier) -> None:
    assert (dossier.readings[-1].day, dossier.readings[-1].value) == (date(2017, 12, 8), 5.4)
    standing = last(dossier)
    (call,) = [one for one in standing.alerts if one.alert.id == "inr_call"]
    assert (call.alert.level, call.open) == ("call", False)
    assert standing.walk.course.values["inr.action"] == "call"
    assert standing.walk.course.values["inr.high_bleeding_risk"] is True
    (done,) = [one.done for one in standing.transcript.acknowledgements if one.alert == "inr_call"]
    assert "joint" in done


def _ttr_falling(demo: Store, dossier: Dossier) -> None:
    summer = date(2017, 7, 1)
    first = share(dossier, date(2017, 1, 1), summer)
    second = share(dossier, summer - timedelta(days=14), DAY)
    assert judge(first, thresholds()) == "good"
    assert judge(second, thresholds()) == "act"


def _non_observance(demo: Store, dossier: Dossier) -> None:
    values = last(dossier).walk.course.values
    assert (values["observance.score"], values["observance.class"]) == (3, "non_observance")


def _withdrawn(demo: Store, dossier: Dossier) -> None:
    assert last(dossier).transcript.stopped_as == "withdrawn"
    assert dossier.withdrawn_on == date(2017, 5, 9)
    assert dossier.acts == ()


def _paused(demo: Store, dossier: Dossier) -> None:
    standing = last(dossier)
    assert (standing.transcript.status, standing.position) == ("paused", "missed_dose")
    assert standing.transcript.events[0].at.date() == DAY
    done, total = sum(stage.done for stage in standing.stages), len(standing.stages)
    assert 0 < done < total


def _not_eligible(demo: Store, dossier: Dossier) -> None:
    assert dossier.treatment.expected_months == 3
    assert [reason.code for reason in year(demo, dossier.ref).reasons] == ["expected_short"]


def _lost(demo: Store, dossier: Dossier) -> None:
    assert dossier.treatment.end == date(2017, 6, 26)
    assert [act.kind for act in year(demo, dossier.ref).counted] == ["interview"]


def _high_target(demo: Store, dossier: Dossier) -> None:
    target = dossier.treatment.target
    assert target is not None
    assert (target.low, target.high, dossier.facts["indication"]) == (3, 4.5, "mechanical_valve")
    values = last(dossier).walk.course.values
    assert (values["inr.value"], values["inr.action"]) == (4.2, "note")


def _overdue(demo: Store, dossier: Dossier) -> None:
    assert dossier.readings[-1].day == date(2017, 10, 3)
    assert (DAY - dossier.readings[-1].day).days > 31


def _switched(demo: Store, dossier: Dossier) -> None:
    history = [known.value for known in dossier.history("medicine")]
    assert list(dict.fromkeys(history)) == ["previscan", "coumadine"]


def _helped(demo: Store, dossier: Dossier) -> None:
    assert "Entend mal" in dossier.facts["needs"]
    assert "fille" in dossier.facts["companion"]
    rated = list(last(dossier).walk.course.counting.values())
    assert rated.count("partial") + rated.count("not_acquired") == 6


def _no_adhesion(demo: Store, dossier: Dossier) -> None:
    assert dossier.adhesion is None
    status = year(demo, dossier.ref)
    assert status.counted == ()
    assert [one.act.kind for one in status.uncounted] == ["interview"]


def _new(demo: Store, dossier: Dossier) -> None:
    assert (dossier.acts, dossier.interviews, dossier.readings) == ((), (), ())


CLAIMS: Final[dict[str, Callable[[Store, Dossier], None]]] = {
    "D01": _met_at_40,
    "D02": _met_at_30,
    "D03": _one_missing_in_december,
    "D04": _late_adhesion,
    "D05": _inr_call,
    "D06": _ttr_falling,
    "D07": _non_observance,
    "D08": _withdrawn,
    "D09": _paused,
    "D10": _not_eligible,
    "D11": _lost,
    "D12": _high_target,
    "D13": _overdue,
    "D14": _switched,
    "D15": _helped,
    "D16": _no_adhesion,
    "D17": _new,
}


@pytest.mark.parametrize("case", cases().patients, ids=lambda case: case.ref)
def test_what_is_said_of_a_patient_is_so(demo: Store, case: Case) -> None:
    CLAIMS[case.ref](demo, demo.dossier(case.ref))


@pytest.mark.parametrize("case", cases().patients, ids=lambda case: case.ref)
def test_a_situation_is_one_line_in_two_languages_without_an_amount(case: Case) -> None:
    for text in (case.situation.fr, case.situation.en):
        assert len(text) <= 78  # a line of 80 columns, with its margins
        assert "€" not in text
    assert case.situation.fr != case.situation.en

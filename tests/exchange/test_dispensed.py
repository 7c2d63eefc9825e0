"""Lists of dispensings: whom to invite, and why not the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from assistant.dossier.act import Act
from assistant.dossier.patient import Adhesion, Patient, Treatment
from assistant.dossier.summary import Summary
from assistant.exchange.dispensed import Customer, columns, is_avk, read_customers
from assistant.exchange.inviting import Invitation, counts, invitations
from assistant.script.knowledge import dispensed
from assistant.year.library import rules

TODAY = date(2016, 7, 10)
BORN = date(1943, 2, 1)


def customer(*days: str, born: date = BORN, name: str = "Durand", nir: str | None = None) -> Customer:
    return Customer(name, "Léa", born, nir, "Coumadine", {date.fromisoformat(day) for day in days})


def summary(**others: Any) -> Summary:
    one = Summary(Patient("P1", "DURAND", "Lea", BORN), Treatment(), None, (), None, ())
    return replace(one, **others)


def found(
    one: Customer, *summaries: Summary, facts: Mapping[str, Any] | None = None, as_of: date = TODAY
) -> Invitation:
    eligible = rules("avenant-8").eligible
    (line,) = invitations([one], summaries, lambda ref: facts or {}, eligible, dispensed().gap_days, as_of)
    return line


MONTHLY = ("2016-01-05", "2016-02-04", "2016-03-04", "2016-04-04", "2016-05-04", "2016-06-04")


@pytest.mark.parametrize(
    ("last", "state"),
    [("2016-07-04", "soon"), ("2016-07-05", "invite"), ("2016-07-06", "invite")],
)
def test_six_months_end_on_the_same_day_six_months_later(last: str, state: str) -> None:
    line = found(customer(*MONTHLY, last))
    assert (line.state, line.eligible_from) == (state, date(2016, 7, 5))


def test_a_gap_begins_another_treatment() -> None:
    gap = timedelta(days=dispensed().gap_days)
    second = date(2015, 6, 1) + gap + timedelta(days=1)
    days = ["2015-01-05", "2015-04-01", "2015-06-01", second.isoformat()]
    line = found(customer(*days), as_of=second)
    assert (line.since, line.state) == (second, "soon")
    joined = [*days[:3], (second - timedelta(days=1)).isoformat()]
    assert found(customer(*joined), as_of=second).since == date(2015, 1, 5)


def test_nobody_is_invited_whose_last_box_is_long_ago() -> None:
    one = customer("2015-01-05", "2015-04-01", "2015-06-25", "2015-09-10")
    gap = timedelta(days=dispensed().gap_days)
    assert found(one, as_of=date(2015, 9, 10) + gap).state == "invite"
    assert found(one, as_of=date(2015, 9, 10) + gap + timedelta(days=1)).state == "ended"


@pytest.mark.parametrize(
    ("born", "state"),
    [(date(1998, 7, 10), "invite"), (date(1998, 7, 11), "minor"), (date(2010, 1, 1), "minor")],
)
def test_the_adult_alone_is_invited(born: date, state: str) -> None:
    assert found(customer(*MONTHLY, "2016-07-05", born=born)).state == state


@pytest.mark.parametrize(
    ("others", "facts", "state"),
    [
        ({}, {}, "invite"),
        ({}, {"proposed_on": "2016-01-01"}, "already"),
        ({"adhesion": Adhesion(date(2016, 1, 1))}, {}, "already"),
        ({"acts": (Act("interview", date(2015, 1, 1), "import"),)}, {}, "already"),
        ({"patient": Patient("P1", "Durand", "Léa", BORN, death_date=date(2016, 7, 1))}, {}, "already"),
        ({"treatment": Treatment(end=date(2016, 7, 1))}, {}, "already"),
    ],
)
def test_who_was_asked_or_left_is_not_asked_again(
    others: dict[str, Any], facts: dict[str, Any], state: str
) -> None:
    line = found(customer(*MONTHLY, "2016-07-05"), summary(**others), facts=facts)
    assert (line.state, line.ref) == (state, "P1")


def test_a_namesake_is_somebody_else_and_a_near_one_is_said() -> None:
    one = customer(*MONTHLY, "2016-07-05")
    other = summary(patient=Patient("P9", "Durand", "Léa", date(1960, 9, 30)))
    assert (found(one, other).ref, found(one, other).perhaps) == (None, ())
    near = summary(patient=Patient("P9", "Durand", "Léa", date(1943, 1, 2)))
    assert found(one, near).ref is None
    assert "P9" in found(one, near).perhaps[0]


def test_the_same_nir_is_the_same_person() -> None:
    one = customer(*MONTHLY, "2016-07-05", name="Martin", nir="243027505601273")
    known = summary(
        patient=Patient("P1", "Durand", "Léa", BORN, nir="243027505601273"),
        adhesion=Adhesion(date(2016, 1, 1)),
    )
    assert (found(one, known).state, found(one, known).ref) == ("already", "P1")


def test_the_counts_hold_every_state() -> None:
    lines = [found(customer(*MONTHLY, "2016-07-05")), found(customer("2016-07-05"))]
    assert counts(lines) == {"invite": 1, "soon": 1, "already": 0, "minor": 0, "ended": 0}


@pytest.mark.parametrize(
    "label",
    [
        "COUMADINE 5MG CPR 30",
        "Coumadine 2 mg comprimé sécable",
        "PREVISCAN 20MG CPR QUADRISEC BT30",
        "Préviscan",
        "FLUINDIONE MERCK 20MG",
        "WARFARINE 5 mg",
        "SINTROM 4MG CPR 30",
        "MINISINTROM 1 MG",
        "MINI-SINTROM 1MG CPR 20",
        "acénocoumarol",
    ],
)
def test_an_avk_is_known_by_its_label(label: str) -> None:
    assert is_avk(label)


@pytest.mark.parametrize(
    "label", ["DOLIPRANE 1000MG", "XARELTO 20MG", "ELIQUIS 5MG", "", "5 mg", "VITAMINE K1"]
)
def test_another_medicine_is_none(label: str) -> None:
    assert not is_avk(label)


def test_rows_of_one_person_come_together_and_bad_ones_are_named() -> None:
    def row(line: int, **cells: str) -> tuple[int, dict[str, str]]:
        usual = {
            "family_name": "Durand",
            "given_name": "Léa",
            "birth_date": "01/02/1943",
            "medicine": "COUMADINE 5MG",
            "dispensed_on": "05/07/2016",
        }
        return line, usual | cells

    customers = read_customers(
        [
            row(2),
            row(
                3, family_name="DURAND", given_name="lea", dispensed_on="05/06/2016", medicine="WARFARINE 5MG"
            ),
            row(4, birth_date="02/02/1943"),
            row(5, medicine="DOLIPRANE"),
            row(6, birth_date="31/02/1943"),
            row(7, dispensed_on=""),
            row(8, dispensed_on="11/07/2016"),
            row(9, nir="123"),
            (10, "12 cells for 5 columns."),
        ],
        TODAY,
    )
    assert [(one.name, one.birth_date, len(one.days)) for one in customers.people] == [
        ("DURAND Léa", BORN, 2),
        ("DURAND Léa", date(1943, 2, 2), 1),
    ]
    assert customers.people[0].medicine == "COUMADINE 5MG"
    assert customers.people[0].nir is None
    assert customers.others == 1
    assert [line for line, _reason in customers.faults] == [6, 7, 8, 10]


def test_other_programs_names_of_columns_lead_to_one_of_ours() -> None:
    known = columns()
    assert known["nom"] == "family_name"
    assert known["date_de_delivrance"] == "dispensed_on"
    written = [name for names in dispensed().columns.values() for name in names]
    assert len(known) == len(written), "a name stands for one column"


def test_figures_that_no_source_confirms_are_said() -> None:
    assert [one.name for one in dispensed().to_confirm] == ["gap_days"]

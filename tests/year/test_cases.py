"""The table of cases, each from a line of docs/sources.md §5."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from assistant.dossier.act import Act, ActKind
from assistant.dossier.patient import Adhesion, Patient, Treatment
from assistant.year.rules import RuleSet
from assistant.year.status import YearStatus, year_status
from assistant.year.validity import governing
from assistant.year.words import words

TABLE = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text("utf-8"))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def status_of(case: dict[str, Any], sets: dict[str, RuleSet]) -> YearStatus:
    """The status of one case of the table."""
    signed = _day(case.get("adhesion"))
    acts = [
        Act(kind, date.fromisoformat(day), "import")
        for kind in get_args(ActKind)
        for day in case.get(f"{kind}s", [])
    ]
    acts += [
        Act(kind, date.fromisoformat(day), "t1", counts=counts) for kind, day, counts in case.get("held", [])
    ]
    adhesion = Adhesion(signed, _day(case.get("withdrawn"))) if signed else None
    year, as_of = case.get("year", 2016), date.fromisoformat(case.get("as_of", "2016-12-31"))
    name = case.get("rules", "avenant-8")
    rules = governing(list(sets.values()), adhesion, year, as_of) if name == "current" else sets[name]
    return year_status(
        Patient(
            "P1",
            "Martin",
            "Jeanne",
            date.fromisoformat(case.get("born", "1943-05-12")),
            death_date=_day(case.get("died")),
            moved_on=_day(case.get("moved")),
        ),
        Treatment(
            start=_day(case.get("start", "2015-01-05")),
            end=_day(case.get("end")),
            expected_months=case.get("months", 12),
            end_reason=case.get("end_reason"),
            before=case.get("before"),
            start_before=_day(case.get("start_before")),
        ),
        adhesion,
        acts,
        rules,
        year,
        as_of,
    )


def seen(status: YearStatus) -> dict[str, Any]:
    """The status in the form of the table."""
    return {
        "status": status.status,
        "amount": status.amount_eur,
        "met_on": status.met_on and status.met_on.isoformat(),
        "options": [
            [option.amount_eur, {kind: n for kind, n in option.missing.to_json().items() if n}]
            for option in status.options
        ],
        "last_date": status.last_date and status.last_date.isoformat(),
        "rules": status.rules,
        "reasons": [reason.code for reason in status.reasons],
        "window": status.window and [status.window.first.isoformat(), status.window.last.isoformat()],
        "uncounted": [[one.act.kind, one.act.day.isoformat(), one.reason] for one in status.uncounted],
    }


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["name"])
def test_case(case: dict[str, Any], sets: dict[str, RuleSet]) -> None:
    nothing: dict[str, Any] = {"amount": 0, "met_on": None, "options": [], "last_date": None, "uncounted": []}
    status = status_of(case, sets)
    found, expected = seen(status), nothing | case["expect"]
    assert {key: found[key] for key in expected} == expected
    assert found["rules"] in (expected.get("rules"), case.get("rules", "avenant-8"))
    assert all(words(status))


def test_the_table_covers_every_line(sets: dict[str, RuleSet]) -> None:
    named = Counter(case["line"] for case in TABLE["cases"])
    assert set(named) == set(TABLE["lines"])
    assert len(TABLE["cases"]) >= 150
    by_rules = Counter(case.get("rules", "avenant-8") for case in TABLE["cases"])
    assert set(by_rules) == {*sets, "current"}
    assert min(by_rules.values()) >= 10
    most = [name for name, _ in by_rules.most_common(2)]
    assert sorted(most) == ["avenant-1", "avenant-8"]


def test_no_case_stands_twice() -> None:
    names = Counter(case["name"] for case in TABLE["cases"])
    assert max(names.values()) == 1

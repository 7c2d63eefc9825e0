"""A pharmacy of twelve patients, each in another situation on 6 March 2017."""

from __future__ import annotations

from typing import Any, Final

from assistant.script.library import find_script
from assistant.store.store import Store

TREATED: Final = {
    "medicine": "coumadine",
    "treatment_start": "2015-01-05",
    "expected_months": 60.0,
    "inr_low": 2.0,
    "inr_high": 3.0,
    "adhesion_date": "2016-07-05",
}


def _inr(day: str, value: float) -> dict[str, Any]:
    return {"inr_readings": [{"date": day, "value": value}]}


def _person(family: str, given: str, born: str) -> dict[str, Any]:
    return {"family_name": family, "given_name": given, "birth_date": born}


PATIENTS: Final[dict[str, tuple[dict[str, Any], list[tuple[str, str]]]]] = {
    "P01": (_person("Durand", "Léa", "1943-02-01") | TREATED | _inr("2017-03-01", 2.4), []),
    "P02": (
        _person("Martin", "Paul", "1940-03-14") | TREATED | _inr("2017-03-02", 5.4),
        [("interview", "2017-01-10")],
    ),
    "P03": (
        _person("Lefèvre", "Éloïse", "1951-11-02")
        | TREATED
        | _inr("2017-01-20", 2.8)
        | {"medicine": "previscan"},
        [("interview", "2017-01-20")],
    ),
    "P04": (
        _person("Bernard", "Jeanne", "1938-06-21") | TREATED | _inr("2016-11-02", 3.4),
        [("observance", "2017-01-12"), ("observance", "2017-02-13")],
    ),
    "P05": (
        _person("Petit", "Jean", "1950-05-03")
        | TREATED
        | _inr("2017-02-27", 1.9)
        | {"next_inr": "2017-03-13", "medicine": "sintrom"},
        [("interview", "2017-01-09"), ("interview", "2017-02-27")],
    ),
    "P06": (
        _person("Robert", "Aïcha", "1951-11-02") | TREATED | _inr("2017-02-20", 2.2),
        [("interview", "2017-01-04"), ("observance", "2017-01-20"), ("observance", "2017-02-20")],
    ),
    "P07": (
        _person("Moreau", "Guy", "1929-09-09")
        | TREATED
        | _inr("2017-01-05", 2.6)
        | {"death_date": "2017-02-11"},
        [("interview", "2017-01-05")],
    ),
    "P08": (
        _person("Simon", "Odette", "1936-12-24")
        | TREATED
        | _inr("2017-01-17", 2.1)
        | {"withdrawal_date": "2017-02-01"},
        [],
    ),
    "P09": (_person("Garcia", "Manuel", "1948-08-08") | {"medicine": "minisintrom"}, []),
    "P10": (
        _person("Fournier-Montgolfier", "Bernadette", "1945-04-30")
        | TREATED
        | _inr("2017-02-28", 3.1)
        | {"inr_low": 2.5, "inr_high": 3.5, "next_interview": "2017-03-28"},
        [],
    ),
    "P11": (
        _person("Nguyên", "Thị Lan", "1955-07-14")
        | TREATED
        | _inr("2017-02-24", 2.9)
        | {"treatment_end": "2017-02-26"},
        [],
    ),
    "P12": (_person("Aubert", "Zoé", "1960-01-01") | TREATED | {"adhesion_date": None}, []),
}


def people(store: Store) -> Store:
    """The store with these patients, one of whose interviews was left unfinished."""
    for ref, (facts, acts) in PATIENTS.items():
        store.add_patient(facts, ref, acts)
    session = store.begin("P01", find_script("avk"))
    store.release(session.name)
    return store

"""A pharmacy program's list of dispensings: who is treated with an AVK, since when, until when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Final

from assistant.avk.medicines import find_medicine
from assistant.dossier.duplicates import letters
from assistant.dossier.intake import read_facts
from assistant.errors import InputError
from assistant.exchange.table import Row
from assistant.language import _
from assistant.notation import fold
from assistant.script.knowledge import dispensed, medicines

NEEDED: Final = ("family_name", "given_name", "birth_date", "medicine", "dispensed_on")
KNOWN: Final = ("patient_ref", "nir")
_WORD: Final = re.compile(r"[a-z]+")
_TYPED: Final = ("family_name", "given_name", "birth_date", "dispensed_on")


@dataclass(slots=True)
class Customer:
    """One person of the list who was given an AVK."""

    family_name: str
    given_name: str
    birth_date: date
    nir: str | None = None
    medicine: str = ""
    """What was dispensed last, as the list names it."""
    days: set[date] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The name as it is shown."""
        return f"{self.family_name.upper()} {self.given_name}"

    @property
    def facts(self) -> dict[str, str | None]:
        """What tells the person from others, as the facts of a dossier."""
        return {
            "family_name": self.family_name,
            "given_name": self.given_name,
            "birth_date": self.birth_date.isoformat(),
            "nir": self.nir,
        }

    def treated(self, gap_days: int) -> tuple[date, date]:
        """First and last dispensing of the present treatment: no two further apart than the gap."""
        days = sorted(self.days, reverse=True)
        first = days[0]
        for day in days[1:]:
            if first - day > timedelta(days=gap_days):
                break
            first = day
        return first, days[0]


@dataclass(frozen=True, slots=True)
class Customers:
    """What a list says."""

    people: tuple[Customer, ...]
    """In the order of the list."""
    others: int
    """Rows about another medicine."""
    faults: tuple[tuple[int, str], ...]
    """Line and reason of each row that could not be read: it was left out."""


def columns() -> dict[str, str]:
    """Other names of the columns, as a table's head is folded, to ours."""
    return {
        fold(name).replace(" ", "_"): column
        for column, names in dispensed().columns.items()
        for name in names
    }


def read_customers(rows: Iterable[Row], today: date) -> Customers:
    """The people of a list who were given an AVK; one person is one name with one birth date."""
    people: dict[tuple[str, date], Customer] = {}
    faults: list[tuple[int, str]] = []
    others = 0
    for line, cells in rows:
        if isinstance(cells, str):
            faults.append((line, cells))
        elif not is_avk(cells["medicine"]):
            others += 1
        else:
            faults += ((line, reason) for reason in _read(cells, people, today))
    return Customers(tuple(people.values()), others, tuple(faults))


def _read(cells: Mapping[str, str], people: dict[tuple[str, date], Customer], today: date) -> list[str]:
    values, wrong = read_facts({name: cells[name] for name in _TYPED}, today)
    empty = [name for name in _TYPED if name not in values and name not in wrong]
    if wrong or empty:
        return [f"{name}: {reason}" for name, reason in wrong.items()] + [
            _("{column}: is empty.").format(column=name) for name in empty
        ]
    born = date.fromisoformat(values["birth_date"])
    key = " ".join(letters(values["family_name"], values["given_name"]))
    person = people.setdefault((key, born), Customer(values["family_name"], values["given_name"], born))
    day = date.fromisoformat(values["dispensed_on"])
    if not person.days or day >= max(person.days):
        person.medicine = cells["medicine"]
    person.days.add(day)
    if cells.get("nir"):  # a number that cannot be one is no reason to forget the person
        person.nir = read_facts({"nir": cells["nir"]}, today)[0].get("nir", person.nir)
    return []


@cache
def is_avk(label: str) -> bool:
    """Whether a label names an AVK, such as “PREVISCAN 20MG CPR QUADRISEC BT30”."""
    try:
        find_medicine(label, medicines())
    except InputError:
        words = _WORD.findall(fold(label))
        # The first words name the medicine: what follows may be a maker's name.
        return any(name in _names() for name in (*words[:1], "".join(words[:2]), " ".join(words[:2])))
    return True


@cache
def _names() -> frozenset[str]:
    return frozenset(
        " ".join(_WORD.findall(fold(name)))
        for one in medicines().medicines
        for name in (one.id, one.brand.fr, one.brand.en, one.substance.fr, one.substance.en, *one.names)
    )

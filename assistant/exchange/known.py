"""Which dossiers a row may be about, found without looking at each dossier for each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from assistant.dossier.duplicates import Duplicate, duplicates, letters
from assistant.dossier.summary import Summary
from assistant.exchange.arrivals import Arrival


class Known:
    """The dossiers there are, by what makes two of them alike: a NIR, a birth date, a name."""

    def __init__(self, summaries: Iterable[Summary]) -> None:
        self.by_ref: dict[str, Summary] = {}
        self._by: dict[object, list[Summary]] = {}
        for one in summaries:
            patient = one.patient
            self.by_ref[patient.ref] = one
            for key in (patient.birth_date, _name(patient.family_name, patient.given_name), patient.nir):
                if key:
                    self._by.setdefault(key, []).append(one)

    def alike(self, facts: Mapping[str, Any]) -> list[Duplicate]:
        """The dossiers that these facts (names, birth date, NIR) may be about, the likeliest first."""
        keys = (
            facts.get("nir"),
            date.fromisoformat(facts["birth_date"]),
            _name(facts["family_name"], facts["given_name"]),
        )
        near = {one.patient.ref: one for key in keys if key for one in self._by.get(key, ())}
        return duplicates(facts, near.values())


def twins(arrivals: Iterable[Arrival], summaries: Iterable[Summary]) -> Iterator[tuple[int, str]]:
    """New patients who may have a dossier under another ref: the line, and which dossier in words."""
    known = Known(summaries)
    for arrival in arrivals:
        if arrival.ref not in known.by_ref:
            for one in known.alike(arrival.values):
                yield arrival.line, one.sentence


def _name(family: str, given: str) -> str:
    return " ".join(letters(family, given))

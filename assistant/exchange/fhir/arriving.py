"""What other software sends: patients, INR values and interviews, read from resources of FHIR R4."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from assistant.dossier.dossier import READINGS
from assistant.dossier.intake import contradictions, missing_facts, read_facts
from assistant.errors import InputError
from assistant.exchange.arrivals import read_act
from assistant.exchange.fhir.answering import Came, Find, came, links, named_form
from assistant.exchange.fhir.facts import ACT, read_rows
from assistant.exchange.fhir.known import FACTS, asked_fact
from assistant.exchange.fhir.parsed import adhesion, identity, reading
from assistant.exchange.fhir.response import TEST
from assistant.exchange.fhir.terms import REF, Json
from assistant.language import _
from assistant.notation import shorten
from assistant.script.knowledge import facts

BROKEN: Final = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError)
"""What comes of reading a resource that is not as FHIR has it."""
_READ: Final = ("Patient", "Observation", "Consent", "QuestionnaireResponse")
_BESIDE: Final = ("Questionnaire", "Practitioner", "Bundle")
"""Needed by what is read, and not taken in for themselves."""


@dataclass(slots=True)
class Arrived:
    """One patient who arrives."""

    ref: str
    place: int
    """Number of the resource in the file, from 1."""
    facts: dict[str, Any] = field(default_factory=dict)
    acts: list[tuple[str, str]] = field(default_factory=list)
    interviews: list[Came] = field(default_factory=list)
    recorded: bool = False
    """Whether the form of the facts came along: these facts were recorded as they are by this program."""


@dataclass(slots=True)
class Arrivals:
    """What a file holds."""

    patients: list[Arrived] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    """Sentences on what is not taken in."""
    doubts: list[str] = field(default_factory=list)
    """Sentences on what is taken in and deserves a second look."""


class Reading:
    """One file, read as of a moment."""

    def __init__(self, document: Any, find: Find, now: datetime, person: str) -> None:
        """A reading.

        Args:
            document: the JSON of the file.
            find: finds scripts.
            now: the present.
            person: who held an interview that does not say so.
        """
        self._resources = resources(document)
        self._find, self._now, self._person = find, now, person
        self._names: dict[str, Json] = {}
        """Address of a resource to it."""
        for address, resource in self._resources:
            self._names |= dict.fromkeys(address, resource)
        self._patients: dict[str, Arrived] = {}
        self._faults: list[str] = []
        self.found = Arrivals()

    def run(self) -> Arrivals:
        """Read it all.

        Raises:
            InputError: something of it cannot be taken in: every reason is named, and nothing is taken.
        """
        for kind in _READ:
            for place, (_address, resource) in enumerate(self._resources, 1):
                if resource["resourceType"] == kind:
                    self._guarded(place, resource)
        others = {r["resourceType"] for _a, r in self._resources} - {*_READ, *_BESIDE}
        if others:
            self.found.left.append(
                _("Not taken in, as there is no place for it here: {kinds}.").format(
                    kinds=shorten(", ".join(sorted(others)), 200)
                )
            )
        for one in self._patients.values():
            wrong = list(missing_facts(one.facts, {}).values())
            odd = list(contradictions(one.facts).values())
            if one.recorded:  # what an interview taught may contradict what was typed
                self.found.doubts += [_said(one.place, "Patient", reason) for reason in odd]
            else:
                wrong += odd
            self._faults += [_said(one.place, "Patient", reason) for reason in wrong]
        if not self._patients and not self._faults:
            self._faults.append(_("There is no patient in it: a resource Patient is needed."))
        if self._faults:
            head = _("Nothing was taken in:")
            raise InputError("\n".join([head, *self._faults]), {"faults": self._faults})
        self.found.patients = list(self._patients.values())
        return self.found

    def _guarded(self, place: int, resource: Json) -> None:
        kind = resource["resourceType"]
        try:
            if TEST["code"] in [
                one.get("code") for one in (resource.get("meta") or {}).get("security") or ()
            ]:
                raise InputError(
                    _("It is marked as practised or as a test: that is not mixed with patients.")
                )
            getattr(self, f"_{kind.lower()}")(place, resource)
        except InputError as error:
            self._faults.append(_said(place, kind, error.message))
        except BROKEN:
            self._faults.append(_said(place, kind, _("It is not as FHIR R4 has it.")))

    def _patient(self, place: int, resource: Json) -> None:
        ref, typed = identity(resource)
        if ref in self._patients:
            raise InputError(_("The same patient stands twice in the file."))
        values, wrong = read_facts(typed, self._today)
        if wrong:
            raise InputError(" ".join(f"{name}: {reason}" for name, reason in wrong.items()))
        self._patients[ref] = Arrived(ref, place, values)

    def _observation(self, place: int, resource: Json) -> None:
        row, left = reading(resource, self._today)
        if row is None:
            self.found.left.append(_said(place, "Observation", left))
            return
        rows = self._subject(resource).facts.setdefault(READINGS, [])
        same = next((one for one in rows if one["date"] == row["date"]), row)
        if same["value"] != row["value"]:
            raise InputError(_("There are two values for one day."))
        if same is row:
            rows.append(row)
            rows.sort(key=lambda one: str(one["date"]))

    def _consent(self, place: int, resource: Json) -> None:
        found = adhesion(resource)
        if found is None:
            self.found.left.append(_said(place, "Consent", _("It is not the adhésion to the accompaniment.")))
            return
        values, wrong = read_facts(found, self._today)
        if wrong:
            raise InputError(" ".join(wrong.values()))
        self._add(self._subject(resource, "patient"), values)

    def _questionnaireresponse(self, place: int, resource: Json) -> None:
        to = self._subject(resource)
        if named_form(resource)[0] == FACTS:
            self._facts(to, resource)
            return
        one = came(resource, to.ref, self._author(resource), self._find, self._now)
        if one.id in [other.id for patient in self._patients.values() for other in patient.interviews]:
            raise InputError(_("The same interview stands twice in the file."))
        to.interviews.append(one)

    def _facts(self, to: Arrived, resource: Json) -> None:
        to.recorded = True
        given = links(resource.get("item"))
        values: dict[str, Any] = {}
        for name in facts():
            if name not in given:
                continue
            asked = asked_fact(name)
            if asked.kind == "readings":
                values[name] = read_rows(asked, given[name], self._today)
            else:
                values[name] = asked.read(
                    [answer for item in given[name] for answer in item.get("answer") or ()], self._today
                )
        self._add(to, {name: value for name, value in values.items() if value not in (None, [])})
        for item in given.get(ACT, ()):
            inside = {one["linkId"]: one["answer"][0] for one in item["item"]}
            to.acts += read_act(
                inside["act.kind"]["valueString"], inside["act.date"]["valueDate"], self._today
            )

    def _add(self, to: Arrived, values: Mapping[str, Any]) -> None:
        for name, value in values.items():
            if to.facts.get(name, value) != value:
                raise InputError(
                    _("“{fact}” is said twice, and not the same.").format(fact=str(facts()[name].label))
                )
            to.facts[name] = value

    def _subject(self, resource: Json, key: str = "subject") -> Arrived:
        """The patient that a resource is about."""
        said = resource.get(key) or {}
        there = self._names.get(str(said.get("reference")))
        ref = identity(there)[0] if there is not None and there["resourceType"] == "Patient" else None
        named = said.get("identifier") or {}
        if ref is None and named.get("system") == REF:
            ref = str(named.get("value"))
        if ref not in self._patients:
            raise InputError(_("The patient it is about is not in the file."))
        return self._patients[ref]

    def _author(self, resource: Json) -> str:
        said = resource.get("author") or {}
        there = self._names.get(str(said.get("reference"))) or {}
        names = there.get("name") or [{}]
        return str(names[0].get("text") or said.get("display") or self._person)

    @property
    def _today(self) -> date:
        return self._now.date()


def resources(document: Any) -> Sequence[tuple[list[str], Json]]:
    """The resources of a file, each with the addresses by which others refer to it.

    Raises:
        InputError: it is no FHIR.
    """
    if not isinstance(document, dict) or not isinstance(document.get("resourceType"), str):
        raise InputError(_("This is no FHIR: a Bundle or another resource of R4 as JSON is needed."))
    return list(_resources(document, ""))


def _resources(resource: Json, address: str) -> Iterator[tuple[list[str], Json]]:
    if resource["resourceType"] == "Bundle" and not address:
        entries = resource.get("entry") or ()
        if not isinstance(entries, (list, tuple)):
            raise InputError(_("This is no FHIR: an entry of the Bundle holds no resource."))
        for entry in entries:
            inner = entry.get("resource") if isinstance(entry, dict) else None
            if not isinstance(inner, dict) or not isinstance(inner.get("resourceType"), str):
                raise InputError(_("This is no FHIR: an entry of the Bundle holds no resource."))
            yield from _resources(inner, str(entry.get("fullUrl") or "-"))
    else:
        named = f"{resource['resourceType']}/{resource['id']}" if resource.get("id") else ""
        yield [one for one in (address, named) if one], resource


def _said(place: int, kind: str, reason: str) -> str:
    return _("Resource {number} ({kind}): {reason}").format(number=place, kind=shorten(kind), reason=reason)

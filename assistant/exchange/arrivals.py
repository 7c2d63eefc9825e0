"""Patients and acts that arrive in a table: all rows are taken or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from assistant.dossier.intake import contradictions, missing_facts, read_facts
from assistant.errors import InputError, StoreError
from assistant.exchange.table import Row
from assistant.language import _, ngettext
from assistant.notation import read_date, shorten
from assistant.store.store import Store

NEEDED: Final = ("patient_ref", "family_name", "given_name", "birth_date")
OPTIONAL: Final = (
    "nir",
    "regime",
    "medicine",
    "treatment_start",
    "treatment_end",
    "expected_months",
    "adhesion_date",
    "death_date",
    "act",
    "act_date",
)
ACTS: Final = ("interview", "observance")


@dataclass(slots=True)
class Arrival:
    """One patient of the table."""

    ref: str
    line: int
    """The first line that names the patient."""
    facts: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    """Fact id to the line that gave it."""
    acts: list[tuple[str, str]] = field(default_factory=list)
    """Kind and ISO day of each act, equal ones as often as they stand."""

    @property
    def values(self) -> dict[str, Any]:
        """The facts that could be read."""
        return {name: value for name, value in self.facts.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import added."""

    patients: int
    updated: int
    acts: int


def read_arrivals(rows: Iterable[Row], today: date) -> list[Arrival]:
    """The patients of a table, each with its acts.

    Raises:
        InputError: rows are faulty; every one is named with its reason.
    """
    arrivals: dict[str, Arrival] = {}
    faults: list[tuple[int, str]] = []
    for line, cells in rows:
        found = [cells] if isinstance(cells, str) else _read(line, cells, arrivals, today)
        faults.extend((line, reason) for reason in found)
    for arrival in arrivals.values():
        faults.extend((arrival.line, reason) for reason in missing_facts(arrival.facts, {}).values())
        faults.extend(
            (arrival.lines[name], f"{name}: {reason}")
            for name, reason in contradictions(arrival.values).items()
        )
    if faults:
        named = dict.fromkeys(sorted(faults))
        said = [_("Line {line}: {reason}").format(line=line, reason=reason) for line, reason in named]
        head = ngettext(
            "{count} fault; nothing was taken in:", "{count} faults; nothing was taken in:", len(said)
        ).format(count=len(said))
        raise InputError(
            "\n".join([head, *said]),
            {"rows": [{"line": line, "reason": reason} for line, reason in named]},
        )
    return list(arrivals.values())


def _read(line: int, cells: dict[str, str], arrivals: dict[str, Arrival], today: date) -> list[str]:
    ref = cells["patient_ref"]
    if not ref or not ref.isprintable() or len(ref) > 60:
        return [_("patient_ref: 1 to 60 printable characters are needed.")]
    arrival = arrivals.setdefault(ref, Arrival(ref, line))
    typed = {name: text for name, text in cells.items() if name not in ("patient_ref", "act", "act_date")}
    values, wrong = read_facts(typed, today)
    reasons = [f"{name}: {reason}" for name, reason in wrong.items()]
    # A name that could not be read is faulty, not missing as well.
    arrival.facts |= {name: None for name in wrong if name not in arrival.facts}
    for name, value in values.items():
        if arrival.facts.get(name, value) not in (value, None):
            reasons.append(
                _("{column}: differs from line {line} for the same patient_ref.").format(
                    column=name, line=arrival.lines.get(name, line)
                )
            )
        else:
            arrival.facts[name] = value
            arrival.lines.setdefault(name, line)
    try:
        arrival.acts += read_act(cells.get("act", ""), cells.get("act_date", ""), today)
    except InputError as error:
        reasons.append(f"{error.details['column']}: {error.message}")
    return reasons


def read_act(kind: str, day: str, today: date) -> list[tuple[str, str]]:
    """The act of one row: its kind and ISO day, or nothing where both are empty.

    Raises:
        InputError: no such kind, or no such day; `details` has the `column`.
    """
    if not kind and not day:
        return []
    if kind not in ACTS:
        raise InputError(
            _("“{act}” is not an act. Allowed: {known}, or empty with an empty act_date.").format(
                act=shorten(kind), known=", ".join(ACTS)
            ),
            {"column": "act"},
        )
    try:
        return [(kind, read_date(day, today).isoformat())]
    except InputError as error:
        raise InputError(error.message, {"column": "act_date"}) from error


def take_in(
    store: Store, arrivals: list[Arrival], progress: Callable[[int, int], None] | None = None
) -> Taken:
    """Add what the store does not have yet; the same table twice adds nothing.

    An act is known by patient, kind, day and its rank among equal rows.

    Raises:
        StoreError: the disk refuses; says how far it came. What was taken in is whole, patient by patient.
    """
    # Asked once: asking for each new patient would look through all the folders each time.
    there = {summary.patient.ref for summary in store.summaries()}
    counts = Counter[str]()
    for done, arrival in enumerate(arrivals):
        try:
            counts += _take(store, arrival, new=arrival.ref not in there)
        except StoreError as error:
            if not done:
                raise
            raise StoreError(
                _(
                    "{reason} {done} of {count} patients were taken in; import the file again to go on."
                ).format(reason=error.message, done=done, count=len(arrivals)),
                error.details | {"taken": done},
            ) from error
        if progress:
            progress(done + 1, len(arrivals))
    return Taken(counts["patients"], counts["updated"], counts["acts"])


def _take(store: Store, arrival: Arrival, *, new: bool) -> Counter[str]:
    if new:
        store.add_patient(arrival.facts, arrival.ref, arrival.acts)
        return Counter(patients=1, acts=len(arrival.acts))
    dossier = store.dossier(arrival.ref)
    facts = {name: value for name, value in arrival.facts.items() if dossier.facts.get(name) != value}
    known: Counter[tuple[str, str]] = Counter(
        (act.kind, act.day.isoformat()) for act in dossier.acts if act.origin == "import"
    )
    acts = list((Counter(arrival.acts) - known).elements())
    store.record(arrival.ref, facts, acts)
    return Counter(updated=bool(facts or acts), acts=len(acts))

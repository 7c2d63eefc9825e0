"""Patients and acts that arrive in a table: all rows are taken or none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, get_args

from assistant.dossier.act import THEMES, ActKind
from assistant.dossier.intake import contradictions, missing_facts, read_facts
from assistant.errors import InputError
from assistant.exchange.table import Row
from assistant.language import _, ngettext
from assistant.notation import read_date, shorten

NEEDED: Final = ("patient_ref", "family_name", "given_name", "birth_date")
OPTIONAL: Final = (
    "sex",
    "nir",
    "insured",
    "insured_name",
    "regime",
    "phone",
    "doctor",
    "death_date",
    "prescriber",
    "prescriber_rpps",
    "prescribed_on",
    "dispensed_on",
    "medicine",
    "treatment_start",
    "treatment_end",
    "end_reason",
    "expected_months",
    "inr_low",
    "inr_high",
    "laboratory",
    "next_inr",
    "proposed_on",
    "adhesion_date",
    "moved_on",
    "adhesion_declared",
    "acts_declared_until",
    "next_interview",
    "act",
    "act_date",
)
ACTS: Final = get_args(ActKind)
"""The first two are acts of the texts until 2017, the others of those since 2018."""


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
    """Name (`act_name`) and ISO day of each act, equal ones as often as they stand."""

    @property
    def values(self) -> dict[str, Any]:
        """The facts that could be read."""
        return {name: value for name, value in self.facts.items() if value is not None}


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
    """The act of one row: its name (`act_name`) and ISO day, or nothing where both are empty.

    Raises:
        InputError: no such kind, theme or day; `details` has the `column`.
    """
    if not kind and not day:
        return []
    name = _act_name(kind)
    try:
        return [(name, read_date(day, today).isoformat())]
    except InputError as error:
        raise InputError(error.message, {"column": "act_date"}) from error


def _act_name(typed: str) -> str:
    """The name of an act as typed: a kind, or `thematic:` and a theme."""
    kind, colon, theme = (part.strip() for part in typed.partition(":"))
    if kind not in ACTS:
        raise InputError(
            _(
                "“{act}” is not an act. Allowed: {known}, “thematic:” and a theme, or empty with an "
                "empty act_date."
            ).format(act=shorten(kind), known=", ".join(ACTS)),
            {"column": "act"},
        )
    if not colon:
        return kind
    if kind != "thematic":
        raise InputError(
            _("“{act}” has no theme: only “thematic” has one. Write “{act}” alone.").format(act=kind),
            {"column": "act"},
        )
    if theme not in THEMES:
        raise InputError(
            _(
                "“{theme}” is not a theme. Allowed after “thematic:”: {known}; or “thematic” alone where it "
                "is not known."
            ).format(theme=shorten(theme or typed), known=", ".join(THEMES)),
            {"column": "act"},
        )
    return f"{kind}:{theme}"

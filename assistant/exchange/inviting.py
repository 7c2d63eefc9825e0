"""Whom to propose the accompaniment to: treated long enough by dates of dispensing, adult, not yet asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Literal

from assistant.dossier.duplicates import letters
from assistant.dossier.summary import Summary
from assistant.exchange.dispensed import Customer
from assistant.exchange.known import Known
from assistant.year.calendar import months_after
from assistant.year.rules import Eligibility
from assistant.year.worklist import followed

State = Literal["invite", "soon", "already", "minor", "ended"]
"""To invite; not treated long enough yet; asked or accompanied already, or left; not adult; no dispensing
any more."""
STATES: Final[tuple[State, ...]] = ("invite", "soon", "already", "minor", "ended")


@dataclass(frozen=True, slots=True)
class Invitation:
    """One person of the list."""

    customer: Customer
    state: State
    since: date
    """First dispensing of the present treatment."""
    last: date
    """Last dispensing."""
    eligible_from: date
    """Day from which a dispensing shows that the treatment lasted long enough."""
    ref: str | None
    """Of the dossier of the same person."""
    perhaps: tuple[str, ...]
    """Dossiers that may be about the same person, in words."""

    def to_json(self) -> dict[str, Any]:
        """The line as a JSON object."""
        one = self.customer
        return {
            "family_name": one.family_name,
            "given_name": one.given_name,
            "birth_date": one.birth_date.isoformat(),
            "medicine": one.medicine,
            "since": self.since.isoformat(),
            "last": self.last.isoformat(),
            "dispensings": len(one.days),
            "eligible_from": self.eligible_from.isoformat(),
            "ref": self.ref,
            "perhaps": list(self.perhaps),
        }


def invitations(
    customers: Iterable[Customer],
    summaries: Iterable[Summary],
    facts: Callable[[str], Mapping[str, Any]],
    eligible: Eligibility,
    gap_days: int,
    as_of: date,
) -> list[Invitation]:
    """Where each person of the list stands, by name.

    Args:
        customers: the people.
        summaries: the dossiers there are.
        facts: the facts of one dossier; asked only where the summary does not tell.
        eligible: age and months, from the rule set of the year.
        gap_days: two dispensings further apart are two treatments.
        as_of: the day of the report.
    """
    known = Known(summaries)
    found = []
    for one in customers:
        since, last = one.treated(gap_days)
        alike = known.alike(one.facts)
        same = next((known.by_ref[two.patient.ref] for two in alike if two.why in ("nir", "same")), None)
        perhaps = () if same else tuple(two.sentence for two in alike)
        reached = months_after(since, eligible.min_months)
        state: State = "invite" if last >= reached else "soon"
        if same is not None and _asked(same, facts, as_of):
            state = "already"
        elif as_of - last > timedelta(days=gap_days):
            state = "ended"
        elif months_after(one.birth_date, 12 * eligible.min_age) > as_of:
            state = "minor"
        found.append(
            Invitation(one, state, since, last, reached, same.patient.ref if same else None, perhaps)
        )
    return sorted(found, key=lambda line: (letters(line.customer.name), line.customer.birth_date))


def counts(found: Iterable[Invitation]) -> dict[str, int]:
    """How many stand where."""
    number = Counter(one.state for one in found)
    return {state: number[state] for state in STATES}


def _asked(one: Summary, facts: Callable[[str], Mapping[str, Any]], as_of: date) -> bool:
    """Whether the accompaniment was proposed, whatever came of it, or cannot be any more."""
    if one.adhesion or one.acts or one.transcripts or not followed(one, as_of):
        return True
    return facts(one.patient.ref).get("proposed_on") is not None

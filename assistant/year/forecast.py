"""Where each patient will stand on the last day, at the present rhythm and with the appointments set.

The very rules that judge what was done (`year_status`) judge it together with what is to be expected.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from assistant.dossier.act import Act, ActKind
from assistant.year.rhythm import Rhythm, foreseen
from assistant.year.status import Standing, YearStatus, year_status
from assistant.year.ways import Missing

if TYPE_CHECKING:
    from assistant.dossier.summary import Summary
    from assistant.year.rules import Route, RuleSet

EXPECTED: Final = "expected"
"""Origin of an act that is only to be expected."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is to be expected of one patient."""

    ref: str
    rhythm: Rhythm
    appointment: date | None
    """Day agreed on for the next interview, unless it has passed."""
    acts: tuple[Act, ...]
    """Those to be expected, the earliest first; no more than a way to the year's amount needs."""
    last_day: date
    """Of the window whose acts are counted together."""
    expected: YearStatus
    """Where the year stands on that day if they are held; as it stands now once the day has passed."""
    at_risk_eur: int
    """What the best way would still secure and the rhythm does not.

    Nothing where every act of that way is to be expected: the rest is for the caisse to grant.
    """
    missing: Missing
    """What the best way still lacks on the last day; nothing where no way is open."""
    start_by: date | None
    """The last day on which the best way can be started; None where none is open."""

    @property
    def standing(self) -> Standing:
        """Where the year stands once the last day is over: what could be done on it, and was not, is lost."""
        return "impossible" if self.expected.status == "possible" else self.expected.status

    def to_json(self) -> dict[str, object]:
        """The forecast as a JSON object: ISO days, euros."""
        return {
            "last_day": self.last_day.isoformat(),
            "status": self.standing,
            "amount_eur": self.expected.amount_eur,
            "secured_eur": self.expected.secured_eur,
            "at_risk_eur": self.at_risk_eur,
            "missing": self.missing.to_json(),
            "start_by": self.start_by.isoformat() if self.start_by else None,
            "appointment": self.appointment.isoformat() if self.appointment else None,
            "rhythm_days": self.rhythm.days,
            "rhythm_from": self.rhythm.source,
            "acts": [{"kind": act.kind, "date": act.day.isoformat()} for act in self.acts],
        }


def forecast(
    one: Summary, status: YearStatus, rules: RuleSet, rhythm: Rhythm, year: int, as_of: date
) -> Forecast:
    """What is to be expected of a patient.

    Args:
        one: the dossier.
        status: where its year stands.
        rules: the rule set it stands under.
        rhythm: days from one act to the next.
        year: the calendar year.
        as_of: the day of the report.
    """
    last_day = as_of if status.window is None else status.window.last
    agreed = one.next_interview if one.next_interview and one.next_interview >= as_of else None
    found: tuple[YearStatus, tuple[Act, ...]] = (status, ())
    if as_of <= last_day and (status.options or status.status == "not_eligible"):
        days = tuple(foreseen(one.acts, one.adhesion, agreed, rhythm, as_of, last_day))
        found = max(_outcomes(one, status, rules, days, year, last_day), key=lambda each: _worth(each[0]))
    expected, acts = found
    best = status.options[0] if status.options else None
    held = [act.kind for act in expected.counted if act.origin == EXPECTED]
    missing = best.missing.less(held) if best else Missing()
    return Forecast(
        one.patient.ref,
        rhythm,
        agreed,
        acts,
        last_day,
        expected,
        max(0, best.amount_eur - expected.secured_eur) if best and missing.any else 0,
        missing,
        best.last_date if best else None,
    )


def forecasts(
    summaries: Sequence[Summary],
    statuses: Sequence[YearStatus],
    sets: Mapping[str, RuleSet],
    rhythm: Mapping[str, Rhythm],
    year: int,
    as_of: date,
) -> Iterator[Forecast]:
    """The forecast of each dossier, in their order: they are made as they are asked for."""
    for one, status in zip(summaries, statuses, strict=True):
        yield forecast(one, status, sets[status.rules], rhythm[one.patient.ref], year, as_of)


def _outcomes(
    one: Summary, status: YearStatus, rules: RuleSet, days: Sequence[date], year: int, last_day: date
) -> Iterator[tuple[YearStatus, tuple[Act, ...]]]:
    """Where each way leads with so many days; none is tried below one that is reached."""
    began = None if status.window is None else status.window.first
    signed = one.adhesion.signed_on if one.adhesion else None
    first_year = signed is None or began is None or signed >= began
    for route in sorted(rules.routes(first=first_year), key=lambda route: -route.amount_eur):
        acts = tuple(
            Act(kind, day, EXPECTED) for kind, day in zip(_lacking(route, status), days, strict=False)
        )
        expected = year_status(
            one.patient, one.treatment, one.adhesion, (*one.acts, *acts), rules, year, last_day
        )
        yield expected, acts
        if expected.secured_eur >= route.amount_eur:
            return


def _lacking(route: Route, status: YearStatus) -> list[ActKind]:
    """The acts that a way still needs, in the order in which it names them."""
    done = Counter(act.kind for act in status.counted)
    return [kind for kind, count in route.needs.items() for _ in range(count - done[kind])]


def _worth(status: YearStatus) -> tuple[int, int]:
    return status.secured_eur, status.amount_eur

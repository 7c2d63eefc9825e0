"""Where a dossier stands in a year (docs/sources.md §5). The amounts are for the pharmacist's eyes only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, get_args

from assistant.dossier.act import Act
from assistant.dossier.patient import Adhesion, Patient, Treatment
from assistant.year.counting import Counting, Uncounted, count
from assistant.year.reason import Reason
from assistant.year.situation import Situation, situation
from assistant.year.ways import Option, Ways, late
from assistant.year.window import Window

if TYPE_CHECKING:
    from assistant.year.rules import ExceptionRule, RuleSet

Standing = Literal["met", "possible", "impossible", "not_eligible", "to_confirm"]
STANDINGS: Final[tuple[Standing, ...]] = get_args(Standing)


@dataclass(frozen=True, slots=True)
class YearStatus:
    """Where a dossier stands, and why."""

    ref: str
    status: Standing
    amount_eur: int
    """Secured, or expected when to be confirmed; before the year is met, only what its steps have paid."""
    met_on: date | None
    """The day of the act that met the amount; only when met."""
    options: tuple[Option, ...]
    """The ways to a higher, or a certain, amount that are still open; the best first."""
    uncounted: tuple[Uncounted, ...]
    reasons: tuple[Reason, ...]
    counted: tuple[Act, ...]
    rules: str = ""
    """Id of the rule set that was applied."""
    window: Window | None = None
    """The days whose acts were counted together."""

    @property
    def secured_eur(self) -> int:
        """Euros that nothing can take away any more."""
        return 0 if self.status == "to_confirm" else self.amount_eur

    @property
    def best_eur(self) -> int:
        """The best that can still be reached, what is secured or expected included."""
        return self.amount_eur + self.possible_eur

    @property
    def last_date(self) -> date | None:
        """The last day on which one of the options can still be started; None when there is none."""
        return max((option.last_date for option in self.options), default=None)

    @property
    def possible_eur(self) -> int:
        """Euros still to be gained over those secured or expected, by the best option."""
        return max((option.amount_eur for option in self.options), default=self.amount_eur) - self.amount_eur


def year_status(
    patient: Patient,
    treatment: Treatment,
    adhesion: Adhesion | None,
    acts: Iterable[Act],
    rules: RuleSet,
    year: int,
    as_of: date,
) -> YearStatus:
    """The status of a calendar year (1 to 9999), seen on the day `as_of`.

    An adhesion or a death dated after `as_of` is not there yet; a treatment's end, which can be foreseen, is.
    """
    case = situation(patient, treatment, adhesion, rules, year, as_of)
    counting = count(acts, case, rules)
    became = _became(treatment, case)

    def status(
        standing: Standing,
        reasons: tuple[Reason, ...],
        amount_eur: int = 0,
        met_on: date | None = None,
        options: tuple[Option, ...] = (),
    ) -> YearStatus:
        return YearStatus(
            patient.ref,
            standing,
            amount_eur,
            met_on,
            options,
            counting.uncounted,
            (*reasons, *became),
            counting.counted,
            rules.id,
            case.window,
        )

    if case.refusal:
        return status("not_eligible", (case.refusal,))
    ways = Ways(case, counting, rules)
    if secured := _secured(case, counting, rules):
        amount, day = secured
        return status("met", (Reason("met", day, amount),), amount, day, ways.sure(above=amount))
    if exception := _exception(case, counting, rules):
        cause = Reason(exception.cause, case.died if exception.cause == "death" else case.joined)
        return status("to_confirm", (cause,), exception.amount_eur, options=ways.sure(above=0))
    paid = _by_step(case, counting, rules)
    so_far = (Reason("steps_paid", number=paid),) if paid else ()
    if options := ways.sure(above=paid):
        return status("possible", (*_waiting(case), *so_far), paid, options=options)
    if options := ways.unsure():
        return status("possible", (*_waiting(case), Reason("exception_only")), options=options)
    return status("impossible", (*_lost(case, counting), *so_far), paid)


def _secured(case: Situation, counting: Counting, rules: RuleSet) -> tuple[int, date] | None:
    """The highest amount whose needs are met and the day they were: never a sum of two."""
    routes = rules.routes(first=case.first_year)
    met = [(route.amount_eur, day) for route in routes if (day := counting.reaches(route.needs))]
    return max(met, key=lambda one: (one[0], -one[1].toordinal()), default=None)


def _became(treatment: Treatment, case: Situation) -> tuple[Reason, ...]:
    """What became of the treatment, where that changes or settles what holds."""
    if treatment.end and treatment.end <= min(case.as_of, case.year_end):
        if treatment.end_reason == "doac":
            return (Reason("to_doac", treatment.end),)
        if treatment.end_reason == "interrupted":
            return (Reason("interrupted", treatment.end),)
    if treatment.start_before:
        return (Reason("start_moved", treatment.start_before),)
    return (Reason("other_avk"),) if treatment.before else ()


def _by_step(case: Situation, counting: Counting, rules: RuleSet) -> int:
    """Euros of the steps that are done, each in its turn among those of its kind; the best way's."""
    return max(
        sum(
            step.amount_eur
            for index, step in enumerate(route.steps)
            if len(counting.days(step.act)) >= sum(one.act == step.act for one in route.steps[: index + 1])
        )
        for route in rules.routes(first=case.first_year)
    )


def _exception(case: Situation, counting: Counting, rules: RuleSet) -> ExceptionRule | None:
    """The exception that applies and whose needs are met."""
    for exception in rules.exceptions:
        if exception.since is None:
            applies = case.died is not None
        else:
            signed = case.joined if case.first_year else None
            applies = signed is not None and signed >= late(case.year, exception.since)
        if applies and counting.reaches(exception.needs):
            return exception
    return None


def _waiting(case: Situation) -> tuple[Reason, ...]:
    """That the year is still open, and what to know about an adhesion that is missing."""
    if case.joined:
        return (Reason("open"),)
    if case.later:
        return (Reason("adhesion_ahead", case.later),)
    if case.majority > case.as_of:
        return (Reason("minor_until", case.majority),)
    return (Reason("adhesion_missing"),)


def _lost(case: Situation, counting: Counting) -> tuple[Reason, ...]:
    """Why no way is left."""
    if not case.joined:
        if case.later and case.later <= case.as_of:
            return (Reason("adhesion_later", case.later),)
        return (Reason("adhesion_never"),)
    interviews = Reason("counted", number=sum(act.kind != "observance" for act in counting.counted))
    if case.died:
        return (Reason("died", case.died), interviews)
    if case.left:
        return (Reason("moved" if case.moved else "withdrawn", case.left), interviews)
    if case.ended and case.ended < case.year_end:
        return (Reason("treatment_ended", case.ended), interviews)
    return (Reason("no_time", case.year_end), interviews)

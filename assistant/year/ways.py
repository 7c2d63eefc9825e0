"""Which ways to meet the year are still open, and until when (docs/sources.md §5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from assistant.dossier.act import ActKind
from assistant.year.counting import Counting

if TYPE_CHECKING:
    from assistant.year.rules import RuleSet
    from assistant.year.situation import Situation


@dataclass(frozen=True, slots=True)
class Missing:
    """What is still to be done."""

    interview: int = 0
    observance: int = 0
    adhesion: int = 0
    evaluation: int = 0
    thematic: int = 0

    def to_json(self) -> dict[str, int]:
        """The counts as a JSON object; those of the acts since 2018 only where there are some."""
        since_2018 = {"evaluation": self.evaluation, "thematic": self.thematic}
        return {
            "interview": self.interview,
            "observance": self.observance,
            "adhesion": self.adhesion,
            **{kind: number for kind, number in since_2018.items() if number},
        }

    def less(self, done: Iterable[ActKind]) -> Missing:
        """What is left once these acts are done as well."""
        left = Counter(asdict(self))
        left.subtract(done)
        return Missing(**{kind: max(0, left[kind]) for kind in asdict(self)})

    @property
    def any(self) -> bool:
        """Whether something is left."""
        return self != Missing()

    @property
    def alone(self) -> bool:
        """Whether one thing is left, and no more."""
        left: int = sum(asdict(self).values())
        return left == 1


@dataclass(frozen=True, slots=True)
class Option:
    """A way still open."""

    amount_eur: int
    missing: Missing
    last_date: date
    """The last day on which to start: room is left for the distinct days needed."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Days that are left, seen from the day of the report."""

    case: Situation
    counting: Counting
    rules: RuleSet

    def sure(self, above: int) -> tuple[Option, ...]:
        """The ways to a certain amount above this one (euros), the best first."""
        routes = self.rules.routes(first=self.case.first_year)
        found = [
            option
            for route in routes
            if route.amount_eur > above and (option := self._option(route.amount_eur, route.needs))
        ]
        return tuple(sorted(found, key=lambda option: -option.amount_eur))

    def unsure(self) -> tuple[Option, ...]:
        """The ways to an amount that the caisse would have to confirm: an adhesion late in the year."""
        return tuple(self._unsure())

    def _unsure(self) -> Iterator[Option]:
        for exception in self.rules.exceptions:
            if exception.since is None:
                continue
            since = late(self.case.year, exception.since)
            late_enough = self.case.joined is None or self.case.joined >= since
            if self.case.first_year and late_enough:
                # Who has not joined yet may choose to wait for that day.
                waited = since if self.case.joined is None else None
                if option := self._option(exception.amount_eur, exception.needs, waited):
                    yield option

    def _days(self, not_before: date | None) -> tuple[date, date] | None:
        """The first and the last day on which an act may still be done and count; None when none is left."""
        case = self.case
        if case.died or case.left or case.refusal:
            return None
        first = max(case.as_of, case.first, case.joined or case.majority, not_before or case.first)
        return (first, case.last) if first <= case.last else None

    def _option(
        self, amount_eur: int, needs: Mapping[ActKind, int], not_before: date | None = None
    ) -> Option | None:
        days = self._days(not_before)
        if days is None:
            return None
        first, last = days
        horizon = max(last, self.case.horizon)
        missing: dict[ActKind, int] = {}
        distinct = 1
        for kind, count in needs.items():
            rule, done = self.rules.acts[kind], self.counting.days(kind)
            missing[kind] = lacking = max(0, count - len(done))
            late = self.case.first_year or self.case.declared_late(last.year)
            if lacking and rule.adhesion == "earlier_year" and late:
                return None
            if lacking and rule.once_a_day:
                # Only the day of the report can be both taken and still to come.
                free = (horizon - first).days + (0 if first in done else 1)
                if lacking > free:
                    return None
                distinct = max(distinct, lacking)
        adhesion = 0 if self.case.joined else 1
        return Option(
            amount_eur,
            Missing(
                missing.get("interview", 0),
                missing.get("observance", 0),
                adhesion,
                missing.get("evaluation", 0),
                missing.get("thematic", 0),
            ),
            min(last, horizon - timedelta(days=distinct - 1)),
        )


def late(year: int, since: str) -> date:
    """The day of this year that a rule set writes as `MM-DD`."""
    month, day = since.split("-")
    return date(year, int(month), int(day))

"""What is to be declared of a patient's year, what was, and what cannot be and why (docs/sources.md §5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from assistant.dossier.declaration import Declaration, What, matching
from assistant.year.counting import Uncounted, WhyNot, kind_under

if TYPE_CHECKING:
    from assistant.dossier.act import Act, ActKind, Theme
    from assistant.dossier.summary import Summary
    from assistant.year.rules import RuleSet
    from assistant.year.status import YearStatus
    from assistant.year.window import Window

State = Literal["due", "declared", "waiting", "refused", "stray"]
"""To be declared now; declared; not yet; never, as things stand; declared, and does not count any more."""
Hindrance = Literal["adhesion_first", "sequence_open", "sequence_lost", "ineligible"]
Why = WhyNot | Hindrance | Literal["gone", "other"]

_NOT_YET: Final[set[WhyNot]] = {"unsigned", "returned", "future"}
"""Reasons that may go away."""
_LOST: Final[set[WhyNot]] = {"unsigned", "returned"}
"""Reasons that came after the act was done well: it may have been declared among others."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to enter on the caisse's site."""

    what: What
    day: date
    state: State
    transcript: str | None = None
    theme: Theme | None = None
    why: Why | None = None
    """Of what waits, is refused or counts no more."""
    code: str | None = None
    """Where the rule set has one for this; of acts that are paid together, the last one has it."""
    declared: Declaration | None = None
    """What stands declared of it."""


def entries(one: Summary, status: YearStatus, rules: RuleSet, as_of: date) -> tuple[Entry, ...]:
    """Everything of the year that is, was or might be declared: the adhesion, then the acts by day.

    Args:
        one: the patient.
        status: where the year stands under the rules.
        rules: the rule set it stands under.
        as_of: the day of the report.
    """
    return _Sheet(one, status, rules, as_of).entries()


class _Sheet:
    """One patient's year, while its entries are told apart."""

    def __init__(self, one: Summary, status: YearStatus, rules: RuleSet, as_of: date) -> None:
        self._one, self._status, self._rules, self._as_of = one, status, rules, as_of
        self._window: Window | None = status.window
        last = as_of if self._window is None else min(as_of, self._window.last)
        self._adhered = one.adhesion.standing_by(last) if one.adhesion else None
        signed = self._adhered.signed_on if self._adhered else None
        self._first_year = signed is None or self._window is None or signed >= self._window.first
        self._paid = _paid_together(status, rules, first=self._first_year)
        self._used: list[Declaration] = []

    def entries(self) -> tuple[Entry, ...]:
        found = [
            *self._adhesion(),
            *(self._counted(act) for act in self._status.counted),
            *(self._uncounted(one) for one in self._status.uncounted),
        ]
        found += self._gone()
        found.sort(key=lambda one: (one.what != "adhesion", one.day))
        return tuple(found)

    def _adhesion(self) -> Iterator[Entry]:
        adhesion = self._adhered
        if adhesion is None:
            return
        day, code = adhesion.signed_on, self._code("adhesion")
        declared = self._declared("adhesion", day, None)
        if self._window is not None and day > self._window.last:
            return  # a later year's
        if declared:
            yield Entry("adhesion", day, "declared", code=code, declared=declared)
        elif day > self._as_of:
            yield Entry("adhesion", day, "waiting", why="future", code=code)
        elif self._status.status == "not_eligible":
            yield Entry("adhesion", day, "refused", why="ineligible", code=code)
        else:
            yield Entry("adhesion", day, "due", code=code)

    def _counted(self, act: Act) -> Entry:
        declared = self._declared(act.kind, act.day, _transcript(act))
        why = None if declared else self._hindered(act)
        state: State = "declared" if declared else "due"
        if why is not None:
            state = "waiting" if why in ("sequence_open", "adhesion_first") else "refused"
        has_code = state != "refused" and (self._rules.payment != "sequence" or act is self._last_paid)
        code = self._code("first_year" if self._first_year else "later_years") if has_code else None
        return Entry(act.kind, act.day, state, _transcript(act), act.theme, why, code, declared)

    def _hindered(self, act: Act) -> Why | None:
        """Why an act that counts cannot be declared now."""
        if self._rules.payment == "sequence" and self._status.status != "met":
            over = self._window is not None and self._as_of > self._window.last
            return "sequence_lost" if over or self._status.status == "impossible" else "sequence_open"
        if self._rules.payment == "sequence" and act not in self._paid:
            return "beyond_plan"
        if self._rules.acts[act.kind].adhesion == "earlier_year" and self._adhered:
            adhesion = matching(self._one.declared, "adhesion", self._adhered.signed_on, None)
            if adhesion is None:
                return "adhesion_first"
        return None

    def _uncounted(self, uncounted: Uncounted) -> Entry:
        act, why = uncounted.act, uncounted.reason
        kind = kind_under(act, self._rules)
        free = [one for one in self._one.declared if one not in self._used]
        declared = matching(free, kind, act.day, _transcript(act))
        if declared is not None and not (declared.sweeping and why not in _LOST):
            self._used.append(declared)
            return Entry(kind, act.day, "stray", _transcript(act), act.theme, why, None, declared)
        state: State = "waiting" if why in _NOT_YET else "refused"
        return Entry(kind, act.day, state, _transcript(act), act.theme, why)

    def _gone(self) -> Iterator[Entry]:
        """What stands declared in this year and is not in the dossier any more."""
        for one in self._one.declared:
            ours = one.what == "adhesion" or (
                self._window is not None and self._window.first <= one.day <= self._window.last
            )
            if ours and not one.sweeping and one not in self._used and not self._of_another(one):
                why: Why = "other" if one.what == "adhesion" else "gone"
                yield Entry(one.what, one.day, "stray", one.transcript, why=why, declared=one)

    def _of_another(self, one: Declaration) -> bool:
        """Whether it is the adhesion that ended before the one this year is under, or that came after."""
        known = (self._one.adhesion, self._one.adhesion and self._one.adhesion.earlier)
        return one.what == "adhesion" and any(each and each.signed_on == one.day for each in known)

    def _declared(self, what: What, day: date, transcript: str | None) -> Declaration | None:
        found = matching(self._one.declared, what, day, transcript)
        if found is not None:
            self._used.append(found)
        return found

    @property
    def _last_paid(self) -> Act | None:
        return self._paid[-1] if self._paid else None

    def _code(self, used_for: str) -> str | None:
        codes = self._rules.codes
        return next((one.code for one in codes if one.used_for == used_for), None) if codes else None


def _paid_together(status: YearStatus, rules: RuleSet, *, first: bool) -> tuple[Act, ...]:
    """The acts of a sequence that is complete, by day; those beyond it are not paid."""
    if status.status != "met" or rules.payment != "sequence":
        return ()
    reached = [route for route in rules.routes(first=first) if route.amount_eur == status.amount_eur]
    left: Counter[ActKind] = Counter(reached[0].needs if reached else {})
    found = []
    for act in status.counted:
        if left[act.kind] > 0:
            left[act.kind] -= 1
            found.append(act)
    return tuple(found)


def _transcript(act: Act) -> str | None:
    return None if act.origin == "import" else act.origin

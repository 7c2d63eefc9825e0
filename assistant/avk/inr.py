"""Where an INR stands: its class, what to do, whether the next one is late.

An action level is never a diagnosis and never a dose. Levels are compared as decimals as typed, so that
`2.5 - 0.5` is `2.0` to the letter.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

from assistant.avk.reading import Target
from assistant.avk.reference import Reference, reference
from assistant.avk.thresholds import Thresholds
from assistant.bilingual import Text
from assistant.errors import InputError
from assistant.language import _
from assistant.notation import write_date, write_number

InrClass = Literal["below", "in_range", "above"]
Action = Literal["note", "advise", "call", "emergency"]


@lru_cache(maxsize=4096)
def _exact(value: float) -> Decimal:
    return Decimal(str(value))


def check_value(value: float, confirmed: bool, thresholds: Thresholds) -> None:
    """Refuse an INR that must be a typing error.

    Raises:
        InputError: not a positive number; or outside the plausible values and not confirmed.
    """
    if not math.isfinite(value) or value <= 0:
        raise InputError(
            _("An INR is a number above zero, such as {example}.").format(example=write_number(2.5))
        )
    low, high = thresholds.plausible_low, thresholds.plausible_high
    if not confirmed and not low <= _exact(value) <= high:
        raise InputError(
            _(
                "An INR of {value} is outside {low} to {high}: probably a typing error. "
                "Check it, then confirm it if it is right."
            ).format(value=write_number(value), low=write_number(float(low)), high=write_number(float(high))),
            {"value": value, "low": float(low), "high": float(high)},
        )


def check_target(target: Target) -> None:
    """Refuse a range that cannot be one.

    Raises:
        InputError: a bound that is not a positive number, or the low one not below the high one.
    """
    if not (math.isfinite(target.high) and 0 < target.low < target.high):
        raise InputError(
            _(
                "The range {low} to {high} is not possible: the low bound stands first and is above zero. "
                "Copy it from the prescription or the carnet."
            ).format(low=write_number(target.low), high=write_number(target.high))
        )


def inr_class(value: float, target: Target) -> InrClass:
    """Where the value stands against the range; both bounds belong to the range."""
    if value < target.low:
        return "below"
    return "above" if value > target.high else "in_range"


def high_bleeding_risk(value: float, thresholds: Thresholds) -> bool:
    """Whether the bleeding risk is high for every target: INR above 5 (docs/sources.md §3)."""
    return _exact(value) > thresholds.high_bleeding_risk_over


def overdue(last: date | None, today: date, thresholds: Thresholds) -> bool:
    """Whether the control is overdue: more than 31 days since the last INR, or no INR at all."""
    return last is None or (today - last).days > thresholds.overdue_after_days


def action(
    value: float | None,
    target: Target | None,
    *,
    bleeding: bool,
    danger: bool,
    overdue: bool,
    thresholds: Thresholds,
) -> Action | None:
    """The highest action level that applies (docs/sources.md §3); None while nothing can be said.

    Args:
        value: the INR; None when it is not known.
        target: the prescribed range; None when it is not known. Without it, a value of high bleeding risk
            is above any range in use and is called about.
        bleeding: any bleeding now.
        danger: signs of internal bleeding, stroke or embolism, bleeding that does not stop, head injury.
        overdue: the control is overdue.
        thresholds: the levels.
    """
    inr = None if value is None else _exact(value)
    if danger or (bleeding and inr is not None and inr >= thresholds.emergency_bleeding_from):
        return "emergency"
    if bleeding or (inr is not None and _calls(inr, target, thresholds)):
        return "call"
    where = None if value is None or target is None else inr_class(value, target)
    if overdue or where in ("below", "above"):
        return "advise"
    return "note" if where == "in_range" else None


def _calls(inr: Decimal, target: Target | None, thresholds: Thresholds) -> bool:
    if inr < thresholds.call_under:
        return True
    if target is None:
        return inr > thresholds.high_bleeding_risk_over
    low, high = _exact(target.low), _exact(target.high)
    far_above = inr > high and inr >= thresholds.call_above_range_from
    far_below = low >= thresholds.call_gap_range_low_from and low - inr > thresholds.call_gap_below
    return far_above or far_below


def unconfirmed(value: float | None, target: Target | None, thresholds: Thresholds) -> tuple[Text, ...]:
    """What to say of the levels behind a call for this INR that no source confirms (docs/sources.md §3)."""
    if value is None:
        return ()
    inr = _exact(value)
    used: set[str] = set()
    if inr < thresholds.call_under:
        used = {"call_under"}
    elif target is not None and inr < _exact(target.low) and _calls(inr, target, thresholds):
        used = {"call_gap_below", "call_gap_range_low_from"}
    return tuple(level.note for level in thresholds.to_confirm if level.name in used)


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything that one INR tells the pharmacist."""

    value: float
    inr_class: InrClass
    action: Action
    high_bleeding_risk: bool
    overdue: bool
    reference: Reference | None
    """Pharmacist's screen only; None below range and with bleeding, which the table does not cover."""

    def to_json(self) -> dict[str, Any]:
        """The assessment as `assistant inr --json` prints it."""
        return {
            "value": self.value,
            "class": self.inr_class,
            "action": self.action,
            "high_bleeding_risk": self.high_bleeding_risk,
            "overdue": self.overdue,
            "reference": None if self.reference is None else self.reference.to_json(),
        }


def assess(
    value: float,
    target: Target,
    *,
    today: date,
    thresholds: Thresholds,
    last: date | None = None,
    bleeding: bool = False,
    danger: bool = False,
    confirmed: bool = False,
) -> Assessment:
    """Assess one INR against its range.

    Args:
        last: the day of `value`; None when it is not given: the value is then taken as today's.

    Raises:
        InputError: an implausible value not confirmed, an impossible range, or a day after `today`.
    """
    check_value(value, confirmed, thresholds)
    check_target(target)
    if last is not None and last > today:
        raise InputError(
            _("The INR is dated {day}, after {today}. Check the date.").format(
                day=write_date(last), today=write_date(today)
            )
        )
    late = overdue(last or today, today, thresholds)
    level = action(value, target, bleeding=bleeding, danger=danger, overdue=late, thresholds=thresholds)
    assert level is not None  # with a value and a range there is always a level
    return Assessment(
        value=value,
        inr_class=inr_class(value, target),
        action=level,
        high_bleeding_risk=high_bleeding_risk(value, thresholds),
        overdue=late,
        reference=None if bleeding or danger else reference(value, target, thresholds.reference),
    )

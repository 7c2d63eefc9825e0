"""Values computed from what is known so far, for the conditions of scripts and for results.

Each value that a condition may look at declares everything it can be and, for each, an input that gives it,
so that a checker can enumerate it without guessing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final, get_args

from assistant.avk.inr import Action, InrClass, action, high_bleeding_risk, inr_class, overdue
from assistant.avk.interactions import LEVELS, Level
from assistant.avk.observance import ITEMS, ObservanceClass, observance_class, score
from assistant.avk.reading import Reading, Target
from assistant.avk.thresholds import Thresholds
from assistant.avk.ttr import TtrLevel, judge, time_in_range

Value = str | int | bool


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the values are computed from."""

    today: date
    readings: tuple[Reading, ...] | None = None
    """None while they have not been asked for; empty when there are none."""
    target: Target | None = None
    bleeding: bool | None = None
    danger: bool | None = None
    """Signs that make an emergency whatever the INR (docs/sources.md §3)."""
    medicine_levels: tuple[Level, ...] | None = None
    """Interaction levels of the other medicines named; None while none has been asked for."""
    observance: Mapping[str, str] = field(default_factory=dict)
    """Answers to the questionnaire so far, item id to `yes` or `no`."""
    favourable: Mapping[str, str] = field(default_factory=dict)
    """Item id to the favourable answer, for every item of the questionnaire."""


@dataclass(frozen=True, slots=True)
class Computed:
    """A computed value that conditions may look at."""

    name: str
    values: tuple[Value, ...]
    """Everything it can be."""
    witness: Mapping[Value, Mapping[str, Any]]
    """For each value, fields of `Inputs` that give it."""
    inputs: tuple[str, ...]
    """The fields of `Inputs` that it depends on, beside the day; the others change nothing."""


def compute(inputs: Inputs, thresholds: Thresholds) -> dict[str, str | int | float | bool]:
    """Every value that is known, flat, by name; a name is absent while its value is unknown.

    Beside those of `COMPUTED`: `inr.value` (the last reading) and `inr.ttr` (0 to 1). While the readings have
    not been asked for, only bleeding or signs of danger can give an action. A range whose bounds are in the
    wrong order counts as not known.
    """
    values: dict[str, str | int | float | bool] = {}
    target = inputs.target
    range_is = "missing" if target is None else "known" if target.low < target.high else "inverted"
    if range_is == "inverted":
        target = None
    if inputs.readings is not None:
        values["inr.target"] = range_is
    if inputs.medicine_levels is not None:
        values["medicines.level"] = min(inputs.medicine_levels, key=LEVELS.index, default="none")
    last: Reading | None = None
    late = False
    if inputs.readings is not None:
        last = _last(inputs.readings)
        late = overdue(None if last is None else last.day, inputs.today, thresholds)
        values["inr.overdue"] = late
    if last is not None:
        values["inr.value"] = last.value
        values["inr.high_bleeding_risk"] = high_bleeding_risk(last.value, thresholds)
        if target is not None:
            values["inr.class"] = inr_class(last.value, target)
            ttr = _ttr(inputs.readings or (), target, thresholds.ttr_max_gap_days)
            if ttr is not None:
                values["inr.ttr"] = ttr
                values["inr.ttr_level"] = judge(ttr, thresholds)
    level = action(
        None if last is None else last.value,
        target,
        bleeding=inputs.bleeding is True,
        danger=inputs.danger is True,
        overdue=late,
        thresholds=thresholds,
    )
    if level is not None:
        values["inr.action"] = level
    points = score(inputs.observance, inputs.favourable)
    if points is not None:
        values["observance.score"] = points
        values["observance.class"] = observance_class(points, thresholds)
    return values


def _last(readings: tuple[Reading, ...]) -> Reading | None:
    last: Reading | None = None
    for reading in readings:
        if last is None or reading.day >= last.day:  # on one day the last given holds, as in the TTR
            last = reading
    return last


@lru_cache(maxsize=8)
def _ttr(readings: tuple[Reading, ...], target: Target, max_gap_days: int) -> float | None:
    # Asked for at every answer of an interview, while readings change once: exact fractions are not free.
    return time_in_range(readings, target, max_gap_days).ttr


_TODAY: Final = date(2016, 6, 1)
_TARGET: Final = Target(2.0, 3.0)


def _inr(*values: float, days_ago: int = 0, **others: Any) -> dict[str, Any]:
    # The last value stands `days_ago` days back, each earlier one ten days before the next.
    latest = _TODAY - timedelta(days=days_ago)
    readings = tuple(
        Reading(latest - timedelta(days=10 * back), value) for back, value in enumerate(reversed(values))
    )
    return {"today": _TODAY, "readings": readings, "target": _TARGET, **others}


def _answers(points: int) -> Mapping[str, Any]:
    items = [f"item_{number}" for number in range(1, ITEMS + 1)]
    return {
        "today": _TODAY,
        "favourable": dict.fromkeys(items, "yes"),
        "observance": {item: "yes" if rank < points else "no" for rank, item in enumerate(items)},
    }


_INR: Final = ("readings", "target")
_QUESTIONNAIRE: Final = ("observance", "favourable")


def _declare(
    name: str,
    values: tuple[Value, ...],
    witness: Mapping[Value, Mapping[str, Any]],
    inputs: tuple[str, ...] = _INR,
) -> Computed:
    return Computed(name, values, MappingProxyType(dict(witness)), inputs)


COMPUTED: Final[Mapping[str, Computed]] = MappingProxyType(
    {
        computed.name: computed
        for computed in (
            _declare(
                "inr.target",
                ("known", "missing", "inverted"),
                {
                    "known": _inr(2.5),
                    "missing": _inr(2.5) | {"target": None},
                    "inverted": _inr(2.5) | {"target": Target(3.0, 2.0)},
                },
            ),
            _declare(
                "medicines.level",
                (*LEVELS, "none"),
                {
                    **{level: {"today": _TODAY, "medicine_levels": (level,)} for level in LEVELS},
                    "none": {"today": _TODAY, "medicine_levels": ()},
                },
                ("medicine_levels",),
            ),
            _declare(
                "inr.class",
                get_args(InrClass),
                {"below": _inr(1.8), "in_range": _inr(2.5), "above": _inr(3.4)},
            ),
            _declare(
                "inr.action",
                get_args(Action),
                {
                    "note": _inr(2.5),
                    "advise": _inr(3.4),
                    "call": _inr(4.5),
                    "emergency": _inr(6.5, bleeding=True),
                },
                ("danger", "bleeding", *_INR),
            ),
            _declare(
                "inr.high_bleeding_risk", (True, False), {True: _inr(5.5), False: _inr(2.5)}, ("readings",)
            ),
            _declare(
                "inr.overdue",
                (True, False),
                {True: _inr(2.5, days_ago=40), False: _inr(2.5)},
                ("readings",),
            ),
            # Of ten days in a line, in range: all (to 2.75), two thirds (to 3.25), one third (to 4.0).
            _declare(
                "inr.ttr_level",
                get_args(TtrLevel),
                {"good": _inr(2.5, 2.75), "between": _inr(2.5, 3.25), "act": _inr(2.5, 4.0)},
            ),
            _declare(
                "observance.score",
                tuple(range(ITEMS + 1)),
                {points: _answers(points) for points in range(ITEMS + 1)},
                _QUESTIONNAIRE,
            ),
            _declare(
                "observance.class",
                get_args(ObservanceClass),
                {"good": _answers(6), "weak": _answers(4), "non_observance": _answers(3)},
                _QUESTIONNAIRE,
            ),
        )
    }
)
"""By name, every computed value that a condition may look at."""

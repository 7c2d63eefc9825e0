"""The rules and a naive second reading of them agree on random histories, under each of the six texts.

A seeded sample in every run; with `--long` 20,000 histories.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random
from typing import TypeVar

import pytest

from assistant.dossier.act import Act, ActKind
from assistant.dossier.patient import Adhesion, Patient, Treatment
from assistant.year.calendar import months_after
from assistant.year.rules import RuleSet
from assistant.year.status import year_status
from tests.year.naive import Answer, History, naive
from tests.year.naive_dates import later

SAMPLED = 150
WHOLE = {
    "avenant-1": 3_500,
    "avenant-8": 6_500,
    "avenant-11": 2_500,
    "avenant-21": 2_500,
    "convention-2022": 2_500,
    "avenant-1-2024": 2_500,
}
assert sum(WHOLE.values()) == 20_000
YEARS = {
    "avenant-1": [2013, 2014, 2015, 2015, 2016],
    "avenant-8": [2015, 2016, 2016, 2016, 2017],
    "avenant-11": [2018, 2019, 2020],
    "avenant-21": [2020, 2021, 2022],
    "convention-2022": [2022, 2023, 2024],
    "avenant-1-2024": [2025, 2026, 2028],
}
_ALWAYS = {"act future", "act before_adhesion", "act not_eligible", "act same_day", "act other_kind"}
_NEW = _ALWAYS | {"act not_asked"}
REASONS = {
    "avenant-1": _ALWAYS | {"to_confirm"},
    "avenant-8": _ALWAYS | {"act adhesion_year", "to_confirm"},
    "avenant-11": _NEW,
    "avenant-21": _NEW,
    "convention-2022": _NEW,
    "avenant-1-2024": _NEW | {"act beyond_plan"},
}
T = TypeVar("T")


def _near(random: Random, *days: date) -> date:
    """A day beside one where something changes, or any day of three years."""
    if random.random() < 0.75:
        return random.choice(days) + timedelta(days=random.choice([-2, -1, -1, 0, 0, 0, 1, 1, 2]))
    return date(days[0].year - 1, 1, 1) + timedelta(days=random.randrange(1096))


def _maybe(random: Random, share: float, value: T) -> T | None:
    return value if random.random() < share else None


def _acts(random: Random, rules: str, days: list[date]) -> tuple[Act, ...]:
    """Some acts, most of a kind that the text knows; some of them twice."""
    old: list[ActKind] = ["interview", "interview", "observance"]
    new: list[ActKind] = ["evaluation", "thematic", "thematic"]
    kinds = (
        [*old, *old, *old, "thematic"] if rules in ("avenant-1", "avenant-8") else [*new, *new, *new, *old]
    )
    found = []
    for _ in range(random.choice([0, 1, 1, 2, 2, 3, 4, 5, 6])):
        kind = random.choice(kinds)
        counts: dict[ActKind, ActKind] = {"interview": "evaluation", "observance": "thematic"}
        found.append(
            Act(kind, _near(random, *days), "import", counts=_maybe(random, 0.7, counts.get(kind, kind)))
        )
    if found and random.random() < 0.2:
        found += random.choices(found, k=2)
    return tuple(found)


def any_history(random: Random, rules: str) -> History:
    """A history around the days on which the rules turn."""
    year = random.choice(YEARS[rules])
    turns = [date(year, 1, 1), date(year, 2, 28), date(year, 6, 30), date(year, 7, 1), date(year, 12, 31)]
    as_of = _near(random, date(year, 12, 29), date(year, 12, 31), date(year + 1, 1, 1), *turns[2:])
    started = [date(year - 3, 5, 31), date(year - 2, 8, 31), _near(random, *turns)]
    start = _maybe(random, 0.95, random.choice(started))
    half = months_after(start, 6) if start else date(year, 7, 1)
    end = _maybe(random, 0.25, _near(random, half, *turns[2:], date(year, 12, 29)))
    leap = date(year // 4 * 4, 2, 29)
    near = [_near(random, *turns, as_of), _near(random, months_after(as_of, -12), months_after(as_of, -24))]
    joined = [date(year - 1, 3, 1), date(year, 1, 4), date(year, 7, 5), leap, *near]
    signed = _maybe(random, 0.9, random.choice(joined))
    grown = signed or date(year, 12, 31)
    born = date(1943, 5, 12)
    if random.random() < 0.12:
        born = grown.replace(year=grown.year - 18, day=min(grown.day, 28)) + timedelta(
            days=random.randint(-3, 3)
        )
    around = [*turns, as_of, signed or as_of, end or as_of]
    if signed:
        passed = max(1, as_of.year - signed.year) * 12
        around += [months_after(signed, passed), months_after(signed, passed - 12)] * 2
    left = _maybe(random, 0.06, _near(random, *turns, as_of))
    died = _maybe(random, 0.12, _near(random, *turns, as_of))
    moved = _maybe(random, 0.05, _near(random, *turns, as_of))
    return History(
        Patient("P", "Martin", "Jean", born, death_date=died, moved_on=moved),
        Treatment(
            start=start,
            end=end,
            expected_months=_maybe(random, 0.75, random.choice([5, 6, 6, 12, 12, 24, 24, 24])),
        ),
        Adhesion(signed, left if left and left >= signed else None) if signed else None,
        _acts(random, rules, around),
        year,
        as_of,
        rules,
    )


def answer(history: History, rules: RuleSet) -> Answer:
    """What the rules say, in the naive reading's form."""
    status = year_status(
        history.patient,
        history.treatment,
        history.adhesion,
        history.acts,
        rules,
        history.year,
        history.as_of,
    )
    return Answer(
        status.status,
        status.amount_eur,
        status.met_on,
        tuple(
            (
                option.amount_eur,
                option.missing.interview + option.missing.evaluation,
                option.missing.observance + option.missing.thematic,
                option.missing.adhesion,
            )
            for option in status.options
        ),
        status.last_date,
        tuple((one.act.kind, one.act.day, one.reason) for one in status.uncounted),
    )


@pytest.mark.parametrize("name", WHOLE)
def test_both_readings_agree(name: str, sets: dict[str, RuleSet], long: bool) -> None:
    random = Random(f"{name} 28062016")
    met: Counter[str] = Counter()
    for _ in range(WHOLE[name] if long else SAMPLED):
        history = any_history(random, name)
        expected = naive(history)
        assert answer(history, sets[name]) == expected, history
        met[expected.status] += 1
        met.update({f"act {why}" for *_, why in expected.uncounted})
    # The histories reach every status and every reason often enough to mean something.
    reached = {"met", "possible", "impossible", "not_eligible"} | REASONS[name]
    assert reached <= set(met), met
    assert min(met.values()) >= (20 if long else 2), met


def test_months_are_the_same_walked_and_computed() -> None:
    random = Random(29022016)
    for _ in range(500):
        day = date(2012, 1, 1) + timedelta(days=random.randrange(1800))
        months = random.randrange(1, 15)
        assert months_after(day, months) == later(day, months), (day, months)

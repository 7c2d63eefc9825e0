"""The rules and a naive second reading of them agree on random histories."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from assistant.dossier.act import Act
from assistant.dossier.patient import Adhesion, Patient, Treatment
from assistant.year.calendar import months_after
from assistant.year.rules import RuleSet
from assistant.year.status import year_status
from tests.year.naive import Answer, History, later, naive

HISTORIES = 2_000
T = TypeVar("T")


def _near(random: Random, *days: date) -> date:
    """A day beside one where something changes, or any day of three years."""
    if random.random() < 0.75:
        return random.choice(days) + timedelta(days=random.choice([-2, -1, -1, 0, 0, 0, 1, 1, 2]))
    return date(2015, 1, 1) + timedelta(days=random.randrange(1096))


def _maybe(random: Random, share: float, value: T) -> T | None:
    return value if random.random() < share else None


def any_history(random: Random) -> History:
    """A history around the days on which the rules turn."""
    year = random.choice([2015, 2016, 2016, 2016, 2017])
    turns = [date(year, 1, 1), date(year, 2, 28), date(year, 6, 30), date(year, 7, 1), date(year, 12, 31)]
    as_of = _near(random, date(year, 12, 29), date(year, 12, 31), date(year + 1, 1, 1), *turns[2:])
    start = _maybe(random, 0.95, random.choice([date(2013, 5, 31), date(2014, 8, 31), _near(random, *turns)]))
    half = months_after(start, 6) if start else date(year, 7, 1)
    end = _maybe(random, 0.25, _near(random, half, *turns[2:], date(year, 12, 29)))
    signed = _maybe(
        random,
        0.9,
        random.choice(
            [date(year - 1, 3, 1), date(year, 1, 4), date(year, 7, 5), _near(random, *turns, as_of)]
        ),
    )
    grown = signed or date(year, 12, 31)
    born = date(1943, 5, 12)
    if random.random() < 0.12:
        born = grown.replace(year=grown.year - 18, day=min(grown.day, 28)) + timedelta(
            days=random.randint(-3, 3)
        )
    acts = tuple(
        Act(
            random.choice(["interview", "interview", "observance"]),
            _near(random, *turns, as_of, signed or as_of, end or as_of),
            "import",
        )
        for _ in range(random.choice([0, 1, 1, 2, 2, 3, 4, 5, 6]))
    )
    if acts and random.random() < 0.2:
        acts += tuple(random.choices(acts, k=2))
    return History(
        Patient("P", "Martin", "Jean", born, death_date=_maybe(random, 0.12, _near(random, *turns, as_of))),
        Treatment(
            start=start,
            end=end,
            expected_months=_maybe(random, 0.75, random.choice([5, 6, 6, 12, 12, 24, 24, 24])),
        ),
        Adhesion(signed) if signed else None,
        acts,
        year,
        as_of,
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
            (option.amount_eur, option.missing.interview, option.missing.observance, option.missing.adhesion)
            for option in status.options
        ),
        status.last_date,
        tuple((one.act.kind, one.act.day, one.reason) for one in status.uncounted),
    )


def test_both_readings_agree(rules: RuleSet) -> None:
    random = Random(28062016)
    met: Counter[str] = Counter()
    for _ in range(HISTORIES):
        history = any_history(random)
        expected = naive(history)
        assert answer(history, rules) == expected, history
        met[expected.status] += 1
        met.update({f"act {why}" for *_, why in expected.uncounted})
    # The histories reach every status and every reason often enough to mean something.
    assert min(met.values()) >= 50, met
    assert len(met) == 10, met


def test_months_are_the_same_walked_and_computed() -> None:
    random = Random(29022016)
    for _ in range(500):
        day = date(2012, 1, 1) + timedelta(days=random.randrange(1800))
        months = random.randrange(1, 15)
        assert months_after(day, months) == later(day, months), (day, months)

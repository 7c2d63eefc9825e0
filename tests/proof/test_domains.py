"""The values that are tried are enough: nothing that can be computed lies between them."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest

from assistant.avk.computed import COMPUTED, Inputs, compute
from assistant.avk.interactions import LEVELS
from assistant.avk.reading import Reading, Target
from assistant.interview.background import Background
from assistant.interview.course import Course
from assistant.proof.ground import Ground
from assistant.proof.inrgrid import InrGrid
from assistant.proof.uses import Variable
from assistant.script.knowledge import thresholds
from assistant.script.library import load_script
from assistant.settings import shipped

TODAY = date(2016, 6, 1)
TOGETHER = ("inr.action", "inr.class", "inr.high_bleeding_risk", "inr.overdue", "inr.target")


def test_every_declared_value_hangs_only_on_the_inputs_it_declares() -> None:
    chance = random.Random(1)
    for _turn in range(2_000):
        whole = anything(chance)
        values = compute(Inputs(TODAY, **whole), thresholds())
        for name, computed in COMPUTED.items():
            alone = {field: whole[field] for field in computed.inputs if field in whole}
            assert compute(Inputs(TODAY, **alone), thresholds()).get(name) == values.get(name), (name, whole)


def anything(chance: random.Random) -> dict[str, Any]:
    """Inputs of all kinds."""
    rows = [
        Reading(TODAY - timedelta(chance.choice((0, 3, 31, 32, 90))), round(chance.uniform(0.6, 12), 1))
        for _row in range(chance.randrange(3))
    ]
    items = [f"item_{number}" for number in range(6)]
    low = chance.choice((2.0, 2.5, 3.0))
    return {
        "readings": chance.choice((None, tuple(rows))),
        "target": chance.choice((None, Target(low, chance.choice((1.5, 3.0, 3.5, 4.5))))),
        "bleeding": chance.choice((None, True, False)),
        "danger": chance.choice((None, True, False)),
        "medicine_levels": chance.choice((None, (), (chance.choice(LEVELS),))),
        "observance": {item: chance.choice(("yes", "no")) for item in items},
        "favourable": dict.fromkeys(items, "yes"),
    }


def together(rows: tuple[Reading, ...], low: float | None, high: float | None, *, bleeding: bool) -> Any:
    target = None if low is None or high is None else Target(low, high)
    values = compute(Inputs(TODAY, rows, target, bleeding), thresholds())
    return tuple(values.get(name) for name in TOGETHER)


def test_whatever_inr_and_range_come_to_together_is_tried() -> None:
    grid = InrGrid({name: [("exists", True)] for name in TOGETHER}, (), (), asked=True)
    tried = set()
    for one in grid.rows:
        if one is None:
            continue
        rows = tuple(Reading(TODAY - timedelta(ago), value) for ago, value in one)
        tried |= {
            together(rows, low, high, bleeding=bleeding)
            for low in grid.lows
            for high in grid.highs
            for bleeding in (False, True)
        }
    chance = random.Random(2)
    for _turn in range(5_000):
        ago, value = chance.choice((0, 31, 32, 60)), round(chance.uniform(0.5, 20), 1)
        low, high = round(chance.uniform(1, 6), 1), round(chance.uniform(1, 6), 1)
        rows = chance.choice(((), (Reading(TODAY - timedelta(ago), value),)))
        seen = together(rows, chance.choice((low, None)), high, bleeding=chance.random() < 0.5)
        assert seen in tried, (ago, value, low, high)


@pytest.mark.parametrize("name", ["avk", "surveillance", "effects"])
def test_each_value_is_one_that_the_question_takes(name: str) -> None:
    ground = Ground(load_script(shipped() / "interviews" / f"{name}.yaml"))
    focus = ground.focus(more=[alert.when for alert in ground.script.alerts])
    looked = {v for alert in ground.script.alerts for v in focus.uses.reads(alert.when)}
    seen = 0
    for variable in looked:
        if variable.origin == "answer" and variable.option is None:
            step = ground.plan.steps[variable.name]
            for value in focus.domains.of(variable):
                assert step.read(step.typed(value), ground.today, confirmed=True) == value
                seen += 1
    assert seen > 3


def test_a_medicine_of_each_level_is_tried() -> None:
    ground = Ground(load_script(shipped() / "interviews" / "avk.yaml"))
    focus = ground.focus((), [alert.when for alert in ground.script.alerts])
    found = set()
    for value in focus.domains.of(Variable("answer", "other_medicines")):
        course = Course(ground.plan, Background("", TODAY), {"other_medicines": value}, frozenset())
        course.enter("other_medicines")
        found.add(course.computed("medicines.level"))
    # One kind for each level that an alert of the script asks about, and one for none.
    assert found == {*LEVELS, "none"}

"""What is proven is what runs: ways that take every edge give the same transcript wherever they are held."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from assistant.proof.example import Example
from assistant.proof.ground import Ground
from assistant.proof.survey import Survey
from assistant.script.library import load_script
from assistant.settings import shipped
from tests.proof.replaying import played, shown, talked
from tests.proof.sampling import sample

SCRIPTS = sorted(path.stem for path in (shipped() / "interviews").glob("*.yaml"))
"""Every one that is shipped: a new one is tried too."""


@cache
def ground_of(name: str) -> Ground:
    return Ground(load_script(shipped() / "interviews" / f"{name}.yaml"))


@cache
def ways(name: str) -> tuple[Example, ...]:
    return tuple(sample(ground_of(name)))


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_state_and_every_edge_is_taken_by_the_sample(name: str) -> None:
    ground = ground_of(name)
    everything = {(source, str(edge.dest)) for source, there in ground.graph.edges.items() for edge in there}
    assert Survey(ground).explored.edges == everything
    assert {step for way in ways(name) for step in way.path} == set(ground.plan.steps)


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_way_is_told_the_same_by_play_and_by_another_program(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ground = ground_of(name)
    for way in ways(name):
        one = played(ground, way)
        assert talked(ground, way, monkeypatch) == one
        assert [step for step, _value in one.steps] == list(way.path)
        assert dict(one.steps) == way.answers
        assert one.status == ("completed" if way.end == "completed" else "stopped")


async def test_a_way_is_told_the_same_on_the_screen(
    tmp_path: Path, long: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in SCRIPTS if long else ("observance",):
        ground = ground_of(name)
        for number, way in enumerate(ways(name)):
            folder = tmp_path / f"{name}{number}"
            assert await shown(ground, way, folder, monkeypatch) == played(ground, way), (name, number)

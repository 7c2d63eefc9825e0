"""Whatever is taken out of a shipped script, its check says so."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from assistant.script.library import load_script
from assistant.script.source import read_source
from assistant.settings import shipped
from tests.proof.mutants import PARTS, caught, found, mutants

SCRIPTS = sorted(path.stem for path in (shipped() / "interviews").glob("*.yaml"))
"""Every one that is shipped: a new one is tried too."""
SAMPLE = 3
"""Changes tried of each script, where not all are."""


def listed(name: str) -> dict[str, str]:
    """The changes that are truly equivalent, with the reason."""
    rows = read_source(Path(__file__).parent / "equivalent.yaml").data["equivalent"]
    return {row["change"]: row["reason"] for row in rows if row["script"] == name}


@pytest.mark.parametrize("name", SCRIPTS)
def test_what_is_taken_out_is_missed(name: str, tmp_path: Path, long: bool) -> None:
    every = list(mutants(shipped() / "interviews" / f"{name}.yaml"))
    tried = every if long else random.Random(name).sample(every, SAMPLE)
    missed = {change for change, mutant in tried if not caught(mutant, tmp_path)}
    assert missed == set(listed(name)) & {change for change, _mutant in tried}
    assert all(listed(name).values())


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_step_that_lost_its_condition_is_shown_being_reached(name: str, tmp_path: Path, long: bool) -> None:
    """By what it is promised to depend on, with the way there: not by the number of steps alone."""
    path = shipped() / "interviews" / f"{name}.yaml"
    script = load_script(path)
    assert script.promises is not None
    asked = [one.ask for one in script.promises.only]
    assert asked
    without = {change: mutant for change, mutant in mutants(path) if change.startswith("when ")}
    for step in asked if long else random.Random(name).sample(asked, 1):
        mutant = without.get(f"when {step}")
        assert mutant is not None
        del mutant["promises"]["steps"]
        findings = found(mutant, tmp_path)
        (one,) = [one for one in findings if (one.id, one.at) == ("promise-broken", step)]
        assert one.example is not None
        assert step in one.example.path


def test_every_kind_of_change_is_tried() -> None:
    kinds = {
        change.split()[0]
        for name in SCRIPTS
        for change, _m in mutants(shipped() / "interviews" / f"{name}.yaml")
    }
    assert kinds == {"step", *PARTS, "alert", "swap"}
